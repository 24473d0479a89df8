"""“Đo bằng gì”: who binds targets, what is refused, and the form that follows from what is bound."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from tests import cast

from thidua.errors import OfficerError
from thidua_web.dashboards import acts
from thidua_web.journal.models import JournalEntry
from thidua_web.programme.models import Campaign, Programme, Target
from thidua_web.returns.models import Binding, Form

pytestmark = pytest.mark.django_db
SHARE, FEWER = "a" * 32, "b" * 32


@pytest.fixture
def programme(office) -> Programme:
    """Two targets: a share of households, and fewer crimes than the year before."""
    made = Programme.objects.create(
        campaign=Campaign.objects.create(name="Toàn dân bảo vệ an ninh Tổ quốc"), title="Phong trào năm 2024",
        from_year=2024, to_year=2024, state="under_way", version=1, created_by=office, created_at=timezone.now(),
    )  # fmt: skip
    asked = {"since": 1, "programme": made, "due_on": date(2024, 12, 31), "unit": "%"}
    Target.objects.create(lineage=SHARE, subject="hộ dân", indicator="được tuyên truyền pháp luật", comparator="ge",
                          value=80, **asked)  # fmt: skip
    Target.objects.create(lineage=FEWER, indicator="kéo giảm tội phạm về trật tự xã hội", comparator="decrease_ge",
                          value=5, baseline="2023", **asked)  # fmt: skip
    return made


@pytest.fixture
def page(programme: Programme) -> str:
    return f"/bang-diem/{programme.pk}/do-bang-gi/"


def choices() -> dict[str, str]:
    return {b.lineage: acts.choice_of(b) for b in Binding.objects.all()}


def test_one_suggestion_is_taken_and_the_others_stay_open(as_office: Client, page: str) -> None:
    shown = as_office.get(page).content.decode()
    assert "Tỷ lệ hộ" in shown and f'value="{SHARE}|households_reached_share"' in shown
    as_office.post(page, {"take": f"{SHARE}|households_reached_share", f"b-{FEWER}": "fires_total"})
    assert choices() == {SHARE: "households_reached_share"}
    entry = JournalEntry.objects.filter(act="bind_target").get()
    assert entry.changes["indicator"] == [None, "households_reached_share"]


def test_many_are_saved_at_once_corrected_and_unbound(as_office: Client, page: str) -> None:
    first = {f"b-{SHARE}": "households_reached_share", f"b-{FEWER}": "social_order_crimes_total", f"g-{FEWER}": "2023"}
    assert as_office.post(page, first).status_code == 302
    assert Binding.objects.get(lineage=FEWER).baseline_period == "2023"
    as_office.post(page, {f"b-{SHARE}": "", f"b-{FEWER}": "held:clearance_rate_reached"})
    assert choices() == {FEWER: "held:clearance_rate_reached"}


def test_two_people_do_not_overwrite_each_other(as_office: Client, page: str) -> None:
    as_office.post(page, {f"b-{SHARE}": "households_reached_share"})
    stale = as_office.post(page, {f"was-{SHARE}": "", f"b-{SHARE}": "staff_reached_share"})
    assert stale.status_code == 422 and "có người vừa đổi" in stale.content.decode()
    assert choices() == {SHARE: "households_reached_share"}


def test_what_is_wrong_in_one_row_keeps_every_row_out(as_office: Client, page: str) -> None:
    wrong = {f"b-{SHARE}": "households_reached_share", f"b-{FEWER}": "social_order_crimes_total",
             f"g-{FEWER}": "năm ngoái"}  # fmt: skip
    answer = as_office.post(page, wrong)
    assert answer.status_code == 422 and "không phải một kỳ" in answer.content.decode()
    assert not choices() and not JournalEntry.objects.filter(act="bind_target").exists()


@pytest.mark.parametrize("choice", ["no_such_indicator", "held:households"])
def test_only_what_the_catalogue_holds_may_be_chosen(programme: Programme, office, choice: str) -> None:
    with pytest.raises(OfficerError):
        acts.bind_target(programme=programme, lineage=SHARE, choice=choice, by=office)
    with pytest.raises(OfficerError, match="không còn"):
        acts.bind_target(programme=programme, lineage="c" * 32, choice="fires_total", by=office)


def test_only_the_standing_office_binds_and_everybody_reads(programme: Programme, page: str) -> None:
    officer = cast.browser("officer")
    assert "Lưu cách đo" not in officer.get(page).content.decode()
    assert officer.post(page, {f"b-{SHARE}": "households_reached_share"}).status_code == 403
    assert officer.post(f"{page}bieu/", {"title": "Biểu", "level": "commune"}).status_code == 403
    with pytest.raises(PermissionDenied):
        acts.bind_target(programme=programme, lineage=SHARE, choice="fires_total", by=cast.person("leader"))


def test_the_form_asks_what_the_bound_targets_need(as_office: Client, page: str, programme: Programme) -> None:
    asked = {"title": "Biểu quý", "level": "commune", "regime": "calendar", "length": "quarter"}
    assert "Chưa chỉ tiêu nào" in as_office.post(f"{page}bieu/", asked, follow=True).content.decode()
    as_office.post(page, {f"b-{SHARE}": "households_reached_share", f"b-{FEWER}": "social_order_crimes_total"})
    as_office.post(f"{page}bieu/", asked)
    form = Form.objects.get()
    assert form.elements == ["households", "households_reached", "social_order_crimes"] and form.programme == programme


def test_the_page_asks_the_database_as_often_for_many_targets(
    as_office: Client, page: str, programme: Programme, django_assert_max_num_queries
) -> None:
    for n in range(30):
        Target.objects.create(programme=programme, since=1, indicator=f"hộ dân được tuyên truyền {n}", unit="%",
                              comparator="ge", value=n)  # fmt: skip
    with django_assert_max_num_queries(20):
        as_office.get(page)


def test_a_second_form_asks_only_what_no_form_asks_yet(programme: Programme, as_office: Client) -> None:
    office = cast.person("office")
    sort = {"level": "commune", "regime": "calendar", "by": office, "programme": programme}
    acts.bind_target(programme=programme, lineage=SHARE, choice="households_reached_share", by=office)
    first = acts.make_form_of_targets(title="Biểu một", length="quarter", **sort)
    with pytest.raises(OfficerError, match="đã hỏi đủ"):
        acts.make_form_of_targets(title="Biểu hai", length="quarter", **sort)
    acts.bind_target(programme=programme, lineage=FEWER, choice="social_order_crimes_total", by=office)
    second = acts.make_form_of_targets(title="Biểu hai", length="quarter", **sort)
    assert second.elements == ["social_order_crimes"] and "households" in first.elements
    year = acts.make_form_of_targets(title="Cả năm", length="year", **sort)
    assert set(year.elements) == {*first.elements, *second.elements}, "another length of period is another return"


def test_a_target_that_communes_cannot_count_says_why(as_office: Client, page: str, programme: Programme) -> None:
    assert "Không đo bằng số liệu của xã" in as_office.get(page).content.decode()
    as_office.post(page, {f"b-{SHARE}": "not:other_body", f"b-{FEWER}": ""})
    assert choices() == {SHARE: "not:other_body"}
    told = JournalEntry.objects.filter(act="bind_target").get()
    assert told.changes["indicator"] == [None, "not:other_body"]
    assert "giao cho cơ quan khác" in as_office.get(page).content.decode()
    board = as_office.get(f"/bang-diem/{programme.pk}/").content.decode()
    assert "xã không có số liệu này" in board and "Chỉ tiêu chưa được gắn" in board
    detail = as_office.get(f"/bang-diem/{programme.pk}/chi-tieu/{SHARE}/").content.decode()
    assert "không đo bằng số liệu của xã: giao cho cơ quan khác" in detail
    as_office.post(page, {f"b-{SHARE}": "not:vì thế"})
    assert choices() == {SHARE: "not:other_body"}, "a reason that is none is refused"
    as_office.post(page, {f"b-{SHARE}": "households_reached_share"})
    assert not Binding.objects.get().why_not
