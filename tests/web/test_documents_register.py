"""The register: one row per instrument, however it is printed; days that disagree are shown."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.web import papers

from thidua_web.documents import acts, register
from thidua_web.documents.models import Citation, Instrument


def named(number: str, symbol: str, **more: str | None) -> dict[str, str | None]:
    blank = {"type": "Kế hoạch", "year": None, "date": None, "issuer": None, "title": None}
    return blank | {"number": number, "symbol": symbol} | more


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (named("01", "TT-BNV", type="Thông tư", year="2024"), named("1", "TT-BNV", type="Thông tư", year="2024")),
        (named("338", "KH-BCĐ", date="2023-01-13"), named("338", "KHBCĐ", date="2023-02-01")),
        (named("44", "KL/TW", type="Kết luận", date="2019-01-21"),
         named("44", "KL/TW", type="Kết luận", date="2019-01-22")),
        (named("860", "KH-UBND", date="2024-03-25"), named("860", "KH-UBND")),
        (named("860", "KH-UBND", issuer="UBND tỉnh", date="2024-03-25"),
         named("860", "KH-UBND", issuer="UBND tỉnh Bắc Sơn")),
    ],
)  # fmt: skip
def test_one_instrument_however_it_is_printed(db: None, one, other) -> None:
    assert register.enter(one, place="Bắc Sơn") == register.enter(other, place="Bắc Sơn")
    assert Instrument.objects.count() == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (named("860", "KH-UBND", date="2024-03-25"), named("860", "KH-UBND", date="2023-03-25")),
        (named("28", "NQ/TW", type="Nghị quyết", date="2013-10-25"),
         named("28", "NQ/TW", type="Chỉ thị", date="2013-10-25")),
        (named("10", "KH-UBND", date="2024-01-05", issuer="UBND huyện Tân Sơn"),
         named("10", "KH-UBND", date="2024-01-05", issuer="UBND tỉnh")),
        (named("6", "NĐ-CP", type="Nghị định", year="2014"), named("6", "NĐ-CP", type="Nghị định", year="2015")),
    ],
)  # fmt: skip
def test_two_instruments_that_look_alike(db: None, one, other) -> None:
    assert register.enter(one, place="Bắc Sơn") != register.enter(other, place="Bắc Sơn")


def test_two_provinces_keep_one_series_apart(db: None) -> None:
    plan = named("15", "KH-UBND", date="2024-02-01", issuer="UBND tỉnh")
    assert register.enter(plan, place="Bắc Sơn") != register.enter(plan, place="Nam Hà")


def test_an_undated_mention_among_several_years_is_not_guessed(db: None) -> None:
    first = register.enter(named("15", "KH-BCA", date="2023-02-01"))
    second = register.enter(named("15", "KH-BCA", date="2024-02-01"))
    assert register.enter(named("15", "KH-BCA")) not in (first, second)


def test_papers_are_linked_both_ways_with_the_sentence(as_office, office) -> None:
    plan = papers.keep(office)
    about = plan.readings.get(kind="paper")
    own = {"type": "Kế hoạch", "number": "86", "symbol": "KH-UBND", "date": "2025-02-05", "place": "Sông Hậu"}
    acts.decide_reading(user=office, reading=about, revision=0, after="corrected", value=about.value | own)
    plan.refresh_from_db()
    assert str(plan).startswith("Kế hoạch số 86/KH-UBND")
    other = papers.PLAN.replace("86/KH-UBND", "90/KH-UBND").replace(
        "ngày 15/01/2025 của Tỉnh ủy", "ngày 16/01/2025 của Tỉnh ủy"
    )
    second = papers.keep(office, other, "90.txt")
    cited = Citation.objects.filter(document=plan, start=plan.text.index("Chỉ thị số 12-CT/TU")).get().instrument
    page = as_office.get(reverse("documents:instrument", args=[cited.pk])).content.decode()
    assert str(plan) in page
    assert str(second) in page
    assert "ghi ngày khác nhau" in page
    assert "15/01/2025" in page
    assert "16/01/2025" in page
    assert "Căn cứ Chỉ thị số 12-CT/TU" in page
    own = as_office.get(reverse("documents:instrument", args=[plan.instrument_id])).content.decode()
    assert reverse("documents:instrument", args=[cited.pk]) in own


@pytest.mark.parametrize("typed", ["chi thi 12", "12-CT/TU", "phòng ngừa tội phạm", "PHONG NGUA", "tinh uy song hau"])
def test_search_forgives_diacritics(as_office, office, typed: str) -> None:
    papers.keep(office)
    page = as_office.get(reverse("documents:register"), {"q": typed}).content.decode()
    assert "12-CT/TU" in page
    assert "305/QĐ-BCA" not in page


def test_the_list_asks_few_questions(as_office, office, django_assert_max_num_queries) -> None:
    for n in range(30):
        register.enter(named(str(n + 1), "QĐ-BCA", date="2024-01-01", type="Quyết định"))
    with django_assert_max_num_queries(14):
        assert as_office.get(reverse("documents:register")).status_code == 200


def hits(client: Client, words: str) -> list[str]:
    return re.findall(
        r'<li><a href="([^"]+)"', client.get("/tim/", {"q": words}).content.decode().partition("<main")[2]
    )


def test_a_number_finds_the_papers_of_that_number_before_units_whose_codes_hold_it(as_office: Client) -> None:
    from tests.web.test_returns_acts import unit

    for code, name in (("25460", "Quế"), ("00046", "Tây"), ("46", "Bắc")):
        unit(code, name)
    register.enter(named("146", "KH-UBND", date="2024-04-01", issuer="UBND tỉnh"), place="Bắc Sơn")
    own = register.enter(named("46", "KH-UBND", date="2023-03-25", issuer="UBND tỉnh"), place="Bắc Sơn")
    ninth = register.enter(named("09", "CT-TTg", date="2022-03-25", type="Chỉ thị"), place="Bắc Sơn")
    found = hits(as_office, "46")
    assert found[0] == reverse("documents:instrument", args=[own.pk]) and len(found) == 5
    assert found[2:] == ["/don-vi/46/", "/don-vi/25460/", "/don-vi/00046/"], "the code itself first, then by name"
    assert hits(as_office, "46/KH-UBND")[0] == found[0]
    assert hits(as_office, "9")[0] == hits(as_office, "09")[0] == reverse("documents:instrument", args=[ninth.pk])
    assert hits(as_office, "25460") == ["/don-vi/25460/"]
    assert hits(as_office, "0") and hits(as_office, "quế") == ["/don-vi/25460/"]


def test_a_unit_found_by_its_name_says_what_it_lies_in(as_office: Client) -> None:
    from tests.web.test_returns_acts import unit

    for code, name in (("25462", "Hiệp Ninh"), ("25465", "Ninh Sơn")):
        unit(f"{code}.M1", "Khu phố 1", "residential_area", parent=unit(code, name))
    told = as_office.get("/tim/", {"q": "khu pho 1"}).content.decode()
    assert "25462.M1, xã Hiệp Ninh" in told and "25465.M1, xã Ninh Sơn" in told
