"""What nobody types reaches no page as an error: the character that PostgreSQL keeps in no text, days without end."""

import pytest
from tests import cast
from tests.web.test_returns_acts import cells, form, owed, place, unit  # noqa: F401

from thidua_web.returns.models import Obligation, Return

pytestmark = pytest.mark.django_db

ASKED = [
    "/tim/?q={}", "/so-lieu/?q={}", "/so-lieu/?ky={}", "/so-lieu/?bieu={}", "/so-lieu/?ky={0}&bieu={0}",
    "/xac-minh/?q={}",
    "/xac-minh/?ky={0}&bieu={0}&trang={0}&xep={0}", "/don-vi/?q={}", "/don-vi/?thuoc={}", "/don-vi/ban-do/?thuoc={}",
    "/don-vi/?ngay={}", "/van-ban/so/?q={}", "/van-ban/so/?loai={}", "/nhat-ky/?nguoi={0}&doi_tuong={0}",
    "/nhat-ky/?tu={0}&den={0}", "/nhat-ky/?viec={}", "/tai-khoan/danh-sach/?q={}", "/tai-khoan/ai-thay-gi/?don-vi={}",
    "/tai-khoan/danh-sach-goi/?ngay={}", "/chuong-trinh/?q={}", "/bang-diem/?q={}",
]  # fmt: skip
ODD = [
    "%00",
    "a%00b",
    "%ED%A0%80",
    "31/12/9999",
    "9999-12-31",
    "01/01/0001",
    "9999-Q4",
    "../..",
    "9" * 30,
    "%5B%5D",
    "-1",
]


@pytest.mark.parametrize("odd", ODD)
def test_a_list_asked_for_with_anything_is_a_page(owed: Obligation, odd: str) -> None:  # noqa: F811
    reader = cast.browser("office")
    for address in ASKED:
        answer = reader.get(address.format(odd))
        assert answer.status_code in (200, 302, 403, 404, 422), (address, answer.status_code)


@pytest.mark.parametrize("path", ["/don-vi/a%00b/", "/so-lieu/lich-han/a%00b.ics", "/so-lieu/lich-su/a%00/households/"])
def test_an_address_that_no_row_can_have_is_not_found(owed: Obligation, path: str) -> None:  # noqa: F811
    assert cast.browser("office").get(path).status_code == 404


def test_what_is_pasted_with_it_is_kept_without_it(owed: Obligation) -> None:  # noqa: F811
    said = {"c-households": "1\x00200", "w-households": "Thêm\x00 hai ấp", "revision": "0", "c-good_practice": "a\x00b"}
    assert cast.browser("officer").post(f"/so-lieu/{owed.pk}/luu/", said).status_code == 302
    kept = Return.objects.get().current
    assert kept.words["households"] == "Thêm hai ấp" and kept.cells["households"] == {"v": 1200}
    assert kept.cells["good_practice"] == {"v": "ab"}
