"""Readings shown to people: widths of the terminal, underlines, the page with marks."""

import io
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.cli.ink import Ink, ink_for
from thidua.cli.summary import summary
from thidua.cli.terminal import display_width, table, underlined, visible, wrap
from thidua.reading.showing.page import marked, page
from thidua.reading.showing.sentences import sentence_around
from thidua.reading.showing.words import amount_in_words, day_in_words

TEXT = "Số: 45/KH-UBND\nPhần đầu có 85% khu dân cư đạt tiêu chuẩn theo Kế hoạch số 7/KH-BCA. Câu sau.\n"


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def a_reading() -> dict[str, object]:
    paper = {"kind": "document", "type": "Kế hoạch", "number": "45", "year": None, "symbol": "KH-UBND",
             "date": "2031-02-05", "place": "Sông Hậu", "issuer": None, "title": "An toàn <b>", "signer": None,
             "recipients": ["Bộ Công an"],
             "runs": {"from": "2031-02-05", "to": "2031"}, "spans": {}}  # fmt: skip
    target = {"id": "t1", "span": at("85% khu dân cư"), "section": "II.1", "subject": "khu dân cư", "scope": None,
              "indicator": "đạt tiêu chuẩn", "comparator": "ge", "value": 85, "value_max": None, "unit": "%",
              "baseline": None, "effort": "strive", "deadline": "2031", "per": None}  # fmt: skip
    cited = {"id": "c1", "span": at("Kế hoạch số 7/KH-BCA"), "type": "Kế hoạch", "number": "7", "year": None,
             "symbol": "KH-BCA", "date": None, "issuer": None, "title": None, "mentions": []}  # fmt: skip
    doubt = {"span": at("Phần đầu"), "code": "misread-word", "found": "Phần đầu", "suggests": "Phấn đấu",
             "message": "Có lẽ là «Phấn đấu»."}  # fmt: skip
    source = {"name": "a<b>.txt", "sha256": "0", "chars": len(TEXT), "encoding": "utf-8"}
    return {"source": source, "document": paper, "sections": [], "citations": [cited], "targets": [target], "tasks": [],
            "dates": [], "initiatives": [], "doubts": [doubt]}  # fmt: skip


@given(st.lists(st.lists(st.text(max_size=40), min_size=3, max_size=3), max_size=5), st.integers(24, 120))
def test_a_table_fits_the_terminal_and_loses_no_word(rows: list[list[str]], width: int) -> None:
    lines = table(["Mục", "Mức", "Hạn"], rows, width)
    assert all(display_width(line) <= width for line in lines)
    asked = "".join(visible(cell) for row in rows for cell in row) + "MụcMứcHạn"
    shown = "".join(lines)
    for sign in " ─":
        asked, shown = asked.replace(sign, ""), shown.replace(sign, "")
    assert sorted(shown) == sorted(asked)


@given(st.text(max_size=80), st.integers(8, 40))
def test_wrapped_lines_fit(text: str, width: int) -> None:
    assert all(display_width(line) <= width for line in wrap(text, width))


@given(st.text(st.sampled_from("abđ ế計e\u0301"), max_size=60), st.data())
def test_signs_stand_below_the_words_meant(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    below = [line for line in underlined(text, start, end, 30) if set(line) <= {"~", " "} and line]
    signs = sum(line.count("~") for line in below)
    assert signs <= display_width(text[start:end])
    assert signs >= display_width(text[start:end].replace(" ", "")) or "\u0301" in text[start:end]


def test_control_characters_never_reach_the_terminal() -> None:
    assert "\x1b" not in "".join(wrap("a\x1b[2Jb", 20)) + "".join(underlined("a\x1b[2Jb", 0, 2, 20))


@pytest.mark.parametrize("width", [40, 80, 160])
def test_the_summary_underlines_a_doubt_in_its_sentence(width: int) -> None:
    shown = summary(a_reading(), TEXT, width)
    lines = shown.split("\n")
    sign = next(n for n, line in enumerate(lines) if line.strip(" ~") == "" and "~" in line)
    marked_words = "".join(c for c, s in zip(lines[sign - 1], lines[sign], strict=False) if s == "~")
    assert marked_words == "Phần đầu"
    assert "phấn đấu ít nhất 85%" in " ".join(shown.split()) or width == 40
    assert all(display_width(line) <= width for line in lines)


def test_a_secret_paper_shows_its_doubt_and_no_word_of_it() -> None:
    reading = a_reading() | {"document": None, "targets": [], "citations": []}
    shown = summary(reading, TEXT, 80) + "".join(page([(TEXT, reading)]))
    assert "Có lẽ là" in shown
    assert "khu dân cư" not in shown


def test_the_page_marks_the_words_and_fetches_nothing() -> None:
    html = "".join(page([(TEXT, a_reading()), (TEXT, a_reading())]))
    assert '<mark class="targets">85% khu dân cư</mark>' in html
    assert "a&lt;b&gt;.txt" in html
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#)|url\(|@import|<script""", html)
    links = set(re.findall(r'href="#([^"]+)"', html))
    anchors = set(re.findall(r'<a id="([^"]+)"', html))
    assert len(anchors) == 6
    assert links == anchors | {"muc-luc", "p1", "p2"} == links & set(re.findall(r' id="([^"]+)"', html))
    HTMLParser().feed(html)


@given(st.text(max_size=80), st.data())
def test_marks_change_no_letter_whatever_the_spans(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    spans = st.lists(st.tuples(place, place).map(lambda p: [min(p), max(p)]), max_size=6)
    kinds = ("citations", "targets", "tasks", "dates", "initiatives", "doubts")
    reading = {kind: [{"span": span} for span in data.draw(spans)] for kind in kinds}
    html = "".join(marked(text, reading))
    assert unescape(re.sub(r"</?mark[^>]*>|<a [^>]*></a>", "", html)) == unescape(text) or "&" in text
    assert html.count("<a id=") == sum(map(len, reading.values()))


@given(st.text(st.sampled_from("ab .;\n"), max_size=400), st.data())
def test_the_sentence_holds_the_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 50)))
    first, last = sentence_around(text, start, end)
    assert 0 <= first <= start <= end <= last <= len(text)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ({"comparator": "ge", "value": 3, "value_max": 5, "unit": "%", "effort": "must"}, "từ 3 đến 5%"),
        ({"comparator": "decrease_ge", "value": 5, "unit": "%", "baseline": "2023"}, "giảm ít nhất 5% so với năm 2023"),
        ({"comparator": "eq", "value": 66, "unit": "count"}, "đạt 66"),
        ({"comparator": "gt", "value": 1.5, "unit": "lần"}, "trên 1,5 lần"),
        ({"comparator": "ge", "value": 68, "unit": "triệu đồng"}, "ít nhất 68 triệu đồng"),
    ],
)
def test_levels_in_words(target: dict[str, object], said: str) -> None:
    assert amount_in_words(target) == said


@given(st.text(max_size=12) | st.from_regex(r"-{0,2}[0-9]{2,4}(-[0-9]{2}){0,2}", fullmatch=True))
def test_any_date_is_said(day: str) -> None:
    assert isinstance(day_in_words(day), str)


def test_the_page_of_several_papers_lists_them_and_of_one_does_not() -> None:
    one = "".join(page([(TEXT, a_reading())]))
    several = "".join(page([(TEXT, a_reading())] * 3))
    assert 'id="muc-luc"' not in one
    assert all(f'<a href="#p{n}">a&lt;b&gt;.txt</a>' in several and f'id="p{n}"' in several for n in (1, 2, 3))


def test_the_page_says_who_receives_the_paper_and_what_its_marks_mean() -> None:
    shown = "".join(page([(TEXT, a_reading())]))
    assert "Bộ Công an" in shown
    assert '<mark class="doubts">Chỗ còn ngờ</mark>' in shown


@pytest.mark.parametrize("width", [40, 100])
def test_ink_changes_no_word_and_no_column(width: int) -> None:
    plain, inked = summary(a_reading(), TEXT, width), summary(a_reading(), TEXT, width, Ink(shows=True))
    assert "\x1b" not in plain
    assert "\x1b[1mCHỈ TIÊU (1)\x1b[0m" in inked
    assert re.sub(r"\x1b\[\d+m", "", inked) == plain


@pytest.mark.parametrize(
    ("surroundings", "shown"),
    [({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({}, False),
     ({"TERM": "xterm", "NO_COLOR": ""}, True)],
)  # fmt: skip
def test_ink_is_for_terminals_that_want_it(surroundings: dict[str, str], shown: bool) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert ink_for(Terminal(), surroundings).shows is shown
    assert not ink_for(io.StringIO(), surroundings).shows


def test_on_a_narrow_terminal_targets_stand_one_below_the_other() -> None:
    lines = summary(a_reading(), TEXT, 40).splitlines()
    assert any(re.fullmatch(r"Mức +phấn đấu ít nhất 85%", line) for line in lines)
    assert all(display_width(line) <= 40 for line in lines)
