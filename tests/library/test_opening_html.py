"""Web pages: words as printed, what the page itself marks as furniture left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.errors import UnreadableFile
from thidua.reading.opening import open_bytes


def lines(html: str) -> list[str]:
    return open_bytes(f"<!DOCTYPE html><html><body>{html}".encode(), name="trang.html").text.split("\n")[:-1]


def test_blocks_and_breaks_end_lines_blanks_fold() -> None:
    assert lines("<h1>Kế  hoạch\n số 12</h1><p>một<br>hai <b>ba</b></p>bốn") == [
        "Kế hoạch số 12",
        "một",
        "hai ba",
        "bốn",
    ]


@pytest.mark.parametrize(
    "furniture",
    ["<nav>x</nav>", "<footer>x</footer>", "<script>x</script>", "<style>x</style>", "<div hidden>x</div>",
     "<p style='display:none'>x</p>", "<header>x</header>", "<div role=navigation>x</div>", "<!-- x -->",
     "<select><option>x</select>", "<aside>x</aside>"],
)  # fmt: skip
def test_furniture_stays_out(furniture: str) -> None:
    assert lines(f"{furniture}<article><header>đầu bài</header>nội dung</article>") == ["đầu bài", "nội dung"]


def test_a_page_that_is_all_furniture_is_read_all_the_same() -> None:
    assert lines("<nav>Kế hoạch nằm nhầm chỗ</nav>") == ["Kế hoạch nằm nhầm chỗ"]


def test_a_form_around_the_page_is_no_furniture() -> None:
    assert lines("<form><input value=x><p>nội dung</p></form>") == ["nội dung"]


def test_rows_stand_between_bars_and_frames_do_not() -> None:
    grid = "<table border=1><tr><th>TT<th>Đơn vị<th>Việc<tr><td>1<td>Công an tỉnh<td><p>a</p><p>b</p></table>"
    assert lines(grid) == ["| TT | Đơn vị | Việc |", "| 1 | Công an tỉnh | a b |"]
    frame = "<table><tr><td>UBND TỈNH<br>Số: 12/KH-UBND<td>CỘNG HÒA</table>"
    assert lines(frame) == ["UBND TỈNH", "Số: 12/KH-UBND", "CỘNG HÒA"]


def test_a_page_laid_out_in_a_table_is_not_a_row() -> None:
    inner = "<table border=1><tr><td>a<td>b<td>c</table>"
    assert lines(f"<table border=1><tr><td>mục<td>{inner}<td>x</table>") == ["mục", "| a | b | c |", "x"]


def test_list_labels_that_a_reader_sees_are_text() -> None:
    assert lines("<ol start=3><li>ba<li>bốn</ol><ul><li>gạch</ul>") == ["3. ba", "4. bốn", "- gạch"]


def test_the_encoding_named_in_the_page() -> None:
    page = "<html><head><meta charset=iso-8859-1></head><body>caf\xe9</body>".encode("latin-1")
    paper = open_bytes(page, name="a")
    assert (paper.kind, paper.text) == ("html", "café\n")


def test_text_that_only_speaks_of_tags_is_text() -> None:
    assert open_bytes("Điền <html> vào ô".encode(), name="a.html").kind == "text"


@pytest.mark.parametrize("tag", ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<x>", "<a "])
def test_deep_nesting_keeps_its_words(tag: str) -> None:
    data = ("<html><body>" + tag * 6000 + "> lời cuối").encode()
    assert "lời cuối" in open_bytes(data, name="a").text


TAGS = ["<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<li>", "<ol>", "</ol>", "a", " ", "<pre>", "\n"]
MORE = ["</td>", "<nav>", "<header>", "<br>", "&#0;", "&amp;", "<!--", "-->"]


@given(st.lists(st.sampled_from(TAGS + MORE), max_size=60))
def test_any_page_is_read(parts: list[str]) -> None:
    try:
        paper = open_bytes(("<html>" + "".join(parts)).encode(), name="a")
    except UnreadableFile as refused:
        raise AssertionError(refused) from refused
    assert [paper.text[p.start : p.end] for p in paper.pieces] == paper.text.split("\n")[:-1]


TEXT = (
    "<p>Phấn đấu có 85% khu dân cư đạt tiêu chuẩn an toàn về an ninh, trật tự trong năm 2031, theo hướng dẫn.</p>" * 3
)


@pytest.mark.parametrize(
    "furniture",
    [
        "<div class='menu-main'>Giới thiệu<p>Cơ cấu</p></div>",
        "<div id='topBar'>Thứ ba, 14/05/2031</div>",
        "<div class='box_tinlienquan'><p>Kế hoạch khác</p></div>",
        "<p class=MsoFooter>Trang 2</p>",
        "<ul><li><a href=x>Kế hoạch số 55/KH-UBND ngày 02/4/2031</a> (12/4)</li></ul>",
        "<div><a>Trang chủ</a> » <a>Văn bản</a></div>",
    ],
)
def test_what_leads_elsewhere_or_is_called_furniture_stays_out(furniture: str) -> None:
    assert lines(furniture + TEXT) == lines(TEXT)


@pytest.mark.parametrize(
    "kept",
    [
        "<div class='print'>{}</div>",
        "<div class='content-share'>{}</div>",
        "<ul><li>Theo <a>Kế hoạch số 5</a> của Công an tỉnh</ul>{}",
    ],
)
def test_a_part_that_is_most_of_the_page_or_mostly_words_is_read(kept: str) -> None:
    page = kept.format(TEXT)
    assert lines(page)[-3:] == lines(TEXT)
    assert len(lines(page)) == page.count("<p>") + page.count("<li>")


def test_labels_that_word_saved_into_a_page_are_one_blank_from_their_words() -> None:
    label = "<span style='mso-list:Ignore'>{}<span style='font:7.0pt'>&nbsp;&nbsp;&nbsp; </span></span>"
    for printed, read in [("1.2.", "1.2."), ("a)", "a)"), ("-", "-"), ("·", "-"), ("§", "-"), ("+", "+")]:
        assert lines(f"<p><![if !supportLists]>{label.format(printed)}<![endif]>Bộ Công an</p>") == [
            f"{read} Bộ Công an"
        ]
