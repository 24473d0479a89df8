"""Files of figures as they were received, and what the drafts held before: tables of the app ``returns``."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thidua_web.returns.keeping_files import kept_until


class Workbook(models.Model):
    """A file of figures as it was received, kept by its hash: where the figures of a draft came from.

    ``scope``: the obligations that it was read against, one or many; who does not report for all of them never sees it.
    """

    form = models.ForeignKey("returns.Form", models.PROTECT, related_name="workbooks", verbose_name=_("biểu mẫu"))
    period = models.CharField(_("kỳ"), max_length=10)
    scope = models.JSONField(_("phạm vi"), default=list)
    name = models.CharField(_("tên tệp"), max_length=200)
    sha256 = models.CharField(_("mã băm"), max_length=64)
    size = models.PositiveIntegerField(_("cỡ"))
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    received_at = models.DateTimeField(_("nhận lúc"), default=timezone.now)
    entered_at = models.DateTimeField(_("đưa vào bản nháp lúc"), null=True)
    keep_until = models.DateField(_("giữ đến"), default=kept_until)
    dropped_at = models.DateTimeField(_("xóa tệp lúc"), null=True, editable=False)

    class Meta:
        verbose_name = _("tệp số liệu đã nhận")
        verbose_name_plural = _("các tệp số liệu đã nhận")
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_for_one(self) -> bool:
        """Whether it was sent for a single return."""
        return len(self.scope) == 1


class WorkbookEntry(models.Model):
    """What one return held before a workbook's figures were entered, so that entering can be taken back."""

    workbook = models.ForeignKey(Workbook, models.CASCADE, related_name="entries", verbose_name=_("tệp"))
    answer = models.ForeignKey(
        "returns.Return", models.CASCADE, related_name="workbook_entries", verbose_name=_("báo cáo")
    )
    before = models.JSONField(_("số liệu trước đó"), default=dict)
    revision = models.PositiveIntegerField(_("lần lưu"))
    cells = models.PositiveIntegerField(_("số ô đã đổi"))

    class Meta:
        verbose_name = _("lần đưa số liệu từ tệp")
        verbose_name_plural = _("các lần đưa số liệu từ tệp")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.workbook} → {self.answer_id}"
