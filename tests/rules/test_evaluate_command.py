"""``thidua evaluate``: one JSON line a case, in order; an unreadable case is named by file and line, prints nothing."""

import json
from pathlib import Path

import pytest
from reading_examples import case_text

from thidua.cli import main

GOOD = case_text({"base": "kdc", "as_of": "2024-11-10", "given": {}}).replace("'2024-11-10'", "2024-11-10")


def write(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def test_prints_one_object_a_case_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [write(tmp_path, f"{n}.yaml", GOOD) for n in "ba"]
    assert main(["evaluate", *paths, "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["case"] for line in lines] == paths
    assert {line["verdict"] for line in lines} == {"met"}


BAD = [
    ("households: 120", "households: 110", "households_registered"),
    ("households: 120", "households: nhiều", "households"),
    ("households: 120", "households: -1", "households"),
    ("households: 120", "households: 120.5", "households"),
    ("households: 120", "households: true", "households"),
    ("households: 120", "nha: 120", "nha"),
    ("crime_reduced: true", "crime_reduced: 1", "crime_reduced"),
    ("crime_reduced: true", "crime_reduced: none", "crime_reduced"),
    ("party_resolution_on: 2024-02-20", "party_resolution_on: 2024-11-11", "11/11/2024"),
    ("party_resolution_on: 2024-02-20", "party_resolution_on: 2024-02-30", "2024-02-30"),
    ("party_resolution_on: 2024-02-20", "party_resolution_on: true", "party_resolution_on"),
    ("force_rating: hoàn thành nhiệm vụ", "force_rating: giỏi", "giỏi"),
    ("force_rating: hoàn thành nhiệm vụ", "force_rating: tập thể lao động tiên tiến", "force_rating"),
    ("events: []", "events: [{kind: sabotage}]", "day"),
    ("events: []", "events: [{kind: sabotage, day: 2024-11-11}]", "11/11/2024"),
    ("events: []", "events: [{kind: trộm, day: 2024-05-01}]", "trộm"),
    ("events: []", "events: [{kind: sabotage, day: 2024-05-01, mitigated: 1}]", "mitigated"),
    ("events_complete: true", "events_complete: có", "events_complete"),
    ("kind: residential_area", "kind: hamlet", "hamlet"),
    ("kind: residential_area", "kind: residential_area\n  size: small", "size"),
    ("as_of: 2024-11-10", "as_of: hôm nay", "as_of"),
    ("new_hotspots: 0", "new_hotspots: 0\n  new_hotspots: 1", "new_hotspots"),
    ("facts:", "facts: []\nthua:", "facts"),
]


@pytest.mark.parametrize(("old", "new", "named"), BAD, ids=[new for _, new, _ in BAD])
def test_refuses_with_file_line_and_sentence(
    old: str, new: str, named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new)
    bad, good = write(tmp_path, "bad.yaml", text), write(tmp_path, "good.yaml", GOOD)
    assert main(["evaluate", bad, good, "--json"]) == 2
    captured = capsys.readouterr()
    assert [json.loads(line)["case"] for line in captured.out.splitlines()] == [good]
    (sentence,) = captured.err.splitlines()
    assert f"{bad}, dòng " in sentence
    assert named in sentence
    row = int(sentence.split("dòng ")[1].split(":")[0])
    near = text.splitlines()[max(0, row - 2) : row + 1]
    assert any(piece in line for line in near for piece in new.split()), (row, near)


@pytest.mark.parametrize("text", ["", "- a", "a: [", "a: &x [*x]", "\x00", "as_of: 2024-11-10", "!!python/object:x {}"])
def test_refuses_what_is_no_case(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", write(tmp_path, "x.yaml", text), str(tmp_path / "none.yaml"), "--json"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 2
