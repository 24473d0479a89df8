"""Whatever is written, reading ends, spans stay inside, and work grows with the text, not with its square."""

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.citations import cite
from thidua.reading import read_text

PIECES = [
    "số ", "số O", "số 12/KH-UBND ", "12/KH-", "Kế hoạch số 1/KH-UBND về thực hiện ", "Luật A, ", "Luật ", "Số: ",
    "ngày 1/", "ngày 12/3/2024 ", "tháng ", "của Ban Chỉ đạo phòng, chống tội phạm, ", "Bộ Công an và ",
    "giữa Bộ Công an với ", "(", "“", "UBND tỉnh ban hành ", "UBND tỉnh A B, tỉnh ", "\n", "\n\n", "|", "- ",
    "KẾ HOẠCH\n", "MẬT", "Nơi nhận:\n", "TM. A\n", "uỷ", "oà", "Kế hoạch số 1, 2, 3 và ",
    "sửa đổi, bổ sung một số điều của Luật A và ", "từ nay đến ", "\u200b", "a\u0301", "27451HD-BTDKT ",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=40))
def test_any_text_is_read(pieces: list[str]) -> None:
    text = "".join(pieces)
    plan = read_text(text)
    for c in plan.citations:
        entry = c.as_dict()
        for start, end in [entry["span"], *entry["mentions"]]:
            assert 0 <= start < end <= len(text)
        if entry["number"]:
            assert re.search(r"[\dOoIl]", text[slice(*entry["span"])])
    if plan.document:
        for start, end in plan.document.spans.values():
            assert 0 <= start < end <= len(text)
    for doubt in plan.doubts:
        assert 0 <= doubt.span[0] <= doubt.span[1] <= len(text)


def steps(text: str) -> int:
    """Count the calls and lines that reading takes: a measure of work that no clock disturbs."""
    count = 0

    def tick(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(tick)
    try:
        cite(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", [p for p in PIECES if len(p) > 2])
def test_work_grows_with_the_text(piece: str) -> None:
    cite(piece * 20)
    once, four = steps(piece * 400), steps(piece * 1600)
    assert four < 5 * once + 2000
