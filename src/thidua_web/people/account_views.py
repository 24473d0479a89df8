"""Pages of those who keep accounts: the list, one account, a new one, deeds on accounts and posts."""

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Case, Min, Prefetch, When
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.errors import OfficerError
from thidua_web.frame.tables import Column, Table
from thidua_web.journal.models import JournalEntry
from thidua_web.people import acts
from thidua_web.people.activation import picture_of
from thidua_web.people.authority import Authority, authority_of
from thidua_web.people.forms import AccountFilter, DeputyForm, HandOverForm, NewAccountForm, OnDayForm, PostForm
from thidua_web.people.giving import Slip
from thidua_web.people.models import Post, User, today
from thidua_web.people.sight import seen_by

HISTORY = 50
MOST_NAMED, MOST_SUGGESTED = 5, 100


def _trail() -> list[tuple[str, str]]:
    return [(gettext("Tài khoản"), reverse("accounts"))]


def permitted(request: HttpRequest) -> Authority:
    """The authority of who asks; PermissionDenied where it is none."""
    authority = authority_of(request.user)
    if not authority:
        raise PermissionDenied
    return authority


def _posts(user: User) -> str:
    return "; ".join(str(post) for post in user.shown_posts)


COLUMNS = [
    Column(
        "ho-ten",
        gettext_lazy("Họ và tên"),
        lambda u: u.full_name,
        order=("sort_key",),
        url=lambda u: reverse("one_account", args=[u.pk]),
    ),
    Column("ten-dang-nhap", gettext_lazy("Tên đăng nhập"), lambda u: u.username, order=("username",)),
    Column("vi-tri", gettext_lazy("Vị trí"), _posts),
    Column("trang-thai", gettext_lazy("Trạng thái"), lambda u: u.standing, kind="state"),
    Column(
        "dang-nhap", gettext_lazy("Đăng nhập gần nhất"), lambda u: u.last_login, kind="moment", order=("last_login",)
    ),
    Column("dien-thoai", gettext_lazy("Điện thoại công vụ"), lambda u: u.phone or None),
    Column("thu", gettext_lazy("Thư điện tử"), lambda u: u.email or None, is_shown=False),
    Column(
        "tao-luc", gettext_lazy("Tạo lúc"), lambda u: u.joined_at, kind="moment", order=("joined_at",), is_shown=False
    ),
]


@require_safe
def accounts(request: HttpRequest) -> HttpResponseBase:
    """The accounts that this person keeps, filtered by the address; downloaded, it is the call list."""
    authority, form = permitted(request), AccountFilter(request.GET)
    shown = Post.objects.in_force(today()).order_by("pk")
    if not authority.is_office and not authority.reach.everything:
        shown = shown.filter(unit__in=authority.reach.units)
    rows = User.objects.visible_to(request.user).order_by("sort_key", "pk")
    rows = form.narrow(rows, today()).prefetch_related(Prefetch("posts", shown, to_attr="shown_posts"))
    table = Table(request, COLUMNS, rows, name="tai-khoan")
    never = User.objects.visible_to(request.user).in_state("never_signed_in").count()
    idle = User.objects.visible_to(request.user).in_state("idle").count()
    context = {
        "form": form,
        "table": table,
        "never": never,
        "idle": idle,
        "idle_days": settings.IDLE_DAYS,
        "is_office": authority.is_office,
    }
    return table.download() or render(request, "people/accounts.html", context)


@require_safe
def one_account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: its posts, what it may see and do, what was done to it."""
    authority = permitted(request)
    user = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    every = list(
        user.posts.select_related("stands_in_for__user")
        .prefetch_related("deputies__user")
        .order_by("-valid_from", "-pk")
    )
    shown = [
        (
            post,
            authority.may_give(post.role, post.unit_id) and post.is_open(today()),
            [deputy for deputy in post.deputies.all() if deputy.is_open(today())],
        )
        for post in every
        if authority.covers(post)
    ]
    context = {
        "person": user, "posts": shown, "hidden": len(every) - len(shown),
        "may_manage": authority.may_manage(user), "sights": seen_by(user) if len(shown) == len(every) else [],
        "code": user.codes.filter(ended_at=None).first(), "trail": _trail(),
        "history": _history(authority, user), "is_me": user.pk == request.user.pk,
    }  # fmt: skip
    return render(request, "people/one_account.html", context)


def _history(authority: Authority, user: User) -> list[JournalEntry]:
    """What was done to the account; for those who may do it themselves."""
    if not authority.may_manage(user):
        return []
    rows = JournalEntry.objects.filter(of_kind=User._meta.label_lower, of_key=str(user.pk))
    return list(rows.select_related("by")[:HISTORY])


def slips_page(request: HttpRequest, slips: list[Slip]) -> HttpResponse:
    """The one moment at which codes can be read: the answer itself, kept nowhere."""
    address = request.build_absolute_uri(reverse("first_sign_in"))
    context = {"slips": slips, "trail": _trail(), "address": address, "picture": picture_of(address)}
    return render(request, "people/slips.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """A new account with its first post; the answer is the slip to print."""
    form = NewAccountForm(request.POST or None, authority=permitted(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        person = {key: said[key] for key in ("username", "full_name", "email", "phone")}
        try:
            return slips_page(request, [acts.make_account(by=request.user, giving=said["giving"], **person)])
        except ValidationError as wrong:
            for field, sentences in wrong.message_dict.items():
                form.add_error(field if field in form.fields else None, sentences)
    return _form_page(request, form, gettext("Mở tài khoản"), gettext("Mở và in phiếu"))


def _form_page(
    request: HttpRequest, form: Form, title: str, button: str, about: str = "", people: Sequence[User] = ()
) -> HttpResponse:
    context = {
        "form": form, "title": title, "button": button, "about": about, "people": people, "trail": _trail(),
    }  # fmt: skip
    return render(request, "people/form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def give_post(request: HttpRequest, pk: int) -> HttpResponse:
    """One more post for an account."""
    authority = permitted(request)
    user = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = PostForm(request.POST or None, authority=authority)
    if request.method == "POST" and form.is_valid():
        done = _done(
            request, form, gettext("Đã giao vị trí."),
            lambda said: acts.give_post(by=request.user, user=user, giving=said["giving"]),
        )  # fmt: skip
        if done:
            return redirect("one_account", pk=pk)
    return _form_page(
        request, form, gettext("Giao vị trí cho %(full_name)s") % {"full_name": user.full_name}, gettext("Giao vị trí")
    )


def _done(request: HttpRequest, form: Form, told: str, deed: Callable[[dict[str, Any]], object]) -> bool:
    """Do it and tell so; where it is refused, the sentence stands on the form."""
    try:
        deed(form.cleaned_data)
    except OfficerError as wrong:
        form.add_error(None, wrong.sentence)
        return False
    messages.success(request, told)
    return True


def _on_post(
    form_class: type[Form], title: str, button: str, told: str, deed: Callable[[User, Post, dict[str, Any]], object]
) -> Callable[..., HttpResponse]:
    """A page with a small form about one post."""

    @require_http_methods(["GET", "HEAD", "POST"])
    def page(request: HttpRequest, pk: int) -> HttpResponse:
        authority = permitted(request)
        post = get_object_or_404(Post.objects.select_related("user"), pk=pk)
        if not authority.may_give(post.role, post.unit_id):
            raise PermissionDenied
        form = form_class(request.POST or None)
        is_whole = request.method == "POST" and form.is_valid() and _named(request, form)
        if is_whole and _done(request, form, told, lambda said: deed(request.user, post, said)):
            return redirect("one_account", pk=post.user_id)
        suggested = _colleagues(request, post) if "to" in form.fields else []
        return _form_page(request, form, title, button, f"{post.user.full_name}: {post}", suggested)

    return page


def _named(request: HttpRequest, form: Form) -> bool:
    """Turn the name typed, to sign in with or the full one, into the one account that the asker may see."""
    if "to" not in form.fields:
        return True
    words, seen = form.cleaned_data["to"].strip(), User.objects.visible_to(request.user)
    found = list(seen.filter(username__iexact=words)) or list(
        seen.matching(words).order_by("sort_key")[: MOST_NAMED + 1]
    )
    form.cleaned_data["to"] = found[0] if len(found) == 1 else None
    if not found:
        form.add_error("to", gettext("Không có tài khoản này trong phạm vi được giao."))
    elif len(found) > 1:
        told = "; ".join(f"{user.full_name} ({user.username})" for user in found[:MOST_NAMED])
        form.add_error("to", gettext("Có nhiều người khớp, ghi tên đăng nhập: %(told)s.") % {"told": told})
    return len(found) == 1


def _colleagues(request: HttpRequest, post: Post) -> list[User]:
    """Whom one may mean: those of the same unit first, as suggestions beside the field."""
    seen = User.objects.visible_to(request.user).filter(is_active=True).exclude(pk=post.user_id)
    here = Case(When(posts__unit=post.unit_id, then=0), default=1)
    return list(seen.annotate(far=Min(here)).order_by("far", "sort_key")[:MOST_SUGGESTED])


end_post = _on_post(
    OnDayForm, gettext_lazy("Kết thúc vị trí"), gettext_lazy("Kết thúc vị trí"),
    gettext_lazy("Đã ghi ngày kết thúc vị trí."),
    lambda by, post, said: acts.end_post(by=by, post=post, on=said["on"]),
)  # fmt: skip
hand_over = _on_post(
    HandOverForm, gettext_lazy("Bàn giao vị trí"), gettext_lazy("Bàn giao"), gettext_lazy("Đã bàn giao vị trí."),
    lambda by, post, said: acts.hand_over(by=by, post=post, to=said["to"], on=said["on"]),
)  # fmt: skip
appoint_deputy = _on_post(
    DeputyForm, gettext_lazy("Cử người thay"), gettext_lazy("Cử người thay"), gettext_lazy("Đã cử người thay."),
    lambda by, post, said: acts.appoint_deputy(
        by=by, post=post, deputy=said["to"], valid_from=said["valid_from"], valid_to=said["valid_to"]
    ),
)  # fmt: skip


@require_POST
def disable(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a person outside."""
    return _deed(request, pk, lambda user: acts.disable_account(
        by=request.user, user=user, reason=request.POST.get("reason", "")), gettext("Đã ngừng tài khoản."))  # fmt: skip


@require_POST
def enable(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a person in again."""
    return _deed(
        request, pk, lambda user: acts.enable_account(by=request.user, user=user), gettext("Đã mở lại tài khoản.")
    )


def _deed(request: HttpRequest, pk: int, deed: Callable[[User], object], done: str) -> HttpResponse:
    permitted(request)
    user = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    try:
        deed(user)
    except OfficerError as wrong:
        messages.error(request, wrong.sentence)
    else:
        messages.success(request, done)
    return redirect("one_account", pk=pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """A new code on paper for one person; asked once, for the old password ends with it."""
    authority = permitted(request)
    user = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    if not authority.may_manage(user):
        raise PermissionDenied
    about = gettext(
        "%(full_name)s phải đặt mật khẩu mới bằng mã trên phiếu. Mật khẩu cũ, mã cũ và lớp bảo vệ thứ hai bị bỏ."
    ) % {"full_name": user.full_name}
    return _reset(request, [user], gettext("Cấp lại cho %(full_name)s") % {"full_name": user.full_name}, about)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reset_never_signed_in(request: HttpRequest) -> HttpResponse:
    """New codes for everyone who has never signed in and whose account is theirs: when the paper was lost."""
    authority = permitted(request)
    rows = User.objects.visible_to(request.user).in_state("never_signed_in").order_by("sort_key", "pk")
    users = [user for user in rows.prefetch_related("posts") if authority.may_manage(user) and user != request.user]
    if not users:
        messages.error(request, gettext("Không còn ai chưa đăng nhập lần nào."))
        return redirect("accounts")
    about = gettext(
        "%(users)s người chưa đăng nhập lần nào được cấp mã mới; phiếu và mật khẩu đã đưa trước đó thôi dùng được."
    ) % {"users": len(users)}
    return _reset(request, users, gettext("Cấp mã mới cho người chưa đăng nhập"), about)


def _reset(request: HttpRequest, users: list[User], title: str, about: str) -> HttpResponse:
    """Ask, then do it and show the slips."""
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            return slips_page(request, acts.reset_accounts(by=request.user, users=users))
        except OfficerError as wrong:
            form.is_valid()
            form.add_error(None, wrong.sentence)
    return _form_page(request, form, title, gettext("Cấp mã và in phiếu"), about)
