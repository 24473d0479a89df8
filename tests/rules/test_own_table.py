"""The way a province goes: export, fill in, import, write its bands, judge a case under its own table."""

import json
from pathlib import Path

import pytest
from test_sheets import GOOD, sheet

from thidua.cli import main

CASE = """
as_of: {day}
unit: {{kind: agency, name: Cơ quan mẫu}}
facts: {{scores: {{b-1: {first}, b-2: 57.5, b-3: 2.5}}}}
"""


def judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], table: Path, first: object, day: str = "2025-11-25"
) -> dict[str, object]:
    path = tmp_path / "ho-so.yaml"
    path.write_text(CASE.format(first=first, day=day), encoding="utf-8")
    assert main(["evaluate", str(path), "--rule-set", "classification", "--set", str(table), "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_a_province_judges_by_its_own_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "tinh-2025.yaml"
    words = [
        "rules",
        "import",
        str(sheet(tmp_path / "a.xlsx", GOOD)),
        "--over",
        "qd-510-2022",
        "--version",
        "tinh-2025",
    ]
    assert main([*words, "--symbol", "9/QĐ-UBND", "--from", "2025-01-01", "--commit", str(table)]) == 0
    capsys.readouterr()
    open_ = judged(tmp_path, capsys, table, 40)
    assert open_["verdict"] == "undecidable" and open_["grade"] is None, (
        "bands are blank until the province writes them"
    )
    data = json.loads(table.read_text(encoding="utf-8"))
    data["points"]["bands"] = [{"grade": "Xuất sắc", "at_least": 95}, {"grade": "Khá", "at_least": 70}]
    data["blanks"] = []
    table.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    assert main(["rules", "check", str(table)]) == 0
    capsys.readouterr()
    for first, grade in ((40, "Xuất sắc"), (35, "Xuất sắc"), (34.99, "Khá"), (9.99, None), ("null", None)):
        assert judged(tmp_path, capsys, table, first)["grade"] == grade, first
    assert judged(tmp_path, capsys, table, "null")["verdict"] == "undecidable"
    assert judged(tmp_path, capsys, table, 9.99)["verdict"] == "not_met"
    assert judged(tmp_path, capsys, table, 40, "2024-12-25")["version"] == "qd-510-2022", "old rounds stay on old law"
