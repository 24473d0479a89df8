"""Evidence from programs: the same act as the web's, once for a key; and what stands behind the figures of a return."""

import hashlib
import json
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from ninja.errors import HttpError

from thidua.errors import OfficerError
from thidua_web.api.acts import answer_once
from thidua_web.api.bulk import owed_by_name, why_not_owed
from thidua_web.api.shapes import SentEvidence
from thidua_web.people.models import User
from thidua_web.returns.evidence import attach_evidence, drop_evidence
from thidua_web.returns.models import Evidence


def attach(sent: SentEvidence, file: UploadedFile, *, key: str, by: User) -> tuple[dict[str, Any], bool]:
    """Attach one file once. True where the key was answered before; what is refused is not kept under it."""
    day = _day(sent.effective_on)
    name = (sent.form, sent.unit, sent.period)
    owed = owed_by_name([name], by).get(name)
    if owed is None:
        raise HttpError(404, why_not_owed(name))

    def work() -> dict[str, Any]:
        file.seek(0)
        made = attach_evidence(
            obligation=owed, elements=sent.element, file=file, effective_on=day, by=by, door="api"
        )  # fmt: skip
        return {"items": [told(one) for one in made]}

    try:
        return answer_once(by=by, key=key, body=_said(sent, file), work=work)
    except PermissionDenied:
        raise HttpError(403, _not_theirs()) from None


def drop(number: int, *, by: User) -> dict[str, Any]:
    """Take one file back; what is left behind the figures of its return."""
    rows = Evidence.objects.seen_by(by).select_related(
        "answer__obligation__form", "answer__obligation__unit_version"
    )  # fmt: skip
    found = rows.filter(pk=number).first()
    if found is None:
        raise HttpError(
            404, gettext("Không có minh chứng số %(number)s trong phạm vi của người lập mã.") % {"number": number}
        )
    try:
        drop_evidence(evidence=found, by=by)
    except PermissionDenied:
        raise HttpError(403, _not_theirs()) from None
    return {"items": [told(one) for one in rows.filter(answer=found.answer_id)]}


def told(one: Evidence) -> dict[str, Any]:
    """A file as it is told to programs; plain values, for the answer is kept."""
    owed = one.answer.obligation
    plain = {key: getattr(one, key) for key in ("element", "name", "sha256", "size", "content_type")}
    days = {key: getattr(one, key).isoformat() for key in ("effective_on", "keep_until", "uploaded_at")}
    place = {"form": owed.form.key, "unit": owed.unit_version.code, "period": owed.period}
    return {"id": one.pk, **place, **plain, **days}


def _not_theirs() -> str:
    return gettext("Người lập mã truy cập không có vị trí được báo cáo cho đơn vị này.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise OfficerError(
            gettext("Ngày của tài liệu «%(text)s» không có trong lịch; viết theo dạng 2024-03-25.") % {"text": text}
        ) from None


def _said(sent: SentEvidence, file: UploadedFile) -> bytes:
    """What makes two requests the same: the fields and the file. The boundary between the parts changes each time."""
    sha256 = hashlib.sha256()
    for piece in file.chunks():
        sha256.update(piece)
    parts = [sent.form, sent.unit, sent.period, sent.element, sent.effective_on, file.name, sha256.hexdigest()]
    return json.dumps(parts).encode()
