"""The scoreboard: what is verified and what is not, who sees which unit, the way down to the return, the baseline."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from tests import cast
from tests.web.proofs import prove
from tests.web.test_dashboards_bindings import FEWER, SHARE, programme  # noqa: F401
from tests.web.test_returns_acts import person, place  # noqa: F401

from thidua.figures.cells import Cell
from thidua_web.dashboards import acts
from thidua_web.dashboards.board import Board, Line
from thidua_web.dashboards.gathering import gather
from thidua_web.people.models import Post
from thidua_web.programme.models import Programme, Target
from thidua_web.register.live import move_stand
from thidua_web.register.models import Unit, UnitVersion
from thidua_web.returns import acts as returns
from thidua_web.returns.models import BaselineFigure, Form, Obligation
from thidua_web.verification import acts as verify

pytestmark = pytest.mark.django_db
PERIOD = "2024-Q1"


@pytest.fixture
def form(programme: Programme, place: dict[str, Unit]) -> Form:  # noqa: F811
    move_stand()
    office = person("office")
    acts.bind_target(programme=programme, lineage=SHARE, choice="households_reached_share", by=office)
    choice = "social_order_crimes_total"
    acts.bind_target(programme=programme, lineage=FEWER, choice=choice, baseline="2023", by=office)
    made = acts.make_form_of_targets(
        programme=programme, title="Biểu quý", level="commune", regime="calendar", length="quarter", by=office
    )
    returns.oblige_units(form=made, period=PERIOD, by=office)
    return made


def send(form: Form, key: str, reached: int, crimes: int = 4, *, accept: bool = True) -> Obligation:
    owed = Obligation.objects.get(form=form, unit__key=key, period=PERIOD)
    values = {"households": 100, "households_reached": reached, "social_order_crimes": crimes}
    cells = {name: Cell.of(value) for name, value in values.items()}
    prove(owed, person("office"))
    owed = Obligation.objects.get(pk=owed.pk)
    answer = returns.submit_return(obligation=owed, cells=cells, words={}, revision=0, by=person("office")).answer
    if accept:
        verify.accept_return(answer=answer, by=person("verifier"))
    return owed


def lines(programme: Programme, today: date = date(2024, 5, 1)) -> dict[str, Line]:  # noqa: F811
    bindings = list(programme.bindings.all())
    board = Board(programme, bindings, gather(programme, PERIOD, bindings), today=today)
    return {line.target.lineage: line for line in board.lines}


def earlier(*rows: str) -> SimpleUploadedFile:
    head = "mã đơn vị,số liệu,kỳ,số,văn bản"
    return SimpleUploadedFile("goc.csv", "\n".join((head, *rows)).encode())


def test_verified_and_waiting_stand_apart(form: Form, programme: Programme) -> None:  # noqa: F811
    send(form, "90001", 90)
    send(form, "90002", 50, accept=False)
    line = lines(programme)[SHARE]
    assert line.verified and (line.verified.numerator, line.verified.denominator) == (90, 100)
    assert line.pending and (line.pending.numerator, line.pending.denominator) == (140, 200)
    assert line.score.verdict == "not_yet_due" and "1 trên 2" in line.score.because


def test_a_target_is_met_when_every_unit_is_in(form: Form, programme: Programme) -> None:  # noqa: F811
    for key in ("90001", "90002"):
        send(form, key, 90)
    assert lines(programme)[SHARE].score.verdict == "met"
    Target.objects.filter(lineage=SHARE).update(value=95)
    assert lines(programme)[SHARE].score.verdict == "not_yet_due"
    assert lines(programme, date(2025, 2, 1))[SHARE].score.verdict == "late", "a first quarter closes no year"


def test_a_correction_counts_once(form: Form, programme: Programme) -> None:  # noqa: F811
    owed = send(form, "90001", 90)
    verify.reopen_return(answer=owed.answer, reason="Sửa", by=person("verifier"))
    owed = Obligation.objects.get(pk=owed.pk)
    cells = {"households": Cell.of(100), "households_reached": Cell.of(70), "social_order_crimes": Cell.of(4)}
    returns.submit_return(obligation=owed, cells=cells, words={}, revision=owed.answer.revision, by=person("office"))
    line = lines(programme)[SHARE]
    assert line.verified and line.verified.numerator == 90 and line.pending and line.pending.numerator == 70


def test_a_change_needs_the_baseline_of_every_unit(
    form: Form, programme: Programme, as_office: Client  # noqa: F811
) -> None:  # fmt: skip
    for key in ("90001", "90002"):
        send(form, key, 90, crimes=4)
    assert "số liệu gốc" in lines(programme)[FEWER].score.because
    rows = ["90001,social_order_crimes,2023-Q1,5,BC 1"]
    assert as_office.post("/bang-diem/so-lieu-goc/", {"file": earlier(*rows), "do": "enter"}).status_code == 302
    assert lines(programme)[FEWER].change is None, "one of two units is not the whole"
    rows.append("90002,social_order_crimes,2023-Q1,5,BC 1")
    as_office.post("/bang-diem/so-lieu-goc/", {"file": earlier(*rows), "do": "enter"})
    line = lines(programme, date(2025, 2, 1))[FEWER]
    assert line.before and line.before.numerator == 10 and line.change == line.change.__class__(-1, 5)


def test_the_baseline_is_tried_first_and_taken_whole_or_not(as_office: Client, place: dict[str, Unit]) -> None:  # noqa: F811
    move_stand()
    good, bad = "90001,fires,2023,3,BC 1", "90001,fires,2022,ba,BC 1"
    tried = as_office.post("/bang-diem/so-lieu-goc/", {"file": earlier(good), "do": "try"})
    assert "đọc được cả" in tried.content.decode() and not BaselineFigure.objects.exists()
    wrong = as_office.post("/bang-diem/so-lieu-goc/", {"file": earlier(good, bad), "do": "enter"})
    assert wrong.status_code == 422 and "ba" in wrong.content.decode() and not BaselineFigure.objects.exists()
    as_office.post("/bang-diem/so-lieu-goc/", {"file": earlier(good), "do": "enter"})
    as_office.post("/bang-diem/so-lieu-goc/", {"file": earlier("90001,fires,2023,4,BC 2"), "do": "enter"})
    assert [(f.value, f.paper) for f in BaselineFigure.objects.all()] == [(4, "BC 2")]
    assert cast.browser("officer").get("/bang-diem/so-lieu-goc/").status_code == 403


def test_the_command_stores_nothing_without_commit(place: dict[str, Unit], tmp_path, capsys) -> None:  # noqa: F811
    move_stand()
    file = tmp_path / "goc.csv"
    file.write_bytes(earlier("90001,fires,2023,3,BC 1").read())
    call_command("import_baseline", str(file))
    assert not BaselineFigure.objects.exists() and "--commit" in capsys.readouterr().out
    call_command("import_baseline", str(file), commit=True)
    assert BaselineFigure.objects.get().value == 3
    file.write_bytes(earlier("90009,fires,2023,3,BC 1").read())
    with pytest.raises(CommandError, match="1 dòng"):
        call_command("import_baseline", str(file), commit=True)


def test_an_officer_reads_the_whole_and_sees_only_the_own_unit(form: Form, programme: Programme) -> None:  # noqa: F811
    send(form, "90001", 90)
    send(form, "90002", 50)
    address = f"/bang-diem/{programme.pk}/chi-tieu/{SHARE}/"
    own = cast.browser("officer").get(address).content.decode()
    assert "An Bình" in own and "Bình Minh" not in own and "70%" in own
    every = cast.browser("leader").get(address).content.decode()
    assert "An Bình" in every and "Bình Minh" in every and "Võ Thẩm Định" in every
    assert "An Bình" not in cast.browser("stranger").get(address).content.decode()


def test_the_board_leads_down_and_downloads_as_shown(form: Form, programme: Programme, as_office: Client) -> None:  # noqa: F811
    owed = send(form, "90001", 90)
    board = as_office.get(f"/bang-diem/{programme.pk}/").content.decode()
    assert (
        f"/chi-tieu/{SHARE}/?ky={PERIOD}" in board
        and f"/so-lieu/{Obligation.objects.exclude(pk=owed.pk).get().pk}/" in board
    )
    text = b"".join(as_office.get(f"/bang-diem/{programme.pk}/?tai=csv")).decode()
    assert "90%" in text and "Kết luận" in text
    assert f"/so-lieu/{owed.pk}/" in as_office.get(f"/bang-diem/{programme.pk}/chi-tieu/{SHARE}/").content.decode()
    assert as_office.get(f"/bang-diem/{programme.pk}/?ky=2031").status_code == 404


def test_figures_of_a_unit_that_was_split_are_shown_with_bounds(
    form: Form, programme: Programme, place: dict[str, Unit], as_office: Client  # noqa: F811
) -> None:  # fmt: skip
    from thidua_web.register.models import SuccessionEdge

    send(form, "90001", 90)
    send(form, "90002", 50)
    day = date(2025, 7, 1)
    old = place["officer"]
    UnitVersion.objects.filter(unit=old).update(valid_to=day)
    province = UnitVersion.objects.get(level="province").unit
    for key, name in (("91001", "An Đông"), ("91002", "An Tây")):
        heir = Unit.objects.create(key=key)
        UnitVersion.objects.create(unit=heir, code=key, name=name, kind="xã", level="commune", parent=province,
                                   valid_from=day, folded=name, sort_key=name)  # fmt: skip
        SuccessionEdge.objects.create(on=day, origin=old, heir=heir)
    move_stand()
    page = as_office.get(f"/bang-diem/{programme.pk}/chi-tieu/{FEWER}/?don-vi=hom-nay").content.decode()
    assert "An Đông" in page and "từ 0 đến 4" in page and "quy về" in page
    assert "xã An Bình<" not in page and "Bình Minh<" in page, "named as lacking its baseline, and nowhere in the list"


def test_a_hundred_percent_of_communes_by_how_many_each_held(form: Form, programme: Programme) -> None:  # noqa: F811
    """«100% xã tổ chức»: bound to a count, every commune has at least one; nobody averages."""
    office = person("office")
    Target.objects.filter(lineage=SHARE).update(subject="xã, phường, thị trấn", comparator="eq", value=100)
    acts.bind_target(programme=programme, lineage=SHARE, choice="social_order_crimes_total", by=office)
    send(form, "90001", 90, crimes=3)
    send(form, "90002", 90, crimes=0)
    line = lines(programme)[SHARE]
    assert line.is_each and line.score.because == "1 trên 2 đơn vị đạt; 1 chưa đạt."
    assert line.level == f"{line.target.bound}: mỗi đơn vị ít nhất 1"


def test_each_area_below_a_commune_by_the_share_of_them(form: Form, programme: Programme) -> None:  # noqa: F811
    """«Mỗi hộ …»: bound to the share of those that did, the share has to be whole."""
    Target.objects.filter(lineage=SHARE).update(per="khu dân cư", comparator="ge", value=2, unit="count")
    for key, reached in (("90001", 100), ("90002", 90)):
        send(form, key, reached)
    line = lines(programme)[SHARE]
    assert line.level == f"{line.target.bound}, ở 100% khu dân cư"
    assert line.bar.goal == 1 and not line.is_each and line.score.distance == line.bar.goal.__class__(1, 20)


def test_queries_do_not_grow_with_units(
    form: Form, programme: Programme, as_office: Client, django_assert_max_num_queries  # noqa: F811
) -> None:  # fmt: skip
    province = UnitVersion.objects.get(level="province").unit
    for n in range(30):
        made = Unit.objects.create(key=f"903{n:02}")
        UnitVersion.objects.create(unit=made, code=f"903{n:02}", name=f"Xã {n}", kind="xã", level="commune",
                                   parent=province, folded=f"xa {n}", sort_key=f"xa {n:02}")  # fmt: skip
    move_stand()
    returns.oblige_units(form=form, period=PERIOD, by=person("office"))
    for n in range(12):
        send(form, f"903{n:02}", 90)
    for address in ("", f"chi-tieu/{SHARE}/", f"chi-tieu/{SHARE}/?don-vi=hom-nay"):
        with django_assert_max_num_queries(26):
            assert as_office.get(f"/bang-diem/{programme.pk}/{address}").status_code == 200


def test_posts_that_end_take_the_units_with_them(form: Form, programme: Programme) -> None:  # noqa: F811
    send(form, "90001", 90)
    Post.objects.filter(user=person("officer")).update(valid_to=timezone.localdate())
    page = cast.browser("officer").get(f"/bang-diem/{programme.pk}/chi-tieu/{SHARE}/").content.decode()
    assert "An Bình" not in page


def test_what_others_keep_leads_to_the_units_that_fall_short(
    programme: Programme,  # noqa: F811
    place: dict[str, Unit],  # noqa: F811
    as_office: Client,
) -> None:
    office, element = person("office"), "clearance_rate_reached"
    acts.bind_target(programme=programme, lineage=FEWER, choice=f"held:{element}", by=office)
    made = acts.make_form_of_targets(
        programme=programme, title="Biểu quý", level="commune", regime="calendar", length="quarter", by=office
    )
    returns.oblige_units(form=made, period=PERIOD, by=office)
    for key, word in (("90001", False), ("90002", True)):
        owed = Obligation.objects.get(form=made, unit__key=key, period=PERIOD)
        cells = {element: Cell.of(word, paper="BC 12/BC-CAT")}
        answer = returns.submit_return(obligation=owed, cells=cells, words={}, revision=0, by=office).answer
        verify.accept_return(answer=answer, by=person("verifier"))
    short = Obligation.objects.get(form=made, unit__key="90001", period=PERIOD)
    page = as_office.get(f"/bang-diem/{programme.pk}/chi-tieu/{FEWER}/").content.decode()
    assert "1/2 đơn vị nêu đạt" in page and f'href="/so-lieu/{short.pk}/#{element}"' in page
    assert page.index("Nêu chưa đạt") < page.index("Nêu đạt")
    own = cast.browser("neighbor").get(f"/bang-diem/{programme.pk}/chi-tieu/{FEWER}/").content.decode()
    assert f"/so-lieu/{short.pk}/" not in own, "another unit's return is out of reach"
