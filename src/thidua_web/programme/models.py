"""A programme and its entries, version by version.

A confirmed version is never changed. Each entry stands in the versions `since ≤ v < until`; amending writes rows of the
next version and ends the old ones there, so that every earlier version opens as it was. `lineage` joins the rows of one
entry over its versions: what later binds to a target (indicators, figures) binds to its lineage.
"""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thidua_web.documents import wording
from thidua_web.documents.models import Document, Instrument, Reading
from thidua_web.programme.querysets import CalendarFeedQuerySet, EntryQuerySet, ProgrammeQuerySet


def new_lineage() -> str:
    return uuid.uuid4().hex


class Campaign(models.Model):
    """A movement (phong trào thi đua) that programmes of several years belong to."""

    name = models.CharField(_("tên phong trào"), max_length=300, unique=True)

    class Meta:
        verbose_name = _("phong trào thi đua")
        verbose_name_plural = _("phong trào thi đua")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Programme(models.Model):
    """What one plan asks for, once a person has confirmed it; or entered by hand where there is no file."""

    class State(models.TextChoices):
        DRAFT = "draft", _("dự thảo")
        CONFIRMED = "confirmed", _("đã xác nhận")
        UNDER_WAY = "under_way", _("đang thực hiện")
        CLOSED = "closed", _("đã tổng kết")

    MOVES = {
        State.DRAFT: {State.CONFIRMED},
        State.CONFIRMED: {State.UNDER_WAY},
        State.UNDER_WAY: {State.CLOSED},
        State.CLOSED: {State.UNDER_WAY},
    }

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="programmes", verbose_name=_("phong trào"))
    title = models.CharField(_("tên chương trình"), max_length=500)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=250, blank=True)
    from_year = models.PositiveSmallIntegerField(_("từ năm"))
    to_year = models.PositiveSmallIntegerField(_("đến năm"))
    runs_from = models.CharField(_("thực hiện từ"), max_length=10, blank=True)
    runs_to = models.CharField(_("thực hiện đến"), max_length=10, blank=True)
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="programme")
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, blank=True, related_name="programmes")
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(_("phiên bản"), default=0)
    working = models.PositiveIntegerField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("chương trình")
        verbose_name_plural = _("chương trình")
        ordering = ("-from_year", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(from_year__lte=models.F("to_year")), name="programme_years_forward"
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("programme:targets", args=[self.pk])

    @property
    def years(self) -> str:
        return str(self.from_year) if self.from_year == self.to_year else f"{self.from_year}–{self.to_year}"

    @property
    def is_amending(self) -> bool:
        """Say whether a next version is being written."""
        return self.working is not None

    @property
    def may_be_amended(self) -> bool:
        return self.working is None and self.state in (self.State.CONFIRMED, self.State.UNDER_WAY)

    def version_shown(self, *, to_writer: bool) -> int:
        """Give the version that a reader sees: writers see the one being written."""
        return self.working if to_writer and self.working is not None else self.version


class Entry(models.Model):
    """One thing that a programme asks for, with the words of the paper that ask for it."""

    programme = models.ForeignKey(Programme, models.CASCADE)
    lineage = models.CharField(max_length=32, default=new_lineage, editable=False)
    since = models.PositiveIntegerField()
    until = models.PositiveIntegerField(null=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    reading = models.ForeignKey(Reading, models.PROTECT, null=True, blank=True, related_name="+")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    sentence = models.TextField(_("câu trong văn bản"), blank=True)
    position = models.PositiveIntegerField(default=0)

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("position", "pk")

    @property
    def origin_url(self) -> str | None:
        """Lead to the sentence in the paper; None for what was entered by hand."""
        if self.document_id is None or self.reading_id is None:
            return None
        return f"{reverse('documents:document', args=[self.document_id])}#s{self.reading_id}"


class Target(Entry):
    """A chỉ tiêu of the programme, in the words of the reader's contract; `milestones` maps a year to its value."""

    subject = models.CharField(_("đối tượng tính"), max_length=500, blank=True)
    scope = models.CharField(_("cấp phải đạt"), max_length=300, blank=True)
    indicator = models.TextField(_("nội dung"))
    comparator = models.CharField(_("mức so sánh"), max_length=12, blank=True)
    value = models.DecimalField(_("con số"), max_digits=20, decimal_places=6, null=True, blank=True)
    value_max = models.DecimalField(_("đến"), max_digits=20, decimal_places=6, null=True, blank=True)
    unit = models.CharField(_("đơn vị tính"), max_length=80, blank=True)
    per = models.CharField(_("tính cho mỗi"), max_length=300, blank=True)
    baseline = models.CharField(_("so với"), max_length=40, blank=True)
    effort = models.CharField(_("tính bắt buộc"), max_length=8, default="must")
    deadline = models.CharField(_("thời hạn"), max_length=120, blank=True)
    due_on = models.DateField(_("ngày cuối"), null=True, blank=True)
    milestones = models.JSONField(_("mốc từng năm"), default=dict, blank=True)
    is_without_number = models.BooleanField(_("chấp nhận chưa có con số"), default=False)

    class Meta(Entry.Meta):
        verbose_name = _("chỉ tiêu")
        verbose_name_plural = _("chỉ tiêu")
        default_related_name = "targets"

    def __str__(self) -> str:
        return f"{self.bound} {self.indicator}"[:200]

    @property
    def label(self) -> str:
        """Subject and indicator, as the head of a line."""
        words = f"{self.subject}: {self.indicator}" if self.subject else self.indicator
        return words[:1].upper() + words[1:]

    @property
    def bound(self) -> str:
        """Say what is to be reached in words: `trên 90%`."""
        return wording.show_bound(
            {"comparator": self.comparator, "value": self.value, "value_max": self.value_max, "unit": self.unit}
        )

    def as_entry(self) -> dict[str, Any]:
        """Give the fields as the reader's JSON has them."""
        words = ("subject", "scope", "indicator", "comparator", "unit", "per", "baseline", "effort", "deadline")
        numbers = {name: None if (n := getattr(self, name)) is None else float(n) for name in ("value", "value_max")}
        return {name: getattr(self, name) or None for name in words} | numbers | {"milestones": self.milestones}


class Task(Entry):
    """A nhiệm vụ: who leads, who supports, what, by when."""

    lead = models.JSONField(_("chủ trì"), default=list)
    supporting = models.JSONField(_("phối hợp"), default=list, blank=True)
    action = models.TextField(_("việc phải làm"))
    deadline = models.CharField(_("thời hạn"), max_length=120, blank=True)
    due_on = models.DateField(_("ngày cuối"), null=True, blank=True)
    recurs = models.CharField(_("định kỳ"), max_length=120, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("nhiệm vụ")
        verbose_name_plural = _("nhiệm vụ")
        default_related_name = "tasks"

    def __str__(self) -> str:
        return self.action[:200]

    def as_entry(self) -> dict[str, Any]:
        return {
            "lead": self.lead, "with": self.supporting, "action": self.action,
            "deadline": self.deadline or None, "recurs": self.recurs or None,
        }  # fmt: skip


class Deadline(Entry):
    """A dated line of the calendar: a deadline, an event, the beginning or end of the programme."""

    date = models.CharField(_("ngày"), max_length=40)
    due_on = models.DateField(_("ngày cuối"), null=True, blank=True)
    kind = models.CharField(_("loại mốc"), max_length=16, choices=list(wording.DATE_KINDS.items()), default="deadline")
    label = models.TextField(_("nội dung"), blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("mốc thời gian")
        verbose_name_plural = _("mốc thời gian")
        default_related_name = "deadlines"
        ordering = ("due_on", "position", "pk")

    def __str__(self) -> str:
        return f"{wording.show_day(self.date)} {self.label}"[:200]

    def as_entry(self) -> dict[str, Any]:
        return {"date": self.date, "kind": self.kind, "label": self.label}


class NamedInitiative(Entry):
    """A mô hình that the plan names; where it runs is another matter."""

    name = models.CharField(_("tên mô hình"), max_length=300)

    class Meta(Entry.Meta):
        verbose_name = _("mô hình được nêu")
        verbose_name_plural = _("mô hình được nêu")
        default_related_name = "initiatives"

    def __str__(self) -> str:
        return self.name

    def as_entry(self) -> dict[str, Any]:
        """Give the fields as the reader's JSON has them."""
        return {"name": self.name}


class LegalBasis(Entry):
    """An instrument that the programme rests on or names, linked into the register."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="legal_bases")
    is_basis = models.BooleanField(_("là căn cứ"), default=False)

    class Meta(Entry.Meta):
        verbose_name = _("căn cứ và viện dẫn")
        verbose_name_plural = _("căn cứ và viện dẫn")
        default_related_name = "legal_bases"

    def __str__(self) -> str:
        return str(self.instrument)


class Omission(Entry):
    """A sentence of the plan that is left out on purpose: the system keeps no files on private people."""

    note = models.CharField(_("ghi chú"), max_length=500, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("để ngoài có chủ đích")
        verbose_name_plural = _("để ngoài có chủ đích")
        default_related_name = "omissions"

    def __str__(self) -> str:
        return self.sentence[:200]


class Change(models.Model):
    """One difference between a newer version of the paper and the programme, waiting for or carrying a decision."""

    class Sort(models.TextChoices):
        ADDED = "added", _("thêm mới")
        CHANGED = "changed", _("thay đổi")
        REMOVED = "removed", _("không còn")
        SAME = "same", _("giữ nguyên")

    class State(models.TextChoices):
        WAITING = "waiting", _("chờ quyết định")
        TAKEN = "taken", _("đã đưa vào bản sửa đổi")
        KEPT = "kept", _("giữ như chương trình")

    MOVES = {State.WAITING: {State.TAKEN, State.KEPT}, State.KEPT: {State.TAKEN}}

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="changes")
    document = models.ForeignKey(Document, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=12)
    sort = models.CharField(_("loại thay đổi"), max_length=8, choices=Sort)
    lineage = models.CharField(max_length=32, blank=True)
    reading = models.ForeignKey(Reading, models.PROTECT, null=True, related_name="+")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    fields = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("thay đổi ở bản mới")
        verbose_name_plural = _("thay đổi ở bản mới")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.get_sort_display()} {self.kind} {self.lineage}"


class CalendarFeed(models.Model):
    """An address at which a calendar program asks for a programme's days in its owner's name, until it is revoked.

    The address holds 256 random bits; only their hash is kept, and it is shown once.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="calendar_feeds")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="calendar_feeds")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("lập lúc"))
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)
    fetched_on = models.DateField(_("lấy gần nhất"), null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("địa chỉ lịch")
        verbose_name_plural = _("địa chỉ lịch")
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"địa chỉ lịch số {self.pk}"

    @property
    def may_be_read(self) -> bool:
        """Say whether its owner may still sign in and read this programme."""
        owner = self.owner
        if not owner.is_active or owner.must_change_password or self.programme.version == 0:
            return False
        return Programme.objects.visible_to(owner).filter(pk=self.programme_id).exists()

    def note_fetched(self, today: date) -> None:
        """Keep the day of the last use, at most one write a day."""
        if self.fetched_on != today:
            CalendarFeed.objects.filter(pk=self.pk).update(fetched_on=today)
