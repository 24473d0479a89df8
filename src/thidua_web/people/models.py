"""People who sign in, and their posts. No rights are stored on a person: they follow from posts in force on a day."""

from datetime import date
from functools import cache

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from vn_collate import collate_key

from thidua.dates import show_day
from thidua.text import fold_name
from thidua.units.versions import HIERARCHIES, TERRITORY
from thidua_web.people.querysets import PostQuerySet, UserQuerySet, idle_since


def today() -> date:
    """The day in Việt Nam: law and posts live on days."""
    return timezone.localdate()


def folded_person(full_name: str, username: str) -> str:
    """What search looks through: the name without diacritics, and the name to sign in with."""
    return f"{fold_name(full_name)} {username.casefold()}"[:200]


def person_sort_key(full_name: str) -> str:
    """Vietnamese lists of people go by the given name, which comes last; then by the family name."""
    given, *others = list(reversed(full_name.split())) or [""]
    return str(collate_key(" ".join([given, *reversed(others)])))[:400]


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Make users; a name is kept as typed and found whatever its case."""

    def unsaved(self, username: str, password: str | None = None, **fields: object) -> "User":
        """A user with every stored column filled and nothing saved yet; without a password nobody signs in."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.folded = folded_person(user.full_name, user.username)
        user.sort_key = person_sort_key(user.full_name)
        return user

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        user = self.unsaved(username, password, **fields)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """An officer with an account. Accounts are disabled, never deleted: the journal speaks of them for ever."""

    username = models.CharField(
        _("tên đăng nhập"), max_length=60, unique=True, validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("Đã có người dùng tên đăng nhập này.")},
    )  # fmt: skip
    full_name = models.CharField(_("họ và tên"), max_length=120)
    email = models.EmailField(_("thư điện tử công vụ"), blank=True)
    phone = models.CharField(_("điện thoại công vụ"), max_length=30, blank=True)
    unit_text = models.CharField(_("đơn vị"), max_length=200, blank=True)
    is_active = models.BooleanField(_("đang hoạt động"), default=True)
    must_change_password = models.BooleanField(_("phải đổi mật khẩu"), default=False)
    language = models.CharField(_("ngôn ngữ của trang"), max_length=8, blank=True, choices=settings.LANGUAGES)
    joined_at = models.DateTimeField(_("tạo lúc"), default=timezone.now, editable=False)
    folded = models.CharField(max_length=200, blank=True, editable=False)
    sort_key = models.CharField(max_length=400, blank=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("người dùng")
        verbose_name_plural = _("người dùng")
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=~models.Q(email=""), name="one_user_per_email",
                violation_error_message=_("Đã có người dùng địa chỉ thư này."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.full_name or self.username

    @property
    def standing(self) -> str:
        """How the account stands, as a key of ``frame.states``: the same four kinds as ``UserQuerySet.in_state``."""
        if not self.is_active:
            return "disabled"
        if self.last_login is None:
            return "never_signed_in"
        return "idle" if self.last_login < idle_since() else "in_use"

    def holds(self, *roles: "Role", day: date | None = None) -> bool:
        """Whether a post in force on ``day`` (default: today) gives one of these roles."""
        return bool(set(roles) & self.roles(day))

    def roles(self, day: date | None = None) -> set[str]:
        """The roles of this person on a day; asked once per request, kept on the object."""
        day = day or today()
        kept: dict[date, set[str]] = self.__dict__.setdefault("_roles", {})
        if day not in kept:
            kept[day] = {post.role for post in self.posts_on(day)}
        return kept[day]

    def keep_posts(self, posts: "list[Post]") -> None:
        """Keep all posts of this person, fetched elsewhere with what their units are."""
        for post in posts:
            post.user = self
        self.__dict__["_posts"] = posts

    def posts_on(self, day: date) -> "list[Post]":
        """The posts in force on a day. A person has few: all are fetched once per request and kept on the object."""
        kept: list[Post] | None = self.__dict__.get("_posts")
        if kept is None:
            fetched = "posts" in getattr(self, "_prefetched_objects_cache", {})  # a list of people brings them along
            rows = self.posts.all() if fetched else posts_told_of_ground().filter(user=self.pk)
            kept = self.__dict__["_posts"] = list(rows)
        return [post for post in kept if post.is_in_force(day)]


class Role(models.TextChoices):
    """What a post lets its holder do; the unit of the post says where."""

    STANDING_OFFICE = "standing_office", _("Cơ quan thường trực")
    HOME_AFFAIRS = "home_affairs", _("Cơ quan thi đua – khen thưởng")
    UNIT_ADMINISTRATOR = "unit_administrator", _("Quản trị tài khoản đơn vị")
    UNIT_OFFICER = "unit_officer", _("Cán bộ đơn vị")
    SECTOR_OFFICER = "sector_officer", _("Cán bộ sở, ngành")
    ORGANIZATION_OFFICER = "organization_officer", _("Cán bộ cơ quan, doanh nghiệp, nhà trường")
    VERIFIER = "verifier", _("Người thẩm định")
    COUNCIL_MEMBER = "council_member", _("Thành viên hội đồng")
    CLUSTER_LEAD = "cluster_lead", _("Cụm trưởng, khối trưởng")
    LEADER = "leader", _("Lãnh đạo (chỉ xem)")


class Post(models.Model):
    """A person in a role at a unit, in one hierarchy, from a day to a day (half-open). Posts end; they are not deleted.

    A post without a unit covers the province for offices of the province, and nothing for others (``people.reach``).
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts", verbose_name=_("người dùng"))
    role = models.CharField(_("vai trò"), max_length=30, choices=Role)
    unit = models.ForeignKey(
        "register.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("tại đơn vị"),
    )
    hierarchy = models.CharField(_("theo hệ"), max_length=20, choices=list(HIERARCHIES.items()), default=TERRITORY)
    unit_text = models.CharField(_("đơn vị"), max_length=200, blank=True)
    valid_from = models.DateField(_("từ ngày"), default=today)
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)
    stands_in_for = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="deputies", verbose_name=_("thay cho")
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("vị trí")
        verbose_name_plural = _("vị trí")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="post_ends_after_it_begins",
            )
        ]

    @property
    def is_alone(self) -> bool:
        """Whether its unit is known to be no province of ours, with no unit under it and none that went into it."""
        told = ("is_heir", "is_above", "is_own")
        return self.hierarchy == TERRITORY and not any(getattr(self, name, True) for name in told)

    def is_in_force(self, day: date) -> bool:
        """Whether its half-open life holds a day, as ``PostQuerySet.in_force`` asks of many."""
        return self.valid_from <= day and self.is_open(day)

    def is_open(self, day: date) -> bool:
        """Whether it is in force on a day or still to come."""
        return self.valid_to is None or self.valid_to > day

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.unit_text}" if self.unit_text else self.get_role_display()


@cache
def posts_told_of_ground() -> PostQuerySet:
    """All posts with what their units are, to be filtered. Every request asks; to build the question costs more."""
    return Post.objects.told_of_ground()


class ActivationCode(models.Model):
    """A code on paper that lets its person set a password once. Only its keyed hash is kept; a newer code voids it."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="codes", verbose_name=_("người dùng"))
    digest = models.CharField(_("dấu băm"), max_length=64)
    made_at = models.DateTimeField(_("cấp lúc"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("người cấp")
    )
    expires_at = models.DateTimeField(_("hết hạn lúc"))
    ended_at = models.DateTimeField(_("dùng hoặc bỏ lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("mã kích hoạt")
        verbose_name_plural = _("mã kích hoạt")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(ended_at__isnull=True), name="one_open_code_per_user"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {show_day(timezone.localdate(self.made_at))}"


class OwnProvince(models.Model):
    """A province that this installation serves. A post at the only one reaches everything; a post at any other
    province, or at one of several, reaches that province and what stands below it (``people.reach``).
    """

    unit = models.OneToOneField(
        "register.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("tỉnh, thành phố")
    )
    named_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("người nêu")
    )
    named_at = models.DateTimeField(_("nêu lúc"), default=timezone.now)

    class Meta:
        verbose_name = _("tỉnh của bản cài đặt")
        verbose_name_plural = _("tỉnh của bản cài đặt")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.unit)
