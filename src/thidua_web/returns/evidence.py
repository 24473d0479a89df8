"""Evidence files: taken at the door, kept by their hash, seen by the reporting and verifying chain only."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from io import BytesIO
from zipfile import ZipFile, is_zipfile

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext

from thidua.dates import show_day
from thidua.errors import OfficerError, ThiduaError
from thidua.figures.private_lists import find_private_list
from thidua_web.config.locking import locked
from thidua_web.documents import storage
from thidua_web.journal import journal
from thidua_web.people.models import User, today
from thidua_web.returns.acts import permit_reporting
from thidua_web.returns.admission import check_admitted
from thidua_web.returns.keeping_files import kept_until
from thidua_web.returns.models import Evidence, Obligation, Return

LIMIT = 20 * 2**20
TYPES = {
    b"%PDF-": ("application/pdf", ".pdf"), b"\xff\xd8\xff": ("image/jpeg", ".jpg"), b"\x89PNG": ("image/png", ".png"),
    b"PK\x03\x04": ("application/octet-stream", ".docx"),
}  # fmt: skip


@transaction.atomic
def attach_evidence(
    *, obligation: Obligation, elements: Iterable[str], file: UploadedFile, effective_on: date, by: User,
    door: str = "web",
) -> list[Evidence]:  # fmt: skip
    """Attach a file to one or several figures: one paper often proves a page of them.

    A figure that the very same file stands behind already (by its hash) is left as it is; returns what is new.
    OfficerError where it is a list of persons, strange, too large, of the future, or there already.
    """
    permit_reporting(by, obligation.unit_id)
    chosen = list(dict.fromkeys(elements))
    if not chosen:
        raise OfficerError(gettext("Chưa chọn số liệu mà tệp này chứng minh."))
    labels = {e.key: e.label for e in obligation.elements}
    if not labels.keys() >= set(chosen):
        raise OfficerError(gettext("Biểu mẫu này không có số liệu ấy."))
    if effective_on > today():
        raise OfficerError(gettext("Ngày của tài liệu không thể ở tương lai."))
    check_admitted(obligation, today())
    content = _checked(file)
    answer, _ = Return.objects.get_or_create(obligation=obligation)
    if not locked(Return.objects.filter(pk=answer.pk)).get().is_editable:
        raise OfficerError(gettext("Báo cáo đã gửi: muốn thêm minh chứng thì rút lại hoặc xin mở lại."))
    sha256 = hashlib.sha256(content).hexdigest()
    chosen = _not_yet_proven(answer, sha256, {key: labels[key] for key in chosen})
    kind = next((t for mark, (t, _) in TYPES.items() if content.startswith(mark)), "application/octet-stream")
    made = Evidence.objects.bulk_create(
        Evidence(
            answer=answer, element=element, name=(file.name or "minh-chung")[:200], sha256=sha256, size=len(content),
            content_type=kind, effective_on=effective_on, keep_until=kept_until(), uploaded_by=by,
        ) for element in chosen
    )  # fmt: skip
    storage.keep(sha256, content)
    journal.record(
        act="attach_evidence",
        by=by,
        of=answer,
        changes={"proves": "; ".join(labels[key] for key in chosen), "sha256": sha256, "door": door},
    )
    return made


@transaction.atomic
def drop_evidence(*, evidence: Evidence, by: User) -> None:
    """Take a file back while the return may still be typed into."""
    permit_reporting(by, evidence.answer.obligation.unit_id)
    if not locked(Return.objects.filter(pk=evidence.answer_id)).get().is_editable:
        raise OfficerError(gettext("Báo cáo đã gửi: minh chứng không bỏ được nữa."))
    journal.record(act="drop_evidence", by=by, of=evidence.answer, changes={"name": [evidence.name, None]})
    evidence.delete()


def _not_yet_proven(answer: Return, sha256: str, labels: Mapping[str, str]) -> list[str]:
    """Those of these figures that this very file does not stand behind yet; OfficerError where there are none."""
    same = {e.element: e for e in answer.evidence.filter(sha256=sha256, element__in=labels, dropped_at=None)}
    if len(same) == len(labels):
        first = next(iter(same.values()))
        raise OfficerError(
            gettext(
                "Tệp này đã đính kèm rồi, tên «%(name)s», ngày của tài liệu %(day)s, chứng minh cho: %(labels)s. "
                "Muốn ghi lại ngày thì bỏ tệp cũ trước."
            )
            % {
                "name": first.name,
                "day": show_day(first.effective_on),
                "labels": "; ".join(map(labels.__getitem__, same)),
            }
        )
    return [key for key in labels if key not in same]


def _checked(file: UploadedFile) -> bytes:
    if (file.size or 0) > LIMIT:
        raise OfficerError(gettext("Tệp lớn hơn 20 MB; chia nhỏ hoặc giảm độ phân giải."))
    content = file.read()
    if not any(content.startswith(mark) for mark in TYPES):
        raise OfficerError(gettext("Minh chứng nhận tệp PDF, ảnh JPG hoặc PNG, Word, Excel."))
    listed = find_private_list(_text(content, file.name or ""))
    if listed:
        raise OfficerError(listed.sentence)
    return content


def _text(content: bytes, name: str) -> str:
    """The text of a file, as far as it has one: a picture has none and is looked at by the verifier.

    What a file is follows from its bytes: a list of persons is one under any name. What Word or Excel cannot open was
    looked at by nobody and is refused.
    """
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG")):
        return ""
    try:
        if content.startswith(b"PK\x03\x04"):
            return _text_of_office(content, name)
        from thidua.reading.opening import open_bytes

        return open_bytes(content, name=name or "minh-chung").text
    except ThiduaError as refusal:
        if content.startswith(b"%PDF-"):
            return ""  # a scan without letters, or one that only a person can read
        raise OfficerError(refusal.sentence) from None


def _text_of_office(content: bytes, name: str) -> str:
    """The text of a Word file, or the cells of a workbook."""
    from thidua.figures.workbooks.opening import open_book
    from thidua.reading.opening import open_bytes

    if is_zipfile(BytesIO(content)) and "word/document.xml" in ZipFile(BytesIO(content)).namelist():
        return open_bytes(content, name=f"{name or 'minh-chung'}.docx").text
    cells = (c for grid in open_book(content).sheets for row in grid.rows for c in row if c != "")
    return "\n".join(str(int(c)) if isinstance(c, float) and c.is_integer() else str(c) for c in cells)
