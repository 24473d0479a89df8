"""Lists on paper and on screen: who is to be called because they never came, and who can see what."""

from typing import Any

from django.conf import settings
from django.db.models import F, OuterRef, Prefetch, QuerySet, Subquery
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from thidua.dates import show_day
from thidua.errors import OfficerError
from thidua.units.versions import HIERARCHIES
from thidua_web.frame.tables import Column, Table
from thidua_web.frame.templatetags.vietnamese import day as written
from thidua_web.people.account_views import permitted
from thidua_web.people.authority import Authority
from thidua_web.people.forms import AccountFilter
from thidua_web.people.granting import DEEDS
from thidua_web.people.models import ActivationCode, Post, User, today
from thidua_web.people.naming_units import UnitsOfDay
from thidua_web.people.sight import who_sees
from thidua_web.register.models import UnitVersion

TRAIL = [(gettext_lazy("Tài khoản"), "accounts")]
CALLED = {"never_signed_in": gettext_lazy("Chưa đăng nhập lần nào"), "idle": gettext_lazy("Lâu không đăng nhập")}


def _trail() -> list[tuple[str, str]]:
    return [(label, reverse(name)) for label, name in TRAIL]


def _code(user: User) -> str:
    """How the paper stands that this person was given."""
    code: ActivationCode | None = next(iter(user.open_codes), None)
    if code is None:
        return gettext("không có mã") if user.last_login is None else ""
    return (
        gettext("dùng đến %(expires_at)s") % {"expires_at": written(code.expires_at)}
        if code.expires_at.date() >= today()
        else gettext("mã đã hết hạn")
    )


CALL_COLUMNS = [
    Column(
        "don-vi",
        gettext_lazy("Đơn vị"),
        lambda u: u.unit_text or "; ".join(p.unit_text for p in u.shown_posts),
        order=("place", "sort_key"),
    ),
    Column(
        "ho-ten",
        gettext_lazy("Họ và tên"),
        lambda u: u.full_name,
        order=("sort_key",),
        url=lambda u: reverse("one_account", args=[u.pk]),
    ),
    Column("vai-tro", gettext_lazy("Vai trò"), lambda u: "; ".join({str(p.get_role_display()) for p in u.shown_posts})),
    Column(
        "dien-thoai",
        gettext_lazy("Điện thoại công vụ"),
        lambda u: u.phone or gettext("chưa có"),
        url=lambda u: f"tel:{u.phone.replace(' ', '')}" if u.phone else None,
    ),
    Column("ten-dang-nhap", gettext_lazy("Tên đăng nhập"), lambda u: u.username, order=("username",)),
    Column("ma", gettext_lazy("Mã trên giấy"), _code),
    Column(
        "dang-nhap", gettext_lazy("Đăng nhập gần nhất"), lambda u: u.last_login, kind="moment", order=("last_login",)
    ),
    Column("ghi-chu", gettext_lazy("Đã gọi, ghi chú"), lambda u: ""),
]


@require_safe
def call_list(request: HttpRequest) -> HttpResponseBase:
    """Whom to telephone: those who never signed in, or not for long; sorted by unit, to be printed or downloaded."""
    authority, form = permitted(request), AccountFilter(request.GET)
    which = request.GET.get("ai") if request.GET.get("ai") in CALLED else "never_signed_in"
    every = User.objects.visible_to(request.user)
    at = UnitVersion.objects.filter(unit__posts__user=OuterRef("pk")).order_by("-valid_from").values("sort_key")
    rows = (
        form.narrow(every.in_state(which), today())
        .annotate(place=Subquery(at[:1]))
        .order_by(F("place").asc(nulls_first=True), "sort_key", "pk")
    )
    codes = ActivationCode.objects.filter(ended_at=None)
    rows = rows.prefetch_related(
        Prefetch("posts", _shown(authority), to_attr="shown_posts"), Prefetch("codes", codes, to_attr="open_codes")
    )
    table = Table(request, CALL_COLUMNS, rows, name="danh-sach-goi", per_page=100)
    context = {
        "form": form, "table": table, "which": which, "trail": _trail(), "idle_days": settings.IDLE_DAYS,
        "called": [(key, word, every.in_state(key).count()) for key, word in CALLED.items()],
    }  # fmt: skip
    return table.download() or render(request, "people/call_list.html", context)


def _shown(authority: Authority) -> QuerySet[Post]:
    """Posts in force that one may read."""
    rows = Post.objects.in_force(today()).order_by("pk")
    if not authority.is_office and not authority.reach.everything:
        rows = rows.filter(unit__in=authority.reach.units)
    return rows


def _days(post: Post) -> str:
    return (gettext("từ %(valid_from)s") % {"valid_from": show_day(post.valid_from)}) + (
        gettext(" đến trước %(valid_to)s") % {"valid_to": show_day(post.valid_to)} if post.valid_to else ""
    )


SIGHT_COLUMNS = [
    Column("ho-ten", gettext_lazy("Họ và tên"), lambda p: p.user.full_name, order=("user__sort_key",),
           url=lambda p: reverse("one_account", args=[p.user_id])),
    Column("vai-tro", gettext_lazy("Vai trò"), lambda p: p.get_role_display(), order=("role",)),
    Column("tai", gettext_lazy("Tại đơn vị"), lambda p: p.unit_text or gettext("cả tỉnh"), order=("unit_text",)),
    Column("he", gettext_lazy("Theo hệ"), lambda p: HIERARCHIES[p.hierarchy], order=("hierarchy",)),
    Column("thoi-gian", gettext_lazy("Thời gian"), _days, order=("valid_from",)),
    Column("thay-cho", "Thay cho", lambda p: p.stands_in_for.user.full_name if p.stands_in_for else "",
           is_shown=False),
    Column("lam-gi", gettext_lazy("Thấy gì, làm gì"), lambda p: DEEDS[p.role]),
]  # fmt: skip


@require_safe
def who_sees_what(request: HttpRequest) -> HttpResponseBase:
    """Every post in force, or only those that reach a unit; what each lets its holder see and do."""
    authority, words = permitted(request), request.GET.get("don_vi", "").strip()[:200]
    context: dict[str, Any] = {"words": words, "trail": _trail()}
    rows = _shown(authority).filter(user__is_active=True)
    if words:
        try:
            unit = UnitsOfDay(today(), authority.reach).find(words)
            context["unit"] = unit
            rows = Post.objects.filter(pk__in=[post.pk for post in who_sees(unit.pk, today())])
        except OfficerError as wrong:
            context["problem"], rows = wrong.sentence, rows.none()
    rows = rows.select_related("user", "stands_in_for__user").order_by("role", "user__sort_key", "pk")
    context["table"] = table = Table(request, SIGHT_COLUMNS, rows, name="ai-thay-gi")
    return table.download() or render(request, "people/who_sees_what.html", context)
