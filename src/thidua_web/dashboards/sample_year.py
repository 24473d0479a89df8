"""The sample's whole year: every commune has reported and every report is taken, so that the board can judge."""

import random
from collections.abc import Iterable
from datetime import date

from thidua.figures.cells import Cell
from thidua.figures.earlier import EarlierFigure
from thidua.figures.elements import Element
from thidua_web.dashboards import acts
from thidua_web.dashboards.sample_cells import COUNTS, LIKELY, WHOLES, WHOLES_BEFORE, stated
from thidua_web.dashboards.sample_evidence import prove
from thidua_web.dashboards.sample_second import bind_by
from thidua_web.people.models import User
from thidua_web.programme.models import Programme
from thidua_web.register.models import UnitVersion
from thidua_web.returns import acts as returns
from thidua_web.returns.models import Obligation
from thidua_web.verification import acts as verify

SEED, TITLE, YEAR = 96, "Số liệu phong trào cả năm 2024", "2024"
COMPARED = {"social_order_crimes": (6, 30), "traffic_accidents": (2, 14)}
"""What the plan wants fewer of than in 2023, and how many a commune had then."""
MEASURED = {
    "giúp xây dựng nông thôn mới": "ntm_security_newly_met_total",
    "xã đã đạt": "ntm_security_kept_total",
}
"""Asked once a year: how many communes came to meet a criterion, how many kept it."""
NEWLY, KEPT = 0.12, 0.8
"""How likely a commune of the sample is one of them; never both."""
USUAL = (0.82, 1.12)
"""Which part of a whole is reached by the end of the year, cut at the whole."""


def lay_year(
    programme: Programme, versions: Iterable[UnitVersion], officers: dict[int, User], *, office: User, verifier: User
) -> None:
    """Hand out the year, let every commune send it and have it accepted."""
    dice, before = random.Random(SEED), {}
    for version in versions:
        before[version.unit_id] = {key: dice.randint(*ends) for key, ends in COMPARED.items()}
    acts.enter_baseline(figures=_baseline(versions, before), by=office)
    bind_by(programme, MEASURED, office)
    form = acts.make_form_of_targets(
        programme=programme, title=TITLE, level="commune", regime="calendar", length="year", by=office
    )
    returns.oblige_units(form=form, period=YEAR, units=list(before), by=office)
    for owed in form.obligations.select_related("form", "unit_version__unit"):
        cells = _cells(owed.elements, before[owed.unit_id], dice) | _rural(owed.elements, owed.unit_version)
        prove(owed, cells, officers[owed.unit_id])
        owed = Obligation.objects.select_related("form", "unit_version__unit", "answer").get(pk=owed.pk)
        saved = returns.submit_return(obligation=owed, cells=cells, words={}, revision=0, by=officers[owed.unit_id])
        verify.accept_return(answer=saved.answer, by=verifier)


def _baseline(versions: Iterable[UnitVersion], before: dict[int, dict[str, int]]) -> list[EarlierFigure]:
    paper, day = "Báo cáo năm 2023 (mẫu)", date(2023, 12, 31)
    return [
        EarlierFigure(v.unit.key, v.code, key, "2023", day, value, paper, n)
        for n, v in enumerate(versions) for key, value in before[v.unit_id].items()
    ]  # fmt: skip


def _cells(elements: list[Element], before: dict[str, int], dice: random.Random) -> dict[str, Cell]:
    """Wholes first, then what is a part of them."""
    found: dict[str, Cell] = {}
    for element in sorted(elements, key=lambda e: bool(e.part_of or e.key in WHOLES_BEFORE)):
        _fill(element, found, {e.key: e for e in elements}, before, dice)
    found |= stated(elements, found)
    return {e.key: found.get(e.key, Cell.missing()) for e in elements}


def _rural(elements: list[Element], version: UnitVersion) -> dict[str, Cell]:
    """Whether the commune came to meet the criterion of security this year, or kept it: one, the other or neither."""
    chance = random.Random(f"{SEED} {version.code}").random() if version.kind == "xã" else 1
    values = {"ntm_security_newly_met": chance < NEWLY, "ntm_security_kept": NEWLY <= chance < NEWLY + KEPT}
    return {e.key: Cell.of(int(values[e.key])) for e in elements if e.key in values}


def _fill(
    element: Element, found: dict[str, Cell], known: dict[str, Element], before: dict[str, int], dice: random.Random
) -> None:
    if element.key in found or not element.is_number:
        return
    wholes = WHOLES_BEFORE.get(element.key) or ((element.part_of,) if element.part_of else ())
    for key in wholes:
        _fill(known[key], found, known, before, dice)
    if element.key in before:
        value = round(before[element.key] * dice.uniform(0.78, 1.04))
    elif wholes:
        top = sum(found[key].number or 0 for key in wholes)
        value = min(top, round(top * dice.uniform(*LIKELY.get(element.key, USUAL))))
    else:
        low, high = COUNTS.get(element.key) or WHOLES.get(element.key, (0, 20))
        value = dice.randint(low, high)
    found[element.key] = Cell.of(value)
