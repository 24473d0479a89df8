"""Judge one case by the law of its day: the round, the version, the weighing, the sentence."""

from typing import Any

from thidua.dates import show_day
from thidua.evaluation.case import Case
from thidua.evaluation.finding import Finding
from thidua.evaluation.verdicts import (
    MET,
    NOT_APPLICABLE,
    NOT_IN_FORCE,
    NOT_MET,
    NOT_YET_DUE,
    UNDECIDABLE,
)
from thidua.evaluation.weigh import Weighing, weigh
from thidua.recognition.rounds import Seat, is_late, seat
from thidua.rulebook.rule_set import RuleSet, RuleVersion


def judge(case: Case, rules: RuleSet, year: int | None = None) -> Finding:
    """Judge one case; ``year`` names the round, else it is the latest that has closed on or before the case's day."""
    place = seat(rules, case.kind, case.as_of, year)
    if place.version is None:
        return _outside(case, rules, place)
    version = place.version
    weighing = weigh(case, place.round, version, rules.vocabulary)
    return Finding(
        case=case.file,
        rule_set=rules.key,
        version=version.key,
        in_force=(version.validity.valid_from, version.validity.valid_to),
        year=place.round.year,
        window=place.round.window,
        decide_before=place.round.decide_before,
        late=is_late(place.round, case.as_of),
        verdict=weighing.verdict,
        confidence=weighing.confidence,
        because=why(case, rules, version, place, weighing),
        article=weighing.applicability.article,
        criteria=weighing.criteria,
        smallest_fix=weighing.smallest_fix,
        unknown=weighing.unknown,
        more=_more(weighing),
    )


def _more(weighing: Weighing) -> dict[str, Any]:
    """Give what only rule sets with points or blanks have."""
    more: dict[str, Any] = weighing.graded.as_json() if weighing.graded else {}
    return {**more, "blanks": [str(b["what"]) for b in weighing.blanks]} if weighing.blanks else more


def why(case: Case, rules: RuleSet, version: RuleVersion, place: Seat, weighing: Weighing) -> str:
    """Say the whole in one Vietnamese sentence, with the instrument."""
    who = show_name(case, rules)
    goal, by = rules.vocabulary.data["goal"], version.name
    if weighing.applicability.article:
        by = f"{weighing.applicability.article} {by}"
    year = place.round.year
    keys = {v: [c.key for c in weighing.criteria if c.verdict == v] for v in (NOT_MET, UNDECIDABLE, NOT_YET_DUE)}
    if weighing.verdict == NOT_APPLICABLE:
        return f"{who} không thuộc diện xét {goal}: {weighing.applicability.because} ({by})."
    if not weighing.criteria:
        return f"Chưa kết luận được {goal} năm {year} cho {who}: chưa có đủ nội dung các tiêu chí của {by}."
    if weighing.verdict == NOT_MET and weighing.graded is None:
        return f"{who} chưa đạt {goal} năm {year}: chưa đạt tiêu chí {', '.join(keys[NOT_MET])} ({by})."
    if weighing.graded is not None and weighing.verdict != UNDECIDABLE:
        return f"{who}, {goal} năm {year}: {weighing.graded.because} ({by})."
    if weighing.verdict == UNDECIDABLE:
        missing = [weighing.applicability.because] if weighing.applicability.because else []
        missing += [weighing.graded.because] if weighing.graded else []
        missing += [f"chưa có {b['what']}" for b in weighing.blanks]
        missing += [f"còn thiếu thông tin cho tiêu chí {', '.join(keys[UNDECIDABLE])}"] if keys[UNDECIDABLE] else []
        return f"Chưa kết luận được {goal} năm {year} cho {who}: {'; '.join(missing)} ({by})."
    if weighing.verdict == NOT_YET_DUE:
        due = ", ".join(keys[NOT_YET_DUE])
        return f"Chưa đến hạn kết luận {goal} năm {year} cho {who}: tiêu chí {due} còn hạn ({by})."
    assert weighing.verdict == MET
    return f"{who} đạt {goal} năm {year}: đạt cả {len(weighing.criteria)} tiêu chí ({by})."


def show_name(case: Case, rules: RuleSet) -> str:
    """Give the unit's name, or its kind where it has none."""
    label = str(rules.vocabulary.units[case.kind]["label"])
    return case.name or label[:1].upper() + label[1:]


def _outside(case: Case, rules: RuleSet, place: Seat) -> Finding:
    goal = rules.vocabulary.data["goal"]
    because = f"Ngày {show_day(case.as_of)} chưa có văn bản nào mà hệ thống biết quy định {goal} cho vòng xét này."
    return Finding(
        case=case.file,
        rule_set=rules.key,
        version=None,
        in_force=None,
        year=place.round.year,
        window=None,
        decide_before=None,
        late=False,
        verdict=NOT_IN_FORCE,
        confidence="unconfirmed",
        because=because,
        article=None,
        smallest_fix=None,
    )
