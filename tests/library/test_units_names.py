"""Names as people write them: the unit meant comes first, or every unit it may be."""

import json
from datetime import date

import pytest

from thidua.cli import main
from thidua.units.names import resolve_name, squeeze
from thidua.units.registry import units_as_of
from thidua.units.shipped import shipped_units

UNITS = shipped_units()
OLD, REFORM = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("xa tan phong tan bien", "25507"),
        ("Xã Tân Phong, huyện Tân Biên, tỉnh Tây Ninh", "25507"),
        ("Tây Ninh, Tân Biên, Tân Phong", "25507"),
        ("Tây Ninh Tân Biên xã Tân Phong", "25507"),
        ("x. Tân Phogn h. Tân Biên", "25507"),
        ("TAN PHONG - TAN BIEN", "25507"),
        ("mo cogn", "25510"),
        ("p3 tp tay ninh", "25459"),
        ("P.3, TP. Tây Ninh", "25459"),
        ("Phường 03 thành phố Tây Ninh", "25459"),
        ("phường III Tây Ninh", "25459"),
        ("tt gò dầu", "25654"),
        ("tx hoà thành", "709"),
        ("tx hòa thành", "709"),
        ("q1 hcm", "760"),
        ("TP.HCM", "79"),
        ("d'ran", "24928"),
        ("bà rịa vũng tàu", "77"),
        ("25507", "25507"),
        ("đak ơ", "25225"),
        ("ma da guoi thi tran", None),
    ],
)
def test_the_unit_meant_comes_first(text: str, code: str | None) -> None:
    found = resolve_name(UNITS, text, OLD)
    assert len(found) <= 10
    if code:
        assert found[0].version.code == code
        assert len(found) == 1 or found[0].score >= found[1].score


def test_a_name_alone_never_identifies() -> None:
    found = resolve_name(UNITS, "xã Tân Phong", OLD)
    assert len(found) > 3 and {c.score for c in found[:3]} == {1.0}
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    assert resolve_name(UNITS, "xyzw", OLD) == [] and resolve_name(UNITS, " . ", OLD) == []


def test_marks_that_agree_come_before_marks_that_differ() -> None:
    names = [c.version.name for c in resolve_name(UNITS, "Phú Yên", OLD)]
    assert names[0] == "Phú Yên" and names.index("Phù Yên") > names.index("Phú Yên")
    assert {c.version.name for c in resolve_name(UNITS, "hoà bình", OLD)} == {"Hòa Bình"}


def test_a_name_means_what_stood_on_the_day() -> None:
    assert resolve_name(UNITS, "Trà Vong", OLD)[0].version.code == "25513"
    assert resolve_name(UNITS, "Trà Vong", REFORM)[0].version.code == "25510"
    assert resolve_name(UNITS, "Trà Vong", REFORM)[0].path == ("Tây Ninh",)
    assert resolve_name(UNITS, "xã Đồng Tháp", REFORM) is not None


@pytest.mark.parametrize("day", [OLD, REFORM])
def test_every_unit_is_found_by_its_own_full_name_and_place(day: date) -> None:
    from thidua.units.registry import ancestors

    listed = units_as_of(UNITS, day, level="commune")
    for version in listed[:: len(listed) // 25]:
        text = ", ".join([version.full_name, *(a.full_name for a in ancestors(UNITS, version.unit, day))])
        best = resolve_name(UNITS, text, day)[0]
        assert (best.version.code, best.score) == (version.code, 1.0), text
        bare = resolve_name(UNITS, squeezed_words(text), day)
        assert version.code in {c.version.code for c in bare if c.score >= 0.9}, text


def squeezed_words(text: str) -> str:
    from thidua.text import fold_name

    return fold_name(text.replace(",", ""))


def test_what_find_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["units", "find", "xa tan phong tan bien", "--day", "2025-06-30", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0] == {
        "code": "25507", "name": "Tân Phong", "kind": "xã", "path": ["Tây Ninh", "Tân Biên"], "score": 0.98,
        "certain": True,
    }  # fmt: skip
    main(["units", "find", "phuong 3 tay ninh", "--day", "2024-06-30", "--json"])
    first = json.loads(capsys.readouterr().out)[0]
    assert (first["name"], first["path"], first["certain"]) == ("Phường 3", ["Tây Ninh", "Tây Ninh"], False)
    assert squeeze("Phường 3") == "phuong3"
