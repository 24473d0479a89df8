# ruff: noqa: F811
"""A baseline of 2023 on the units of after 1 July 2025: merged, split, with a part missing. Figures worked out by hand.

A and B merge into C; D is split into E and F.

====================  ====  ====  ====  ====  ====  ====
social order crimes     A     B     D     C     E     F
====================  ====  ====  ====  ====  ====  ====
third quarter 2023     10     6     9
third quarter 2025                      12     3     5
====================  ====  ====  ====  ====  ====  ====

C: 16 -> 12 is a quarter fewer. The province: 25 -> 20 is a fifth fewer, however D was shared out. With two thirds of D
in E: 6 -> 3 is half; F: 3 -> 5 is two thirds more.
"""

from datetime import date
from fractions import Fraction

import pytest
from django.test import Client
from tests.web.proofs import prove
from tests.web.test_dashboards_bindings import FEWER, programme  # noqa: F401
from tests.web.test_returns_acts import person, place, unit  # noqa: F401

from thidua.figures.cells import Cell
from thidua_web.dashboards import acts
from thidua_web.dashboards.board import Board, Line
from thidua_web.dashboards.by_unit import shares_of, standings
from thidua_web.dashboards.gathering import gather
from thidua_web.programme.models import Programme
from thidua_web.register.live import move_stand
from thidua_web.register.models import Share, SuccessionEdge, Unit, UnitVersion
from thidua_web.returns import acts as returns
from thidua_web.returns.models import BaselineFigure, Form, Obligation
from thidua_web.verification import acts as verify

pytestmark = pytest.mark.django_db
REFORM, PERIOD, BEFORE, CRIMES = date(2025, 7, 1), "2025-Q3", "2023-Q3", "social_order_crimes"
A, B, C, D, E, F = "90001", "90002", "91001", "90003", "91002", "91003"
NOW = {C: 12, E: 3, F: 5}


@pytest.fixture
def form(programme: Programme, place: dict[str, Unit]) -> Form:
    province = UnitVersion.objects.get(level="province").unit
    unit(D, "Cát Tường", parent=province)
    UnitVersion.objects.filter(code__in=(A, B, D)).update(valid_to=REFORM)
    for code, name in ((C, "An Minh"), (E, "Cát Đông"), (F, "Cát Tây")):
        unit(code, name, parent=province, since=REFORM)
    for origin, heir in ((A, C), (B, C), (D, E), (D, F)):
        ends = (Unit.objects.get(key=key) for key in (origin, heir))
        SuccessionEdge.objects.create(on=REFORM, origin=next(ends), heir=next(ends))
    move_stand()
    programme.from_year = programme.to_year = 2025
    programme.save()
    office = person("office")
    acts.bind_target(
        programme=programme, lineage=FEWER, choice="social_order_crimes_total", baseline="2023", by=office
    )  # fmt: skip
    made = acts.make_form_of_targets(
        programme=programme, title="Biểu quý", level="commune", regime="calendar", length="quarter", by=office
    )
    returns.oblige_units(form=made, period=PERIOD, by=office)
    for owed in Obligation.objects.all():
        prove(owed, office)
        cells = {CRIMES: Cell.of(NOW[owed.unit_version.code])}
        answer = returns.submit_return(obligation=owed, cells=cells, words={}, revision=0, by=office).answer
        verify.accept_return(answer=answer, by=person("verifier"))
    return made


def remember(**figures: int) -> None:
    for name, value in figures.items():
        version = UnitVersion.objects.get(code=globals()[name])
        BaselineFigure.objects.create(unit_version=version, element=CRIMES, period=BEFORE, value=value, paper="BC 9")


def board(programme: Programme, today: date = date(2026, 2, 1)) -> Board:
    bindings = list(programme.bindings.all())
    return Board(programme, bindings, gather(programme, PERIOD, bindings), today=today)


def line(programme: Programme) -> Line:
    return next(line for line in board(programme).lines if line.target.lineage == FEWER)


def changes(programme: Programme) -> dict[str, tuple[Fraction, Fraction] | None]:
    found = {}
    for code in NOW:
        (share,) = (s for s in shares_of(board(programme), code) if s.line.target.lineage == FEWER)
        found[code] = (share.change.low, share.change.high) if share.change else None
    return found


def test_a_merged_commune_is_compared_with_the_sum_of_its_parts(form: Form, programme: Programme) -> None:
    remember(A=10, B=6, D=9)
    whole = line(programme)
    assert whole.before is not None and whole.before.value == 25 and whole.change == Fraction(-1, 5)
    assert whole.score.verdict == "met", "the year is over, 20 % are more than 5 %"
    quarter = Fraction(-1, 4)
    assert changes(programme)[C] == (quarter, quarter)
    assert {s.row.code: (s.met, s.not_met, s.unknown) for s in standings(board(programme))}[C] == (1, 0, 0)


def test_of_a_split_commune_nothing_is_said_until_the_shares_are_known(form: Form, programme: Programme) -> None:
    remember(A=10, B=6, D=9)
    assert changes(programme)[E] is None and changes(programme)[F] is None, "each had between 0 and 9"
    shares = {E: (2, 3), F: (1, 3)}
    for code, (above, below) in shares.items():
        edge = SuccessionEdge.objects.get(heir__key=code)
        Share.objects.create(edge=edge, element=CRIMES, numerator=above, denominator=below, source="NQ 1")
    move_stand()
    half, more = Fraction(-1, 2), Fraction(2, 3)
    assert changes(programme) == {C: (Fraction(-1, 4),) * 2, E: (half, half), F: (more, more)}
    reached = {s.row.code: (s.met, s.not_met, s.unknown) for s in standings(board(programme))}
    assert reached == {C: (1, 0, 0), E: (1, 0, 0), F: (0, 1, 0)}
    assert line(programme).change == Fraction(-1, 5), "the parts meet again in the province"


def test_a_missing_part_is_not_enough_data_and_the_unit_is_named(
    form: Form, programme: Programme, as_office: Client
) -> None:
    remember(A=10, D=9)
    whole = line(programme)
    assert whole.score.verdict == "undecidable" and whole.change is None
    assert whole.score.because == "Chưa có số liệu gốc của 1 đơn vị ngày ấy: xã Bình Minh."
    assert changes(programme)[C] is None, "10 of A are not 10 of A and B"
    assert {s.row.code: s.unknown for s in standings(board(programme))}[C] == 1
    page = as_office.get(f"/bang-diem/{programme.pk}/chi-tieu/{FEWER}/?ky={PERIOD}").content.decode()
    assert "xã Bình Minh" in page


def test_without_any_baseline_the_first_units_are_named(form: Form, programme: Programme) -> None:
    told = line(programme).score.because
    assert told == "Chưa có số liệu gốc của 3 đơn vị ngày ấy: xã An Bình, xã Bình Minh, xã Cát Tường."
