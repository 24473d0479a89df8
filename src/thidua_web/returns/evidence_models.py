"""The files behind figures."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thidua_web.returns.querysets import EvidenceQuerySet


class Evidence(models.Model):
    """A file that proves a figure. Seen by the verifying chain only; effective and upload days are two things."""

    answer = models.ForeignKey("Return", models.CASCADE, related_name="evidence", verbose_name=_("báo cáo"))
    element = models.CharField(_("số liệu"), max_length=60)
    name = models.CharField(_("tên tệp"), max_length=200)
    sha256 = models.CharField(_("mã băm"), max_length=64)
    size = models.PositiveIntegerField(_("cỡ"))
    content_type = models.CharField(_("kiểu"), max_length=100)
    effective_on = models.DateField(_("ngày của tài liệu"))
    keep_until = models.DateField(_("giữ đến"))
    dropped_at = models.DateTimeField(_("xóa tệp lúc"), null=True, editable=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("tải lên lúc"), default=timezone.now)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("minh chứng")
        verbose_name_plural = _("minh chứng")
        ordering = ["uploaded_at"]

    def __str__(self) -> str:
        return self.name
