"""``thidua figures rollup`` as a user meets it: files in, totals or one sentence out."""

import json
from pathlib import Path
from typing import Any

import pytest

from thidua.cli import main

HEADER = "unit,element,period,value"


@pytest.fixture
def roll(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*lines: str, as_of: str = "2025-07-01", level: str = "commune", weights: tuple[str, ...] = ()) -> Any:
        figures, shares = tmp_path / "so-lieu.csv", tmp_path / "phan.csv"
        figures.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
        words = ["figures", "rollup", str(figures), "--as-of", as_of, "--level", level, "--json"]
        if weights:
            shares.write_text("\n".join(("from,to,element,weight", *weights)) + "\n", encoding="utf-8")
            words += ["--weights", str(shares)]
        status = main(words)
        out, err = capsys.readouterr()
        if status:
            assert (status, out) == (2, "") and err.count("\n") == 1
            return err
        return json.loads(out)

    return run


def test_bounds_where_nobody_states_a_share(roll: Any) -> None:
    rows = roll("25507,households,2024,2914", "25498,households,2024,3120")
    assert rows == [
        {"unit": "25498", "element": "households", "period": "2024", "value": None, "exact": False,
         "at_least": 3120, "at_most": 6034, "unknown_from": ["25507"]},
        {"unit": "25549", "element": "households", "period": "2024", "value": None, "exact": False,
         "at_least": 0, "at_most": 2914, "unknown_from": ["25507"]},
    ]  # fmt: skip


def test_parts_meet_again_above(roll: Any) -> None:
    rows = roll("25507,households,2024,2914", "25498,households,2024,3120", level="province")
    assert rows == [{"unit": "80", "element": "households", "period": "2024", "value": 6034, "exact": True}]


def test_a_code_is_read_on_the_last_day_of_its_period(roll: Any) -> None:
    rows = roll("25510,teams,2025-H1,7", "25510,teams,2025-Q3,11", "25510,teams,2025,13")
    exact = {(r["unit"], r["period"]): r["value"] for r in rows if r["exact"]}
    assert exact == {("25510", "2025-Q3"): 11, ("25510", "2025"): 13}
    assert {r["unit"] for r in rows if r["period"] == "2025-H1"} == {"25510", "25549"}, "Mỏ Công was split"


def test_nought_stays_exact_and_people_know_more_than_cameras(roll: Any) -> None:
    rows = roll("25546,households,2024,0", "00112,people,2024,500", "00112,cameras,2024,5")
    found = {(r["unit"], r["element"]): r["value"] for r in rows}
    assert found[("25516", "households")] == found[("25549", "households")] == 0
    assert (found[("00103", "people")], found[("00004", "people")]) == (500, 0)
    assert found[("00103", "cameras")] is None


def test_island_districts_report_for_themselves(roll: Any) -> None:
    assert roll("318,people,2024,600")[0] | {} == {
        "unit": "11948", "element": "people", "period": "2024", "value": 600, "exact": True,
    }  # fmt: skip
    assert roll("318,people,2024,600", as_of="2024-12-31", level="district")[0]["unit"] == "318"
    assert roll("11948,people,2025-Q3,600", as_of="2024-12-31", level="province")[0]["unit"] == "31"


def test_backwards_a_merged_unit_is_unknown_and_a_whole_district_is_not(roll: Any) -> None:
    rows = roll("25591,people,2025-Q3,900", as_of="2024-06-30")
    assert [(r["unit"], r["at_least"], r["at_most"], r["unknown_from"]) for r in rows] == [
        ("25504", 0, 900, ["25591"]), ("25591", 0, 900, ["25591"]),
    ]  # fmt: skip
    rows = roll("25588,people,2025-Q3,900", as_of="2024-06-30", level="district")
    assert [(r["unit"], r["value"]) for r in rows] == [("708", 900)], "An Cơ, Trí Bình, Hảo Đước: all of Châu Thành"


def test_a_level_that_does_not_exist_gives_nothing(roll: Any) -> None:
    assert roll("25498,people,2024,5", level="district") == []


def test_entered_shares_win_and_lose_nothing(roll: Any) -> None:
    rows = roll("25507,households,2024,100", "25507,teams,2024,9",
                weights=("25507,25498,households,1/3", "25507,25549,households,2/3"))  # fmt: skip
    assert [(r["unit"], r["value"]) for r in rows if r["element"] == "households"] == [("25498", 33), ("25549", 67)]
    assert all(not r["exact"] for r in rows if r["element"] == "teams")
    rows = roll("00112,people,2024,7", weights=("00112,00004,people,0.5", "00112,00103,people,0.5"))
    assert [(r["unit"], r["value"]) for r in rows] == [("00004", 4), ("00103", 3)], "ties go to the lower code"


def test_a_share_belongs_to_the_unit_that_divides_not_to_its_code(roll: Any) -> None:
    """25510 was Mỏ Công, split between 25510 and 25549; from 1 July 2025 it is Trà Vong, which is whole."""
    shares = ("25510,25510,teams,1/4", "25510,25549,teams,3/4")
    rows = roll("25510,teams,2024,8", "25510,teams,2025-Q3,8", weights=shares)
    assert {(r["unit"], r["period"]): r["value"] for r in rows} == {
        ("25510", "2024"): 2, ("25549", "2024"): 6, ("25510", "2025-Q3"): 8,
    }  # fmt: skip
    back = ("25498,25498,teams,1/2", "25498,25507,teams,1/2")
    rows = roll("25498,teams,2025-Q3,8", "25498,teams,2024,8", as_of="2024-12-31", weights=back)
    assert {(r["unit"], r["period"]): r["value"] for r in rows} == {
        ("25498", "2024"): 8, ("25498", "2025-Q3"): 4, ("25507", "2025-Q3"): 4,
    }  # fmt: skip


def test_an_empty_file_and_sums_beyond_64_bits(roll: Any) -> None:
    assert roll() == []
    rows = roll(*(f"25498,teams,2024-{m:02d},{10**18 - 1}" for m in range(1, 10)),
                *(f"{c},money,2024,{10**18 - 1}" for c in ("25456", "25459", "25468", "25462", "25465", "25498",
                                                          "25585", "25594", "25615", "25588", "25600", "25609")),
                level="province")  # fmt: skip
    assert [r["value"] for r in rows if r["element"] == "money"] == [12 * (10**18 - 1)]


@pytest.mark.parametrize(
    ("lines", "line", "word"),
    [
        (("25498,people,2024,5", "99999,people,2024,5"), 3, "99999"),
        (("25507,people,2025-Q3,5",), 2, "không có hiệu lực"),
        (("25498,people,2024,5", "25498,people,2024,6"), 3, "Trùng với dòng 2"),
        (("25498,people,2024,-5",), 2, "âm"),
        (("25498,people,2024,5.5",), 2, "số nguyên"),
        (("25498,people,2024,1.250",), 2, "số nguyên"),
        (("25498,people,2024,",), 2, "trống"),
        (("25498,people,2024-13,5",), 2, "kỳ"),
        (("72,people,2024,5",), 2, "tỉnh Tây Ninh"),
        (("705,people,2024,5",), 2, "huyện Tân Biên"),
        (("4,people,2024,5",), 2, "00004"),
        (("25498,people,2024",), 2, "3 ô"),
        (("25498,,2024,5",), 2, "element"),
        (("25498,people,2024,5", "", "25498,people,2024,x"), 4, "số nguyên"),
    ],
)
def test_bad_figures_name_their_line(roll: Any, lines: tuple[str, ...], line: int, word: str) -> None:
    sentence = roll(*lines)
    assert f"so-lieu.csv, dòng {line}" in sentence
    assert word in sentence


@pytest.mark.parametrize(
    ("weights", "line", "word"),
    [
        (("25507,25498,people,1/3", "25507,25549,people,1/3"), 3, "2/3"),
        (("25507,25498,people,0.33", "25507,25549,people,0.66"), 3, "phải bằng 1"),
        (("25507,25498,people,-1", "25507,25549,people,2"), 2, "phân số"),
        (("25507,25486,people,1",), 2, "không nhận phần nào"),
        (("25507,25498,people,1/2", "25507,25498,people,1/2"), 3, "đã nhập"),
        (("99999,25498,people,1",), 2, "99999"),
    ],
)
def test_bad_shares_name_their_line(roll: Any, weights: tuple[str, ...], line: int, word: str) -> None:
    sentence = roll("25507,people,2024,5", weights=weights)
    assert f"phan.csv, dòng {line}" in sentence
    assert word in sentence


def test_blanks_and_windows_line_ends_are_forgiven(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbf" + HEADER.encode() + b"\r\n25498, people ,2024,5\r\n\r\n")
    assert main(["figures", "rollup", str(path), "--as-of", "2025-07-01", "--level", "province", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["value"] == 5


def test_a_file_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for content in (b"\x00\xff\xfe", b"a,b\n1,2\n", b""):
        path = tmp_path / "a.csv"
        path.write_bytes(content)
        assert main(["figures", "rollup", str(path), "--as-of", "2025-07-01", "--level", "province"]) == 2
        assert capsys.readouterr().out == ""
    assert main(["figures", "rollup", str(tmp_path / "none.csv"), "--as-of", "2025-07-01", "--level", "province"]) == 2
