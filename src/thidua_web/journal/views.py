"""Read the journal."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from thidua_web.frame.tables import Column, Table
from thidua_web.journal.forms import JournalFilter
from thidua_web.journal.models import JournalEntry

COLUMNS = [
    Column("luc", _("Lúc"), lambda row: row.at, kind="moment", order=("id",)),
    Column("nguoi", _("Người làm"), lambda row: row.by or _("hệ thống"), order=("by__full_name",)),
    Column("viec", _("Việc"), lambda row: row.act_name, order=("act",)),
    Column("doi-tuong", _("Đối tượng"), lambda row: row.of_text, order=("of_text",)),
    Column("thay-doi", _("Thay đổi"), lambda row: "\n".join(row.change_lines)),
    Column("ma", _("Mã yêu cầu"), lambda row: row.request, is_shown=False),
]


def journal(request: HttpRequest) -> HttpResponseBase:
    """The rows that this person may read, newest first, filtered by the address."""
    form = JournalFilter(request.GET)
    rows = form.narrow(JournalEntry.objects.visible_to(request.user).select_related("by"))
    table = Table(request, COLUMNS, rows, name="nhat-ky")
    return table.download() or render(request, "journal/journal.html", {"form": form, "table": table})
