"""Every address of the site, taken from the resolver, visited by four people who must not see what is not theirs.

A new page is walked from the day it is added: its arguments are filled with the keys of every row of its app, and with
those of the units. What belongs to the other commune carries a mark that no answer may show.
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice, product

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from tests import cast
from tests.web.proofs import WORDS
from tests.web.test_returns_acts import cells, form, owed, person, place, unit  # noqa: F401

from thidua_web.people.models import Post, Role, User
from thidua_web.register.models import Unit
from thidua_web.returns import acts
from thidua_web.returns.evidence import attach_evidence
from thidua_web.returns.models import Evidence, Obligation, Return, Workbook

pytestmark = pytest.mark.django_db
MARK = "DẤU-CỦA-AN-BÌNH"
MOST = 12

OPEN = {
    "account_login", "first_sign_in", "account_logout", "account_inactive", "help", "help-page", "style", "health",
    "mfa_login_webauthn", "mfa_authenticate", "api-1:openapi-json", "returns:feed", "set-language", "programme:feed",
}  # fmt: skip
"""The pages that answer someone who has not signed in. All others send to sign-in; a new open page is added here."""

REFUSED = {401, 403, 404, 405}
"""How programs are turned away: they get no sign-in page, they bring a token."""


def patterns(resolver: URLResolver, names: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    for found in resolver.url_patterns:
        if isinstance(found, URLResolver):
            yield from patterns(found, (*names, found.namespace) if found.namespace else names)
        else:
            yield ":".join((*names, found.name or "")), found


EVERY = dict(patterns(get_resolver()))


def keys_of(app: str) -> list[int]:
    """The keys of every row of an app: what a curious person would count through."""
    return sorted({pk for model in apps.get_app_config(app).get_models() for pk in _numbers(model)})


def _numbers(model: type) -> Iterator[int]:
    return (pk for pk in model.objects.values_list("pk", flat=True)[:20] if isinstance(pk, int))


def addresses(name: str, pattern: URLPattern) -> Iterator[str]:
    """The address with every fitting set of arguments, at most ``MOST``."""
    converters = pattern.pattern.converters
    app = pattern.lookup_str.split(".")[1] if pattern.lookup_str.startswith("thidua_web.") else "people"
    numbers = keys_of(app) or [1]
    words = [*Unit.objects.values_list("key", flat=True)[:4], "quy", "targets", "how-to", "tai-khoan", "dua-vao-dung"]
    choices = [numbers if "Int" in type(c).__name__ else words for c in converters.values()]
    for values in islice(product(*choices), MOST):
        try:
            yield reverse(name, kwargs={**pattern.default_args, **dict(zip(converters, map(str, values), strict=True))})
        except NoReverseMatch:  # words that do not fit the converter
            continue


@pytest.fixture
def world(owed: Obligation, place: dict[str, Unit]) -> Obligation:  # noqa: F811
    """An Bình has submitted, with words and a paper that bear the mark; its officer's name and unit bear it too."""
    officer = person("officer")
    User.objects.filter(pk=officer.pk).update(full_name=f"Người {MARK}", email="")
    officer = User.objects.get(pk=officer.pk)
    paper = SimpleUploadedFile(f"{MARK}.pdf", b"%PDF-1.4\n%%EOF\n")
    Workbook.objects.create(
        form=owed.form, period=owed.period, scope=[owed.pk], name=f"{MARK}.xlsx", sha256="0" * 64, size=1,
        received_by=officer,
    )  # fmt: skip
    attach_evidence(obligation=owed, elements=["households"], file=paper, effective_on=date(2024, 3, 1), by=officer)
    saved = acts.submit_return(
        obligation=owed,
        cells=cells(),
        words={"good_practice": f"Chuyện {MARK}", **WORDS},
        revision=Return.objects.get().revision,
        by=officer,
    )
    assert saved.answer.state == Return.State.SUBMITTED
    below = unit("90001001", "Ấp Một", level="residential_area", parent=place["officer"])
    lower = User.objects.create_user("subordinate", cast.PASSWORD, full_name="Người Cấp Dưới")
    Post.objects.create(user=lower, role=Role.UNIT_OFFICER, unit=below, valid_from=date(2020, 1, 1))
    return owed


def state_of_things() -> dict[str, object]:
    """What a visit by someone without the right must leave as it was."""
    return {
        "returns": list(Return.objects.order_by("pk").values_list("pk", "state", "revision")),
        "posts": list(Post.objects.order_by("pk").values_list("pk", "user", "role", "unit", "valid_to")),
        "people": list(User.objects.order_by("pk").values_list("pk", "is_active", "password")),
        "evidence": Evidence.objects.count(),
    }


def visit(client: Client, address: str, method: str) -> tuple[int, str, str]:
    client.raise_request_exception = True
    answer = client.get(address) if method == "get" else client.post(address, {})
    body = b"".join(answer) if answer.streaming else answer.content
    return answer.status_code, answer.headers.get("Location", ""), body.decode("utf-8", "ignore")


@pytest.mark.parametrize("method", ["get", pytest.param("post", marks=pytest.mark.long)])
def test_a_stranger_is_sent_to_sign_in(world: Obligation, method: str) -> None:
    wrong = []
    for name, pattern in EVERY.items():
        for address in addresses(name, pattern):
            status, where, body = visit(Client(), address, method)
            assert MARK not in body, address
            assert status < 500, address
            turned_away = status == 302 and where.startswith("/dang-nhap/")
            if name not in OPEN and not turned_away and not (name.startswith("api-1:") and status in REFUSED):
                wrong.append((name, address, status))
    assert not wrong


@pytest.mark.parametrize(
    ("who", "method"),
    [
        ("neighbor", "get"),
        ("neighbor", "post"),
        ("subordinate", "get"),
        pytest.param("subordinate", "post", marks=pytest.mark.long),
        ("without a post", "get"),
        pytest.param("without a post", "post", marks=pytest.mark.long),
    ],
)
def test_nobody_sees_or_changes_what_is_another_units(world: Obligation, who: str, method: str) -> None:
    user = {"without a post": "stranger"}.get(who, who)
    member = cast.person(user) if user in cast.PEOPLE else User.objects.get(username=user)
    before, client, seen = state_of_things(), Client(), 0
    for name, pattern in EVERY.items():
        for address in addresses(name, pattern):
            if "_auth_user_id" not in client.session:
                client.force_login(member)
            status, _where, body = visit(client, address, method)
            assert status < 500, (address, status)
            assert MARK not in body, address
            seen += 1
    assert seen > len(EVERY)
    assert state_of_things() == before


def test_the_mark_is_there_for_those_who_may_see_it(world: Obligation) -> None:
    """Else the walk would prove nothing."""
    for name in ("officer", "verifier", "office"):
        client = Client()
        client.force_login(User.objects.get(username=cast.person(name).username))
        assert MARK in visit(client, f"/so-lieu/{world.pk}/", "get")[2], name


def test_open_pages_are_real() -> None:
    assert not OPEN - set(EVERY)
