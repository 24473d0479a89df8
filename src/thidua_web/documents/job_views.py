"""A reading that takes long, as its owner sees it: how far it is, that it can be left, how to stop it, how it ended."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from thidua_web.documents import acts, waiting_room
from thidua_web.documents.models import Job


@require_safe
@never_cache
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the reading is; a finished one leads to its paper."""
    acts.permit(request.user)
    here = _job(pk)
    if here.document:
        return _onward(request, here)
    if request.htmx and not here.is_open:
        return HttpResponseClientRefresh()
    context = {
        "job": here,
        "ahead": Job.objects.ahead_of(here) if here.state == Job.State.WAITING else 0,
        "nobody_reads": here.is_open and not waiting_room.is_a_reader_on_duty(),
    }
    return render(request, "documents/_job.html" if request.htmx else "documents/job.html", context)


def _onward(request: HttpRequest, here: Job) -> HttpResponse:
    renewed = getattr(here.supersedes, "programme", None)
    address = reverse("programme:changes", args=[renewed.pk, here.document_id]) if renewed else None
    address = address or here.document.get_absolute_url()
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the reading, or find that it has ended."""
    here = acts.cancel_job(user=request.user, job=_job(pk))
    if here.document:
        return _onward(request, here)
    if here.state == Job.State.CANCELLED:
        messages.success(request, _("Đã dừng đọc. Không giữ lại gì của tệp."))
    return redirect(here if here.is_failed else "documents:list")


@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a failed reading off the lists."""
    acts.dismiss_job(user=request.user, job=_job(pk))
    return redirect("documents:list")


def _job(pk: int) -> Job:
    return get_object_or_404(Job.objects.select_related("by", "document", "supersedes__programme"), pk=pk)
