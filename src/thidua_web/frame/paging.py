"""Pages of a long query: first the keys of the page, then what is shown of it; the second half counts from the end.

A database that is asked for rows 29,950 to 30,000 works out every row before them. Of those it now makes the key and
what is sorted by, nothing else; and it never walks more than half of the list.
"""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


def totally_ordered(rows: QuerySet) -> QuerySet:
    """The rows in an order without ties: rows that are alike in all that they are sorted by stand by their keys.

    Without it a row may stand on two pages and another on none.
    """
    query = rows.query
    by = query.order_by or (rows.model._meta.ordering if query.default_ordering else ())
    if not by or query.distinct or query.combinator or by[-1] in ("pk", "-pk", "id", "-id"):
        return rows
    return rows.order_by(*by, "pk")


class Pages(Paginator):
    """As Django's, for rows of a model as for a list."""

    def page(self, number: int | str) -> Page:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        return self._get_page(self._rows(start, min(start + self.per_page, self.count)), number, self)

    def _rows(self, start: int, end: int) -> Any:
        rows = self.object_list
        if not isinstance(rows, QuerySet) or rows.query.distinct or rows.query.combinator or not rows.ordered:
            return rows[start:end]
        return list(_at(rows, list(self._keys(rows, start, end))))

    def _keys(self, rows: QuerySet, start: int, end: int) -> Iterator[Any]:
        bare = rows.prefetch_related(None).values_list("pk", flat=True)
        if start <= self.count // 2:
            return iter(bare[start:end])
        return reversed(bare.reverse()[self.count - end : self.count - start])


def _at(rows: QuerySet, keys: list[Any]) -> Iterator[Any]:
    """The rows with these keys in the order of the keys; one that was gone meanwhile is left out."""
    found = {row.pk: row for row in rows.order_by().filter(pk__in=keys)} if keys else {}
    return (found[key] for key in keys if key in found)
