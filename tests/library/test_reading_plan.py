"""The shape of a reading: keys, order, plain data."""

import json

import thidua
from thidua.reading.plan import DatedEvent, Document, Doubt, Initiative, Plan, Section, Source, Target, Task

KEYS = {
    "source": ["name", "sha256", "chars", "encoding"],
    "sections": ["id", "label", "title", "span", "parent"],
    "targets": [
        "id", "span", "section", "subject", "scope", "indicator", "comparator", "value", "value_max", "unit",
        "baseline", "effort", "deadline", "per",
    ],
    "tasks": ["id", "span", "section", "lead", "with", "action", "deadline", "recurs"],
    "dates": ["span", "date", "kind", "label"],
    "initiatives": ["span", "name"],
    "doubts": ["span", "code", "found", "suggests", "message"],
}  # fmt: skip


def test_keys_and_their_order() -> None:
    plan = Plan(
        Source(),
        Document(),
        sections=(Section("I", "I.", "MỤC TIÊU", (0, 9)),),
        targets=(Target("t1", (0, 3), "I", "hộ dân", None, None, "ge", 75, None, "%"),),
        tasks=(Task("k1", (0, 3), "I", ("Công an tỉnh",), ("Sở Nội vụ",), "hướng dẫn"),),
        dates=(DatedEvent((0, 3), "2024", "deadline", "báo cáo"),),
        initiatives=(Initiative((0, 3), "Tiếng kẻng an ninh"),),
        doubts=(Doubt((0, 3), "misread-word", "thể trận", "thế trận", "Câu hỏi."),),
    )
    told = json.loads(json.dumps(plan.as_dict(), ensure_ascii=False))
    assert list(told["source"]) == KEYS["source"]
    for part, keys in KEYS.items():
        if part != "source":
            assert [list(entry) for entry in told[part]] == [keys], part
    assert told["tasks"][0]["with"] == ["Sở Nội vụ"]


def test_read_text_is_a_public_verb() -> None:
    plan = thidua.read_text("Kế hoạch", name="a.txt")
    assert plan.source.chars == 8 and plan.source.name == "a.txt"
    assert plan.document is not None


def test_days_in_a_row_without_the_word_and_with_weekdays() -> None:
    plan = thidua.read_text(
        "Báo cáo định kỳ vào các ngày 15-3, 15-6, 15-9.\nNghỉ từ thứ Bảy ngày 29/4/2023 đến hết thứ Tư ngày 03/5/2023."
    )
    assert [d.date for d in plan.dates] == ["--03-15", "--06-15", "--09-15", "2023-04-29", "2023-05-03"]
    plan = thidua.read_text("Ngày Quốc tế Lao động 01/5 năm 2023; cao điểm 14/7 và 18/8.")
    assert "2023-05-01" in [d.date for d in plan.dates]


def test_days_in_brackets_behind_a_title_are_those_of_the_plan() -> None:
    plan = thidua.read_text("Công an tỉnh ký Kế hoạch 612/KH-CAT về đợt cao điểm cấp căn cước (từ 5/10 đến 5/12/2024).")
    assert {"2024-10-05", "2024-12-05"} <= {d.date for d in plan.dates} | set(plan.document.runs.values())


def test_the_day_of_the_page_itself_is_no_day_of_the_plan() -> None:
    page = "Thứ ba, ngày 15/12/2016\n12/01/2018 | 09:47 GMT+7\n\nHội phát động thi đua từ nay đến ngày 31/8/2018."
    assert [d.date for d in thidua.read_text(page).dates] == ["2018-08-31"]


def test_feasts_and_ranges_in_brackets() -> None:
    told = thidua.read_text("1. Treo cờ dịp 02/9, ra quân.\n2. Đợt tiêm phòng (01/4-31/5/2025).").dates
    assert [d.date for d in told] == ["--09-02", "2025-04-01", "2025-05-31"]
