"""PDF: text layer, line breaks healed, pages told, locks and scans. Papers are drawn here with PDFium itself."""

import io
import os
from collections.abc import Callable, Iterator, Sequence
from ctypes import c_ubyte
from pathlib import Path
from shutil import which

import fontpkg_be_vietnam_pro
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from thidua.errors import UnreadableFile
from thidua.reading.opening import open_bytes, refusals, scanned
from thidua.reading.opening.effort import takes_long

FONT = Path(fontpkg_be_vietnam_pro.__file__).parent / "files" / "BeVietnamPro-Regular.ttf"
WIDTH, HEIGHT = 595, 842
Strokes = Sequence[tuple[tuple[float, float], tuple[float, float]]]
LONG = "Phấn đấu có 85% khu dân cư trên địa bàn tỉnh đạt tiêu chuẩn “An toàn về"
REST = "an ninh, trật tự” trong năm 2031, giao Công an tỉnh hướng dẫn."


def pdf(*pages: list[tuple[float, float, str]], size: float = 12, strokes: Strokes = ()) -> bytes:
    """Draw pages of (left, bottom, words), and on each the strokes."""
    document = pdfium.PdfDocument.new()
    data = FONT.read_bytes()
    font = raw.FPDFText_LoadFont(document, (c_ubyte * len(data)).from_buffer_copy(data), len(data), 2, 1)
    for words in pages:
        page = document.new_page(WIDTH, HEIGHT)
        for left, bottom, text in words:
            drawn = raw.FPDFPageObj_CreateTextObj(document, font, size)
            wide = (text + "\0").encode("utf-16-le")
            raw.FPDFText_SetText(drawn, raw.cast(wide, raw.POINTER(raw.FPDF_WCHAR)))
            raw.FPDFPageObj_Transform(drawn, 1, 0, 0, 1, left, bottom)
            raw.FPDFPage_InsertObject(page, drawn)
        for (x, y), (to_x, to_y) in strokes:
            path = raw.FPDFPageObj_CreateNewPath(x, y)
            raw.FPDFPath_LineTo(path, to_x, to_y)
            raw.FPDFPath_SetDrawMode(path, 0, 1)
            raw.FPDFPage_InsertObject(page, path)
        page.gen_content()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def scan(data: bytes, *, dots: float = 200) -> bytes:
    """Turn each page into a picture of itself."""
    source, document = pdfium.PdfDocument(data), pdfium.PdfDocument.new()
    for shown in source:
        bitmap = shown.render(scale=dots / 72, grayscale=False)
        picture = pdfium.PdfImage.new(document)
        picture.set_bitmap(bitmap)
        picture.set_matrix(pdfium.PdfMatrix().scale(WIDTH, HEIGHT))
        page = document.new_page(WIDTH, HEIGHT)
        page.insert_obj(picture)
        page.gen_content()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def locked() -> bytes:
    """A PDF whose user password is not empty: the key stored belongs to no password we could try."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"ab" * 32 + b"> /U <" + b"cd" * 32 + b"> >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<00> <00>] >>"
    return (
        out
        + b"xref\n0 5\n0000000000 65535 f \n"
        + table
        + b"trailer "
        + trailer
        + b"\nstartxref\n%d\n%%%%EOF" % len(out)
    )


def test_a_sentence_is_healed_where_its_line_is_full_and_a_new_one_is_not() -> None:
    paper = open_bytes(
        pdf([(60, 700, "KẾ HOẠCH"), (60, 650, LONG), (60, 632, REST), (60, 614, "Đoạn sau.")]), name="a.txt"
    )
    assert paper.kind == "pdf"
    assert paper.text.split("\n") == ["KẾ HOẠCH", f"{LONG} {REST}", "Đoạn sau.", ""]


def test_a_numbered_line_begins_a_paragraph_even_below_a_full_line() -> None:
    paper = open_bytes(pdf([(60, 650, LONG), (60, 632, "2. " + REST)]), name="a.pdf")
    assert paper.text.split("\n")[:2] == [LONG, "2. " + REST]


def test_a_code_broken_at_its_hyphen_is_whole_again() -> None:
    first = "Thực hiện nhiệm vụ bảo đảm an ninh, trật tự theo Kế hoạch số 45/KH-"
    paper = open_bytes(pdf([(60, 650, first), (60, 632, "UBND ngày 05/02/2031 của Ủy ban nhân dân tỉnh.")]), name="a")
    assert "45/KH-UBND ngày 05/02/2031" in paper.text


def test_a_sentence_crosses_the_page_without_the_page_number() -> None:
    paper = open_bytes(pdf([(60, 400, LONG), (297, 30, "1")], [(297, 800, "2"), (60, 760, REST)]), name="a.pdf")
    assert paper.text == f"{LONG} {REST}\n"
    assert [(p.page, paper.text[p.start : p.end].strip()) for p in paper.pieces] == [(1, LONG), (2, REST)]
    assert (paper.page_of(3), paper.page_of(len(LONG) + 5)) == (1, 2)


def test_columns_of_the_letterhead_stay_apart() -> None:
    paper = open_bytes(pdf([(60, 780, "Số: 45/KH-UBND"), (330, 780, "Sông Hậu, ngày 05 tháng 02 năm 2031")]), name="a")
    assert paper.text.split("\n")[:2] == ["Số: 45/KH-UBND", "Sông Hậu, ngày 05 tháng 02 năm 2031"]


def test_a_page_written_upside_down_is_read_from_the_top() -> None:
    lines = [(60.0, 700.0 - 40 * n, f"{n}. Nội dung thứ {n}.") for n in range(1, 9)]
    paper = open_bytes(pdf(lines[::-1]), name="a.pdf")
    assert paper.text.split("\n")[:8] == [text for _, _, text in lines]


def test_a_locked_one_says_what_to_do() -> None:
    with pytest.raises(UnreadableFile) as refused:
        open_bytes(locked(), name="kin.pdf")
    assert refused.value.sentence == refusals.LOCKED_PDF


@pytest.mark.parametrize("cut", [0.02, 0.5])
def test_a_broken_one_is_refused_or_read_in_part(cut: float) -> None:
    data = pdf([(60, 650, LONG)])
    try:
        paper = open_bytes(data[: int(len(data) * cut)], name="a.pdf")
    except UnreadableFile as refused:
        assert refused.sentence in (refusals.BROKEN_PDF, refusals.BINARY)
    else:
        assert paper.kind == "pdf"


def test_a_scan_without_a_recognizer_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    scanned.lacking.cache_clear()
    try:
        with pytest.raises(UnreadableFile) as refused:
            open_bytes(scan(pdf([(60, 650, LONG)]), dots=40), name="quet.pdf")
    finally:
        scanned.lacking.cache_clear()
    assert "tesseract-ocr-vie" in refused.value.sentence


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Puts a program called tesseract before the true one."""

    def put(script: str) -> None:
        place = tmp_path / "tesseract"
        place.write_text(f'#!/bin/sh\n[ "$1" = --list-langs ] && {{ echo vie; exit; }}\n{script}\n')
        place.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        scanned.lacking.cache_clear()

    yield put
    scanned.lacking.cache_clear()


def test_what_is_no_longer_wanted_takes_the_recognizer_along(stand_in: Callable[[str], None], tmp_path: Path) -> None:
    """A recognizer that never ends: stopping does not wait for its page."""
    number = tmp_path / "number"
    stand_in(f"echo $$ > {number}\nexec sleep 600")
    told = []

    def progress(done: int, whole: int) -> None:
        told.append((done, whole))
        if number.exists() and number.read_text().strip():
            raise KeyError("no longer wanted")

    with pytest.raises(KeyError):
        open_bytes(scan(pdf([(60, 650, LONG)], [(60, 620, REST)]), dots=40), name="quet.pdf", progress=progress)
    assert set(told) == {(0, 2)}
    with pytest.raises(ProcessLookupError):
        os.kill(int(number.read_text()), 0)


def test_a_recognizer_that_is_slow_to_take_the_picture_gets_all_of_it(
    stand_in: Callable[[str], None], tmp_path: Path
) -> None:
    """On a busy machine: the picture is larger than a pipe holds, and nobody reads for more than one breath."""
    size = tmp_path / "size"
    row = "5\\t1\\t1\\t1\\t1\\t1\\t10\\t10\\t90\\t20\\t95\\tđã-nhận"
    stand_in(f"sleep 1.3\nwc -c > {size}\nprintf 'head\\n{row}\\n'")
    paper = open_bytes(scan(pdf([(60, 650, LONG)]), dots=40), name="quet.pdf")
    assert "đã-nhận" in paper.text
    assert int(size.read_text()) > WIDTH * HEIGHT


def test_a_long_paper_with_letters_tells_how_far_it_is() -> None:
    told = []
    open_bytes(pdf(*[[(60, 650, LONG)]] * 25), name="dai.pdf", progress=lambda done, whole: told.append((done, whole)))
    assert told == [(0, 25), (10, 25), (20, 25)]


@pytest.mark.skipif(which("tesseract") is None, reason="OCR needs tesseract-ocr and tesseract-ocr-vie")
def test_a_scan_is_recognized_and_says_so() -> None:
    if scanned.lacking():
        pytest.skip(f"OCR: {scanned.lacking()}")
    pages = pdf([(60, 700, LONG), (60, 682, REST), (60, 640, "Số: 45/KH-UBND")], size=12)
    paper = open_bytes(scan(pages, dots=300), name="quet.pdf")
    assert paper.encoding == "ocr"
    assert [remark.code for remark in paper.remarks] == ["ocr"]
    assert "85%" in paper.text
    assert "cư trên địa bàn tỉnh" in paper.text  # the a of this font is often misread
    assert {piece.page for piece in paper.pieces} == {1}


def test_what_takes_long_is_told_before_it_is_read() -> None:
    plain, long = pdf([(60, 650, LONG)]), pdf(*[[(60, 650, LONG)]] * 31)
    assert not takes_long(plain, name="a.pdf")
    assert takes_long(long, name="a.pdf")
    assert takes_long(scan(plain, dots=60), name="a.pdf") is (scanned.lacking() is None)
    assert not takes_long(plain[: len(plain) // 2], name="a.pdf")
    assert takes_long("Số: 12/KH-UBND\n".encode() * 200_000, name="a.txt")
    with pytest.raises(UnreadableFile, match="tệp ảnh"):
        takes_long(b"\x89PNG\r\n" + bytes(range(256)), name="a.pdf")


def test_a_label_set_off_by_a_tab_stays_with_its_words_and_the_lines_that_hang_under_them() -> None:
    first = "Phấn đấu có 85% khu dân cư trên địa bàn tỉnh đạt tiêu chuẩn “An"
    paper = open_bytes(
        pdf(
            [
                (60, 650, "-"),
                (96, 650, first),
                (96, 632, "toàn về an ninh, trật tự”."),
                (60, 614, "II."),
                (96, 614, "HAI"),
            ]
        ),
        name="a.pdf",
    )
    assert paper.text.split("\n")[:2] == [f"- {first} toàn về an ninh, trật tự”.", "II. HAI"]


@pytest.mark.parametrize(
    ("end", "begin"),
    [
        ("theo hướng dẫn chung và Tờ trình của Công an tỉnh số", "31/TTr-CAT ngày 21/12/2030."),
        ("và báo cáo về Ủy ban nhân dân tỉnh trước ngày", "12/8/2031 để tổng hợp."),
        ("và của Phòng Tổ chức cán bộ, Phòng Thi đua", "- Khen thưởng của Sở Nội vụ tỉnh."),
        ("và cài đặt tài khoản định danh điện tử mức", "2."),
    ],
)
def test_what_only_looks_like_a_label_goes_on_with_its_sentence(end: str, begin: str) -> None:
    line = f"Các đơn vị thực hiện {end}"
    words = pdf([(60, 668, line), (60, 650, line), (60, 632, begin)])
    assert f"{line} {begin}" in open_bytes(words, name="a.pdf").text


def test_recipients_begin_a_line_of_their_own() -> None:
    paper = open_bytes(pdf([(60, 650, LONG), (60, 632, "Nơi nhận: Bộ Công an.")]), name="a.pdf")
    assert paper.text.split("\n")[:2] == [LONG, "Nơi nhận: Bộ Công an."]


WORDS = [
    (60.0, 700.0, "Bảng giao việc"), (64, 664, "Nội dung"), (224, 664, "Chủ trì"), (384, 664, "Thời hạn"),
    (64, 634, "Mở lớp tập huấn"), (64, 620, "cho tổ dân phố"), (224, 626, "Công an tỉnh"), (384, 634, "Quý I"),
    (64, 594, "Rà soát"), (384, 594, "Quý II"), (60, 500, "Đoạn sau bảng."),
]  # fmt: skip
ACROSS = [((60.0, y), (540.0, y)) for y in (680.0, 650.0, 580.0)]
DOWN = [((x, 680.0), (x, 580.0)) for x in (220.0, 380.0)]
BETWEEN = [((60.0, 612.0), (220.0, 612.0)), ((380.0, 612.0), (540.0, 612.0))]


@pytest.mark.parametrize("edges", [[], [((x, 580.0), (x, 680.0)) for x in (60.0, 540.0)]])
def test_a_table_drawn_with_strokes_is_rows_and_a_merged_cell_holds_for_each(edges: Strokes) -> None:
    paper = open_bytes(pdf(WORDS, strokes=[*ACROSS, *DOWN, *BETWEEN, *edges]), name="a.pdf")
    assert paper.text.split("\n") == [
        "Bảng giao việc",
        "| Nội dung | Chủ trì | Thời hạn |",
        "| Mở lớp tập huấn cho tổ dân phố | Công an tỉnh | Quý I |",
        "| Rà soát | Công an tỉnh | Quý II |",
        "Đoạn sau bảng.",
        "",
    ]


def test_cells_close_to_their_stroke_are_parted() -> None:
    words = [(64.0, 664.0, "Nội dung việc"), (152, 664, "Số"), (60, 634, "Tập huấn chung"), (152, 634, "12")]
    strokes = [*(((60.0, y), (200.0, y)) for y in (680.0, 650.0, 620.0)), ((151.0, 620.0), (151.0, 680.0))]
    text = open_bytes(pdf(words, strokes=strokes), name="a.pdf").text
    assert text == "| Nội dung việc | Số |\n| Tập huấn chung | 12 |\n"


@pytest.mark.parametrize(
    "strokes",
    [
        [((60.0, 640.0), (300.0, 640.0))],
        [((50, 600), (550, 600)), ((50, 720), (550, 720)), ((50, 600), (50, 720)), ((550, 600), (550, 720))],
    ],
)
def test_a_rule_and_a_frame_are_no_table(strokes: Strokes) -> None:
    paper = open_bytes(pdf([(60, 700, LONG), (60, 682, REST)], strokes=strokes), name="a.pdf")
    assert paper.text == f"{LONG} {REST}\n"


def test_a_heading_row_cut_off_by_the_page_is_a_row() -> None:
    strokes = [*(((60.0, y), (540.0, y)) for y in (680.0, 650.0)), *(((x, 680.0), (x, 650.0)) for x in (220.0, 380.0))]
    text = open_bytes(pdf(WORDS[1:4], strokes=strokes), name="a.pdf").text
    assert text == "| Nội dung | Chủ trì | Thời hạn |\n"


def test_a_code_broken_in_a_narrow_column_is_whole_again() -> None:
    words = [(60, 700, "Số: 03/CTPH-HLHPN-"), (60, 682, "CAT"), (60, 650, LONG), (60, 632, REST)]
    assert open_bytes(pdf([(float(x), float(y), t) for x, y, t in words]), name="a.pdf").text.startswith(
        "Số: 03/CTPH-HLHPN-CAT\n"
    )
