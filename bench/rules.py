"""How fast units are judged: 600,000 and 10,000 units under 20 criteria with vetoes, points, grades and explanations.

The table is made up (``rules_sample.yaml``) and the units are drawn from a fixed seed: DỮ LIỆU MẪU. Times are of one
core; read them as ratios. Each run also renders a sample of sentences and compares it with the slow evaluator.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from thidua.evaluation.columns import Sheet, weigh_columns
from thidua.evaluation.columns.sheet import EventTable
from thidua.evaluation.sight import Round
from thidua.evaluation.weigh import weigh
from thidua.recognition.rounds import seat_of_year
from thidua.rulebook.build import build_rule_set
from thidua.rulebook.load import RULES, as_text, read_plain
from thidua.rulebook.marked import read_marked
from thidua.rulebook.rule_set import RuleSet

HERE = Path(__file__).parent


def sample_rules() -> RuleSet:
    vocabulary = read_plain([RULES / "recognition" / "vocabulary.yaml"])[0]
    table = as_text(read_marked(HERE / "rules_sample.yaml").plain())
    return build_rule_set({**vocabulary, "rule_set": "sample"}, [table])


def sample_sheet(rules: RuleSet, size: int, round_: Round, seed: int = 2024) -> Sheet:
    """Draw a sheet of agencies: mostly good, a few per cent of each thing wrong or not known."""
    from datetime import date

    draw = np.random.default_rng(seed)
    first = date(2024, 1, 1).toordinal()

    def seldom(common: int, rare: list[int], share: float, kind: str = "i4") -> Any:
        picked = draw.choice([common, *rare], size, p=[1 - share, *[share / len(rare)] * len(rare)])
        return picked.astype(kind)

    staff = draw.integers(10, 400, size, dtype="i4")
    sections = draw.integers(0, 12, size, dtype="i4")
    facts = {
        "has_party_organisation": seldom(1, [0, -1], 0.2, "i1"),
        "party_resolution_on": seldom(first + 40, [first + 91, -1, -2], 0.05),
        "plan_on": seldom(first + 30, [first + 91, -1, -2], 0.05),
        "registered_on": seldom(first + 60, [first + 91, -1, -2], 0.05),
        "internal_rules": seldom(1, [0, -1], 0.04, "i1"),
        "staff": staff,
        "staff_briefed": staff - seldom(0, [1, 5], 0.1),
        "initiatives_effective": seldom(1, [0, 2, 3, -1], 0.3),
        "law_carried_out": seldom(1, [0, -1], 0.03, "i1"),
        "coordination": seldom(1, [0, 2, -1], 0.3, "i1"),
        "protection_force.exists": seldom(1, [0, -1], 0.2, "i1"),
        "protection_force.rating": seldom(2, [0, 1, 3, 4, -1], 0.5, "i1"),
        "protection_force.disciplined": seldom(0, [1, -1], 0.03),
        "sections": sections,
        "sections_well_rated": sections - np.minimum(sections, draw.integers(0, 4, size, dtype="i4")),
        "sections_disciplined": seldom(0, [1, -1], 0.05),
        "offences_disciplined": seldom(0, [1, -1], 0.03),
        "scores.m-17": draw.integers(0, 11, size, dtype="i4") * 25,
        "scores.m-18": draw.integers(0, 11, size, dtype="i4") * 25,
    }
    many = size // 5
    kinds = len(rules.vocabulary.events)
    events = EventTable(
        np.sort(draw.integers(0, size, many, dtype="i4")),
        draw.integers(0, kinds, many).astype("i1"),
        draw.integers(first - 60, first + 330, many, dtype="i4"),
        {name: draw.integers(-1, 2, many).astype("i1") for name in rules.vocabulary.circumstances},
    )
    asks = {"armed_forces": seldom(0, [1, -1], 0.02, "i1")}
    complete = seldom(1, [0, -1], 0.05, "i1")
    return Sheet("agency", size, date(2024, 11, 25), round_, rules.vocabulary, facts, asks, events, complete)


def timed_columns(size: int) -> tuple[float, int]:
    rules = sample_rules()
    place = seat_of_year(rules, "agency", 2024)
    assert place.version is not None
    sheet = sample_sheet(rules, size, place.round)
    began = time.perf_counter()
    found = weigh_columns(sheet, place.version)
    spent = time.perf_counter() - began
    differing = 0
    for row in range(0, size, max(1, size // 300)):
        slow = weigh(sheet.case(row), place.round, place.version, rules.vocabulary)
        differing += found.verdict_of(row) != slow.verdict or found.because(row) != {
            c.key: c.because for c in slow.criteria
        }
    return spent, differing


def timed_command() -> float:
    case = "as_of: 2024-11-10\nunit: {kind: residential_area}\nfacts: {households: 120, households_registered: 120}\n"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.yaml"
        path.write_text(case, encoding="utf-8")
        words = [str(Path(sys.executable).parent / "thidua"), "evaluate", str(path), "--json"]
        runs = []
        for _ in range(7):
            began = time.perf_counter()
            subprocess.run(words, check=True, capture_output=True)
            runs.append(time.perf_counter() - began)
    return sorted(runs)[len(runs) // 2]


def main() -> None:
    """Print the table."""
    print(f"{'what':<58}{'seconds':>9}{'asked':>8}{'ratio':>7}  sample that differs")
    for size, asked in ((10_000, 0.3), (600_000, 3.0)):
        spent, differing = timed_columns(size)
        what = f"{size:,} units × 20 criteria, points, grades, reasons"
        print(f"{what:<58}{spent:>9.3f}{asked:>8}{spent / asked:>7.2f}  {differing}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{'peak memory of this process, GB':<58}{peak:>9.3f}{1.5:>8}{peak / 1.5:>7.2f}")
    spent = timed_command()
    print(f"{'thidua evaluate of one case, with process start (median)':<58}{spent:>9.3f}{0.5:>8}{spent / 0.5:>7.2f}")


if __name__ == "__main__":
    main()
