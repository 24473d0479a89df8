"""The paper cut into segments: whatever the spans, the segments are the text."""

from hypothesis import given
from hypothesis import strategies as st

from thidua_web.documents.highlight import Mark, heading_spans, pages, segments
from thidua_web.documents.locating import locate
from thidua_web.documents.templatetags.papers import segment

TEXTS = st.text(alphabet="aăâ đ\n“”<>&\u0301\U0001f4dc", max_size=60)
KINDS = st.sampled_from(["target", "task", "date", "citation", "doubt", "mention"])
MARKS = st.lists(st.builds(Mark, st.integers(0, 70), st.integers(0, 70), KINDS, st.integers(1, 9)), max_size=12)


@given(TEXTS, MARKS, st.lists(st.integers(0, 70), max_size=4))
def test_segments_are_the_text_and_each_knows_its_marks(text: str, marks: list[Mark], borders: list[int]) -> None:
    cut = list(segments(text, marks, borders))
    assert "".join(s.text for s in cut) == text
    for s in cut:
        assert text[s.start : s.start + len(s.text)] == s.text
        around = [m for m in marks if m.start <= s.start and s.start + len(s.text) <= m.end and m.start < m.end]
        assert sorted(s.marks, key=id) == sorted(around, key=id) or {(m.kind, m.item) for m in s.marks} == {
            (m.kind, m.item) for m in around
        }
    begun = [m for s in cut for m in s.opens]
    assert len(begun) == sum(m.start < min(m.end, len(text)) for m in marks)


@given(TEXTS, MARKS)
def test_pages_lose_nothing_and_every_reading_has_one_anchor(text: str, marks: list[Mark]) -> None:
    pieces = [{"page": n + 1, "start": at} for n, at in enumerate(sorted({0, len(text) // 3, len(text) // 2}))]
    cut = pages(text, marks, pieces, heading_spans(text, [{"span": [0, 4], "title": "x"}]))
    assert "".join(s.text for page in cut for s in page.segments) == text
    shown = "".join(str(segment(s)) for page in cut for s in page.segments)
    assert "<script" not in shown


def test_a_mark_in_markup_cannot_break_out_of_the_page() -> None:
    text = "đạt <script>alert(1)</script> 90%"
    shown = "".join(str(segment(s)) for s in segments(text, [Mark(4, 12, "target", 7)]))
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_words_cut_from_the_text_are_located_again(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    words = text[start:end]
    found = locate(text, words, start=None, end=None)
    if words.strip():
        assert found is not None
        assert text[found[0] : found[1]].split() == words.split()
    else:
        assert found is None
