# ruff: noqa: F811
"""Every figure leads back to the sentence of the plan: in a return, while it is typed, over the periods, in a form."""

import pytest
from django.test import Client
from tests import cast
from tests.web import papers
from tests.web.test_dashboards_bindings import SHARE, programme  # noqa: F401
from tests.web.test_dashboards_board import form, send  # noqa: F401
from tests.web.test_returns_acts import person, place  # noqa: F401

from thidua_web.programme.models import Programme, Target
from thidua_web.returns.asked import asked_by
from thidua_web.returns.models import Binding, Form, Obligation

pytestmark = pytest.mark.django_db
SENTENCE = "trên 90% hộ gia đình"


@pytest.fixture
def address(office, programme: Programme) -> str:
    """The target of households gets the paper and the sentence that asks for it; its address."""
    reading = papers.mark(office, papers.keep(office), "target", SENTENCE, indicator="được tuyên truyền")
    read = {"document": reading.document, "reading": reading, "sentence": SENTENCE}
    Target.objects.filter(lineage=SHARE).update(**read)
    return f'href="/van-ban/{reading.document_id}/#s{reading.pk}"'


def test_a_figure_leads_to_the_sentence_from_wherever_it_stands(
    form: Form, programme: Programme, address: str, as_office: Client
) -> None:
    owed = send(form, "90001", 60)
    to_type = Obligation.objects.get(form=form, unit_version__code="90002")
    assert address in as_office.get(f"/so-lieu/{owed.pk}/").content.decode(), "a return that was sent"
    assert address in cast.browser("neighbor").get(f"/so-lieu/{to_type.pk}/").content.decode(), "while it is typed"
    life = as_office.get("/so-lieu/lich-su/90001/households_reached/").content.decode()
    assert address in life and SENTENCE in life and f"/bang-diem/{programme.pk}/chi-tieu/{SHARE}/" in life
    assert address in as_office.get(f"/so-lieu/bieu-mau/{form.key}/").content.decode(), "where a form is laid down"


def test_where_several_targets_ask_the_figure_leads_to_all_of_them(
    form: Form, programme: Programme, address: str, as_office: Client
) -> None:
    row = {"since": 1, "programme": programme, "unit": "%", "comparator": "ge", "value": 95}
    more = Target.objects.create(lineage="c" * 32, indicator="hộ dân vùng cao được tuyên truyền", **row)
    bound = {"indicator": "households_reached_share", "confirmed_by": programme.created_by}
    Binding.objects.create(programme=programme, lineage=more.lineage, **bound)
    page = as_office.get(f"/so-lieu/{send(form, '90001', 60).pk}/").content.decode()
    assert "Xem 2 chỉ tiêu" in page and "/so-lieu/lich-su/90001/households_reached/#cau" in page
    life = as_office.get("/so-lieu/lich-su/90001/households_reached/").content.decode()
    assert more.label in life and address in life


def test_a_target_that_left_the_programme_asks_no_more(form: Form, programme: Programme) -> None:
    day = form.obligations.first().last_day
    assert [t.lineage for t in asked_by(["households"], day=day)["households"].targets] == [SHARE]
    Target.objects.filter(lineage=SHARE).update(until=2)
    Programme.objects.update(version=2)
    assert asked_by(["households"], day=day) == {}
    assert asked_by(["no_such_figure"], day=day, programme=programme) == {}


def test_a_file_says_what_it_is_of_and_carries_the_sentence_with_its_address(
    form: Form, programme: Programme, address: str, as_office: Client
) -> None:
    send(form, "90001", 60)
    board, where = f"/bang-diem/{programme.pk}/", address.removeprefix('href="').removesuffix('"')
    period = form.obligations.first().window.label
    pages = {"": period, "don-vi/90001/": "An Bình", f"chi-tieu/{SHARE}/": SENTENCE, "don-vi/": "Theo đơn vị"}
    for page, told in pages.items():
        lines = b"".join(as_office.get(f"{board}{page}?tai=csv")).decode("utf-8-sig").splitlines()
        assert str(programme) in lines[0] and told in lines[0]
        assert (f"{SENTENCE} http://testserver{where}" in "".join(lines)) == (page in ("", "don-vi/90001/"))
    listed = b"".join(as_office.get(f"/chuong-trinh/{programme.pk}/?tai=csv")).decode()
    assert f"{SENTENCE} http://testserver{where}" in listed


def test_the_page_of_a_unit_leads_on_to_its_returns_and_its_scoreboard(
    form: Form, programme: Programme, as_office: Client
) -> None:
    owed = send(form, "90001", 60)
    board = f"/bang-diem/{programme.pk}/don-vi/90001/?ky={owed.period}"
    page = as_office.get("/don-vi/90001/").content.decode()
    assert f'href="/so-lieu/{owed.pk}/"' in page and f'href="{board}"' in page
    assert as_office.get(board).status_code == 200
    other = cast.browser("neighbor").get("/don-vi/90001/").content.decode().partition("<main")[2]
    assert f"/so-lieu/{owed.pk}/" not in other and "/bang-diem/" not in other


def test_the_search_finds_a_target_by_its_words_and_leads_to_its_figures(
    form: Form, programme: Programme, as_office: Client
) -> None:
    target = f'href="/bang-diem/{programme.pk}/chi-tieu/{SHARE}/"'
    for words in ("ho dan", "Hộ dân được tuyên truyền", "tuyen truyen phap luat"):
        assert target in as_office.get("/tim/", {"q": words}).content.decode()
    assert target not in as_office.get("/tim/", {"q": "ho"}).content.decode(), "two letters are no question"
    Target.objects.filter(lineage=SHARE).update(until=2)
    Programme.objects.update(version=2)
    assert target not in as_office.get("/tim/", {"q": "ho dan"}).content.decode(), "out of the programme, out of sight"
