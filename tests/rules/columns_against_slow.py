"""Hold the evaluator over columns against the slow one: verdicts, confidence, reason codes, sentences, points."""

from collections.abc import Iterator
from datetime import date

from random_cases import CaseMaker

from thidua.evaluation.case import Case
from thidua.evaluation.columns import sheet_of, weigh_columns
from thidua.evaluation.sight import Round
from thidua.evaluation.verdicts import JOINED
from thidua.evaluation.weigh import weigh
from thidua.recognition.rounds import seat_of_year
from thidua.rulebook.rule_set import CONFIDENCE, RuleSet, RuleVersion

DAYS = [date(2024, 3, 31), date(2024, 4, 1), date(2024, 11, 10), date(2024, 11, 25)]


def batches(rules: RuleSet, size: int, seed: int, year: int = 2024) -> Iterator[tuple[list[Case], Round, RuleVersion]]:
    for number, kind in enumerate(rules.vocabulary.units):
        place = seat_of_year(rules, kind, year)
        if place.version is None:
            continue
        maker = CaseMaker(rules.vocabulary, place.version, kind, seed * 1000 + number)
        for day in DAYS:
            as_of = day.replace(year=year)
            yield [maker.make(as_of, year) for _ in range(size)], place.round, place.version


def disagreements(
    cases: list[Case], round_: Round, version: RuleVersion, rules: RuleSet, *, said: int = 20
) -> list[str]:
    words = rules.vocabulary
    fast = weigh_columns(sheet_of(cases, round_, words), version)
    found = []
    for row, case in enumerate(cases):
        slow = weigh(case, round_, version, words)
        if (slow.verdict, slow.confidence) != (fast.verdict_of(row), CONFIDENCE[int(fast.confidence[row])]):
            found.append(
                f"{case}: {slow.verdict} {slow.confidence}, columns {fast.verdict_of(row)} {fast.confidence[row]}"
            )
        for mine, theirs in zip(slow.criteria, fast.criteria, strict=False):
            if (
                mine.verdict != JOINED[int(theirs.verdict[row])]
                or mine.confidence != CONFIDENCE[int(theirs.confidence[row])]
            ):
                found.append(f"{case} {mine.key}: {mine.verdict}, columns {JOINED[int(theirs.verdict[row])]}")
            codes = {id(leaf.test): leaf.reasons[int(leaf.codes[row])][0] for leaf in theirs.leaves}
            for test, outcome in mine.weighed:
                if not outcome.reason.startswith("gate.") and codes[id(test)] != outcome.reason:
                    found.append(f"{case} {mine.key} {test}: {outcome.reason}, columns {codes[id(test)]}")
        if row % max(1, len(cases) // said) == 0 and slow.criteria:
            sentences = {c.key: c.because for c in slow.criteria}
            if fast.because(row) != sentences:
                found.append(f"{case}: {sentences}, columns {fast.because(row)}")
        if slow.graded is not None and fast.grades is not None:
            mine_ = (slow.graded.low, slow.graded.high, slow.graded.grade)
            place = int(fast.grades.grade[row])
            theirs_ = (
                int(fast.grades.low[row]),
                int(fast.grades.high[row]),
                fast.grades.bands[place] if place >= 0 else None,
            )
            if mine_ != theirs_:
                found.append(f"{case}: {mine_}, columns {theirs_}")
    return found
