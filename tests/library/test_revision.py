"""Two versions of a paper: what was added, dropped, changed; the same paper has not changed."""

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.reading import compare, read_text
from thidua.reading.revision import compare_readings

CORPUS = sorted((Path(__file__).parents[1] / "corpus" / "dev").glob("*.txt"))


def target(subject: str, value: float, **more: Any) -> dict[str, Any]:
    return {
        "id": "t", "span": [0, 1], "section": "I", "subject": subject, "scope": None, "indicator": None,
        "comparator": "ge", "value": value, "value_max": None, "unit": "%", "baseline": None, "effort": "must",
        "deadline": "2031", "per": None,
    } | more  # fmt: skip


def reading(*targets: dict[str, Any], **more: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {name: [] for name in ("citations", "tasks", "dates", "initiatives")}
    return {"document": None, "targets": list(targets)} | empty | more


@pytest.mark.parametrize("path", CORPUS[:8], ids=lambda path: path.stem)
def test_a_paper_is_no_revision_of_itself(path: Path) -> None:
    plan = read_text(path.read_text(encoding="utf-8"))
    assert compare(plan, plan).changes == ()


def test_what_was_raised_added_and_dropped() -> None:
    old = reading(target("hộ dân", 75), target("cơ quan, doanh nghiệp", 80), target("nhà trường", 90))
    new = reading(target("trường học và cơ sở giáo dục", 95), target("hộ dân", 80), target("cơ quan, doanh nghiệp", 80))
    found = compare_readings(old, new)
    told = [(c.kind, (c.new or c.old or {})["subject"], c.fields) for c in found.changes]
    assert told == [
        ("added", "trường học và cơ sở giáo dục", ()), ("changed", "hộ dân", ("value",)), ("removed", "nhà trường", ()),
    ]  # fmt: skip
    assert found.unchanged == 1
    assert "từ «ít nhất 75%» thành «ít nhất 80%»" in found.changes[1].sentence()


def test_a_reworded_target_is_one_target_changed() -> None:
    old = reading(target("hộ dân", 75, indicator="đăng ký và được công nhận an toàn về an ninh, trật tự"))
    new = reading(target("hộ gia đình", 75, indicator="đăng ký, được công nhận an toàn về an ninh trật tự"))
    (change,) = compare_readings(old, new).changes
    assert (change.kind, change.fields) == ("changed", ("subject", "indicator"))


def test_tone_placement_and_case_are_no_change() -> None:
    old, new = reading(target("xã Hoà Bình", 5)), reading(target("Xã Hòa Bình", 5))
    assert compare_readings(old, new).changes == ()


def test_tasks_papers_and_citations() -> None:
    task = {"lead": ["Công an tỉnh"], "with": [], "action": "hướng dẫn các đơn vị đăng ký thi đua",
            "deadline": "2031-03-31", "recurs": None}  # fmt: skip
    cited = {
        "type": "Kế hoạch",
        "number": "7",
        "year": None,
        "symbol": "KH-BCA",
        "date": "2031-01-05",
        "issuer": "Bộ Công an",
    }
    paper = {"type": "Kế hoạch", "number": "45", "date": "2031-02-05", "runs": {"from": None, "to": "2031"}}
    old = reading(tasks=[task], citations=[cited], document=paper)
    new = copy.deepcopy(old)
    new["tasks"][0] |= {"deadline": "2031-04-15", "with": ["Sở Nội vụ"]}
    new["citations"] = [cited | {"number": "9"}]
    new["document"]["number"] = "54"
    found = compare_readings(old, new)
    assert [(c.what, c.kind, c.fields) for c in found.changes] == [
        ("document", "changed", ("number",)),
        ("task", "changed", ("with", "deadline")),
        ("citation", "added", ()),
        ("citation", "removed", ()),
    ]
    assert "hạn từ «31/3/2031» thành «15/4/2031»" in found.of("task")[0].sentence()


SUBJECTS = st.sampled_from(["hộ dân", "hộ dân cư", "nhà trường", "cơ quan", "cơ quan, nhà trường", "xã, phường", ""])
TARGETS = st.lists(st.builds(target, SUBJECTS, st.integers(1, 3)), max_size=8)


@given(TARGETS, TARGETS)
def test_every_entry_is_told_once(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> None:
    found = compare_readings(reading(*old), reading(*new))
    added, removed, changed = (sum(c.kind == kind for c in found.changes) for kind in ("added", "removed", "changed"))
    assert removed + changed + found.unchanged == len(old)
    assert added + changed + found.unchanged == len(new)
    assert all(change.sentence().endswith(".") for change in found.changes)


@given(TARGETS, TARGETS)
def test_back_is_forward_the_other_way(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> None:
    forward, back = (compare_readings(reading(*a), reading(*b)) for a, b in ((old, new), (new, old)))
    assert forward.unchanged == back.unchanged
    assert sum(c.kind == "added" for c in forward.changes) == sum(c.kind == "removed" for c in back.changes)
