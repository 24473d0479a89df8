"""Acts on a small province and on all Vietnam: merge, split, rename, transfer, abolish, found; dry run and undo."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from thidua.errors import OfficerError
from thidua.units.acts import ActLine, apply_act, apply_acts, undo
from thidua.units.acts_file import COLUMNS, pending_acts, read_acts
from thidua.units.lineage import predecessors_of, successors_of, trace
from thidua.units.registry import Registry, count_units, units_as_of
from thidua.units.shipped import shipped_units
from thidua.units.versions import CLUSTER, TERRITORY, UnitVersion

UNITS = shipped_units()
D1, D2 = date(2027, 1, 1), date(2027, 7, 1)


def unit(code: str, name: str, level: str, parent: str | None, **clusters: str) -> UnitVersion:
    above = {TERRITORY: f"{parent}-1"} if parent else {}
    above |= {h: f"{p}-1" for h, p in clusters.items()}
    kind = {"province": "tỉnh", "district": "huyện", "commune": "xã", "cluster": "cụm"}[level]
    return UnitVersion(f"{code}-1", code, name, kind, level, None, None, tuple(sorted(above.items())), "", "", "test")


SMALL = Registry((
    unit("T", "Tỉnh Một", "province", None), unit("K", "Cụm 1", "cluster", None),
    unit("H1", "Huyện Một", "district", "T"), unit("H2", "Huyện Hai", "district", "T"),
    unit("a", "An Bình", "commune", "H1", cluster="K"), unit("b", "Bình An", "commune", "H1", cluster="K"),
    unit("c", "Cẩm Giang", "commune", "H2"),
))  # fmt: skip


def line(kind: str, origin: str = "", to: str = "", on: date | None = D1, **rest: str) -> ActLine:
    share = rest.pop("share", None)
    return ActLine(act=rest.pop("act", "NQ1"), kind=kind, on=on, origin=origin, to=to,
                   share=Fraction(share) if share else None, **rest)  # fmt: skip


def test_a_merger_makes_a_new_unit_even_under_an_old_code() -> None:
    after = apply_act(SMALL, [line("merge", "a", "a"), line("merge", "b", "a")])
    merged = after.bearer("a", D1)
    assert (merged.unit, merged.name, merged.parent()) == ("a-2", "An Bình", "H1-1")
    assert merged.parent(CLUSTER) == "K-1", "both came from one cluster"
    assert successors_of(after, "b-1", D1) == [("a-2", 1)]
    assert predecessors_of(after, "a-2", date(2026, 1, 1)) == [("a-1", 1), ("b-1", 1)]
    assert units_as_of(after, date(2026, 12, 31)) == [
        v._replace(valid_to=D1, closed_by="NQ1") if v.code in "ab" else v for v in units_as_of(SMALL, D1)
    ]


def test_a_split_knows_only_what_it_is_told() -> None:
    parts = [line("split", "a", "a"), line("split", "a", "d", name="Đông", unit_kind="xã")]
    after = apply_act(SMALL, parts)
    assert successors_of(after, "a-1", D1) == [("a-2", None), ("d-1", None)]
    told = [replace(p, share=s) for p, s in zip(parts, (Fraction(1, 3), Fraction(2, 3)), strict=True)]
    assert successors_of(apply_act(SMALL, told), "a-1", D1) == [("a-2", Fraction(1, 3)), ("d-1", Fraction(2, 3))]
    assert successors_of(apply_act(SMALL, told), "a-1", D1, element="cameras") == [("a-2", None), ("d-1", None)]
    one = [told[0], parts[1]]
    assert successors_of(apply_act(SMALL, one), "a-1", D1)[1] == ("d-1", Fraction(2, 3)), "what is left is known"


def test_rename_and_transfer_keep_the_unit() -> None:
    lines = [line("rename", "a", name="An Phú", unit_kind="phường"), line("transfer", "a", parent="H2")]
    after = apply_act(SMALL, lines)
    now = after.bearer("a", D1)
    assert (now.unit, now.full_name, now.parent(), now.parent(CLUSTER)) == ("a-1", "phường An Phú", "H2-1", "K-1")
    found = trace(after, "a-1", date(2026, 1, 1), D1)
    assert [c.kind for c in found.succession] == ["rename", "transfer"] and found.to[0][1] == 1


def test_an_abolished_level_hands_its_units_up() -> None:
    after = apply_act(SMALL, [line("abolish", level="district")])
    assert {v.code: v.parent() for v in units_as_of(after, D1, level="commune")} == dict.fromkeys("abc", "T-1")
    assert not units_as_of(after, D1, level="district")
    assert successors_of(after, "H1-1", D1) == []


def test_what_hangs_below_follows_a_merger_and_asks_after_a_split() -> None:
    merged = apply_act(SMALL, [line("merge", "H1", "H3", name="Ba", unit_kind="huyện"), line("merge", "H2", "H3")])
    assert {v.parent() for v in units_as_of(merged, D1, level="commune")} == {"H3-1"}
    split = [line("split", "H1", "H1"), line("split", "H1", "H4", name="Bốn", unit_kind="huyện")]
    with pytest.raises(OfficerError, match="transfer"):
        apply_act(SMALL, split)
    after = apply_act(SMALL, [*split, line("transfer", "a", parent="H1"), line("transfer", "b", parent="H4")])
    assert [after.bearer(c, D1).parent() for c in "ab"] == ["H1-2", "H4-1"]


@pytest.mark.parametrize(
    ("lines", "word"),
    [
        ([line("merge", "zz", "a")], "không có trong danh mục"),
        ([line("rename", "a")], "không đổi gì"),
        ([line("transfer", "T", parent="a")], "cấp trên của chính mình"),
        (
            [line("split", "a", "a", share="1/2"), line("split", "a", "b2", name="B", unit_kind="xã", share="1/3")],
            "5/6",
        ),
        ([line("merge", "a", "c"), line("merge", "b", "c")], "đang thuộc một đơn vị khác|thiếu tên"),
        ([line("merge", "a", "c", name="X", unit_kind="xã"), line("merge", "b", "c")], "đang thuộc một đơn vị khác"),
        ([line("merge", "a", "n", name="X", unit_kind="xã"), line("merge", "b", "n", name="Y")], "hai tên"),
        ([line("merge", "a", "n", name="X", unit_kind="xã"), line("merge", "c", "n")], "cột parent"),
        ([line("abolish", level="thôn")], "không còn đơn vị"),
        ([line("rename", "a", name="X"), line("rename", "b", name="Y", on=D2)], "cùng một ngày"),
        ([line("bán", "a")], "không có; dùng"),
        ([line("found", to="n", name="X")], "thiếu tên, loại hoặc cấp"),
    ],
)
def test_refusals_are_sentences_and_nothing_is_half_applied(lines: list[ActLine], word: str) -> None:
    with pytest.raises(OfficerError, match=word):
        apply_act(SMALL, lines)
    good = line("rename", "c", name="Cẩm", act="NQ0")
    same, report = apply_acts(SMALL, [good, *lines])
    assert same is SMALL and report.problems and report.applied == ["NQ0"]


def test_an_act_before_its_units_or_under_later_history_is_refused() -> None:
    later = apply_act(SMALL, [line("merge", "a", "m", on=D2, name="M", unit_kind="xã"), line("merge", "b", "m", on=D2)])
    with pytest.raises(OfficerError, match="không có hiệu lực"):
        apply_act(later, [line("rename", "m", name="N", act="NQ2")])
    with pytest.raises(OfficerError, match="không sửa quá khứ"):
        apply_act(later, [line("rename", "a", name="N", act="NQ2")])
    with pytest.raises(OfficerError, match="cùng ngày"):
        apply_act(later, [line("rename", "m", name="N", act="NQ2", on=D2)])
    with pytest.raises(OfficerError, match="đã được áp dụng"):
        apply_act(later, [line("rename", "c", name="N")])


def test_undo_gives_the_same_registry_back_and_guards_what_rests_on_it() -> None:
    first = apply_act(SMALL, [line("merge", "a", "m", name="M", unit_kind="xã"), line("merge", "b", "m")])
    assert undo(first, "NQ1") == SMALL
    second = apply_act(first, [line("rename", "m", name="N", act="NQ2", on=D2)])
    with pytest.raises(OfficerError, match="hoàn tác lần sau trước"):
        undo(second, "NQ1")
    assert undo(undo(second, "NQ2"), "NQ1").fingerprint() == SMALL.fingerprint()
    with pytest.raises(OfficerError, match="Không có lần thay đổi"):
        undo(SMALL, "NQ9")


def test_pending_changes_wait_for_their_day_and_count_right_with_it() -> None:
    same, report = apply_acts(UNITS, pending_acts())
    assert same == UNITS and len(report.waiting) == 3 and not report.applied
    after, report = apply_acts(UNITS, [replace(a, on=D1) for a in pending_acts()])
    assert len(report.applied) == 3 and not report.problems
    assert count_units(after, D1)[1] == {"xã": 2_599, "phường": 709, "đặc khu": 13}
    assert count_units(after, date(2026, 12, 31)) == count_units(UNITS, date(2026, 12, 31))
    assert sum(v.kind == "thành phố" for v in units_as_of(after, D1, level="province")) == 9
    for key in reversed(report.applied):
        after = undo(after, key)
    assert after == UNITS


def test_the_shipped_change_of_30_april_2026_can_be_undone() -> None:
    before = undo(UNITS, "237/NQ-UBTVQH16")
    assert count_units(before, date(2026, 5, 1))[1] == {"xã": 2_621, "phường": 687, "đặc khu": 13}
    assert before.fingerprint(date(2026, 4, 30)) == UNITS.fingerprint(date(2026, 4, 30))


def test_a_file_of_acts_names_its_bad_lines(tmp_path: Path) -> None:
    path = tmp_path / "nghi-quyet.csv"
    head = ",".join(COLUMNS)
    rows = ["9/NQ-X,2027-01-01,rename,25459,,Tân Ninh Một,,,,,,,9/NQ-X,2026-12-01,", "9/NQ-X,31/4/2027,rename,25480" +
            "," * 11, "9/NQ-X,2027-01-01,split,25480,25480,,,,,,,3/2,,,"]  # fmt: skip
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    lines, problems = read_acts(path)
    assert [p.place.row for p in problems] == [3, 4] and len(lines) == 1
    after, report = apply_acts(UNITS, lines)
    assert after.bearer("25459", D1).name == "Tân Ninh Một" and not report.problems
    assert after.acts["9/NQ-X"].basis == "Nghị quyết số 9/NQ-X ngày 01/12/2026"
    path.write_text("a,b\n", encoding="utf-8")
    with pytest.raises(OfficerError, match="Dòng đầu"):
        read_acts(path)


def test_the_example_of_the_handbook_can_be_applied(tmp_path: Path) -> None:
    handbook = Path(__file__).parents[2] / "docs" / "reference" / "units.md"
    block = handbook.read_text(encoding="utf-8").split("```\nact,on,")[1].split("```")[0]
    path = tmp_path / "vi-du.csv"
    path.write_text("act,on," + block, encoding="utf-8")
    lines, problems = read_acts(path)
    after, report = apply_acts(UNITS, lines)
    assert not problems and not report.problems and len(lines) == 4
    assert {v.code for v in after.versions if v.opened_by == "12/NQ-X"} == {"25459", "25498", "25549b"}
    assert successors_of(after, "25498-2", D1)[1][1] == Fraction(2, 3)
