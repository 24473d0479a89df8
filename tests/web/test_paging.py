"""Pages of a long list: all of them together are the list, each row once, whichever end they are counted from."""

from datetime import date
from itertools import chain

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import cast

from thidua_web.frame.paging import Pages, totally_ordered
from thidua_web.people.models import Post, User

pytestmark = pytest.mark.django_db
SIZE = 4


@pytest.fixture(autouse=True)
def people(db: None) -> None:
    """Eleven people; many are alike in what they are sorted by, and some have never signed in."""
    for n in range(11):
        user = User.objects.create_user(f"nguoi-{n}", cast.PASSWORD, full_name=f"Người {n % 3}", unit_text=f"{n % 2}")
        Post.objects.create(user=user, role="leader", valid_from=date(2024, 1, n % 4 + 1))
    User.objects.filter(pk__in=User.objects.order_by("pk")[:5]).update(last_login="2024-03-01T00:00:00Z")


def every_page(pages: Pages) -> list[list[str]]:
    return [[row.username for row in pages.page(number)] for number in pages.page_range]


def whole(pages: Pages) -> list[str]:
    return list(chain(*every_page(pages)))


@pytest.mark.parametrize("by", [("unit_text",), ("-full_name",), ("last_login", "unit_text"), ("posts__valid_from",)])
def test_all_pages_together_are_the_list(by: tuple[str, ...]) -> None:
    rows = totally_ordered(User.objects.order_by(*by))
    found = every_page(Pages(rows, SIZE))
    assert [len(page) for page in found] == [4, 4, 3]
    assert list(chain(*found)) == [row.username for row in rows]
    assert len(set(chain(*found))) == 11


def test_the_order_of_the_model_is_made_whole_too() -> None:
    rows = totally_ordered(Post.objects.order_by("role"))
    assert rows.query.order_by == ("role", "pk")
    assert totally_ordered(rows) is rows


def test_the_last_page_is_read_from_the_end_and_only_its_rows_are_read_whole() -> None:
    pages = Pages(totally_ordered(User.objects.order_by("full_name").prefetch_related("posts")), SIZE)
    assert pages.count == 11
    with CaptureQueriesContext(connection) as asked:
        last = pages.page(3)
        assert [len(row.posts.all()) for row in last] == [1, 1, 1]
    keys, whole, posts = (query["sql"] for query in asked.captured_queries)
    assert "OFFSET" not in keys and "DESC" in keys and "password" not in keys
    assert "password" in whole and " IN (" in whole and " IN (" in posts


def test_what_is_no_plain_query_is_cut_as_it_stands() -> None:
    assert list(Pages([1, 2, 3, 4, 5], SIZE).page(2)) == [5]
    rows = User.objects.filter(posts__role="leader").distinct().order_by("username")
    assert whole(Pages(rows, SIZE)) == [row.username for row in rows]


def test_a_row_that_went_meanwhile_is_left_out_and_the_others_keep_their_places() -> None:
    pages = Pages(totally_ordered(User.objects.order_by("username")), SIZE)
    assert pages.count == 11
    gone = User.objects.get(username="nguoi-2")
    gone.posts.all().delete()
    gone.delete()
    assert "nguoi-2" not in whole(pages)
