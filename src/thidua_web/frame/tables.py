"""One table for every list: sort, column choice, pages and downloads come from the address, so a link shows the same.

    COLUMNS = [
        Column("ten", "Tên", lambda row: row.name, order=("name_sort",), url=lambda row: row.get_absolute_url()),
        Column("so", "Số hộ", lambda row: row.households, kind="number", order=("households",)),
    ]

    def units(request):
        table = Table(request, COLUMNS, Unit.objects.visible_to(request.user), name="don-vi")
        return table.download() or render(request, "register/units.html", {"table": table})

and in the template ``{% include "components/table.html" with table=table label="Đơn vị" %}``.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.core.paginator import Page
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from thidua.figures.workbooks.streaming import Value, stream_xlsx
from thidua.text import fold_name
from thidua_web.frame.context import is_demonstration
from thidua_web.frame.paging import Pages, totally_ordered
from thidua_web.frame.states import STATES
from thidua_web.frame.templatetags import vietnamese

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BATCH = 2000
"""Rows taken from the database at a time while a download streams."""

SHOWN: dict[str, Callable[[Any], str]] = {
    "text": lambda value: "" if value is None else str(value),
    "number": vietnamese.number,
    "percent": vietnamese.percent,
    "day": vietnamese.day,
    "moment": vietnamese.moment,
    "state": lambda value: str(STATES[value].word) if value else "",
}
"""How a value of each kind is written."""


class Rows(list):
    """Rows that no query gives: already in their order, and sorted by what a column's ``by`` says."""

    ordered = True


@dataclass(frozen=True)
class Column:
    """One column: its word in the address, its head, the value of a row, and how that is shown, sorted and linked."""

    key: str
    label: str
    value: Callable[[Any], Any]
    kind: str = "text"
    order: Sequence[str] = ()
    url: Callable[[Any], str | None] | None = None
    is_shown: bool = True
    """Shown until the reader chooses otherwise."""
    by: Callable[[Any], Any] | None = None
    """What ``Rows`` are sorted by; None stands last either way."""
    in_file: Callable[[Any], str] | None = None
    """What a file says where the page has a link («Xem câu»): the words it leads to; their address follows."""

    @property
    def is_sorted(self) -> bool:
        """Whether its head sorts the list. (Asked as one word: a template would call ``by`` with no row to say.)"""
        return bool(self.order) or self.by is not None

    @cached_property
    def css(self) -> str:
        """The classes of its cells."""
        number = " number" if self.kind in ("number", "percent") else ""
        return f"col-{self.key} cell-{self.kind}{number}"

    def text(self, row: Any) -> str:
        """The cell as it is read."""
        return str(SHOWN[self.kind](self.value(row)))


class Cell(NamedTuple):
    """What is drawn of one cell."""

    column: Column
    text: str
    url: str | None
    state: str


def holding(rows: QuerySet, words: str, text: Callable[[Any], str] | Sequence[str]) -> QuerySet:
    """The rows whose text holds every one of these words, diacritics and case forgiven; for some thousands.

    ``text`` makes the text of a row, or names the columns that hold it: then nothing else of the rows is read.
    """
    asked = fold_name(words[:200]).split()
    if not asked:
        return rows
    if callable(text):
        told = ((row.pk, text(row)) for row in rows)
    else:
        told = ((pk, " ".join(parts)) for pk, *parts in rows.order_by().values_list("pk", *text))
    folded = ((pk, fold_name(said)) for pk, said in told)
    return rows.filter(pk__in=[pk for pk, said in folded if all(word in said for word in asked)])


class Table:
    """A list as the address asks: ``xep`` sorts, ``cot`` chooses columns, ``trang`` turns pages, ``tai`` downloads."""

    def __init__(
        self,
        request: HttpRequest,
        columns: Sequence[Column],
        rows: QuerySet,
        *,
        name: str,
        per_page: int = 50,
        anchor: Callable[[Any], str] | None = None,
        title: str = "",
    ) -> None:
        self.request, self.every_column, self.name, self.per_page = request, list(columns), name, per_page
        self.anchor = anchor
        """Gives a row its id in the page, for links that lead to it."""
        self.title = title
        """What the file is of: a sheet that was sent on has no page around it."""
        self.rows = self._sorted(rows)

    @cached_property
    def columns(self) -> list[Column]:
        """The columns chosen in the address; without a choice, those shown at first."""
        chosen = set(self.request.GET.getlist("cot"))
        kept = [column for column in self.every_column if column.key in chosen]
        kept = kept or [column for column in self.every_column if column.is_shown]
        # a label is said in the reader's language once a page, not once a cell
        return [replace(column, label=str(column.label)) for column in kept]

    @property
    def shown(self) -> set[str]:
        """The keys of the columns in the page, for the form that chooses them."""
        return {column.key for column in self.columns}

    @cached_property
    def page(self) -> Page:
        """The page asked for; a number beyond the last gives the last."""
        return Pages(self.rows, self.per_page).get_page(self.request.GET.get("trang"))

    @property
    def lines(self) -> Iterator[tuple[str, list[Cell]]]:
        """The rows of the page, each with its id in the page, cell by cell."""
        for row in self.page:
            yield self.anchor(row) if self.anchor else "", [self._cell(column, row) for column in self.columns]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the address says beside the columns, for the form that chooses them."""
        return [(k, v) for k, values in self.request.GET.lists() for v in values if k not in {"cot", "trang", "tai"}]

    @property
    def address(self) -> str:
        """The address without the download, to put a download behind it."""
        asked = self.request.GET.copy()
        for key in ("tai", "trang"):
            asked.pop(key, None)
        return f"{asked.urlencode()}&" if asked else ""

    def download(self) -> HttpResponseBase | None:
        """The whole filtered list with the chosen columns, where the address asks for ``tai=csv`` or ``tai=xlsx``."""
        kind = self.request.GET.get("tai")
        if kind == "csv":
            return self._as(StreamingHttpResponse(self._csv(), content_type="text/csv; charset=utf-8"), "csv")
        if kind == "xlsx":
            return self._as(StreamingHttpResponse(self._xlsx(), content_type=XLSX), "xlsx")
        return None

    def _cell(self, column: Column, row: Any) -> Cell:
        url = column.url(row) if column.url else None
        if column.kind == "state":
            state = column.value(row) or ""
            return Cell(column, str(SHOWN["state"](state)), url, state)
        return Cell(column, column.text(row), url, "")

    def _sorted(self, rows: QuerySet) -> QuerySet:
        asked = self.request.GET.get("xep", "")
        if isinstance(rows, Rows):
            return self._sorted_rows(rows, asked)
        column = next((c for c in self.every_column if c.key == asked.lstrip("-") and c.order), None)
        if column is None:
            return totally_ordered(rows) if rows.ordered else rows.order_by("-pk")
        down = asked.startswith("-")
        fields = [F(f).desc(nulls_last=True) if down else F(f).asc(nulls_last=True) for f in column.order]
        return rows.order_by(*fields, "pk")

    def _sorted_rows(self, rows: Rows, asked: str) -> Rows:
        column = next((c for c in self.every_column if c.key == asked.lstrip("-") and c.by), None)
        if column is None or column.by is None:
            return rows
        known = [(value, n) for n, row in enumerate(rows) if (value := column.by(row)) is not None]
        known.sort(key=lambda pair: pair[0], reverse=asked.startswith("-"))
        there = {n for _, n in known}
        return Rows([rows[n] for _, n in known] + [row for n, row in enumerate(rows) if n not in there])

    def _every_row(self) -> Iterable[Any]:
        return self.rows.iterator(chunk_size=BATCH) if isinstance(self.rows, QuerySet) else self.rows

    def _file_name(self, ending: str) -> str:
        sample = "-DU-LIEU-MAU" if is_demonstration() else ""
        return f"{self.name}-{timezone.localdate():%Y%m%d}{sample}.{ending}"

    def _as(self, response: HttpResponseBase, ending: str) -> HttpResponseBase:
        response["Content-Disposition"] = f'attachment; filename="{self._file_name(ending)}"'
        return response

    def _csv(self) -> Iterator[str]:
        """UTF-8 with a mark at the start: Excel reads Vietnamese right only with it."""
        yield "\ufeff"
        for line in self._lines(lambda column, row: _harmless(column, self._read(column, row))):
            buffer = io.StringIO()
            csv.writer(buffer).writerow(line)
            yield buffer.getvalue()

    def _lines(self, cell: Callable[[Column, Any], Any]) -> Iterator[list[Any]]:
        yield from self._above()
        yield [str(column.label) for column in self.columns]
        for row in self._every_row():
            yield [cell(column, row) for column in self.columns]

    def _xlsx(self) -> Iterator[bytes]:
        """Numbers and days stay numbers and days; the file leaves while it is made, a few rows in memory."""
        head = 1 + len(self._above())
        return stream_xlsx(self._lines(self._typed), head=head, widths=(32,), name=gettext("Danh sách"))

    def _above(self) -> list[list[str]]:
        """The lines over the head: that the data is a sample, and what the list is of."""
        return [[gettext("DỮ LIỆU MẪU")]] * is_demonstration() + [[self.title]] * bool(self.title)

    def _read(self, column: Column, row: Any) -> str:
        """A cell as it is read off the page, where a link leads nowhere without its words and its address."""
        url = column.url(row) if column.in_file and column.url else None
        if column.in_file is None or url is None:
            return column.text(row)
        return f"{column.in_file(row)} {self.request.build_absolute_uri(url)}".strip()

    def _typed(self, column: Column, row: Any) -> Value:
        """A number, a day or a moment as such; anything else as it is read."""
        value = column.value(row)
        if value is None or column.kind not in ("number", "day", "moment"):
            return self._read(column, row)
        if column.kind == "number":
            return value if isinstance(value, int) else float(value)
        return timezone.localtime(value) if isinstance(value, datetime) else value


def _harmless(column: Column, text: str) -> str:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it; a negative number is none."""
    runs = column.kind == "text" and text.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{text}" if runs else text
