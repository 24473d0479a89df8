"""Make the demonstration papers again from their sources (``*.nguon.txt``).

    python -m thidua_web.demonstration.papers.make

The Word files follow the layout of Nghị định 30/2020/NĐ-CP, Phụ lục I.  The scan-like text is the same plan as a poor
scanner and a recogniser leave it: narrow lines, page marks, and slips of the kinds seen in real papers.
"""

import textwrap
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from thidua_web.demonstration.papers import FOLDER, PLAN, PLAN_AFTER_REFORM, REVISED_PLAN, SCANNED_PLAN

SAMPLE = "DỮ LIỆU MẪU – tỉnh Lam Giang không có thật"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

# What the second, changed version says instead: a target raised, a deadline put off, a task handed to another lead.
CHANGES = (
    ("đến ít nhất 80% số hộ dân trên địa bàn", "đến ít nhất 85% số hộ dân trên địa bàn"),
    ("Công an tỉnh và Sở Nội vụ trước ngày 29/3/2024", "Công an tỉnh và Sở Nội vụ trước ngày 05/4/2024"),
    ("5. Sở Tài chính tham mưu UBND tỉnh bố trí", "5. Công an tỉnh chủ trì, phối hợp với Sở Tài chính bố trí"),
)

# Slips of a scan: a space lost or won, a mark misread, a figure torn.
SLIPS = (
    ("Số: 118/KH-UBND", "Số: 118 /KH-UBND"),
    ("98/2023/NĐ-CP", "98/2023/NĐ- CP"),
    ("57-KH/TU", "57 -KH/TU"),
    ("phấn đấu 50% số buổi", "phần đấu 50% số buổi"),
    ("Phấn đấu 100% tuyến đường", "Phần đầu 100% tuyến đường"),
    ("giảm ít nhất 05% so với năm 2023", "giảm ít nhất 0 5% so với năm 2023"),
    ("Việc triển khai bám sát", "Việc triển khaibám sát"),
    ("thế trận an ninh nhân dân vững chắc", "thể trận an ninh nhân dân vững chức"),
    ("Công an tỉnh chủ trì, phối hợp với Ủy ban", "Công an tỉnh chủ trì,phối hợp với Ủy ban"),
    ("các mô hình hiện có", "các mô hinh hiện có"),
    ("tổng kết năm 2023", "tổng kêt năm 2023"),
    ("Báo Lam Giang, Đài Phát thanh", "Báo Lam Giang , Đài Phát thanh"),
    ("trước ngày 20/6/2024", "trước ngày20/6/2024"),
    ("UBND cấp huyện xử lý", "UBND câp huyện xử lý"),
)


@dataclass(frozen=True)
class Source:
    """A plan before it is laid out: its marks by name and its paragraphs, each with the style that opens it."""

    marks: dict[str, str]
    paragraphs: tuple[tuple[str, str], ...]


def parse(text: str) -> Source:
    """Read a source: ``name: value`` lines, a blank line, then paragraphs opened by #, ## or @ (căn cứ)."""
    head, _, body = text.partition("\n\n")
    marks = dict(line.split(": ", 1) for line in head.splitlines())
    paragraphs = []
    for line in body.strip().splitlines():
        style, _, rest = line.partition(" ")
        paragraphs.append((style, rest) if style in {"#", "##", "@"} else ("", line))
    return Source(marks, tuple(paragraphs))


def changed(text: str) -> str:
    """Give the changed version; each change must still find its place."""
    for old, new in CHANGES:
        if text.count(old) != 1:
            raise ValueError(f"a change must find one place, found {text.count(old)}: {old}")
        text = text.replace(old, new)
    return text


# ------------------------------------------------------------------------------------------------ the Word file


def write_docx(source: Source, path: Path) -> None:
    """Lay a plan out as a Word file: A4, Times New Roman, head table, body, recipients beside the signature."""
    paper = Document()
    _page(paper)
    _head(paper, source.marks)
    _line(paper.add_paragraph(), source.marks["loai"], bold=True, align=ALIGN.CENTER, before=12)
    subject = _line(paper.add_paragraph(), source.marks["trich_yeu"], bold=True, align=ALIGN.CENTER)
    subject.paragraph_format.left_indent = subject.paragraph_format.right_indent = Cm(1.5)
    _rule(paper.add_paragraph())
    for style, words in source.paragraphs:
        _body(paper, style, words)
    _foot(paper, source.marks)
    paper.save(str(path))


def _page(paper: DocxDocument) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = ALIGN.CENTER
    for kind, told in (("begin", None), (None, "PAGE"), ("end", None)):
        run = number.add_run()
        run.font.size = Pt(13)
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = told
        run._r.append(mark)
    for footer in (section.footer, section.first_page_footer):
        _line(footer.paragraphs[0], SAMPLE, size=9, italic=True, align=ALIGN.CENTER)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    paper.core_properties.title, paper.core_properties.author = SAMPLE, "Thi đua"


def _line(
    paragraph: Paragraph,
    words: str,
    *,
    size: float = 14,
    bold: bool = False,
    italic: bool = False,
    align: ALIGN = ALIGN.JUSTIFY,
    before: float = 0,
) -> Paragraph:
    run = paragraph.add_run(words)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    paragraph.alignment = align
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(0), 1.0
    return paragraph


def _rule(paragraph: Paragraph, inset: float = 6) -> None:
    """Draw the short rule under a line as a border of an inset empty paragraph (inset in cm)."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Cm(inset)
    form.space_before, form.space_after, form.line_spacing = Pt(2), Pt(0), 0.5
    edge = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        edge.set(qn(f"w:{name}"), value)
    border = OxmlElement("w:pBdr")
    border.append(edge)
    paragraph._p.get_or_add_pPr().append(border)


def _head(paper: DocxDocument, marks: dict[str, str]) -> None:
    table = paper.add_table(rows=2, cols=2)
    table.autofit = False
    for column, width in zip(table.columns, (6.0, 10.2), strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    left, right = table.rows[0].cells
    _cell(left, [(part.strip(), {"size": 13, "bold": True}) for part in marks["co_quan"].split("|")])
    _cell(right, [(NATION, {"size": 12, "bold": True}), (MOTTO, {"size": 13, "bold": True})])
    _rule(left.add_paragraph(), 1.9)
    _rule(right.add_paragraph(), 2.0)
    left, right = table.rows[1].cells
    _cell(left, [(f"Số: {marks['so']}", {"size": 13})])
    _cell(right, [(marks["noi"], {"size": 13.5, "italic": True})])


def _cell(cell: _Cell, lines: list[tuple[str, dict]]) -> None:
    for index, (words, looks) in enumerate(lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        _line(paragraph, words, align=ALIGN.CENTER, before=0 if index else 4, **looks)


def _body(paper: DocxDocument, style: str, words: str) -> None:
    looks = {"bold": style in {"#", "##"}, "italic": style == "@"}
    paragraph = _line(paper.add_paragraph(), words, before=6, **looks)
    paragraph.paragraph_format.first_line_indent = Cm(1.27)
    paragraph.paragraph_format.keep_with_next = style in {"#", "##"}


def _foot(paper: DocxDocument, marks: dict[str, str]) -> None:
    paper.add_paragraph().paragraph_format.space_after = Pt(0)
    for paragraph in paper.paragraphs[-2:]:  # a signature never stands alone on a page
        paragraph.paragraph_format.keep_with_next = True
    table = paper.add_table(rows=1, cols=2)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    left, right = table.rows[0].cells
    lines = [("Nơi nhận:", {"size": 12, "bold": True, "italic": True})]
    lines += [(line, {"size": 11}) for line in _recipients(marks)]
    _cell(left, lines)
    for paragraph in left.paragraphs:
        paragraph.alignment, paragraph.paragraph_format.space_before = ALIGN.LEFT, Pt(0)
    powers = [(part.strip(), {"size": 13.5, "bold": True}) for part in marks["quyen"].split("|")]
    _cell(right, [*powers, *[("", {})] * 4, (marks["ky"], {"size": 14, "bold": True})])


def _recipients(marks: dict[str, str]) -> list[str]:
    told = marks["nhan"].removesuffix(".").split("; ")
    return [f"- {name};" for name in told[:-1]] + [f"- {told[-1]}."]


# ------------------------------------------------------------------------------------------------ the scan


def scan(source: Source) -> str:
    """Give the plan as a poor scan: columns one after the other, narrow lines, page marks, slips."""
    marks = source.marks
    head = [part.strip() for part in marks["co_quan"].split("|")]
    lines = [*head, NATION, MOTTO, "", f"Số: {marks['so']}", marks["noi"], "", marks["loai"], marks["trich_yeu"], ""]
    body = _slipped("\n".join(lines + [words for _, words in source.paragraphs]))
    broken: list[str] = []
    for paragraph in body.split("\n"):
        broken += textwrap.wrap(paragraph, 92, break_long_words=False, break_on_hyphens=False) or [""]
    pages = ["\n".join(broken[i : i + 44]) for i in range(0, len(broken), 44)]
    text = "\n".join(page if n == 0 else f"\n{n + 1}\n\n{page}" for n, page in enumerate(pages))
    powers = [part.strip() for part in marks["quyen"].split("|")]
    return "\n".join([text, "", "Nơi nhận:", *_recipients(marks), *powers, "", marks["ky"], ""])


def _slipped(text: str) -> str:
    for clean, slip in SLIPS:
        if clean not in text:
            raise ValueError(f"a slip must find its place: {clean}")
        text = text.replace(clean, slip, 1)
    return text


def main() -> None:
    """Write the four papers beside their sources."""
    first = (FOLDER / "ke-hoach-2024.nguon.txt").read_text(encoding="utf-8")
    write_docx(parse(first), PLAN)
    write_docx(parse(changed(first)), REVISED_PLAN)
    write_docx(parse((FOLDER / "ke-hoach-2025.nguon.txt").read_text(encoding="utf-8")), PLAN_AFTER_REFORM)
    SCANNED_PLAN.write_text(scan(parse(first)), encoding="utf-8")


if __name__ == "__main__":
    main()
