"""A province's own points table as Excel: there and back unchanged, wrong cells refused, dry run, activation."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from thidua.cli import main
from thidua.errors import OfficerError
from thidua.rulebook import load_rule_set
from thidua.rulebook.sheets import COLUMNS, SHEET, activate, read_sheet, write_sheet
from thidua.rulebook.variants import with_file

GOOD = [
    ["b-1", "Có kế hoạch năm", "cơ quan; doanh nghiệp", 40, "điểm", "", "Kế hoạch đã ký", "Điều 3", "", ""],
    ["b-2", "Tổ chức Ngày hội", "cơ quan; doanh nghiệp", 57.5, "điểm", "", "Biên bản", "Điều 4", "2025-01-01", ""],
    ["b-3", "Có mô hình mới", "cơ quan", "2,5", "điểm thưởng", "", "", "Điều 5", "01/01/2025", "31/12/2026"],
]


def sheet(path: Path, rows: list[list[object]]) -> Path:
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet(SHEET)
    for number, row in enumerate([list(COLUMNS.values()), *rows]):
        page.write_row(number, 0, row)
    book.close()
    return path


def test_activation_gives_a_version_that_scores(tmp_path: Path) -> None:
    rules = load_rule_set("classification")
    rows = read_sheet(sheet(tmp_path / "a.xlsx", GOOD), rules.vocabulary)
    text, version = activate(
        rows, rules.versions[0], rules, key="tinh-2025", symbol="9/QĐ-UBND", valid_from=date(2025, 1, 1)
    )
    assert [c.points["max"] for c in version.criteria if c.points] == [40, 57.5, 2.5]
    path = tmp_path / "tinh.yaml"
    path.write_text(text, encoding="utf-8")
    loaded = with_file("classification", path)
    assert [(v.key, v.validity.valid_to) for v in loaded.versions] == [
        ("qd-510-2022", date(2025, 1, 1)), ("tinh-2025", None),
    ]  # fmt: skip
    again = tmp_path / "b.xlsx"
    write_sheet(loaded.versions[1], loaded.vocabulary, again)
    assert [r.values for r in read_sheet(again, loaded.vocabulary)] == [r.values for r in rows]


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        (0, 3, "nhiều"),
        (0, 3, -1),
        (0, 3, 1.005),
        (1, 2, "làng"),
        (1, 0, "b-1"),
        (2, 8, "hôm qua"),
        (2, 4, "cộng"),
        (0, 1, ""),
    ],
)
def test_a_wrong_cell_is_named(row: int, column: int, value: object, tmp_path: Path) -> None:
    rows = [list(r) for r in GOOD]
    rows[row][column] = value
    words = load_rule_set("classification").vocabulary
    with pytest.raises(OfficerError) as refused:
        read_sheet(sheet(tmp_path / "a.xlsx", rows), words)
    assert refused.value.place.row == row + 2
    assert refused.value.place.column == list(COLUMNS.values())[column]


def test_import_is_a_dry_run_until_committed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, target = sheet(tmp_path / "a.xlsx", GOOD), tmp_path / "tinh.yaml"
    words = ["rules", "import", str(path), "--over", "qd-510-2022", "--version", "tinh-2025", "--symbol", "9/QĐ-UBND"]
    words += ["--from", "2025-01-01"]
    assert main(words) == 0
    out = capsys.readouterr().out
    assert "b-1: thêm" in out and "pl-1: bỏ" in out and not target.exists()
    assert main([*words, "--commit", str(target)]) == 0
    assert main(["rules", "check", str(target)]) == 0
    assert main(["rules", "export", str(target), str(tmp_path / "c.xlsx")]) == 0
    vocabulary = load_rule_set("classification").vocabulary
    first, second = (read_sheet(p, vocabulary) for p in (path, tmp_path / "c.xlsx"))
    assert [r.values for r in first] == [r.values for r in second]
