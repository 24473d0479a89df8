"""Pages about oneself."""

from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language

from thidua_web.people import acts, preferences
from thidua_web.people.authority import authority_of
from thidua_web.people.forms import FirstSignInForm
from thidua_web.people.models import Post, User, today
from thidua_web.people.standing_in import may_lend


def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, my posts, my password and my second factor."""
    factors = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    context = {
        "posts": _posts_of(request.user),
        "factors": factors,
        "keeps": authority_of(request.user),
    }
    return render(request, "people/account.html", context)


def _posts_of(user: User) -> list[tuple[Post, str, list[Post]]]:
    """Each post, the page where its holder names a deputy (empty where none), and the deputies it has or will have."""
    day, authority = today(), authority_of(user)

    def page(post: Post) -> str:
        if may_lend(post, day):
            return reverse("lend_post", args=[post.pk])
        is_own = post.stands_in_for_id is None and post.is_in_force(day)
        return (
            reverse("appoint_deputy", args=[post.pk]) if is_own and authority.may_give(post.role, post.unit_id) else ""
        )

    rows = user.posts.select_related("stands_in_for__user").prefetch_related("deputies__user").order_by("-valid_from")
    return [(p, page(p), [d for d in p.deputies.all() if d.is_open(day)]) for p in rows]


@require_POST
@login_not_required
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the choice on the account, or for who is not signed in in a cookie; back to where the person was."""
    answer = set_language(request)
    if request.user.is_authenticated:
        # a cookie would choose for whoever signs in next at this machine
        answer.cookies.pop(settings.LANGUAGE_COOKIE_NAME, None)
        preferences.choose_language(user=request.user, language=request.POST.get("language", ""))
    return answer


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def first_sign_in(request: HttpRequest) -> HttpResponse:
    """The code on the slip and a new password; then one signs in with it, second factor and all."""
    form = FirstSignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if not ratelimit.consume(request, action="login_failed", key=f"code:{said['username'].casefold()}"):
            form.add_error(None, gettext("Thử quá nhiều lần. Đợi 15 phút rồi thử lại, hoặc hỏi người đã đưa phiếu."))
        elif acts.activate_account(username=said["username"], code=said["code"], password=said["password1"]):
            messages.success(request, gettext("Đã đặt mật khẩu. Đăng nhập bằng mật khẩu mới."))
            return redirect("account_login")
        else:
            form.add_error(
                None,
                gettext(
                    "Tên đăng nhập hoặc mã không đúng, mã đã dùng hoặc đã hết hạn. Hỏi người đã đưa phiếu để "
                    "được cấp mã mới."
                ),
            )
    return render(request, "people/first_sign_in.html", {"form": form}, status=422 if form.is_bound else 200)
