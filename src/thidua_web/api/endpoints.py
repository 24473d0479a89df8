"""The addresses under ``/api/v1/``. Reading and sending go through the same reach and the same acts as the web."""

import re
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy
from ninja import File, Header, NinjaAPI, Query, UploadedFile
from ninja import Form as Fields
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from thidua.errors import OfficerError
from thidua_web.api import acts, bulk, files, shapes
from thidua_web.api.bearer import may_read, may_report
from thidua_web.api.pages import LARGEST, page
from thidua_web.api.reading import Once, TwoOfOneName, takes_only
from thidua_web.api.saying import Letters
from thidua_web.people.models import today
from thidua_web.people.reach import Reach, reach_of
from thidua_web.returns.acts import REPORTERS
from thidua_web.returns.models import Evidence, Form, Obligation, Return

api = NinjaAPI(
    title=gettext_lazy("Thi đua"),
    version="1",
    description=gettext_lazy("Số liệu báo cáo cho phần mềm khác."),
    docs_url=None,
    parser=Once(),
    renderer=Letters(),
    urls_namespace="api-1",
)
KEY = re.compile(r"[!-~]{1,100}")
Limit = Annotated[int, Field(ge=1, le=LARGEST)]
Words = Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")]
OF_A_PAGE = ("form", "period", "unit", "cursor", "limit")
REFUSALS: dict[int, Any] = dict.fromkeys((400, 401, 403), shapes.Refusal)


@api.post("/returns", auth=may_report, response={200: shapes.ToldMany, **REFUSALS, 409: shapes.Refusal})
def send_returns(request: HttpRequest, sent: shapes.SentMany, response: HttpResponse,
                 idempotency_key: Annotated[str, Header(alias="Idempotency-Key")]) -> Any:  # fmt: skip
    """Gửi nhiều báo cáo. Cùng khóa và cùng nội dung thì trả lời như lần đầu, không ghi hai lần."""
    _check_key(idempotency_key)
    by = request.auth.owner  # type: ignore[attr-defined]
    try:
        told, before = acts.answer_once(
            by=by, key=idempotency_key, body=request.body, work=lambda: bulk.send(sent.returns, by)
        )
    except acts.KeyUsedOtherwise as refusal:
        raise HttpError(409, refusal.sentence) from None
    response["Idempotent-Replayed"] = "true" if before else "false"
    return told


MAY_MISS: dict[int, Any] = {**REFUSALS, 404: shapes.Refusal, 409: shapes.Refusal}


@api.post("/evidence", auth=may_report, response={200: shapes.EvidenceMade, **MAY_MISS, 413: shapes.Refusal})
def send_evidence(request: HttpRequest, sent: Fields[shapes.SentEvidence], file: File[UploadedFile],
                  response: HttpResponse,
                  idempotency_key: Annotated[str, Header(alias="Idempotency-Key")]) -> Any:  # fmt: skip
    """Đính kèm một tệp minh chứng cho một hay nhiều số liệu của một báo cáo chưa gửi."""
    _check_key(idempotency_key)
    by = request.auth.owner  # type: ignore[attr-defined]
    try:
        made, before = files.attach(sent, file, key=idempotency_key, by=by)
    except acts.KeyUsedOtherwise as refusal:
        raise HttpError(409, refusal.sentence) from None
    response["Idempotent-Replayed"] = "true" if before else "false"
    return made


@api.get("/evidence", auth=may_read, response={200: shapes.EvidencePage, **REFUSALS})
def list_evidence(request: HttpRequest, form: Words = "", period: Words = "", unit: Words = "", cursor: Words = "",
                  limit: Limit = 100) -> Any:  # fmt: skip
    """Minh chứng của các báo cáo, cho người báo cáo và người xác minh; tệp xem trên trang web."""
    takes_only(request, *OF_A_PAGE)
    rows = Evidence.objects.seen_by(request.auth.owner)  # type: ignore[attr-defined]
    owed = "answer__obligation"
    asked = {f"{owed}__form__key": form, f"{owed}__period": period, f"{owed}__unit_version__code": unit}
    rows = rows.filter(**{k: v for k, v in asked.items() if v}).select_related(f"{owed}__form", f"{owed}__unit_version")
    found, after = page(rows, cursor, limit)
    return {"items": [files.told(one) for one in found], "next": after}


@api.delete("/evidence/{int:number}", auth=may_report, response={200: shapes.EvidenceMade, **MAY_MISS})
def drop_evidence(request: HttpRequest, number: int) -> Any:
    """Bỏ một minh chứng khi báo cáo chưa gửi; trả lại những minh chứng còn lại của báo cáo."""
    by = request.auth.owner  # type: ignore[attr-defined]
    return files.drop(number, by=by)


@api.get("/forms", auth=may_read, response={200: shapes.FormPage, **REFUSALS})
def list_forms(request: HttpRequest) -> Any:
    """Các biểu mẫu và số liệu của từng biểu theo danh mục hôm nay."""
    takes_only(request)
    return {"items": [_form(form) for form in Form.objects.order_by("key")]}


@api.get("/obligations", auth=may_read, response={200: shapes.ObligationPage, **REFUSALS})
def list_obligations(request: HttpRequest, form: Words = "", period: Words = "", unit: Words = "", cursor: Words = "",
                     limit: Limit = 100) -> Any:  # fmt: skip
    """Báo cáo phải gửi trong phạm vi của người lập mã."""
    takes_only(request, *OF_A_PAGE)
    rows = Obligation.objects.visible_to(request.auth.owner).with_answers()  # type: ignore[attr-defined]
    asked = {"form__key": form, "period": period, "unit_version__code": unit}
    found, after = page(rows.filter(**{k: v for k, v in asked.items() if v}), cursor, limit)
    return {"items": [_obligation(owed) for owed in found], "next": after}


@api.get("/returns", auth=may_read, response={200: shapes.ReturnPage, **REFUSALS})
def list_returns(request: HttpRequest, form: Words = "", period: Words = "", unit: Words = "",
                 state: Annotated[str, Query(max_length=10)] = "", cursor: Words = "",
                 limit: Limit = 100) -> Any:  # fmt: skip
    """Các báo cáo đã có, kèm trạng thái và số liệu của bản hiện tại."""
    takes_only(request, *OF_A_PAGE, "state")
    if state and state not in Return.State.values:
        raise HttpError(
            400,
            gettext("Không có trạng thái «%(state)s»; chọn %(value)s.")
            % {"state": state, "value": ", ".join(Return.State.values)},
        )
    rows = Return.objects.visible_to(request.auth.owner).select_related(  # type: ignore[attr-defined]
        "obligation__form", "obligation__unit_version", "current"
    )
    asked = {"obligation__form__key": form, "obligation__period": period, "obligation__unit_version__code": unit}
    asked["state"] = state
    found, after = page(rows.filter(**{k: v for k, v in asked.items() if v}), cursor, limit)
    reports = reach_of(request.auth.owner, *REPORTERS)  # type: ignore[attr-defined]
    return {"items": [_return(answer, reports) for answer in found], "next": after}


def _check_key(key: str) -> None:
    if not KEY.fullmatch(key):
        raise HttpError(400, gettext("Idempotency-Key dài 1–100 ký tự, chỉ gồm chữ không dấu, số và dấu câu."))


def _form(form: Form) -> dict[str, Any]:
    elements = [
        {"key": e.key, "label": e.label, "kind": e.kind.value, "unit": e.unit, "part_of": e.part_of,
         "held_elsewhere": e.held_elsewhere, "instruction": e.instruction} for e in form.elements_on(today())
    ]  # fmt: skip
    told = {name: getattr(form, name) for name in ("key", "title", "level", "length", "is_open")}
    return {**told, "elements": elements}


def _owed(owed: Obligation) -> dict[str, Any]:
    unit = owed.unit_version
    return {"form": owed.form.key, "unit": unit.code, "unit_name": unit.full_name, "period": owed.period}


def _obligation(owed: Obligation) -> dict[str, Any]:
    return {**_owed(owed), "opens_on": owed.opens_on, "due_on": owed.due_on, "state": owed.state}


def _return(answer: Return, reports: Reach) -> dict[str, Any]:
    version = answer.current if reports.covers(answer.obligation.unit_id) else answer.seen_by_reader()
    return {
        **_owed(answer.obligation), "state": answer.state, "revision": answer.revision,
        "version": version.number if version else None, "door": version.door if version else "",
        "submitted_at": answer.submitted_at, "cells": version.cells if version else {},
        "words": version.words if version else {},
    }  # fmt: skip


def _say(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return api.create_response(request, {"detail": sentence}, status=status)


WRONG = {
    "missing": gettext_lazy("thiếu"),
    "extra_forbidden": gettext_lazy("thừa"),
    "too_long": gettext_lazy("quá dài"),
    "too_short": gettext_lazy("để trống"),
    "string_too_long": gettext_lazy("quá dài"),
    "string_too_short": gettext_lazy("để trống"),
}


@api.exception_handler(ValidationError)
def _not_of_this_shape(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    """Name the first place that is wrong; the shape stands in ``openapi.json``."""
    first = wrong.errors[0]
    place = ".".join(str(part) for part in first["loc"][1:] if part != "sent") or gettext("nội dung")
    told = WRONG.get(first["type"], gettext("không đúng kiểu hoặc ngoài khoảng cho phép"))
    more = gettext(" (và %(value)s chỗ khác)") % {"value": len(wrong.errors) - 1} if len(wrong.errors) > 1 else ""
    return _say(
        request,
        gettext("Chỗ «%(value)s»: %(told)s%(more)s. Xem khuôn ở /api/v1/openapi.json.")
        % {"value": place[:120], "told": told, "more": more},
        400,
    )


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, wrong: AuthenticationError) -> HttpResponse:
    """No token at all."""
    return _say(
        request, gettext("Thiếu mã truy cập: gửi trong Authorization: Bearer …; lập mã ở trang Tài khoản."), 401
    )


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, wrong: HttpError) -> HttpResponse:
    """Our own sentences, and the one that the framework says of a body that is no JSON."""
    if isinstance(wrong.__cause__, TwoOfOneName):
        return _say(request, wrong.__cause__.sentence, 400)
    unread = wrong.status_code == 400 and wrong.message.startswith("Cannot parse")
    return _say(
        request, gettext("Nội dung không phải JSON đọc được (UTF-8).") if unread else wrong.message, wrong.status_code
    )


@api.exception_handler(OfficerError)
def _officer(request: HttpRequest, wrong: OfficerError) -> HttpResponse:
    """Sentences of the library."""
    return _say(request, wrong.sentence, 400)
