"""Open a PDF: its text layer in reading order, line breaks of the page healed; scanned pages by recognition.

Reads: PDF bytes. Writes: ``Opened`` with a page for every stretch of text. PDFium is not safe for threads: one lock.
"""

import threading
import unicodedata
from collections.abc import Callable
from ctypes import byref, c_double
from functools import partial
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from thidua import old_letters as legacy
from thidua.reading.opening import refusals, scanned
from thidua.reading.opening.lines import PrintedLine, in_reading_order, is_label, paragraphs, without_furniture
from thidua.reading.opening.opened import Layout, Opened, Progress, Remark
from thidua.reading.opening.ruled import Ruled, in_rows, tables_of

_ONE_AT_A_TIME = threading.Lock()
_STAMP = 250
"""A picture over half the page with less text than this is a scan with a signature's stamp."""
_GAP = 1.8
"""Blank, in heights of a line, that parts two columns or cells; the widest blank of a justified line stays below."""
_MOST_DOTS = 40_000_000
_TOLD_EVERY = 10
"""Pages with a text layer are quick: whoever waits is told after so many."""
_Box = tuple[float, float, float, float]
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "\xad"}


def open_bytes(data: bytes, *, name: str, sha256: str, limit: int, progress: Progress | None = None) -> Opened:
    """Open the bytes of a PDF; UnreadableFile where it is locked, broken, or scanned with nothing to recognize it."""
    with _ONE_AT_A_TIME:
        pages, remarks = _pages(data, name, limit, progress)
    old = _old_letters(pages)
    layout = Layout()
    for parts in paragraphs(pages):
        for at, (text, number) in enumerate(parts):
            mended = unicodedata.normalize("NFC", legacy.convert(text, old) if old else text)
            layout.add(mended, "page", page=number, end="\n" if at == len(parts) - 1 else "")
    recognized = any(remark.code == "ocr" for remark in remarks)
    encoding = old or ("ocr" if recognized else "utf-8")
    return Opened(layout.text(), name, sha256, encoding, "pdf", tuple(layout.pieces), tuple(remarks))


Pages = list[tuple[int, list[PrintedLine]]]


def count_slow_pages(data: bytes, *, most: int) -> tuple[int, bool]:
    """Count the pages, at most ``most``, and say whether one of them is a scan; nothing is read. Broken: none.

    Stops at the first scan, so that an answer comes in milliseconds.
    """
    with _ONE_AT_A_TIME:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError:
            return 0, False
        try:
            many = min(len(document), most)
            return many, any(_looks_scanned(document, index) for index in range(many))
        finally:
            document.close()


def _looks_scanned(document: Any, index: int) -> bool:
    page = _page(document, index)
    if page is None:
        return False
    try:
        letters = page.get_textpage().count_chars()
    except pdfium.PdfiumError:
        letters = 0
    return bool(letters <= _STAMP * 2 and _is_scan(page, []))


def _pages(data: bytes, name: str, limit: int, progress: Progress | None) -> tuple[Pages, list[Remark]]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        raise refusals.refusal(name, refusals.LOCKED_PDF if locked else refusals.BROKEN_PDF) from None
    pages: list[tuple[int, list[PrintedLine], float]] = []
    scans: list[int] = []
    room = limit
    try:
        for index in range(len(document)):
            if progress and index % _TOLD_EVERY == 0:
                progress(index - len(scans), len(document))
            page = _page(document, index)
            lines = _printed(page) if page else []
            room -= sum(len(line.text) for line in lines)
            if room < 0:
                raise refusals.refusal(name, refusals.TOO_LARGE.format(limit=limit // 2**20))
            if page and _is_scan(page, lines):
                scans.append(index + 1)
            pages.append((index + 1, lines, page.get_height() if page else 0.0))
        return _with_scans(document, name, pages, scans, progress)
    finally:
        document.close()


def _page(document: Any, index: int) -> Any:
    """Load a page; None for one that is broken, the others are still read."""
    try:
        return document[index]
    except pdfium.PdfiumError:
        return None


def _printed(page: Any) -> list[PrintedLine]:
    """Lines of the text layer in reading order, page number out."""
    try:
        layer = page.get_textpage()
    except pdfium.PdfiumError:
        return []
    lines: list[PrintedLine] = []
    tables = tables_of(page)
    line = _Line(layer, tables)
    for index in range(layer.count_chars()):
        code = raw.FPDFText_GetUnicode(layer, index)
        if code in (10, 13):
            lines += line.finish()
        elif code in (32, 0xA0):
            line.blank = True
        elif code:
            lines += line.add(code, index)
    return in_rows(in_reading_order(lines + line.finish()), tables)


class _Line:
    """Letters of one printed line; a wide gap ends it, because what follows stands in another column or cell."""

    def __init__(self, layer: Any, tables: list[Ruled]) -> None:
        self._layer, self._tables, self._letters = layer, tables, list[str]()
        self._first = self._last = -1
        self._words: float | None = None
        self.blank = False

    def add(self, code: int, index: int) -> list[PrintedLine]:
        """Take a letter; give the line that it ended, if any."""
        ended: list[PrintedLine] = []
        if self._letters and (self.blank or self._tables or self._letters[-1] == "-"):
            before, here = _box(self._layer, self._last), _box(self._layer, index)
            if here[3] < before[1] and here[0] < before[0]:
                ended = self.finish()  # a code cut at its hyphen goes on below
            elif self._is_parted(before, here):
                ended = self.finish()
            elif self.blank:
                self._letters.append(" ")
        self.blank = False
        if not self._letters:
            self._first = index
        self._letters.append(_HYPHENS.get(code) or _letter(code))
        self._last = index
        return ended

    def _is_parted(self, before: _Box, here: _Box) -> bool:
        """Say whether two letters stand in two columns or cells."""
        middles = (before[0] + before[2]) / 2, (here[0] + here[2]) / 2
        if any(table.parts(*middles, here[1]) for table in self._tables):
            return True
        wide = self.blank and here[0] - before[2] > _GAP * max(here[3] - here[1], 1.0)
        return wide and not self._is_labeled(here[0])

    def _is_labeled(self, words: float) -> bool:
        """Say whether all that stands before ``words`` is the label of a list's entry, set off by a tab."""
        if not is_label("".join(self._letters)):
            return False
        self._words = words
        return True

    def finish(self) -> list[PrintedLine]:
        """Give the line and begin anew."""
        text, self._letters, self.blank = "".join(self._letters), [], False
        words, self._words = self._words, None
        if not text.strip():
            return []
        start, end = _box(self._layer, self._first), _box(self._layer, self._last)
        return [PrintedLine(text, start[0], min(start[1], end[1]), end[2], max(start[3], end[3]), words)]


def _letter(code: int) -> str:
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def _box(layer: Any, index: int) -> _Box:
    """Left, bottom, right, top of a letter's place, as high as its font."""
    box = raw.FS_RECTF()
    if raw.FPDFText_GetLooseCharBox(layer, index, byref(box)):
        return box.left, box.bottom, box.right, box.top
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    raw.FPDFText_GetCharBox(layer, index, byref(left), byref(right), byref(bottom), byref(top))
    return left.value, bottom.value, right.value, top.value


def _is_scan(page: Any, lines: list[PrintedLine]) -> bool:
    """A page is a scan where a picture covers half of it and the text layer holds a stamp at most."""
    if sum(len(line.text) for line in lines) > _STAMP:
        return False
    whole: float = max(page.get_width() * page.get_height(), 1.0)
    covered: float = 0.0
    for picture in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        covered += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(covered > whole / 2)


def _with_scans(
    document: Any,
    name: str,
    pages: list[tuple[int, list[PrintedLine], float]],
    scans: list[int],
    progress: Progress | None,
) -> tuple[Pages, list[Remark]]:
    """Recognize the scanned pages; where that cannot be done, refuse a paper that is nothing else."""
    if not scans:
        return without_furniture(pages), []
    lack = scanned.lacking()
    rest = sum(len(line.text) for number, lines, _ in pages if number not in scans for line in lines)
    if lack and not rest:
        raise refusals.refusal(name, lack)
    told = ", ".join(map(str, scans[:20])) + ("…" if len(scans) > 20 else "")
    if lack:
        sentence = f"Trang {told} là ảnh quét, chưa đọc được; cài tesseract-ocr và tesseract-ocr-vie rồi đọc lại."
        return without_furniture(pages), [Remark("unread-page", sentence)]
    read = {}
    for at, number in enumerate(scans, len(pages) - len(scans)):
        tell = partial(progress, at, len(pages)) if progress else _nobody_asks
        tell()
        read[number] = _recognized(document[number - 1], name, number, tell)
    sentence = f"Trang {told} là ảnh quét, chữ do máy nhận dạng; soát lại tên riêng và từng con số."
    whole = [(number, read.get(number, lines), height) for number, lines, height in pages]
    return without_furniture(whole), [Remark("ocr", sentence)]


def _nobody_asks() -> None:
    """Stands where nobody wants to be told."""


def _recognized(page: Any, name: str, number: int, breathe: Callable[[], None]) -> list[PrintedLine]:
    scale = scanned.DOTS / 72
    dots = page.get_width() * page.get_height() * scale**2
    if dots > _MOST_DOTS:
        scale *= (_MOST_DOTS / dots) ** 0.5
    picture = page.render(scale=scale, grayscale=True)
    pixels = bytes(picture.buffer)
    if picture.stride != picture.width:
        rows = range(0, picture.stride * picture.height, picture.stride)
        pixels = b"".join(pixels[row : row + picture.width] for row in rows)
    width, height = picture.width, picture.height
    return scanned.recognize(pixels, width, height, scale=scale, name=name, page=number, breathe=breathe)


def _old_letters(pages: Pages) -> str | None:
    whole = "\n".join(line.text for _, lines in pages for line in lines)
    return legacy.detect(whole) if legacy.is_suspect(whole) else None
