"""After a merger: who still holds a post at a unit that is no more, and how all of them go to the new one at once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests import cast
from tests.web.test_returns_acts import form, person, place, unit  # noqa: F401

from thidua.errors import OfficerError
from thidua_web.journal.models import JournalEntry
from thidua_web.people import acts
from thidua_web.people.models import Post, Role, User, today
from thidua_web.people.moving import move_posts, stranded_posts
from thidua_web.people.reach import reach_of
from thidua_web.people.sight import who_sees
from thidua_web.register.live import move_stand
from thidua_web.register.models import SuccessionEdge, Unit, UnitVersion
from thidua_web.returns import acts as returns
from thidua_web.returns.models import Form, Obligation

pytestmark = pytest.mark.django_db
THERE = "/tai-khoan/don-vi-khong-con/"


def become(origins: list[Unit], *heirs: Unit) -> None:
    on = heirs[0].versions.get().valid_from
    UnitVersion.objects.filter(unit__in=origins).update(valid_to=on)
    for origin in origins:
        for heir in heirs:
            SuccessionEdge.objects.create(on=on, origin=origin, heir=heir)
    move_stand()


@pytest.fixture
def heir(place: dict[str, Unit]) -> Unit:  # noqa: F811
    """Both communes became An Minh ten days ago."""
    Post.objects.update(unit_text="xã cũ")
    made = unit("91001", "An Minh", since=today() - timedelta(days=10), parent=Unit.objects.get(key="90"))
    become(list(place.values()), made)
    return made


def post_of(who: str) -> Post:
    return Post.objects.order_by("pk").filter(user__username=who).last()


def test_the_office_is_told_and_moves_all_at_once(heir: Unit) -> None:
    office = cast.browser("office")
    assert "2 vị trí ở đơn vị không còn: chuyển sang đơn vị mới" in office.get("/").content.decode()
    page = office.get(THERE).content.decode()
    assert page.count(f'<option value="{heir.pk}" selected>xã An Minh') == 2, "the one heir is chosen beforehand"
    moves = {f"m-{post_of(who).pk}": heir.pk for who in ("officer", "neighbor")}
    office.post(THERE, moves)
    for who in ("officer", "neighbor"):
        old, new = Post.objects.filter(user__username=who).order_by("pk")
        assert (old.valid_to, new.valid_from, new.unit, new.role) == (today(), today(), heir, Role.UNIT_OFFICER)
        assert reach_of(person(who)).covers(heir.pk)
    told = JournalEntry.objects.filter(act="move_post")
    assert told.count() == 2 and "An Minh" in str(told.first().changes)
    assert "đơn vị không còn" not in office.get("/").content.decode()
    assert "Không có vị trí nào" in office.get(THERE).content.decode()


def test_who_was_moved_reports_for_the_new_unit(heir: Unit) -> None:
    sort = {"level": "commune", "regime": "calendar", "length": "month", "elements": ["households"]}
    made: Form = returns.make_form(key="thang", title="Biểu tháng", by=person("office"), **sort)
    period = f"{today():%Y-%m}"
    returns.oblige_units(form=made, period=period, by=person("office"))
    owed = Obligation.objects.get(unit=heir)
    assert cast.browser("officer").get(f"/so-lieu/{owed.pk}/").status_code == 404
    move_posts(moves={post_of("officer").pk: heir.pk}, on=today(), by=person("office"))
    assert "data-return" in cast.browser("officer").get(f"/so-lieu/{owed.pk}/").content.decode()


def test_what_the_old_unit_still_owes_goes_to_whoever_holds_the_new_one(heir: Unit, form: Form) -> None:  # noqa: F811
    """The quarter that ended before the merger is owed by the old units; their officers sit at the new one now."""
    old = list(Obligation.objects.filter(form=form).order_by("unit_version__sort_key"))
    assert len(old) == 2, "communes that stood on the last day of the quarter"
    move_posts(moves={post_of("officer").pk: heir.pk}, on=today(), by=person("office"))
    officer = cast.browser("officer")
    for owed in old:
        assert "data-return" in officer.get(f"/so-lieu/{owed.pk}/").content.decode()
        returns.save_draft(obligation=owed, cells={}, words={}, revision=0, by=person("officer"))
    assert cast.browser("neighbor").get(f"/so-lieu/{old[0].pk}/").status_code == 404, "was not moved yet"


def test_the_list_of_who_sees_what_agrees(heir: Unit, place: dict[str, Unit]) -> None:  # noqa: F811
    move_posts(moves={post_of("officer").pk: heir.pk}, on=today(), by=person("office"))
    everyone = list(User.objects.filter(is_active=True))
    for where in (*place.values(), heir):
        listed = {post.user_id for post in who_sees(where.pk, today())}
        assert listed == {user.pk for user in everyone if reach_of(user).covers(where.pk)}, where


def test_of_a_divided_unit_no_heir_alone_holds_the_returns(place: dict[str, Unit], form: Form) -> None:  # noqa: F811
    since = today() - timedelta(days=3)
    heirs = [unit(f"9200{n}", name, since=since) for n, name in ((1, "An Đông"), (2, "An Tây"))]
    become([place["officer"]], *heirs)
    post = Post.objects.create(user=person("stranger"), role=Role.UNIT_OFFICER, unit=heirs[0], valid_from=since)
    assert not reach_of(person("stranger")).covers(place["officer"].pk)
    both = Post.objects.create(user=post.user, role=Role.UNIT_OFFICER, unit=heirs[1], valid_from=since)
    assert reach_of(person("stranger")).covers(place["officer"].pk), "who holds all its heirs holds it"
    assert not reach_of(person("stranger"), day=since - timedelta(days=1)).covers(place["officer"].pk)
    assert both.unit == heirs[1]


def test_deputies_go_along(heir: Unit) -> None:
    lent = acts.appoint_deputy(
        by=person("office"), post=post_of("officer"), deputy=person("neighbor"), valid_from=today(),
        valid_to=today() + timedelta(days=9),
    )  # fmt: skip
    assert {s.post.user.username for s in stranded_posts(today())} == {"officer", "neighbor"}
    move_posts(moves={post_of("officer").pk: heir.pk}, on=today(), by=person("office"))
    moved = Post.objects.get(stands_in_for=post_of("officer"))
    assert (moved.user, moved.unit, moved.valid_to) == (person("neighbor"), heir, lent.valid_to)
    assert not Post.objects.filter(pk=lent.pk).exists(), "it had not begun: nothing was done by it"


def test_after_a_split_a_person_chooses(place: dict[str, Unit]) -> None:  # noqa: F811
    since = today() - timedelta(days=3)
    heirs = [unit(f"9200{n}", name, since=since) for n, name in ((1, "An Đông"), (2, "An Tây"))]
    become([place["officer"]], *heirs)
    office = cast.browser("office")
    page = office.get(THERE).content.decode()
    assert "An Đông" in page and "An Tây" in page and "selected" not in page.split("<tbody>")[1].split("</tbody>")[0]
    office.post(THERE, {f"m-{post_of('officer').pk}": ""})
    assert post_of("officer").unit == place["officer"], "nothing chosen, nothing moved"
    office.post(THERE, {f"m-{post_of('officer').pk}": heirs[1].pk})
    assert post_of("officer").unit == heirs[1]


def test_it_goes_to_heirs_only_and_all_or_none(heir: Unit, place: dict[str, Unit]) -> None:  # noqa: F811
    elsewhere = unit("93001", "Xa Lạ")
    moves = {post_of("officer").pk: heir.pk, post_of("neighbor").pk: elsewhere.pk}
    with pytest.raises(OfficerError, match="không phải đơn vị mới"):
        move_posts(moves=moves, on=today(), by=person("office"))
    assert post_of("officer").unit == place["officer"]
    living = Post.objects.create(user=person("leader"), role=Role.LEADER, unit=elsewhere, valid_from=date(2020, 1, 1))
    with pytest.raises(OfficerError, match="không còn phải chuyển"):
        move_posts(moves={living.pk: heir.pk}, on=today(), by=person("office"))


def test_a_post_that_the_person_has_already_is_not_doubled(heir: Unit) -> None:
    Post.objects.create(user=person("officer"), role=Role.UNIT_OFFICER, unit=heir, valid_from=date(2020, 1, 1))
    old = Post.objects.filter(user__username="officer").order_by("pk").first()
    assert move_posts(moves={old.pk: heir.pk}, on=today(), by=person("office")) == 1
    assert Post.objects.filter(user__username="officer").in_force(today()).count() == 1


@pytest.mark.parametrize("who", ["officer", "leader", "verifier", "stranger"])
def test_only_the_standing_office(heir: Unit, who: str) -> None:
    assert cast.browser(who).get(THERE).status_code == 403
    assert cast.browser(who).post(THERE, {f"m-{post_of('officer').pk}": heir.pk}).status_code == 403
    with pytest.raises(PermissionDenied):
        move_posts(moves={post_of("officer").pk: heir.pk}, on=today(), by=person(who))
    assert Client().get(THERE).status_code == 302
    assert "không còn" not in cast.browser(who).get("/").content.decode()


def test_an_administrator_of_a_unit_sees_nothing_of_it(heir: Unit) -> None:
    keeper = User.objects.create_user("giu", cast.PASSWORD, full_name="Giữ Tài Khoản")
    Post.objects.create(user=keeper, role=Role.UNIT_ADMINISTRATOR, unit=heir, valid_from=date(2020, 1, 1))
    client = Client()
    client.force_login(keeper)
    assert client.get(THERE).status_code == 403
