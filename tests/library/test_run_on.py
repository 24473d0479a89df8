"""Numbers run on with the words beside them are read as if the space had not been lost; codes and names stay whole."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from thidua.reading import read_text
from thidua.reading.run_on import run_on

DEV = sorted((Path(__file__).parents[1] / "corpus" / "dev").glob("*.txt"))
HEAD = "I. CHỈ TIÊU THI ĐUA\n"

TARGETS = {
    "Phấn đấu giảm10% số vụ vi phạm.": ("decrease_ge", 10, "%", "vụ vi phạm", "giảm10% số vụ vi phạm"),
    "Trên85% hộ dân ký cam kết.": ("gt", 85, "%", "hộ dân", "Trên85% hộ dân ký cam kết"),
    "Phấn đấu đạt95% hộ dân.": ("eq", 95, "%", "hộ dân", "đạt95% hộ dân"),
    "Vận động 75%số hộ dân tham gia.": ("eq", 75, "%", "hộ dân", "75%số hộ dân tham gia"),
    "Xây dựng ít nhất 05mô hình tự quản.": ("ge", 5, "count", "mô hình tự quản", "ít nhất 05mô hình tự quản"),
}


@pytest.mark.parametrize("line", TARGETS)
def test_a_target_is_read_and_its_span_cuts_out_the_words_as_printed(line: str) -> None:
    text = HEAD + line
    (target,) = read_text(text).targets
    told = (target.comparator, target.value, target.unit, target.subject)
    assert told == TARGETS[line][:4]
    assert TARGETS[line][4] in text[slice(*target.span)]


def test_years_days_and_codes_beside_words_are_read() -> None:
    plan = read_text(
        "I. CHỈ TIÊU\nĐến hết năm2025, 80%xã đạt chuẩn.\n"
        "Thực hiện Kế hoạch số12/KH-BCAngày 05/3/2024 của Bộ Công an;"
        " gửi trước ngày25/6/2024."
    )
    assert [(t.value, t.deadline) for t in plan.targets] == [(80, "2025")]
    assert [(c.number, c.symbol, c.date) for c in plan.citations] == [("12", "KH-BCA", "2024-03-05")]
    assert [d.date for d in plan.dates] == ["2024-06-25"]


WHOLE = (
    "qđ-ubnd|15/2024/nđ-cp|a1|covid19|h5n1|pc07|bcđ138|qh15|12a/kh-ubnd|3477/ubnd-nc|hoạch1|1nghị|đ2|2x3|km2|7,5%|(10/4)"
    "|https://x.vn/a%c3%a1b%20c|19-ct/tw|v05|g20"
)


@pytest.mark.parametrize("whole", WHOLE.split("|"))
def test_codes_names_and_notes_stay_whole(whole: str) -> None:
    assert run_on(whole) == []


LOSSES: dict[str, Callable[[str], str]] = {
    "behind a share": lambda text: re.sub(r"(\d%) (?=[^\W\d_])", r"\1", text),
    "behind a word that asks": lambda text: re.sub(r"(ít nhất|tối thiểu|trên|giảm|đạt|tăng|đến) (?=\d)", r"\1", text),
    "behind the word for a number": lambda text: re.sub(r"(?<= số) (?=\d)", "", text),
}


def readings(text: str) -> tuple[list[Any], ...]:
    plan = read_text(text)
    return (
        [(t.comparator, t.value, t.value_max, t.unit, t.deadline) for t in plan.targets],
        [(c.type, c.number, c.symbol, c.date) for c in plan.citations],
        [(d.date, d.kind) for d in plan.dates],
    )


@pytest.mark.parametrize("loss", LOSSES)
def test_papers_read_the_same_with_those_spaces_lost(loss: str) -> None:
    papers = [path.read_text(encoding="utf-8") for path in DEV[::5]]
    changed = [(text, LOSSES[loss](text)) for text in papers if LOSSES[loss](text) != text]
    assert changed
    for text, run_together in changed:
        assert readings(run_together) == readings(text)
