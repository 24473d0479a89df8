"""One row per act."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thidua_web.frame.doors import act_names
from thidua_web.journal.changes import in_words
from thidua_web.journal.querysets import AppendOnly, JournalQuerySet


class JournalEntry(models.Model):
    """Who did what, when, to which object, and what changed. Added by ``journal.record``, guarded by a trigger."""

    at = models.DateTimeField(_("lúc"), default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("người làm")
    )
    act = models.CharField(_("việc"), max_length=60)
    of_kind = models.CharField(_("loại đối tượng"), max_length=60, blank=True)
    of_key = models.CharField(_("khóa đối tượng"), max_length=60, blank=True)
    of_text = models.CharField(_("đối tượng"), max_length=300, blank=True)
    changes = models.JSONField(_("thay đổi"), default=dict, blank=True)
    request = models.CharField(_("mã yêu cầu"), max_length=32, blank=True)

    objects = JournalQuerySet.as_manager()

    class Meta:
        verbose_name = _("nhật ký")
        verbose_name_plural = _("nhật ký")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["of_kind", "of_key", "-id"], name="journal_by_object"),
            models.Index(fields=["by", "-id"], name="journal_by_person"),
            models.Index(fields=["act", "-id"], name="journal_by_act"),
            models.Index(fields=["at"], name="journal_by_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.of_text}".strip()

    @property
    def act_name(self) -> str:
        """What the act is called in Vietnamese; an act that no app names any more shows its own word."""
        return str(act_names().get(self.act, self.act))

    @property
    def change_lines(self) -> list[str]:
        """The changes, one line each and in Vietnamese: «trạng thái: bản nháp → đã xác nhận»."""
        return [in_words(self.of_kind, name, value) for name, value in self.changes.items()]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly
