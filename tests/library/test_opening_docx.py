"""Word files: what the printed paper shows, in printed order; traps refused."""

import io
import zipfile

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from thidua.errors import UnreadableFile
from thidua.old_letters import _table
from thidua.reading.opening import Opened, open_bytes


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def opened(document: Document) -> Opened:
    return open_bytes(saved(document), name="ke-hoach.docx")


def lines(document: Document) -> list[str]:
    return opened(document).text.split("\n")[:-1]


def edited(data: bytes, parts: dict[str, bytes]) -> bytes:
    """The same zip with parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            if item not in parts:
                new.writestr(item, old.read(item))
        for item, content in parts.items():
            new.writestr(item, content)
    return out.getvalue()


def xml(inside: str) -> object:
    return parse_xml(inside.replace(">", f" {nsdecls('w')}>", 1))


def test_paragraphs_tabs_and_breaks() -> None:
    document = docx.Document()
    document.add_paragraph("Số: 45/KH-UBND\tSông Hậu")
    document.add_paragraph("").add_run("một\nhai")
    assert lines(document) == ["Số: 45/KH-UBND\tSông Hậu", "một", "hai"]
    assert opened(document).pieces[0].paragraph == 1


def test_automatic_numbers_are_printed() -> None:
    document = docx.Document()
    for text, style in [("một", "List Number"), ("hai", "List Number"), ("gạch", "List Bullet"), ("ba", "List Number")]:
        document.add_paragraph(text, style=style)
    assert lines(document) == ["1. một", "2. hai", "- gạch", "3. ba"]


def test_levels_of_a_list_restart_below_their_parent() -> None:
    document = docx.Document()
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate([("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")])
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, xml(f'<w:abstractNum w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(xml('<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level, text in [(0, "A"), (1, "B"), (2, "C"), (2, "D"), (1, "E"), (2, "F"), (0, "G"), (1, "H")]:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(xml(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'))
    assert lines(document) == ["I. A", "1. B", "a) C", "b) D", "2. E", "a) F", "II. G", "1. H"]


def test_tables_are_rows_and_letterheads_are_lines() -> None:
    document = docx.Document()
    frame = document.add_table(1, 2)
    frame.cell(0, 0).text, frame.cell(0, 1).text = "UBND TỈNH\nSố: 45/KH-UBND", "CỘNG HÒA"
    grid = document.add_table(2, 3, style="Table Grid")
    for n, text in enumerate(["TT", "Đơn vị", "Việc", "1", "Công an tỉnh", "a\nb"]):
        grid.cell(n // 3, n % 3).text = text
    document.add_table(1, 1, style="Table Grid").cell(0, 0).text = "MẬT"
    assert lines(document) == [
        "UBND TỈNH", "Số: 45/KH-UBND", "CỘNG HÒA", "| TT | Đơn vị | Việc |", "| 1 | Công an tỉnh | a b |", "MẬT",
    ]  # fmt: skip


def test_headers_come_first_and_page_numbers_not_at_all() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "TÀI LIỆU HỌP"
    document.sections[0].footer.paragraphs[0].text = "Trang 2"
    document.add_paragraph("nội dung")
    assert lines(document) == ["TÀI LIỆU HỌP", "nội dung"]
    assert [piece.part for piece in opened(document).pieces] == ["header", "body"]


def test_what_is_not_printed_is_not_read_and_changes_are_told() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Đạt 80")
    paragraph._p.append(xml('<w:del w:id="1"><w:r><w:delText>70</w:delText></w:r></w:del>'))
    paragraph._p.append(xml('<w:ins w:id="2"><w:r><w:t>5</w:t></w:r></w:ins>'))
    paragraph._p.append(xml("<w:r><w:rPr><w:vanish/></w:rPr><w:t> ẩn</w:t></w:r>"))
    paragraph._p.append(xml("<w:r><w:instrText>PAGE</w:instrText><w:t>%</w:t></w:r>"))
    paper = opened(document)
    assert paper.text == "Đạt 805%\n"
    assert [remark.code for remark in paper.remarks] == ["tracked-changes"]


def test_a_text_box_is_read_once() -> None:
    document = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>HỎA TỐC</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f'<mc:AlternateContent {mc}><mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
    document.add_paragraph("Kính gửi")._p.append(xml(f"<w:r>{both}</mc:AlternateContent><w:t>: các sở</w:t></w:r>"))
    paper = opened(document)
    assert paper.text == "HỎA TỐC\nKính gửi: các sở\n"
    assert paper.pieces[0].part == "box"


def test_footnotes_stand_behind_the_body() -> None:
    document = docx.Document()
    document.add_paragraph("thân bài")
    note = '<w:footnotes><w:footnote w:id="1"><w:p><w:r><w:t>chú thích</w:t></w:r></w:p></w:footnote></w:footnotes>'
    data = edited(saved(document), {"word/footnotes.xml": note.replace(">", f" {nsdecls('w')}>", 1).encode()})
    assert open_bytes(data, name="a").text == "thân bài\nchú thích\n"


def test_old_fonts_give_unicode_and_the_rest_stays() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("")
    for text, font in [
        ("kÕ ho", ".VnTimeH"),
        ("¹ch", ".VnTimeH"),
        (" năm 2031 ", "Times New Roman"),
        ("cuûa tænh", "VNI-Times"),
    ]:
        run = paragraph.add_run(text)
        run.font.name = font
        run._r.rPr.rFonts.set(qn("w:hAnsi"), font)
    paper = opened(document)
    assert (paper.text, paper.encoding) == ("KẾ HOẠCH năm 2031 của tỉnh\n", "tcvn3+vni")


def test_old_letters_without_an_old_font_are_told_by_themselves() -> None:
    plan = "Ủy ban nhân dân tỉnh giao Công an tỉnh chủ trì thực hiện phong trào; các sở, ban, ngành phối hợp."
    back = {letter: old for old, letter in _table("vni")[1].items()}
    document = docx.Document()
    document.add_paragraph("".join(back.get(c, c) for c in plan))
    paper = opened(document)
    assert (paper.text, paper.encoding) == (plan + "\n", "vni")


def test_a_macro_is_told_and_never_run() -> None:
    document = docx.Document()
    document.add_paragraph("nội dung")
    paper = open_bytes(edited(saved(document), {"word/vbaProject.bin": b"x"}), name="a.docm")
    assert (paper.text, [remark.code for remark in paper.remarks]) == ("nội dung\n", ["macro"])


BODY = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
ENTITY = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (BODY % (b"<w:p><w:r><w:t>" + b"a" * 9_000_000 + b"</w:t></w:r></w:p>"), "phá hoại"),
        (ENTITY + BODY % b"<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", "XML nguy hiểm"),
        (b"<w:document", "không đúng XML"),
        (b"", "không đúng XML"),
    ],
)
def test_traps_are_refused(body: bytes, said: str) -> None:
    data = edited(saved(docx.Document()), {"word/document.xml": body})
    with pytest.raises(UnreadableFile) as refused:
        open_bytes(data, name="bom.docx", limit=4_000_000)
    assert said in refused.value.sentence


@pytest.mark.parametrize("cut", [0.3, 0.9, 0.999])
def test_a_file_cut_short_is_refused(cut: float) -> None:
    data = saved(docx.Document())
    with pytest.raises(UnreadableFile):
        open_bytes(data[: int(len(data) * cut)], name="cut.docx")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"xl/workbook.xml": b"x"}, "bảng tính"),
        ({"ppt/presentation.xml": b"x"}, "trình chiếu"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text"}, ".odt"),
        ({"ke-hoach.txt": b"x"}, "nén"),
    ],
)
def test_other_zips_say_what_to_do(parts: dict[str, bytes], said: str) -> None:
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    with pytest.raises(UnreadableFile) as refused:
        open_bytes(edited(empty.getvalue(), parts), name="a.docx")
    assert said in refused.value.sentence
