"""``thidua rules``, ``explain``, ``what-if``, and province layers in ``evaluate``."""

import json
from pathlib import Path

import pytest
from reading_examples import case_text
from test_rule_files import LAYER

from thidua.cli import main
from thidua.rulebook.load import RULES

Capture = pytest.CaptureFixture[str]


def case(folder: Path, base: str, given: dict[str, object], name: str = "ho-so.yaml", top: str = "") -> str:
    text = case_text({"base": base, "as_of": "2024-11-18", "given": given})
    (folder / name).write_text(top + text, encoding="utf-8")
    return str(folder / name)


def test_list_says_what_is_in_force_on_a_day(capsys: Capture) -> None:
    for day, version in (("2022-02-09", "tt-23-2012"), ("2022-02-10", "tt-124-2021")):
        assert main(["rules", "list", "--on", day, "--json"]) == 0
        found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [f["version"] for f in found if f["rule_set"] == "recognition"] == [version]


def test_show_writes_every_criterion_and_the_timing_trap(capsys: Capture) -> None:
    assert main(["rules", "show", "tt-124-2021"]) == 0
    text = capsys.readouterr().out
    assert all(f"[{key}]" in text for key in ("kdc-1", "xa-4", "cq-5", "gd-6"))
    assert "48/2025/TT-BCA" in text
    assert "14/11" in text.split("Lưu ý thời hạn")[1]


def test_check_refuses_a_wrong_file(tmp_path: Path, capsys: Capture) -> None:
    assert main(["rules", "check"]) == 0
    path = tmp_path / "sai.yaml"
    path.write_text(LAYER.replace("key: tinh-1", "key: kdc-1"), encoding="utf-8")
    assert main(["rules", "check", str(path)]) == 2
    assert f"{path}, dòng " in capsys.readouterr().err


def test_diff_shows_what_changed(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "tt-124-2021.yaml"
    text = (RULES / "recognition" / "tt-124-2021.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("at_least: 70\n        judged", "at_least: 80\n        judged"), encoding="utf-8")
    assert main(["rules", "diff", "tt-124-2021", str(path)]) == 0
    out = capsys.readouterr().out
    assert "xa-4: đổi" in out and "80%" in out and "kdc-1" not in out
    communes = [case(tmp_path, "xa", {}, "a.yaml"), case(tmp_path, "xa", {"facts": {"new_hotspots": 1}}, "b.yaml")]
    assert main(["what-if", *communes, "--set", str(path), "--json"]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["from"], first["to"], [c["key"] for c in first["criteria"]]) == ("met", "not_met", ["xa-4"])
    assert not second["turned"]


def test_explain_reads_as_prose(tmp_path: Path, capsys: Capture) -> None:
    assert main(["explain", case(tmp_path, "xa", {"facts": {"plan_on": "none"}})]) == 0
    out = capsys.readouterr().out
    assert out.startswith("CHƯA ĐẠT: Xã mẫu")
    assert "Điều 5 khoản 1" in out and "plan_on: từ không có thành 31/3/2024" in out


def test_a_layer_adds_a_criterion_for_its_province_only(tmp_path: Path, capsys: Capture) -> None:
    layer = tmp_path / "tinh.yaml"
    layer.write_text(LAYER, encoding="utf-8")
    paths = [
        case(tmp_path, "kdc", {"facts": {"cameras": n}}, f"{p}{n}.yaml", f'province: "{p}"\n')
        for p, n in ((72, 0), (72, 1), (80, 0))
    ]
    assert main(["evaluate", *paths, "--layer", str(layer), "--json"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [f["verdict"] for f in found] == ["not_met", "met", "met"]
    assert found[0]["criteria"][-1]["article"] == "Điều 2 Quyết định số 01/QĐ-UBND"
    assert len(found[2]["criteria"]) == 5
    before = case(tmp_path, "kdc", {"facts": {"cameras": 0}}, "cu.yaml", 'province: "72"\n')
    assert main(["evaluate", before, "--layer", str(layer), "--json", "--year", "2022"]) == 0
    assert len(json.loads(capsys.readouterr().out)["criteria"]) == 5, "the layer begins after the round of 2022"
