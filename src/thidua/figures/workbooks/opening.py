"""Open what an office calls «the Excel file»: .xlsx, .xls, .ods, .csv, a web table or a .zip of one of them.

What a file is follows from its first bytes, never from its name. Reads: bytes. Writes: Book; UnreadableFile with one
sentence that says what the file is instead and what to do.
"""

import unicodedata
from io import BytesIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from defusedxml.common import DefusedXmlException
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from thidua import old_letters as legacy
from thidua.errors import Place, UnreadableFile
from thidua.figures.workbooks import biff, plain_files, signs
from thidua.figures.workbooks.grid import MOST_COLUMNS, MOST_ROWS, Book, Grid, Oddity
from thidua.figures.workbooks.opendocument import open_document

MOST_BYTES = 256 * 2**20
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AS_XLSX = "mở bằng Excel, lưu lại dạng .xlsx rồi gửi lại."
_PASSWORD = "Tệp đặt mật khẩu; mở bằng Excel, bỏ mật khẩu (Tệp › Thông tin › Bảo vệ sổ làm việc) rồi gửi lại."
_STRANGERS = (
    (b"%PDF-", "Đây là tệp PDF, không phải tệp Excel; gửi chính tệp Excel đã in ra nó."),
    (b"\xff\xd8\xff", "Đây là ảnh chụp, không phải tệp Excel; gửi chính tệp Excel."),
    (b"\x89PNG", "Đây là ảnh chụp, không phải tệp Excel; gửi chính tệp Excel."),
    (b"Rar!", "Đây là tệp nén .rar; giải nén rồi gửi tệp Excel bên trong."),
    (b"7z\xbc\xaf", "Đây là tệp nén .7z; giải nén rồi gửi tệp Excel bên trong."),
    (b"MIME-Version", f"Đây là trang web lưu một tệp (.mht); {_AS_XLSX}"),
)  # fmt: skip


def open_book(data: bytes, file: str = "") -> Book:
    """Open the bytes of a workbook; UnreadableFile where they are none.

    Text in the old fonts (TCVN3, VNI) and in decomposed letters comes out as composed Unicode.
    """
    try:
        book = _opened(data)
    except UnreadableFile as error:
        raise UnreadableFile(error.sentence, Place(file=file or None, sheet=error.place.sheet)) from None
    except PasswordError as error:
        raise UnreadableFile(_PASSWORD, Place(file=file or None)) from error
    except (
        CalamineError,
        DefusedXmlException,
        ParseError,
        BadZipFile,
        ValueError,
        KeyError,
        OSError,
        EOFError,
    ) as error:
        raise UnreadableFile(f"Không mở được như một tệp Excel, có thể tệp hỏng khi gửi; {_AS_XLSX}",
                             Place(file=file or None)) from error  # fmt: skip
    _mend_letters(book)
    return book


def workbooks_in(data: bytes, file: str = "") -> list[tuple[str, bytes]]:
    """Give the workbooks in a .zip as (name, bytes); a file that is no archive is given as it is.

    UnreadableFile where the archive is encrypted, broken, too large or holds none.
    """
    if not data.startswith(_ZIP):
        return [(file, data)]
    try:
        with ZipFile(BytesIO(data)) as archive:
            if _is_workbook(set(archive.namelist())):
                return [(file, data)]
            return _members(archive, file)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise UnreadableFile("Không mở được tệp nén, có thể có mật khẩu hoặc hỏng khi gửi; gửi thẳng tệp Excel.",
                             Place(file=file or None)) from error  # fmt: skip


def _members(archive: ZipFile, file: str) -> list[tuple[str, bytes]]:
    endings = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
    hidden = ("__MACOSX/", ".")
    inside = [e for e in archive.infolist() if e.filename.lower().endswith(endings)]
    inside = [e for e in inside if not e.filename.startswith(hidden) and "/~$" not in f"/{e.filename}"]
    if not inside:
        raise UnreadableFile("Tệp nén không có tệp Excel nào bên trong.", Place(file=file or None))
    if sum(e.file_size for e in inside) > MOST_BYTES:
        raise UnreadableFile(
            f"Tệp nén mở ra lớn hơn {MOST_BYTES // 2**20} MB; chia nhỏ rồi gửi lại.", Place(file=file or None)
        )
    return [(_name_of(e.filename), archive.read(e)) for e in inside]


def _name_of(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def _is_workbook(parts: set[str]) -> bool:
    return "[Content_Types].xml" in parts or "content.xml" in parts


def _opened(data: bytes) -> Book:
    if not data.strip(b"\x00 \r\n\t"):
        raise UnreadableFile("Tệp trống, không có gì bên trong; kiểm tra lại tệp đã lưu.")
    for mark, sentence in _STRANGERS:
        if data.startswith(mark):
            raise UnreadableFile(sentence)
    if data.startswith(_ZIP):
        return _of_archive(data)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableFile(_PASSWORD)
        return _of_compound(data)
    return plain_files.open_text(data)


def _of_archive(data: bytes) -> Book:
    with ZipFile(BytesIO(data)) as archive:
        parts = set(archive.namelist())
        size = sum(entry.file_size for entry in archive.infolist())
        if size > MOST_BYTES:
            raise UnreadableFile(f"Tệp giải nén lớn hơn {MOST_BYTES // 2**20} MB; chia nhỏ rồi gửi lại.")
        if "content.xml" in parts:
            return open_document(archive)
        if "word/document.xml" in parts:
            raise UnreadableFile("Đây là tệp Word, không phải tệp Excel; chép số vào biểu Excel đã tải về.")
        if "[Content_Types].xml" in parts:
            inside = signs.of_archive(archive)
            book = _with_calamine(data)
            inside.add_to(book)
            return book
        members = _members(archive, "")
    if len(members) > 1:
        raise UnreadableFile(f"Tệp nén có {len(members)} tệp Excel; giải nén rồi chọn đúng tệp của đơn vị.")
    return _opened(members[0][1])


def _of_compound(data: bytes) -> Book:
    book = _with_calamine(data)
    odd, hidden, book.names = biff.inside(data)
    for grid in book.sheets:
        grid.odd, grid.hidden = odd.get(grid.name, {}), hidden.get(grid.name, set())
    return book


def _with_calamine(data: bytes) -> Book:
    source = CalamineWorkbook.from_filelike(BytesIO(data))
    return Book([_grid(source, name) for name in source.sheet_names])


def _grid(book: CalamineWorkbook, name: str) -> Grid:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
        sentence = f"Trang tính có hơn {MOST_ROWS} dòng hoặc {MOST_COLUMNS} cột; xóa phần thừa rồi gửi lại."
        raise UnreadableFile(sentence, Place(sheet=name))
    rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    return Grid(name, rows, [(a, b) for a, b in sheet.merged_cell_ranges or []])


def _mend_letters(book: Book) -> None:
    """Compose letters; where most words of the book stand in an old font, turn them into Unicode.

    A single text in an old font among others in Unicode is left as it is and marked: it may be what was meant.
    """
    texts = [v for grid in book.sheets for row in grid.rows for v in row if isinstance(v, str) and not v.isascii()]
    old = [text for text in texts if legacy.is_suspect(text)]
    encoding = legacy.detect("\n".join(old)) if len(old) * 2 > len(texts) else None
    for grid in book.sheets:
        for r, row in enumerate(grid.rows):
            for c, value in enumerate(row):
                if isinstance(value, str) and not value.isascii():
                    row[c] = _mended(grid, (r, c), value, encoding)


def _mended(grid: Grid, position: tuple[int, int], text: str, encoding: str | None) -> str:
    if legacy.is_suspect(text):
        if encoding is not None:
            return legacy.convert(text, encoding)
        mended, found = legacy.mend(text)
        if found is not None and position not in grid.odd:
            grid.odd[position] = Oddity("chữ gõ bằng phông cũ (TCVN3, VNI)", mended)
    return unicodedata.normalize("NFC", text)
