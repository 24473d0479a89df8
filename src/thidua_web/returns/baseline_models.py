"""What was before this system: results of recognition of earlier rounds. A table of the app ``returns``."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class BaselineRecognition(models.Model):
    """The result of a round before this system: imported from a file with its paper, on the unit of that year."""

    class Result(models.TextChoices):
        RECOGNISED = "recognised", _("được công nhận")
        NOT_RECOGNISED = "not_recognised", _("không được công nhận")
        REVOKED = "revoked", _("bị thu hồi")

    unit_version = models.ForeignKey(
        "register.UnitVersion", models.PROTECT, related_name="+", verbose_name=_("đời của đơn vị")
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    result = models.CharField(_("kết quả"), max_length=20, choices=Result)
    paper = models.CharField(_("văn bản nguồn"), max_length=300)
    decided_on = models.DateField(_("ngày quyết định"), null=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(_("nhập lúc"), default=timezone.now)

    class Meta:
        verbose_name = _("kết quả công nhận gốc")
        verbose_name_plural = _("các kết quả công nhận gốc")
        ordering = ["-year", "unit_version__sort_key"]
        constraints = [models.UniqueConstraint(fields=["unit_version", "year"], name="one_baseline_recognition")]

    def __str__(self) -> str:
        return f"{self.unit_version} {self.year}: {self.get_result_display()}"
