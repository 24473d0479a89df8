"""Download the figures of a form over all units of a period; the file leaves while it is still being made."""

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from thidua.errors import OfficerError
from thidua_web.frame.context import is_demonstration
from thidua_web.people.models import today
from thidua_web.returns.models import Form
from thidua_web.returns.together import Together
from thidua_web.returns.views import shown_state
from thidua_web.returns.workbook_views import XLSX

TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}


@require_safe
def together(request: HttpRequest, key: str, period: str, kind: str) -> StreamingHttpResponse:
    """Every unit that the reader's posts reach, its figures as its return shows them."""
    form, day, sample = get_object_or_404(Form, key=key), today(), is_demonstration()
    try:
        form.window(period)
    except OfficerError:
        raise Http404 from None
    found = Together.of(request.user, form, period, lambda owed: shown_state(owed, day), sample=sample)
    if kind not in TYPES or not found.numbers:
        raise Http404
    pieces = found.as_xlsx() if kind == "xlsx" else found.as_csv()
    response = StreamingHttpResponse(pieces, content_type=TYPES[kind])
    mark = "-DU-LIEU-MAU" if sample else ""
    response["Content-Disposition"] = f'attachment; filename="{form.key}-{period}{mark}.{kind}"'
    return response
