"""Tokens by which programs speak for a person, and the answers that were given once and stay the same."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def digest(secret: str) -> str:
    """What is stored of a token. The secret is 256 random bits: a plain hash cannot be searched backwards."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Token(models.Model):
    """A program's right to act for its owner until a moment. The secret itself is shown once and never stored."""

    class Scope(models.TextChoices):
        READ = "read", _("chỉ đọc")
        REPORT = "report", _("đọc và gửi báo cáo")

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="tokens", verbose_name=_("người dùng")
    )
    name = models.CharField(_("dùng cho"), max_length=80)
    scope = models.CharField(_("phạm vi"), max_length=10, choices=Scope, default=Scope.READ)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("lập lúc"), default=timezone.now)
    expires_at = models.DateTimeField(_("hết hạn lúc"))
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)
    used_at = models.DateTimeField(_("dùng gần nhất"), null=True, blank=True)

    class Meta:
        verbose_name = _("mã truy cập")
        verbose_name_plural = _("mã truy cập")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def is_valid(self, now: datetime) -> bool:
        """Whether it still opens the door."""
        return self.revoked_at is None and now < self.expires_at


class KeptAnswer(models.Model):
    """The answer to one bulk request: the same key with the same body is answered from here, and nothing is doubled."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người dùng"))
    key = models.CharField(_("khóa chống gửi trùng"), max_length=100)
    body = models.CharField(_("mã băm của yêu cầu"), max_length=64)
    answer = models.JSONField(_("câu trả lời"), default=dict)
    made_at = models.DateTimeField(_("lúc"), default=timezone.now)

    class Meta:
        verbose_name = _("câu trả lời đã giữ")
        verbose_name_plural = _("câu trả lời đã giữ")
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="one_answer_per_key")]

    def __str__(self) -> str:
        return self.key
