"""Returns are documents, the ledger is deltas.

A ``ReturnVersion`` holds its cells as one JSON document; a draft is the same with a revision number. One row per figure
stands only in the ledger, written at acceptance: a correction is a signed delta, so every roll-up is a plain sum.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from thidua.figures.cells import Cell, cells_from_json
from thidua.figures.elements import Element, catalogue
from thidua.figures.regimes import LENGTHS, Window, regime, regimes
from thidua.units.versions import HIERARCHIES, TERRITORY
from thidua_web.register.models import Level, Unit, UnitVersion
from thidua_web.returns.baseline_models import BaselineRecognition as BaselineRecognition
from thidua_web.returns.evidence_models import Evidence as Evidence
from thidua_web.returns.querysets import DecisionQuerySet, LedgerQuerySet, ObligationQuerySet, ReturnQuerySet
from thidua_web.returns.workbook_models import Workbook as Workbook
from thidua_web.returns.workbook_models import WorkbookEntry as WorkbookEntry

LENGTH_NAMES = dict(
    zip(
        LENGTHS,
        (
            gettext_lazy("tuần"),
            gettext_lazy("tháng"),
            gettext_lazy("quý"),
            gettext_lazy("6 tháng"),
            gettext_lazy("9 tháng"),
            gettext_lazy("năm"),
        ),
        strict=True,
    )
)


class Form(models.Model):
    """What is asked, of which units, how often, from which period on. ``elements`` are keys of the catalogue."""

    key = models.SlugField(_("mã biểu"), max_length=60, unique=True)
    title = models.CharField(_("tên biểu"), max_length=200)
    level = models.CharField(_("cấp báo cáo"), max_length=20, choices=Level)
    hierarchy = models.CharField(
        _("xác minh theo hệ"), max_length=20, choices=list(HIERARCHIES.items()), default=TERRITORY
    )
    regime = models.CharField(_("chế độ báo cáo"), max_length=40)
    length = models.CharField(_("kỳ"), max_length=12, choices=list(LENGTH_NAMES.items()))
    elements = models.JSONField(_("số liệu"), default=list)
    programme = models.ForeignKey(
        "programme.Programme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="forms",
        verbose_name=_("chương trình"),
    )
    is_open = models.BooleanField(_("đang dùng"), default=True)

    class Meta:
        verbose_name = _("biểu mẫu")
        verbose_name_plural = _("biểu mẫu")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def window(self, period: str) -> Window:
        """The days that a period of this form covers."""
        return regime(self.regime).window(period)

    @property
    def regime_label(self) -> str:
        return regimes()[self.regime].label

    def elements_on(self, day: date) -> list[Element]:
        """The elements asked, as defined on a day; those not yet or no longer defined are left out."""
        known = catalogue(day).elements
        return [known[key] for key in self.elements if key in known]


class Obligation(models.Model):
    """A unit owes a return for a period; the unit is the one of the period's last day."""

    form = models.ForeignKey(Form, models.PROTECT, related_name="obligations", verbose_name=_("biểu mẫu"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="obligations", verbose_name=_("đơn vị"))
    unit_version = models.ForeignKey(UnitVersion, models.PROTECT, related_name="+", verbose_name=_("đời của đơn vị"))
    period = models.CharField(_("kỳ"), max_length=10)
    opens_on = models.DateField(_("mở từ"))
    closes_on = models.DateField(_("số liệu đến trước"))
    due_on = models.DateField(_("hạn gửi"))

    objects = ObligationQuerySet.as_manager()

    class Meta:
        verbose_name = _("nghĩa vụ báo cáo")
        verbose_name_plural = _("nghĩa vụ báo cáo")
        ordering = ["due_on", "unit_version__sort_key"]
        constraints = [models.UniqueConstraint(fields=["form", "unit", "period"], name="one_return_owed_per_period")]
        indexes = [
            models.Index(fields=["due_on"], name="obligation_by_due_day"),
            models.Index(fields=["form", "-closes_on"], name="obligation_by_period"),
            models.Index(fields=["form", "period"], name="obligation_by_form_and_period"),
            models.Index(fields=["unit", "period"], name="obligation_by_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.form} · {self.unit_version} · {self.period}"

    @cached_property
    def window(self) -> Window:
        """The days of the period."""
        return self.form.window(self.period)

    @property
    def last_day(self) -> date:
        """The day that says which unit and which definitions count."""
        return self.window.last_day

    @property
    def elements(self) -> list[Element]:
        """What this return asks."""
        return self.form.elements_on(self.last_day)

    def is_overdue(self, today: date) -> bool:
        """Whether the due day has passed without a submission."""
        return today > self.due_on and self.state in (Return.State.DRAFT, Return.State.SENT_BACK, Return.State.REOPENED)

    @property
    def state(self) -> str:
        """The state of its return; a return that nobody began is a draft."""
        found = getattr(self, "answer", None)
        return found.state if found else Return.State.DRAFT


class Return(models.Model):
    """The answer to one obligation, with its versions."""

    class State(models.TextChoices):
        DRAFT = "draft", _("đang nhập")
        SUBMITTED = "submitted", _("đã gửi, chờ xác minh")
        SENT_BACK = "sent_back", _("bị trả lại")
        ACCEPTED = "accepted", _("đã tiếp nhận")
        LOCKED = "locked", _("đã khóa")
        REOPENED = "reopened", _("được mở lại")
        PASSED_ON = "passed_on", _("đã chuyển cho đơn vị mới")

    MOVES: dict[str, tuple[str, ...]] = {
        State.DRAFT: (State.SUBMITTED, State.PASSED_ON),
        State.SUBMITTED: (State.ACCEPTED, State.SENT_BACK, State.DRAFT, State.PASSED_ON),
        State.SENT_BACK: (State.SUBMITTED, State.PASSED_ON),
        State.ACCEPTED: (State.LOCKED, State.REOPENED),
        State.LOCKED: (State.REOPENED,),
        State.REOPENED: (State.SUBMITTED, State.ACCEPTED, State.PASSED_ON),
        State.PASSED_ON: (State.DRAFT,),
    }

    obligation = models.OneToOneField(Obligation, models.PROTECT, related_name="answer", verbose_name=_("nghĩa vụ"))
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(_("lần lưu"), default=0)
    changed_at = models.DateTimeField(_("sửa lúc"), default=timezone.now)
    submitted_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)
    current = models.ForeignKey(
        "ReturnVersion", models.PROTECT, null=True, related_name="+", verbose_name=_("bản hiện tại")
    )
    accepted = models.ForeignKey(
        "ReturnVersion", models.PROTECT, null=True, related_name="+", verbose_name=_("bản đã nhận")
    )

    objects = ReturnQuerySet.as_manager()

    class Meta:
        verbose_name = _("báo cáo số liệu")
        verbose_name_plural = _("báo cáo số liệu")
        indexes = [
            models.Index(fields=["state", "submitted_at"], name="return_by_state"),
            models.Index(fields=["obligation", "state"], name="return_state_by_obligation"),
        ]

    def __str__(self) -> str:
        return str(self.obligation)

    def may_become(self, state: str) -> bool:
        """Whether the move is legal."""
        return state in self.MOVES[self.State(self.state)]

    @property
    def sources(self) -> "models.QuerySet[WorkbookEntry]":
        """The workbooks whose figures were entered, the latest first."""
        return self.workbook_entries.select_related("workbook__received_by").order_by("-pk")

    def seen_by_reader(self) -> "ReturnVersion | None":
        """What those see who do not report for the unit: the version sent last, never what is still being typed."""
        if self.current is None or self.current.submitted_at is not None:
            return self.current
        return self.versions.filter(submitted_at__isnull=False).last()

    @property
    def is_withdrawable(self) -> bool:
        """Whether its officer may take it back: sent, and nobody has decided on it."""
        return self.state == self.State.SUBMITTED

    @property
    def is_editable(self) -> bool:
        """Whether its officer may still type."""
        return self.state in (self.State.DRAFT, self.State.SENT_BACK, self.State.REOPENED)


class ReturnVersion(models.Model):
    """One version of a return: a draft until submitted, then kept as it was for ever."""

    answer = models.ForeignKey(Return, models.CASCADE, related_name="versions", verbose_name=_("báo cáo"))
    number = models.PositiveIntegerField(_("bản số"))
    cells = models.JSONField(_("số liệu"), default=dict)
    words = models.JSONField(_("giải thích"), default=dict, blank=True)
    door = models.CharField(_("gửi bằng"), max_length=10, default="web")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(_("lưu lúc"), default=timezone.now)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("bản báo cáo")
        verbose_name_plural = _("các bản báo cáo")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["answer", "number"], name="one_version_of_a_number")]

    def __str__(self) -> str:
        return f"{self.answer_id} bản {self.number}"

    def read_cells(self) -> dict[str, Cell]:
        """The cells, element key to cell."""
        return cells_from_json(self.cells)

    @cached_property
    def sent_cells(self) -> Mapping[str, Cell]:
        """The cells of a version that was sent, read once: nothing is written into it any more."""
        return MappingProxyType(self.read_cells())


class Decision(models.Model):
    """What the verifying chain decided on a version, by whom, when and why."""

    class Kind(models.TextChoices):
        ACCEPT = "accept", _("tiếp nhận")
        SEND_BACK = "send_back", _("trả lại")
        LOCK = "lock", _("khóa")
        REOPEN = "reopen", _("mở lại")

    version = models.ForeignKey(ReturnVersion, models.CASCADE, related_name="decisions", verbose_name=_("bản báo cáo"))
    kind = models.CharField(_("việc"), max_length=10, choices=Kind)
    reason = models.TextField(_("lý do"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người quyết định")
    )
    at = models.DateTimeField(_("lúc"), default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("quyết định về báo cáo")
        verbose_name_plural = _("các quyết định về báo cáo")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["at"], name="decision_by_moment")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.version}"


class DeadlineFeed(models.Model):
    """The secret address of one person's deadlines, for the calendar of a phone. Only its keyed hash is kept."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="deadline_feed", verbose_name=_("người dùng")
    )
    digest = models.CharField(_("dấu băm"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("cấp lúc"), default=timezone.now)

    class Meta:
        verbose_name = _("địa chỉ lịch hạn")
        verbose_name_plural = _("địa chỉ lịch hạn")

    def __str__(self) -> str:
        return str(self.user)


class LedgerEntry(models.Model):
    """A signed change of one figure, at its place in one order of acceptance; never updated."""

    seq = models.PositiveBigIntegerField(_("thứ tự"), unique=True)
    version = models.ForeignKey(ReturnVersion, models.PROTECT, related_name="entries", verbose_name=_("bản báo cáo"))
    unit_version = models.ForeignKey(UnitVersion, models.PROTECT, related_name="+", verbose_name=_("đời của đơn vị"))
    element = models.CharField(_("số liệu"), max_length=60)
    period = models.CharField(_("kỳ"), max_length=10)
    delta = models.BigIntegerField(_("chênh"))

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = _("bút toán")
        verbose_name_plural = _("sổ cái")
        ordering = ["seq"]
        indexes = [models.Index(fields=["period", "element", "unit_version"], name="ledger_by_figure")]

    def __str__(self) -> str:
        return f"{self.seq}: {self.element} {self.delta:+d}"


class LedgerTail(models.Model):
    """One row, the last number of the ledger; taken under a lock because commits come out of order."""

    seq = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("cuối sổ cái")
        verbose_name_plural = _("cuối sổ cái")

    def __str__(self) -> str:
        return str(self.seq)


class Binding(models.Model):
    """A person's word that a target of a programme is measured by an indicator.

    ``lineage`` joins the versions of the target. ``baseline_period`` holds the year that a change is counted from.
    ``why_not``: a person's word that figures of communes cannot measure it, and why.
    """

    class WhyNot(models.TextChoices):
        SOME_UNITS = "some_units", _("đặt riêng cho một số xã nêu tên")
        OTHER_BODY = "other_body", _("giao cho cơ quan khác, không giao cho xã")
        NO_COUNT = "no_count", _("nêu việc phải làm, không nêu số đếm được")

    programme = models.ForeignKey(
        "programme.Programme", models.CASCADE, related_name="bindings", verbose_name=_("chương trình")
    )
    lineage = models.CharField(max_length=32)
    indicator = models.CharField(_("chỉ số"), max_length=60, blank=True)
    is_held_elsewhere = models.BooleanField(_("cơ quan khác giữ số liệu"), default=False)
    element = models.CharField(_("số liệu đạt hay chưa"), max_length=60, blank=True)
    why_not = models.CharField(_("không đo bằng số liệu của xã"), max_length=12, choices=WhyNot, blank=True)
    baseline_period = models.CharField(_("kỳ gốc"), max_length=10, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người xác nhận")
    )
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), default=timezone.now)

    class Meta:
        verbose_name = _("gắn chỉ tiêu với chỉ số")
        verbose_name_plural = _("gắn chỉ tiêu với chỉ số")
        constraints = [models.UniqueConstraint(fields=["programme", "lineage"], name="one_binding_per_target")]

    def __str__(self) -> str:
        return f"{self.lineage}: {self.indicator or self.element}"


class BaselineFigure(models.Model):
    """A figure of a period before this system: imported from a file with its paper, on the unit of that day."""

    unit_version = models.ForeignKey(UnitVersion, models.PROTECT, related_name="+", verbose_name=_("đời của đơn vị"))
    element = models.CharField(_("số liệu"), max_length=60)
    period = models.CharField(_("kỳ"), max_length=10)
    value = models.BigIntegerField(_("số"))
    paper = models.CharField(_("văn bản nguồn"), max_length=300)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(_("nhập lúc"), default=timezone.now)

    class Meta:
        verbose_name = _("số liệu gốc")
        verbose_name_plural = _("số liệu gốc")
        constraints = [
            models.UniqueConstraint(fields=["unit_version", "element", "period"], name="one_baseline_figure")
        ]

    def __str__(self) -> str:
        return f"{self.element} {self.period}: {self.value}"

    def as_row(self) -> dict[str, Any]:
        """As the roll-up of the library takes it."""
        return {"unit": self.unit_version.code, "element": self.element, "period": self.period, "value": self.value}
