# ruff: noqa: F811
"""The scoreboard read by unit: one commune's targets with its place, and all communes with how many they reach."""

import re
from fractions import Fraction

import pytest
from django.test import Client
from tests import cast
from tests.web.test_dashboards_bindings import FEWER, SHARE, programme  # noqa: F401
from tests.web.test_dashboards_board import PERIOD, form, send  # noqa: F401
from tests.web.test_returns_acts import person, place  # noqa: F401

from thidua_web.dashboards.board import Board
from thidua_web.dashboards.by_unit import shares_of, standings
from thidua_web.dashboards.gathering import gather
from thidua_web.people.models import today
from thidua_web.programme.models import Programme
from thidua_web.register.models import Unit, UnitVersion
from thidua_web.returns.models import BaselineFigure, Form, Return
from thidua_web.verification import acts as verify

pytestmark = pytest.mark.django_db


def board(programme: Programme) -> Board:
    bindings = list(programme.bindings.all())
    return Board(programme, bindings, gather(programme, PERIOD, bindings), today=today())


def test_a_commune_sees_its_figure_its_place_and_what_is_missing(form: Form, programme: Programme) -> None:
    send(form, "90001", 60)
    send(form, "90002", 90)
    share = {s.line.target.lineage: s for s in shares_of(board(programme), "90001")}[SHARE]
    assert (share.place, share.among, share.is_reached) == (2, 2, False)
    goal = share.line.bar.goal
    assert goal is not None and share.distance == goal - share.extent.low
    first = {s.line.target.lineage: s for s in shares_of(board(programme), "90002")}
    assert first[SHARE].place == 1 and first[SHARE].is_reached and first[SHARE].distance is None
    assert first[FEWER].is_reached is None and first[FEWER].place is None, "no baseline, nothing said of a change"


def test_a_change_is_judged_against_the_unit_s_own_baseline(
    form: Form, programme: Programme, place: dict[str, Unit], as_office: Client
) -> None:
    """10 -> 9 is 10 % fewer and reaches 5 %; 40 -> 39 is 2.5 % fewer and does not, although it is as many cases."""
    before = {"90001": 10, "90002": 40}
    for code, value in before.items():
        version = UnitVersion.objects.get(code=code)
        earlier = {"element": "social_order_crimes", "period": "2023-Q1", "value": value, "paper": "BC 1"}
        BaselineFigure.objects.create(unit_version=version, **earlier)
        send(form, code, 90, crimes=value - 1)
    standing = {s.row.code: (s.met, s.not_met, s.unknown) for s in standings(board(programme))}
    assert standing == {"90001": (2, 0, 0), "90002": (1, 1, 0)}
    shares = {code: {s.line.target.lineage: s for s in shares_of(board(programme), code)}[FEWER] for code in before}
    assert [(s.place, s.among, s.is_reached) for s in shares.values()] == [(1, 2, True), (2, 2, False)]
    assert shares["90002"].distance == Fraction(25, 1000)
    page = as_office.get(f"/bang-diem/{programme.pk}/don-vi/90002/").content.decode()
    assert "giảm 2,5%" in page and "2,5 điểm %" in page


def test_from_nothing_no_share_can_be_said_and_the_page_says_how_many(
    form: Form, programme: Programme, place: dict[str, Unit], as_office: Client
) -> None:
    version = UnitVersion.objects.get(code="90001")
    BaselineFigure.objects.create(unit_version=version, element="social_order_crimes", period="2023-Q1", value=0,
                                  paper="BC 1")  # fmt: skip
    send(form, "90001", 90, crimes=0)
    assert {s.row.code: (s.met, s.not_met, s.unknown) for s in standings(board(programme))}["90001"] == (1, 0, 1)
    assert "Kỳ gốc bằng 0: 1 đơn vị" in as_office.get(f"/bang-diem/{programme.pk}/don-vi/").content.decode()


def test_what_waits_is_beside_and_decides_nothing(form: Form, programme: Programme) -> None:
    send(form, "90001", 95, accept=False)
    share = {s.line.target.lineage: s for s in shares_of(board(programme), "90001")}[SHARE]
    assert share.verified is None and share.pending.low == share.pending.high and share.is_reached is None
    assert {s.row.code: (s.met, s.not_met) for s in standings(board(programme))}["90001"] == (0, 0)


def test_the_pages_lead_from_all_units_to_one_and_to_its_return(
    form: Form, programme: Programme, as_office: Client
) -> None:
    owed = send(form, "90001", 60)
    send(form, "90002", 90)
    listed = as_office.get(f"/bang-diem/{programme.pk}/don-vi/").content.decode()
    assert f"/bang-diem/{programme.pk}/don-vi/90001/?ky={PERIOD}" in listed
    worst = as_office.get(f"/bang-diem/{programme.pk}/don-vi/?xep=-chua-dat").content.decode()
    assert worst.index("An Bình") < worst.index("Bình Minh")
    assert "An Bình" not in as_office.get(f"/bang-diem/{programme.pk}/don-vi/?q=binh+minh").content.decode()
    page = as_office.get(f"/bang-diem/{programme.pk}/don-vi/90001/").content.decode()
    assert "60%" in page and "60 / 100" in page and "2/2" in page and f"/so-lieu/{owed.pk}/" in page
    sheet = b"".join(as_office.get(f"/bang-diem/{programme.pk}/don-vi/90001/?tai=csv")).decode()
    assert "60%" in sheet and "Thứ hạng" in sheet


def test_a_commune_officer_is_led_to_the_own_board_and_sees_no_other(form: Form, programme: Programme) -> None:
    send(form, "90001", 60)
    officer = cast.browser("officer")
    assert "Bảng điểm của xã An Bình" in officer.get(f"/bang-diem/{programme.pk}/").content.decode()
    assert officer.get(f"/bang-diem/{programme.pk}/don-vi/90001/").status_code == 200
    assert officer.get(f"/bang-diem/{programme.pk}/don-vi/90002/").status_code == 404
    listed = officer.get(f"/bang-diem/{programme.pk}/don-vi/").content.decode()
    assert "An Bình" in listed and "Bình Minh" not in listed


def test_numerator_and_denominator_are_shown_on_demand_and_lists_sort(
    form: Form, programme: Programme, as_office: Client
) -> None:
    send(form, "90001", 60)
    send(form, "90002", 90)
    address = f"/bang-diem/{programme.pk}/"
    assert "150 / 200" not in as_office.get(address).content.decode()
    assert "150 / 200" in as_office.get(f"{address}?tu-mau=1").content.decode()
    down = as_office.get(f"{address}chi-tieu/{SHARE}/?xep=xac-minh").content.decode()
    assert down.index("An Bình") < down.index("Bình Minh")
    up = as_office.get(f"{address}chi-tieu/{SHARE}/?xep=-xac-minh").content.decode()
    assert up.index("Bình Minh") < up.index("An Bình")
    for page, key in (("", "thieu"), ("don-vi/", "chua-dat"), (f"chi-tieu/{SHARE}/", "xac-minh")):
        assert f"xep={key}" in as_office.get(address + page).content.decode(), "a head that a hand can click"


def test_home_shows_how_far_the_area_has_come(form: Form, programme: Programme, as_office: Client) -> None:
    send(form, "90001", 60)
    page = as_office.get("/").content.decode()
    assert "Địa bàn của tôi" in page and "Đã tiếp nhận 1, chờ xác minh 0, quá hạn 1 trên 2" in page
    officer = cast.browser("officer").get("/").content.decode()
    assert "Địa bàn của tôi" not in officer
    assert f"/bang-diem/{programme.pk}/don-vi/90001/?ky={PERIOD}" in officer and "90002" not in officer


def test_a_leader_sees_at_home_how_the_targets_stand(form: Form, programme: Programme) -> None:
    send(form, "90001", 60)
    send(form, "90002", 90)
    page = cast.browser("leader").get("/").content.decode()
    for verdict, count in board(programme).tally.items():
        row = f"/bang-diem/{programme.pk}/?ky={PERIOD}&loc={verdict}"
        assert re.search(rf'href="{re.escape(row)}">.*?</span></span> {count}</a>', page.replace("&amp;", "&"))
    Programme.objects.update(state="closed")
    assert "Các chỉ tiêu đạt đến đâu" not in cast.browser("leader").get("/").content.decode()


def test_sums_on_home_follow_every_act_at_once(form: Form, programme: Programme, as_office: Client) -> None:
    def told() -> str:
        page = as_office.get("/").content.decode()
        return re.search(r"Đã tiếp nhận \d+, chờ xác minh \d+, quá hạn \d+ trên \d+", page)[0]

    def late() -> str:
        return re.search(r"(\d+) đơn vị chưa gửi", as_office.get("/").content.decode())[1]

    assert (told(), late()) == ("Đã tiếp nhận 0, chờ xác minh 0, quá hạn 2 trên 2", "2")
    owed = send(form, "90001", 60, accept=False)
    assert (told(), late()) == ("Đã tiếp nhận 0, chờ xác minh 1, quá hạn 1 trên 2", "1")
    verify.send_back_return(answer=Return.objects.get(obligation=owed), reason="Xem lại", by=person("verifier"))
    assert (told(), late()) == ("Đã tiếp nhận 0, chờ xác minh 0, quá hạn 2 trên 2", "2")
    send(form, "90002", 90)
    assert (told(), late()) == ("Đã tiếp nhận 1, chờ xác minh 0, quá hạn 1 trên 2", "1")
