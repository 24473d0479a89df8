"""The registry as rows. Identity, version and succession are those of ``thidua.units``; nothing is decided here.

Live tables hold what is in force. A ``Generation`` is a set of changes loaded inactive, compared, activated, and where
nothing leans on it yet, reverted. History is never overwritten: an act closes one version and opens another.
"""

import secrets
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thidua.text import fold_name
from thidua.units.versions import HIERARCHIES, SUCCESSION_KINDS
from thidua_web.register.querysets import GenerationQuerySet, UnitQuerySet, UnitVersionQuerySet, ValidQuerySet

CODE_LENGTH = 40


def fresh_token() -> str:
    """A token that never comes twice."""
    return secrets.token_hex(16)


class Level(models.TextChoices):
    """What sort of unit; districts stay readable in history."""

    PROVINCE = "province", _("tỉnh")
    DISTRICT = "district", _("huyện")
    COMMUNE = "commune", _("xã")
    RESIDENTIAL_AREA = "residential_area", _("khu dân cư")
    AGENCY = "agency", _("cơ quan")
    ENTERPRISE = "enterprise", _("doanh nghiệp")
    SCHOOL = "school", _("cơ sở giáo dục")


LOCAL_LEVELS = (Level.RESIDENTIAL_AREA, Level.AGENCY, Level.ENTERPRISE, Level.SCHOOL)
"""Levels that a province keeps itself."""


class Unit(models.Model):
    """An identity that outlives its names, codes and parents; all else is said by its versions.

    Where the model falls down: a unit that was both split and merged on one day is a new unit even if people go on
    using its name; they find it through its life line.
    """

    key = models.CharField(_("khóa"), max_length=60, unique=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("đơn vị")
        verbose_name_plural = _("đơn vị")

    def __str__(self) -> str:
        latest = self.versions.order_by("-valid_from").first()
        return latest.full_name if latest else self.key

    def on(self, day: date) -> "UnitVersion | None":
        """How this unit stood on a day."""
        return self.versions.as_of(day).first()


class UnitVersion(models.Model):
    """How a unit stood from ``valid_from`` up to but not including ``valid_to``; NULL is open."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="versions", verbose_name=_("đơn vị"))
    code = models.CharField(_("mã"), max_length=CODE_LENGTH, blank=True)
    name = models.CharField(_("tên"), max_length=200)
    kind = models.CharField(_("loại"), max_length=60)
    level = models.CharField(_("cấp"), max_length=20, choices=Level)
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)
    parent = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("thuộc")
    )
    details = models.JSONField(_("chi tiết"), default=dict, blank=True)
    opened_by = models.CharField(_("mở bởi"), max_length=120, blank=True)
    closed_by = models.CharField(_("đóng bởi"), max_length=120, blank=True)
    source = models.CharField(_("nguồn"), max_length=120, blank=True)
    folded = models.CharField(max_length=280, editable=False)
    sort_key = models.CharField(max_length=400, editable=False)

    objects = UnitVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("đời của đơn vị")
        verbose_name_plural = _("các đời của đơn vị")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gt=models.F("valid_from")),
                name="version_ends_after_it_begins",
            ),
            models.UniqueConstraint(fields=["unit", "valid_from"], name="one_version_begins_on_a_day"),
        ]
        indexes = [
            models.Index(fields=["level", "valid_from", "valid_to"], name="version_by_level"),
            models.Index(fields=["code"], name="version_by_code"),
            models.Index(fields=["parent", "level"], name="version_by_parent"),
            models.Index(fields=["folded"], name="version_by_name"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Kind and name as in a sentence: ``xã Tân Phong``, ``Phường 3``."""
        return self.name if self.name.casefold().startswith(self.kind.casefold()) else f"{self.kind} {self.name}"

    def covers(self, day: date) -> bool:
        """Whether this is how the unit stood on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)

    @staticmethod
    def folded_name(kind: str, name: str, code: str) -> str:
        """What search looks through: kind, name and code without diacritics."""
        return f"{fold_name(kind)} {fold_name(name)} {code}"[:280]


class OtherParent(models.Model):
    """The unit above in a hierarchy other than the territory: authority, police, emulation cluster."""

    version = models.ForeignKey(
        UnitVersion, on_delete=models.CASCADE, related_name="other_parents", verbose_name=_("đời")
    )
    hierarchy = models.CharField(_("hệ"), max_length=20, choices=list(HIERARCHIES.items()))
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("thuộc"))

    class Meta:
        verbose_name = _("thuộc hệ khác")
        verbose_name_plural = _("thuộc các hệ khác")
        constraints = [models.UniqueConstraint(fields=["version", "hierarchy"], name="one_parent_per_hierarchy")]
        indexes = [models.Index(fields=["hierarchy", "parent"], name="other_parent_by_parent")]

    def __str__(self) -> str:
        return f"{self.get_hierarchy_display()}: {self.parent_id}"


class Succession(models.Model):
    """A dated act (a resolution, a decision) that made units into other units."""

    key = models.CharField(_("số, ký hiệu"), max_length=120, unique=True)
    on = models.DateField(_("có hiệu lực từ"))
    kind = models.CharField(_("việc"), max_length=20, choices=list(SUCCESSION_KINDS.items()))
    basis = models.CharField(_("căn cứ"), max_length=400, blank=True)
    issued_on = models.DateField(_("ban hành ngày"), null=True, blank=True)
    source = models.CharField(_("nguồn"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("việc sắp xếp")
        verbose_name_plural = _("việc sắp xếp")
        ordering = ["-on", "key"]

    def __str__(self) -> str:
        return self.basis or self.key


class SuccessionEdge(models.Model):
    """Leads from the unit that ends on ``on`` to one that begins on it."""

    on = models.DateField(_("ngày"))
    origin = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="heir_edges", verbose_name=_("từ"))
    heir = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="origin_edges", verbose_name=_("thành"))
    act = models.CharField(_("việc sắp xếp"), max_length=120, blank=True)
    source = models.CharField(_("nguồn"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("bước kế thừa")
        verbose_name_plural = _("bước kế thừa")
        constraints = [models.UniqueConstraint(fields=["on", "origin", "heir"], name="one_edge_between_two")]

    def __str__(self) -> str:
        return f"{self.origin_id} → {self.heir_id}"


class Share(models.Model):
    """What part of an element an edge carries, as an exact fraction; where no row stands it is not known."""

    edge = models.ForeignKey(SuccessionEdge, on_delete=models.CASCADE, related_name="shares", verbose_name=_("bước"))
    element = models.CharField(_("số liệu"), max_length=60)
    numerator = models.PositiveBigIntegerField(_("tử số"))
    denominator = models.PositiveBigIntegerField(_("mẫu số"))
    source = models.CharField(_("nguồn"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("phần kế thừa")
        verbose_name_plural = _("phần kế thừa")
        constraints = [
            models.UniqueConstraint(fields=["edge", "element"], name="one_share_per_element"),
            models.CheckConstraint(
                condition=models.Q(denominator__gt=0) & models.Q(numerator__lte=models.F("denominator")),
                name="share_between_nought_and_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.element}: {self.numerator}/{self.denominator}"


class Boundary(models.Model):
    """The land of a unit on some days, as the province brought it; drawn on the map of its communes."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="boundaries", verbose_name=_("đơn vị"))
    rings = models.JSONField(_("đường bao"))
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)
    source = models.CharField(_("nguồn"), max_length=200)

    objects = ValidQuerySet.as_manager()

    class Meta:
        verbose_name = _("ranh giới")
        verbose_name_plural = _("ranh giới")
        constraints = [models.UniqueConstraint(fields=["unit", "valid_from"], name="one_boundary_begins_on_a_day")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.source}"


class Generation(models.Model):
    """A set of changes to the registry: loaded inactive, compared, activated, perhaps reverted."""

    class State(models.TextChoices):
        STAGED = "staged", _("đã nạp, chưa dùng")
        ACTIVE = "active", _("đang dùng")
        REVERTED = "reverted", _("đã hoàn lại")
        DROPPED = "dropped", _("đã bỏ")

    title = models.CharField(_("tên"), max_length=200)
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.STAGED)
    changes = models.JSONField(_("thay đổi"))
    summary = models.JSONField(_("tóm tắt"), default=dict)
    before = models.CharField(_("dấu vân trước"), max_length=64, blank=True)
    after = models.CharField(_("dấu vân sau"), max_length=64, blank=True)
    place = models.PositiveIntegerField(_("thứ tự dùng"), null=True, unique=True)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("người nạp")
    )
    loaded_at = models.DateTimeField(_("nạp lúc"), default=timezone.now)
    activated_at = models.DateTimeField(_("dùng từ lúc"), null=True, blank=True)

    objects = GenerationQuerySet.as_manager()

    class Meta:
        verbose_name = _("lần nạp")
        verbose_name_plural = _("các lần nạp")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    MOVES: dict[str, tuple[str, ...]] = {
        State.STAGED: (State.ACTIVE, State.DROPPED),
        State.ACTIVE: (State.REVERTED,),
        State.REVERTED: (State.ACTIVE, State.DROPPED),
        State.DROPPED: (),
    }

    def may_become(self, state: str) -> bool:
        """Whether the move is legal."""
        return state in self.MOVES[self.State(self.state)]

    def count(self, what: str) -> int:
        """How many rows of one sort the changes hold."""
        rows: list[Any] = self.changes.get(what, [])
        return len(rows)


class Stand(models.Model):
    """One row: a token of the registry's present stand; workers reload when it is another.

    A token and not a count: a count taken back by a rolled-back transaction would come again for another stand.
    """

    token = models.CharField(max_length=32, default=fresh_token)

    class Meta:
        verbose_name = _("mốc của sổ đơn vị")
        verbose_name_plural = _("mốc của sổ đơn vị")

    def __str__(self) -> str:
        return self.token
