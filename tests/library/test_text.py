"""The folded copy: one way to write a thing, and the way back to the words as they stood."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.text import Folded

NOISE = st.text(alphabet="aàoòuủyỷỳqQnhHĐÐđ\u0300\u0309\u031b \n\r\t\u00a0\u200b\ufeff–-/.0129“", max_size=80)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Uỷ ban", "Ủy ban"), ("UỶ BAN", "ỦY BAN"), ("Hoà Bình", "Hòa Bình"), ("khoẻ", "khỏe"),
        ("hoàn toàn", "hoàn toàn"), ("hòan tòan", "hoàn toàn"), ("qúy", "quý"), ("quỹ", "quỹ"), ("Huỳnh", "Huỳnh"),
        ("ÐƠN", "ĐƠN"), ("KH–UBND", "KH-UBND"), ("KH\u00a0-\u200bUBND", "KH -UBND"),
        ("ngày 06\n\t tháng 4", "ngày 06 tháng 4"), ("đạt １００% và 𝟗𝟓%", "đạt 100% và 95%"),
    ],
)  # fmt: skip
def test_one_way_to_write(written: str, folded: str) -> None:
    assert Folded(written).folded == folded
    assert Folded(unicodedata.normalize("NFD", written)).folded == folded


def test_spans_cut_back_to_the_words_as_they_stood() -> None:
    text = unicodedata.normalize("NFD", "Thực hiện Kế\r\nhoạch  số 860 /KH–UBND\u200b của Uỷ ban")
    fold = Folded(text)
    start = fold.folded.index("Kế hoạch")
    a, b = fold.span(start, fold.folded.index(" của"))
    assert unicodedata.normalize("NFC", text[a:b]).startswith("Kế\r\nhoạch  số 860 /KH–UBND")
    assert fold.lower[start:].startswith("kế hoạch số 860 /kh-ubnd của ủy ban")


def test_lines_and_blank_lines_are_known() -> None:
    fold = Folded("Số: 12/KH-\nUBND\n\n  Điều 1. \r\nMột")
    assert fold.folded == "Số: 12/KH- UBND Điều 1. Một"
    assert [fold.folded[a:b] for a, b in fold.lines] == ["Số: 12/KH-", "UBND", "Điều 1.", "Một"]
    assert fold.broken(0, 12) and not fold.parted(0, 12) and fold.parted(0, len(fold.folded))
    assert len(fold.breaks) == 3 and len(fold.gaps) == 1


@given(NOISE)
def test_any_text_folds_and_every_offset_leads_back(text: str) -> None:
    fold = Folded(text)
    assert "  " not in fold.folded and "\n" not in fold.folded
    assert len(fold.lower) == len(fold.folded)
    back = [fold.at(i) for i in range(len(fold.folded) + 1)]
    assert back == sorted(back) and back[0] >= 0 and back[-1] <= len(text)
    for i in range(len(fold.folded)):
        a, b = fold.span(i, i + 1)
        assert a < b
    for offset in range(len(text) + 1):
        assert 0 <= fold.offset(offset) <= len(fold.folded)
