"""Papers and what was read out of them: Document (the file), Instrument (the legal thing), Citation, Reading, Decision.

Nothing that the reader wrote is ever changed: a person's word stands beside it, in `Reading.value` and in one
`Decision` per deed, so that the reader's work can be judged later and any deed taken back.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.citations.model import show_code
from thidua_web.documents.querysets import (
    CitationQuerySet,
    DocumentQuerySet,
    InstrumentQuerySet,
    JobQuerySet,
    ReadingQuerySet,
)


class Instrument(models.Model):
    """A legal instrument known by type, number, symbol, year and, where several bodies keep one series, issuer.

    A yearless code (`860/KH-UBND`) takes the calendar year of its date into its identity; where the day is not known
    either, `identity` ends in `?` and a later dated mention is another row until a person joins the two.
    """

    identity = models.CharField(max_length=400, unique=True, editable=False)
    type = models.CharField(_("loại văn bản"), max_length=80)
    number = models.CharField(_("số"), max_length=20, blank=True)
    year = models.PositiveSmallIntegerField(_("năm trong số, ký hiệu"), null=True, blank=True)
    symbol = models.CharField(_("ký hiệu"), max_length=80, blank=True)
    date = models.CharField(_("ngày ban hành"), max_length=10, blank=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=250, blank=True)
    subject = models.TextField(_("trích yếu"), blank=True)
    folded = models.TextField(editable=False, default="")

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("văn bản được viện dẫn")
        verbose_name_plural = _("sổ văn bản")
        ordering = ("-date", "identity")

    def __str__(self) -> str:
        return f"{self.type} số {self.code}" if self.code else f"{self.type} {self.subject}".strip()[:200]

    @property
    def code(self) -> str:
        """Give the code as papers print it: `860/KH-UBND`, `124/2021/TT-BCA`, `46-CT/TW`."""
        return show_code(self.number or None, str(self.year) if self.year else None, self.symbol or None)


class Document(models.Model):
    """One uploaded file, its text extracted once, and the reading of it. Spans everywhere are code points of `text`."""

    class State(models.TextChoices):
        READ = "read", _("chờ xác nhận")
        CONFIRMED = "confirmed", _("đã lập chương trình")
        COMPARED = "compared", _("bản mới, đối chiếu với chương trình")

    MOVES = {State.READ: {State.CONFIRMED, State.COMPARED}}

    name = models.CharField(_("tên tệp"), max_length=255)
    title = models.CharField(_("tên văn bản"), max_length=600, blank=True)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    size = models.PositiveBigIntegerField(_("dung lượng"))
    kind = models.CharField(_("định dạng"), max_length=20)
    encoding = models.CharField(_("bảng mã"), max_length=40, blank=True)
    text = models.TextField(editable=False)
    pieces = models.JSONField(default=list, editable=False)
    reading = models.JSONField(default=dict, editable=False)
    reader_version = models.CharField(max_length=40, editable=False)
    notes = models.JSONField(default=list, editable=False)
    state = models.CharField(max_length=12, choices=State, default=State.READ)
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("văn bản")
    )
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="newer")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("tệp văn bản")
        verbose_name_plural = _("văn bản đã tải lên")
        ordering = ("-uploaded_at", "-pk")

    def __str__(self) -> str:
        return self.title or self.name

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("documents:document", args=[self.pk])

    def name_after(self, about: dict[str, Any]) -> None:
        """Take the title from the paper's own fields, as a register writes it: type, code, subject."""
        code = show_code(about.get("number"), about.get("year"), about.get("symbol"))
        head = " ".join(p for p in (about.get("type") or "", f"số {code}" if code else "") if p)
        self.title = ": ".join(p for p in (head, about.get("title") or "") if p)[:600]

    @property
    def is_open(self) -> bool:
        """Say whether readings may still be decided."""
        return self.state == self.State.READ

    def cut(self, start: int, end: int) -> str:
        return self.text[start:end]


class Job(models.Model):
    """One file whose reading takes longer than a request may: it waits, is read by a process of its own, and ends.

    While it is open the bytes lie in `waiting_room` under their hash; whoever reads them holds the file's lock. `name`
    and `sha256` are emptied where the paper turned out to be secret.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("chờ đọc")
        RUNNING = "running", _("đang đọc")
        DONE = "done", _("đã đọc xong")
        FAILED = "failed", _("không đọc được")
        CANCELLED = "cancelled", _("đã dừng theo yêu cầu")

    OPEN = (State.WAITING, State.RUNNING)
    MOVES = {
        State.WAITING: {State.RUNNING, State.FAILED, State.CANCELLED},
        State.RUNNING: {State.WAITING, State.RUNNING, State.DONE, State.FAILED, State.CANCELLED},
    }

    name = models.CharField(_("tên tệp"), max_length=255)
    sha256 = models.CharField(max_length=64, editable=False, blank=True)
    size = models.PositiveBigIntegerField(_("dung lượng"))
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    pages_done = models.PositiveIntegerField(default=0)
    pages_all = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=500, blank=True)
    supersedes = models.ForeignKey(Document, models.SET_NULL, null=True, related_name="+")
    document = models.ForeignKey(Document, models.CASCADE, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("việc đọc tệp")
        verbose_name_plural = _("việc đọc tệp")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("sha256",),
                condition=models.Q(state__in=("waiting", "running")),
                name="file_read_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        # never the file's name: the journal keeps this, and the paper may turn out to be secret
        return f"việc đọc tệp số {self.pk}"

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("documents:job", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_failed(self) -> bool:
        return self.state == self.State.FAILED


class Reading(models.Model):
    """One thing read in a paper (or marked there by a person), waiting for or carrying a person's decision.

    `original` is what the reader gave, null where a person added it; `value` is what stands now; `doubts` are the
    reader's doubts that touch the span. `revision` grows by one with each decision: two people at once are noticed.
    """

    class Kind(models.TextChoices):
        PAPER = "paper", _("Thông tin văn bản")
        TARGET = "target", _("Chỉ tiêu")
        TASK = "task", _("Nhiệm vụ")
        DATE = "date", _("Mốc thời gian")
        CITATION = "citation", _("Viện dẫn")
        INITIATIVE = "initiative", _("Mô hình")
        DOUBT = "doubt", _("Điểm nghi vấn")
        OMISSION = "omission", _("Để ngoài có chủ đích")

    class State(models.TextChoices):
        WAITING = "waiting", _("chờ xem")
        ACCEPTED = "accepted", _("đã chấp nhận")
        CORRECTED = "corrected", _("đã sửa")
        REJECTED = "rejected", _("đã bỏ")
        WITHDRAWN = "withdrawn", _("đã rút lại")

    class Reason(models.TextChoices):
        NOT_ONE = "not-one", _("Không phải mục thuộc loại này")
        MISREAD = "misread", _("Đọc sai, không sửa được")
        DUPLICATE = "duplicate", _("Trùng với mục khác")
        RULE_11 = "rule-11", _("Để ngoài có chủ đích: hệ thống không lập hồ sơ về cá nhân")
        OTHER = "other", _("Lý do khác")

    MOVES = {
        State.WAITING: {State.ACCEPTED, State.CORRECTED, State.REJECTED},
        State.ACCEPTED: {State.WAITING, State.CORRECTED, State.REJECTED, State.WITHDRAWN},
        State.CORRECTED: {State.WAITING, State.ACCEPTED, State.CORRECTED, State.REJECTED, State.WITHDRAWN},
        State.REJECTED: {State.WAITING, State.ACCEPTED, State.CORRECTED},
        State.WITHDRAWN: {State.ACCEPTED},
    }

    document = models.ForeignKey(Document, models.CASCADE, related_name="readings")
    kind = models.CharField(max_length=12, choices=Kind)
    key = models.CharField(max_length=24)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    original = models.JSONField(null=True, editable=False)
    value = models.JSONField()
    doubts = models.JSONField(default=list, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    reason_code = models.CharField(max_length=10, choices=Reason, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=0)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("mục đọc được")
        verbose_name_plural = _("mục đọc được")
        ordering = ("start", "end", "pk")
        constraints = (
            models.UniqueConstraint(fields=("document", "key"), name="reading_key_once_in_a_document"),
            models.CheckConstraint(condition=models.Q(start__lte=models.F("end")), name="reading_span_runs_forward"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_taken(self) -> bool:
        """Say whether the reading goes into the programme."""
        return self.state in (self.State.ACCEPTED, self.State.CORRECTED)

    @property
    def is_added(self) -> bool:
        return self.original is None

    @property
    def has_doubts(self) -> bool:
        return self.kind == self.Kind.DOUBT or bool(self.doubts)


class Decision(models.Model):
    """What one person decided on one reading at one moment; `undone_at` is set when it was taken back."""

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="decisions")
    revision = models.PositiveIntegerField()
    before = models.CharField(max_length=10, choices=Reading.State)
    after = models.CharField(max_length=10, choices=Reading.State)
    value_before = models.JSONField()
    value = models.JSONField()
    reason_code = models.CharField(max_length=10, choices=Reading.Reason, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    batch = models.CharField(max_length=32, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("quyết định xác nhận")
        verbose_name_plural = _("quyết định xác nhận")
        ordering = ("-pk",)


class Citation(models.Model):
    """A paper naming an instrument: the edge of the register, with its sentence and the day printed there."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="citations")
    reading = models.OneToOneField(Reading, models.CASCADE, related_name="citation")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="citations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sentence = models.TextField()
    date = models.CharField(_("ngày ghi trong câu"), max_length=10, blank=True)
    is_legal_basis = models.BooleanField(_("là căn cứ"), default=False)

    objects = CitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("viện dẫn")
        verbose_name_plural = _("viện dẫn")
        ordering = ("document", "start")
