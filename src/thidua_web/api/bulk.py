"""Many returns of one request, each through the same act as the web's; none stops another."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext

from thidua.errors import OfficerError
from thidua.figures.cells import Cell
from thidua.figures.checks import Problem, unknown_element, unreadable, unreadable_cell
from thidua.figures.elements import Element
from thidua.figures.workbooks.form import cell_from_excel
from thidua_web.api.shapes import Sent
from thidua_web.people.models import User
from thidua_web.register.models import UnitVersion
from thidua_web.returns import acts
from thidua_web.returns.admission import that_it_ended
from thidua_web.returns.models import Form, Obligation

Name = tuple[str, str, str]
WORD_LIMIT = 500


class Unreadable(OfficerError):
    """Cells that are no cells; ``problems`` says which."""

    problems: list[Problem]


def send(sent: list[Sent], by: User) -> dict[str, Any]:
    """Answer each return in the order sent. They are stored in the order of obligations: senders never cross."""
    owed = _owed(sent, by)
    first: dict[Name, int] = {}
    answers: dict[int, dict[str, Any]] = {}
    for number, one in enumerate(sent):
        before = first.setdefault(_name(one), number)
        if before != number:
            answers[number] = _refused(
                one, gettext("Trùng với báo cáo thứ %(value)s trong cùng yêu cầu; bỏ một bản.") % {"value": before + 1}
            )
        elif _name(one) not in owed:
            answers[number] = _refused(one, why_not_owed(_name(one)))
    ready = [number for number in range(len(sent)) if number not in answers]
    for number in sorted(ready, key=lambda n: owed[_name(sent[n])].pk):
        answers[number] = _answer(sent[number], owed[_name(sent[number])], by)
    told = [answers[number] for number in range(len(sent))]
    counts = {result: sum(a["result"] == result for a in told) for result in ("submitted", "saved", "refused")}
    return {**counts, "returns": told}


def _name(one: Sent) -> Name:
    return one.form, one.unit, one.period


def _owed(sent: list[Sent], by: User) -> dict[Name, Obligation]:
    return owed_by_name(map(_name, sent), by)


def owed_by_name(names: Iterable[Name], by: User) -> dict[Name, Obligation]:
    """What the sender's posts reach of what is spoken of; a code means the unit that bore it in the period."""
    forms, units, periods = (set(part) for part in zip(*names, strict=True))
    clean = [{name for name in names if "\x00" not in name} for names in (forms, units, periods)]
    rows = Obligation.objects.visible_to(by).with_answers().select_related("answer__current")
    rows = rows.filter(form__key__in=clean[0], unit_version__code__in=clean[1], period__in=clean[2])
    return {(o.form.key, o.unit_version.code, o.period): o for o in rows}


def why_not_owed(name: Name) -> str:
    """Say why the sender's posts reach no return of this form, unit and period."""
    asked, unit, period = name
    form = Form.objects.filter(key=asked).first() if "\x00" not in asked else None
    if form is None:
        return gettext("Không có biểu mẫu mã «%(form)s»; xem danh sách ở /api/v1/forms.") % {"form": asked}
    try:
        last_day = form.window(period).last_day
    except OfficerError as refusal:
        return refusal.sentence
    code = "" if "\x00" in unit else unit
    ended = UnitVersion.objects.filter(code=code, valid_to__lte=last_day).order_by("-valid_to").first()
    if ended is not None and not UnitVersion.objects.as_of(last_day).filter(code=code).exists():
        return that_it_ended(ended, last_day)
    return gettext(
        "Không thấy đơn vị mã «%(unit)s» phải báo cáo biểu «%(form)s» kỳ %(period)s trong phạm "
        "vi của người lập mã truy cập; mã đơn vị là mã của ngày cuối kỳ, xem /api/v1/obligations."
    ) % {"unit": unit, "form": form, "period": period}


def _answer(one: Sent, owed: Obligation, by: User) -> dict[str, Any]:
    found = getattr(owed, "answer", None)
    write = acts.submit_return if one.submit else acts.save_draft
    try:
        known = {element.key: element for element in owed.elements}
        cells, words = _cells(one.cells, known), _words(one.words, known)
        saved = write(obligation=owed, cells=cells, words=words, revision=_revision(one, owed, by), by=by, door="api")
    except PermissionDenied:
        return _refused(one, gettext("Người lập mã truy cập không có vị trí được báo cáo cho đơn vị này."), found)
    except (acts.NotAcceptable, Unreadable) as refusal:
        return _refused(one, refusal.sentence, found, refusal.problems)
    except OfficerError as refusal:
        return _refused(one, refusal.sentence, found)
    result = "submitted" if one.submit else "saved"
    return _told(one, result, saved.answer, problems=saved.problems)


def _revision(one: Sent, owed: Obligation, by: User) -> int:
    """The save that the sender builds on. Unsaid, it is the last one where the sender's own programs made it."""
    found = getattr(owed, "answer", None)
    if one.revision is not None or found is None or found.current is None:
        return one.revision or 0
    own = found.current.door == "api" and found.current.saved_by_id == by.pk
    return found.revision if own or found.current.submitted_at else 0


def _cells(document: Mapping[str, Any], known: Mapping[str, Element]) -> dict[str, Cell]:
    """Read a document's cells by the same reading as the form and the workbook."""
    cells, problems = {}, []
    for key, value in document.items():
        if key not in known:
            problems.append(unknown_element(key))
            continue
        try:
            cells[key] = _plain(_cell(known[key], value))
        except Unreadable as refusal:
            problems += refusal.problems
        except OfficerError as refusal:
            problems.append(unreadable_cell(key, refusal.sentence))
    if problems:
        raise _unread(problems)
    return cells


def _unread(problems: list[Problem]) -> Unreadable:
    refused = Unreadable(
        gettext("%(problems)s ô chưa đọc được; không lưu gì của báo cáo này.") % {"problems": len(problems)}
    )
    refused.problems = problems
    return refused


def _cell(element: Element, value: Any) -> Cell:
    """A cell from a bare value, ``{"v": …}`` with or without its paper, or a state."""
    is_wrapped = isinstance(value, Mapping) and "v" in value and set(value) <= {"v", "paper"}
    raw, paper = (value["v"], value.get("paper")) if is_wrapped else (value, None)
    if not isinstance(raw, str | int | float) or not isinstance(paper, str | None):
        return Cell.from_json(value)
    taken = cell_from_excel(element, raw)
    if taken.cell is None:
        refused = Unreadable(taken.doubt)
        refused.problems = [unreadable(element, taken.doubt)]
        raise refused
    if paper is not None and taken.cell.value is not None:
        return Cell.of(taken.cell.value, paper)
    return taken.cell


def _plain(cell: Cell) -> Cell:
    for text in (cell.value, cell.paper):
        if isinstance(text, str):
            _check_text(text)
        elif isinstance(text, int) and abs(text) > 10**18:
            raise OfficerError(gettext("Số quá lớn."))
    return cell


def _check_text(text: str) -> None:
    if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise OfficerError(gettext("Chữ có ký tự không in được; gửi lại bằng UTF-8."))


def _words(words: Mapping[str, str], known: Mapping[str, Element]) -> dict[str, str]:
    """Words for figures that the form asks for; others would be kept where nobody ever reads them."""
    if strange := [unknown_element(key) for key in words if key not in known]:
        raise _unread(strange)
    for key, word in words.items():
        _check_text(word)
        if len(word) > WORD_LIMIT:
            raise OfficerError(
                gettext("Lời giải thích của «%(value)s» dài quá %(word_limit)s ký tự.")
                % {"value": key[:60], "word_limit": WORD_LIMIT}
            )
    return dict(words)


def _refused(one: Sent, sentence: str, found: Any = None, problems: list[Problem] | None = None) -> dict[str, Any]:
    return _told(one, "refused", found, sentence, problems)


def _told(
    one: Sent, result: str, found: Any, sentence: str = "", problems: list[Problem] | None = None
) -> dict[str, Any]:
    return {
        "form": one.form, "unit": one.unit, "period": one.period, "result": result,
        "state": found.state if found else "", "revision": found.revision if found else None, "sentence": sentence,
        "problems": [
            {"element": p.element, "code": p.code, "error": p.is_error, "sentence": p.sentence,
             "instruction": p.instruction} for p in problems or []
        ],
    }  # fmt: skip
