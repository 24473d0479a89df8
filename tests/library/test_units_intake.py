"""A province's own list of residential areas and organizations: read with care, proposed, never merged."""

from datetime import date
from pathlib import Path

import pytest
import python_calamine
import xlsxwriter

from thidua.errors import AuthorError, UnreadableFile
from thidua.units.acts import apply_acts
from thidua.units.intake import AREA, SHEETS, Intake, founding_acts, read_intake, write_template
from thidua.units.registry import descendants, units_as_of
from thidua.units.shipped import shipped_units

UNITS, DAY = shipped_units(), date(2025, 7, 1)
HEAD = "Mã đơn vị cấp xã,Tên đơn vị cấp xã,Loại,Tên,Mã,Quy mô,Cấp học"


def read(tmp_path: Path, *lines: str, head: str = HEAD) -> Intake:
    path = tmp_path / "khu-dan-cu.csv"
    path.write_text("\n".join((head, *lines)), encoding="utf-8")
    return read_intake(UNITS, path, DAY, province="80")


def test_rows_become_proposals_or_sentences(tmp_path: Path) -> None:
    intake = read(
        tmp_path,
        "25510,Trà Vong,ấp,Suối Ông Đình,,,",
        ",xã Trà Vong,Ấp,Trà Hiệp,TV02,,",
        "25510,,doanh nghiệp,Công ty A,,vừa,",
        '25510,,cơ sở giáo dục,Trường B,,,"THCS, THPT"',
        "25507,,ấp,Tân Lâm,,,",
        "25510,Tân Phú,ấp,Tân Lâm,,,",
        "25510,,ấp,,,,",
        "25510,,tổ,Một,,,",
        ",xã Không Có,ấp,Một,,,",
        "25510,,ấp,Nguyễn Văn A 079088001234,,,",
        "25510,,ấp,Hai,,nhỏ,",
        "25510,,doanh nghiệp,Công ty C,,khổng lồ,",
    )
    assert [(p.parent.code, p.kind, p.name, p.code) for p in intake.proposals[:2]] == [
        ("25510", "ấp", "Suối Ông Đình", ""), ("25510", "ấp", "Trà Hiệp", "TV02"),
    ]  # fmt: skip
    assert intake.proposals[2].size == "medium"
    assert intake.proposals[3].school_levels == ("lower_secondary", "upper_secondary")
    assert [p.place.row for p in intake.problems] == [6, 7, 8, 9, 10, 11, 12, 13]
    words = ["không có hiệu lực", "Tân Phú", "Thiếu tên", "Loại «tổ»", "Không tìm thấy", "dãy số", "Quy mô", "khổng lồ"]
    for problem, word in zip(intake.problems, words, strict=True):
        assert word in problem.sentence


def test_duplicates_are_proposed_and_never_merged(tmp_path: Path) -> None:
    intake = read(
        tmp_path, "25510,,ấp,Tân Hòa,,,", "25510,,ấp,Tân Hoà,,,", "25510,,ấp,Tân Hoa 2,,,", "25510,,ấp,Tân Hòaa,,,",
        "25498,,ấp,Tân Hòa,,,",
    )  # fmt: skip
    assert [p.status for p in intake.proposals] == ["new", "same", "new", "perhaps", "new"]
    assert "dòng 2" in intake.proposals[1].like[0]


def test_accepted_proposals_are_founded_and_met_again(tmp_path: Path) -> None:
    lines = ["25510,,ấp,Suối Ông Đình,,,", "25510,,ấp,Trà Hiệp,,,", "25510,,cơ quan,Trạm Y tế,,,"]
    on = date(2026, 1, 1)
    intake = read(tmp_path, *lines)
    after, report = apply_acts(UNITS, founding_acts(UNITS, intake.proposals, act="Danh mục 2026", on=on))
    assert not report.problems
    below = descendants(after, UNITS.bearer("25510", DAY).unit, on)
    assert [(v.code, v.level) for v in below if v.level == AREA] == [("25510.K001", AREA), ("25510.K002", AREA)]
    path = tmp_path / "khu-dan-cu.csv"
    again = read_intake(after, path, on, province="80")
    assert {p.status for p in again.proposals} == {"same"}
    new = read_intake(after, path, DAY, province="80")
    assert {p.status for p in new.proposals} == {"new"}, "on an earlier day they did not stand yet"
    assert founding_acts(after, new.proposals, act="x", on=on)[0].to == "25510.K003"


def test_a_workbook_with_title_rows_and_numbers_as_codes(tmp_path: Path) -> None:
    path = tmp_path / "danh-sach.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.write(0, 0, "DANH SÁCH KHU DÂN CƯ")
        sheet.write_row(2, 0, ["STT", "Mã xã", "Loại", "Tên khu dân cư"])
        sheet.write_row(3, 0, [1, 25510, "ấp", "Trà Hiệp"])
        sheet.write_row(5, 0, [2, "25510", "thôn xóm", "B"])
    intake = read_intake(UNITS, path, DAY)
    assert [p.name for p in intake.proposals] == ["Trà Hiệp"]
    assert str(intake.problems[0].place) == "danh-sach.xlsx, trang tính Sheet1, dòng 6"


def test_the_template_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "mau.xlsx"
    communes = units_as_of(UNITS, DAY, level="commune")[:5]
    write_template(path, communes)
    assert read_intake(UNITS, path, DAY) == Intake()
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == [*SHEETS, "Mã đơn vị cấp xã"]
    assert book.get_sheet_by_name("Mã đơn vị cấp xã").to_python()[1][0] == communes[0].code


def test_files_that_hold_no_table(tmp_path: Path) -> None:
    with pytest.raises(AuthorError, match="tiêu đề"):
        read(tmp_path, "1,2", head="a,b")
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"khong phai excel")
    with pytest.raises(UnreadableFile):
        read_intake(UNITS, path, DAY)
    with pytest.raises(UnreadableFile):
        read_intake(UNITS, tmp_path / "none.csv", DAY)


def test_thousands_of_rows(tmp_path: Path) -> None:
    communes = [v.code for v in units_as_of(UNITS, DAY, level="commune")][:300]
    intake = read(tmp_path, *(f"{c},,ấp,Ấp số {n},,," for c in communes for n in range(10)))
    assert len(intake.proposals) == 3_000 and {p.status for p in intake.proposals} == {"new"}
