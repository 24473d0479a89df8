"""Papers in the frame: the tab, what waits for confirmation, what is new."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial
from textwrap import shorten as shortened
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _

from thidua_web.documents.models import Document, Instrument, Job
from thidua_web.documents.querysets import has_number
from thidua_web.frame.doors import FEW, Command, Door, Item, Tab, in_sum
from thidua_web.frame.tables import holding
from thidua_web.people.models import Role

if TYPE_CHECKING:
    from thidua_web.people.models import User


shorten = partial(shortened, placeholder=" …")


class DocumentsDoor(Door):
    """Everybody reads papers; the standing office confirms them."""

    is_numbered = True
    acts = {
        "upload_document": gettext_lazy("Tải lên văn bản"),
        "refuse_secret_paper": gettext_lazy("Từ chối văn bản có dấu chỉ độ mật"),
        "drop_document": gettext_lazy("Bỏ một văn bản tải lên nhầm"),
        "cancel_job": gettext_lazy("Dừng đọc một tệp"),
        "dismiss_job": gettext_lazy("Bỏ một tệp không đọc được khỏi danh sách"),
        "decide_reading": gettext_lazy("Quyết định một mục của văn bản"),
        "add_reading": gettext_lazy("Thêm một mục vào văn bản"),
        "accept_undoubted": gettext_lazy("Chấp nhận các mục không nghi vấn"),
        "undo_decision": gettext_lazy("Hoàn tác quyết định về văn bản"),
    }

    def tabs(self, user: "User") -> Iterable[Tab]:
        return [Tab(_("Văn bản"), reverse("documents:list"), icon="document", weight=20)]

    def waiting(self, user: "User", today: date) -> Iterable[Item]:
        if not user.holds(Role.STANDING_OFFICE):
            return []
        return [*self._jobs(user), *self._papers()]

    def _jobs(self, user: "User") -> Iterable[Item]:
        """Readings that this person asked for and that go on, or failed and wait to be looked at."""
        for job in Job.objects.unsettled().filter(by=user):
            told = _("đã đọc %(done)s/%(whole)s trang") % {"done": job.pages_done, "whole": job.pages_all}
            note = told if job.is_open and job.pages_all else job.get_state_display()
            yield Item(job.name or str(job), job.get_absolute_url(), note=note, at=job.asked_at)

    def _papers(self) -> Iterable[Item]:
        open_papers = Document.objects.awaiting_confirmation().listed().with_progress()[:20]
        return [
            Item(
                str(paper),
                paper.get_absolute_url(),
                note=gettext("chờ xác nhận, đã xem %(seen_count)s/%(all_count)s mục")
                % {"seen_count": paper.seen_count, "all_count": paper.all_count},
                at=paper.uploaded_at,
            )
            for paper in open_papers
        ]

    def changed(self, user: "User", since: datetime) -> Iterable[Item]:
        """New papers; many of them in one line."""
        rows = Document.objects.filter(uploaded_at__gt=since).exclude(uploaded_by=user).listed()
        told = gettext("văn bản mới tải lên")
        new = [Item(str(p), p.get_absolute_url(), note=told, at=p.uploaded_at) for p in rows[: FEW + 1]]
        count = rows.count() if len(new) > FEW else len(new)
        return in_sum(new, label=gettext("%d văn bản mới tải lên") % count, url=reverse("documents:list"), count=count)

    def commands(self, user: "User") -> Iterable[Command]:
        register = Command(_("Sổ văn bản được viện dẫn"), reverse("documents:register"))
        if not user.holds(Role.STANDING_OFFICE):
            return [register]
        return [Command(_("Tải lên văn bản"), reverse("documents:upload")), register]

    def holds(self, sha256: str) -> bool:
        return Document.objects.filter(sha256=sha256).exists()

    def find(self, user: "User", words: str) -> Iterable[Command]:
        papers = holding(Document.objects.listed(), words, ("title", "name"))
        papers = papers.order_by(has_number(words, "instrument__number"), "-uploaded_at", "-pk")[:5]
        named = Instrument.objects.search(words).numbered_first(words)[:10]
        return [
            *(Command(shorten(str(p), 100), p.get_absolute_url(), p.get_state_display()) for p in papers),
            *(Command(str(i), reverse("documents:instrument", args=[i.pk]), shorten(i.subject, 80)) for i in named),
        ][:10]


door = DocumentsDoor()
