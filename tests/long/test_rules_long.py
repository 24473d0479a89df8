"""Big runs over the rules: columns against the slow evaluator, smallest fixes by brute force, mutants of rule files."""

import os
import sys
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(not os.environ.get("THIDUA_LONG"), reason="run by script/check --long")
sys.path.insert(0, str(Path(__file__).parents[1] / "rules"))

from columns_against_slow import batches, disagreements  # noqa: E402
from fix_search import apply_fixes, candidates, failing  # noqa: E402
from mutants import mutants  # noqa: E402
from random_cases import CaseMaker  # noqa: E402
from reading_examples import case_text, differences, examples  # noqa: E402

from thidua.errors import OfficerError  # noqa: E402
from thidua.evaluation.case import Case  # noqa: E402
from thidua.evaluation.case_file import parse_case  # noqa: E402
from thidua.evaluation.weigh import weigh  # noqa: E402
from thidua.recognition.judge import judge  # noqa: E402
from thidua.recognition.rounds import seat_of_year  # noqa: E402
from thidua.rulebook import load_rule_set  # noqa: E402
from thidua.rulebook.build import build_rule_set  # noqa: E402
from thidua.rulebook.load import read_plain, rule_files  # noqa: E402


def test_columns_equal_slow_on_a_hundred_thousand_cases() -> None:
    weighed = 0
    for key, size, year in (("recognition", 4800, 2024), ("force", 800, 2026), ("recognition", 200, 2021)):
        rules = load_rule_set(key)
        for cases, round_, version in batches(rules, size, seed=7, year=year):
            weighed += len(cases)
            assert disagreements(cases, round_, version, rules, said=200)[:5] == []
    assert weighed >= 100_000


@pytest.mark.parametrize("kind", ["residential_area", "commune", "agency", "enterprise", "school"])
def test_smallest_fix_is_smallest(kind: str) -> None:
    rules = load_rule_set("recognition")
    place = seat_of_year(rules, kind, 2024)
    assert place.version is not None
    maker = CaseMaker(rules.vocabulary, place.version, kind, seed=11)
    proved = 0
    while proved < 60:
        case = maker.make(date(2024, 11, 25), 2024)
        found = weigh(case, place.round, place.version, rules.vocabulary)
        if found.smallest_fix is None or not 0 < len(found.smallest_fix) <= 3:
            continue
        mended = apply_fixes(case, found.smallest_fix)
        assert not failing(mended, place.round, place.version, rules.vocabulary), (case, found.smallest_fix)
        options = candidates(case, rules.vocabulary, 2024)
        for size in range(len(found.smallest_fix)):
            for chosen in combinations(options, size):
                tried = apply_fixes(case, list(chosen))
                assert failing(tried, place.round, place.version, rules.vocabulary), (case, chosen)
        proved += 1


def test_mutants_are_caught() -> None:
    caught, survivors = 0, []
    for key, file in (("recognition", "tt-124-2021.yaml"), ("force", "hd-01-2026.yaml")):
        files = rule_files(key)
        plain = read_plain(files)
        words = load_rule_set(key).vocabulary
        wanted = [e for e in examples() if e.get("rule_set", "recognition") == key]
        own = [(e, parse_case(case_text(e), words, e["name"])) for e in wanted]
        (place,) = [n for n, path in enumerate(files) if path.name == file]
        for name, mutant in mutants(plain[place]):
            if survives(own, [*plain[:place], mutant, *plain[place + 1 :]]):
                survivors.append(f"{file}: {name}")
            else:
                caught += 1
    share = caught / (caught + len(survivors))
    assert share >= 0.95, f"{caught} of {caught + len(survivors)} caught; left: {survivors}"


def survives(own: list[tuple[dict[str, Any], Case]], plain: list[dict[str, Any]]) -> bool:
    try:
        rules = build_rule_set(plain[0], plain[1:])
        return not any(differences(example, judge(case, rules, example.get("year"))) for example, case in own)
    except (KeyError, ValueError, TypeError, OfficerError):
        return False
