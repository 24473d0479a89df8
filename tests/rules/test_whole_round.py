"""A whole round: communes take their units' results, in the right order; a sample is drawn, marked and reproducible."""

import json
from datetime import date
from pathlib import Path

import pytest
from reading_examples import BASES

from thidua.cli import main
from thidua.evaluation.case import Case
from thidua.recognition.sample_units import MARK, SampleUnits
from thidua.recognition.whole_round import judge_round
from thidua.rulebook import load_rule_set

Capture = pytest.CaptureFixture[str]
RULES = load_rule_set("recognition")
DAY = date(2024, 11, 25)


def line(key: str, base: str, under: str | None = None, **facts: object) -> str:
    held = BASES[base]
    case = {"as_of": DAY, "unit": held["unit"], "facts": {**held["facts"], **facts}, "events_complete": True}
    return json.dumps({"key": key, "under": under, "case": case}, default=str, ensure_ascii=False)


def judged(tmp_path: Path, capsys: Capture, lines: list[str]) -> dict[str, dict[str, object]]:
    path = tmp_path / "don-vi.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert main(["evaluate", "--units", str(path), "--json"]) == 0
    found = [json.loads(text) for text in capsys.readouterr().out.splitlines()]
    assert [f["case"] for f in found] == [json.loads(text)["key"] for text in lines], "the order given is kept"
    return {f["case"]: f for f in found}


def units(met: int, failed: int) -> list[str]:
    lines = [line(f"x-{n}", "kdc", "x") for n in range(met)]
    return lines + [line(f"y-{n}", "kdc", "x", law_carried_out=False) for n in range(failed)]


@pytest.mark.parametrize(("met", "failed", "verdict"), [(7, 3, "met"), (16, 7, "not_met"), (17, 6, "met")])
def test_a_commune_rests_on_its_units(met: int, failed: int, verdict: str, tmp_path: Path, capsys: Capture) -> None:
    found = judged(tmp_path, capsys, [line("x", "xa", subordinates=None), *units(met, failed)])
    assert found["x"]["verdict"] == verdict
    assert f"{met}/{met + failed}" in str(found["x"]["criteria"])


def test_an_open_result_leaves_the_commune_open(tmp_path: Path, capsys: Capture) -> None:
    lines = [line("x", "xa", subordinates=None), *units(9, 0), line("z", "kdc", "x", crime_reduced=None)]
    commune = judged(tmp_path, capsys, lines)["x"]
    assert (commune["verdict"], commune["unknown"]) == (
        "undecidable",
        ["subordinates.residential_area.recognised"],
    )


def test_excluded_units_do_not_count(tmp_path: Path, capsys: Capture) -> None:
    school = json.loads(line("t", "truong", "x", registered_on="none"))
    school["case"]["unit"]["levels"] = ["primary"]
    lines = [line("x", "xa", subordinates=None), *units(7, 3), json.dumps(school)]
    found = judged(tmp_path, capsys, lines)
    assert (found["t"]["verdict"], found["x"]["verdict"]) == ("not_applicable", "met")


def test_a_bad_line_is_named(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "don-vi.jsonl"
    for bad, word in (
        ("{", "JSON"),
        (line("a", "kdc", None, households=1), "households"),
        (line("x", "kdc"), "hai lần"),
    ):
        path.write_text(line("x", "kdc") + "\n" + bad, encoding="utf-8")
        assert main(["evaluate", "--units", str(path), "--json"]) == 2
        captured = capsys.readouterr()
        assert captured.out == "" and f"{path}, dòng 2" in captured.err and word in captured.err


def test_the_sample_is_marked_and_reproducible() -> None:
    communes = [("25456", "Phường 1"), ("25459", "Phường 3")]
    first, again, other = (list(SampleUnits(RULES, DAY, seed).draw(communes, 60)) for seed in (1, 1, 2))
    assert first == again != other
    assert all(MARK in str(m.case.name) for m in first)
    assert sum(bool(m.under) for m in first) == 60
    found = judge_round(first, {"recognition": RULES})
    assert {j.finding.verdict for j in found} >= {"met", "not_met"}
    assert all(isinstance(j.case, Case) and j.finding.because.endswith(".") for j in found)


def test_the_province_of_2024_in_one_command(capsys: Capture) -> None:
    assert main(["evaluate", "--sample", "1500", "--province", "72", "--as-of", "2024-11-25"]) == 0
    captured = capsys.readouterr()
    assert "94 đơn vị" in captured.out and MARK in captured.err and "tt-124-2021" in captured.out
    assert main(["evaluate", "--sample", "96", "--province", "80", "--as-of", "2025-11-25"]) == 0
    assert "Cấp công nhận" in capsys.readouterr().out


def force(key: str, under: list[str], **facts: object) -> str:
    held = BASES["to"]
    case = {"as_of": date(2026, 11, 20), "unit": held["unit"], "facts": {**held["facts"], **facts}}
    return json.dumps({"key": key, "rule_set": "force", "under": under, "case": case}, default=str, ensure_ascii=False)


def area(key: str, as_of: date) -> str:
    entry = json.loads(
        line(key, "kdc", None, force_rating=None, party_resolution_on="2026-02-01", registered_on="2026-02-01")
    )
    entry["case"]["as_of"] = as_of.isoformat()
    return json.dumps(entry, ensure_ascii=False)


def test_the_force_is_judged_before_the_areas_it_guards(tmp_path: Path, capsys: Capture) -> None:
    lines = [area("a", date(2026, 11, 20)), area("b", date(2026, 11, 20)), force("t", ["a", "b"])]
    found = judged(tmp_path, capsys, lines)
    assert [found[k]["verdict"] for k in "tab"] == ["met", "met", "met"]
    lines[2] = force("t", ["a"], tasks_completed=95)
    found = judged(tmp_path, capsys, lines)
    assert (found["t"]["verdict"], found["a"]["unknown"]) == ("not_met", ["force_rating"])


def test_the_timing_trap_leaves_the_rating_open(tmp_path: Path, capsys: Capture) -> None:
    """On 10 November the area's round has closed and the force's has not: last year's rating does not count."""
    early = json.loads(force("t", ["a"]))
    early["case"]["as_of"] = "2027-11-10"
    entry = json.loads(area("a", date(2027, 11, 10)))
    entry["case"]["facts"] |= {"party_resolution_on": "2027-02-01", "registered_on": "2027-02-01"}
    found = judged(tmp_path, capsys, [json.dumps(entry), json.dumps(early)])
    assert (found["t"]["year"], found["a"]["year"]) == (2026, 2027)
    assert (found["t"]["verdict"], found["a"]["unknown"]) == ("met", ["force_rating"])
