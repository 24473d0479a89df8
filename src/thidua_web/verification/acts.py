"""Deeds of the verifying chain. Nobody verifies what they submitted themselves."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext

from thidua.errors import OfficerError
from thidua.figures.cells import Cell
from thidua.units.versions import HIERARCHIES
from thidua_web.config.locking import locked
from thidua_web.journal import journal
from thidua_web.people.models import Role, User
from thidua_web.people.reach import Reach, reach_of
from thidua_web.returns import ledger
from thidua_web.returns.models import Decision, Return
from thidua_web.returns.proof import unproven

VERIFIERS = (Role.VERIFIER, Role.STANDING_OFFICE)


@dataclass
class BulkResult:
    """What was decided on many at once: how many, and which were left out with the reason of each."""

    done: int = 0
    left_out: list[tuple[Return, str]] = field(default_factory=list)


def verifying_reach(by: User, hierarchy: str) -> Reach:
    """Whom a person may verify in a hierarchy: a verifier of the police does not vouch for a form of the committees."""
    return reach_of(by, *VERIFIERS, hierarchy=hierarchy)


def verifies_everything(by: User) -> bool:
    """Whether a person verifies every unit in every hierarchy."""
    return all(verifying_reach(by, hierarchy).everything for hierarchy in HIERARCHIES)


def may_verify(by: User, answer: Return) -> bool:
    """Whether a verifying post of the form's hierarchy reaches the unit and the person did not submit it."""
    if not verifying_reach(by, answer.obligation.form.hierarchy).covers(answer.obligation.unit_id):
        return False
    return answer.current is None or answer.current.submitted_by_id != by.pk


def _hold(answer: Return, by: User) -> Return:
    held = locked(Return.objects.filter(pk=answer.pk).select_related("obligation__form", "current", "accepted")).get()
    if not verifying_reach(by, held.obligation.form.hierarchy).covers(held.obligation.unit_id):
        raise PermissionDenied
    return held


def _require(answer: Return, state: str, by: User) -> None:
    if not answer.may_become(state):
        raise OfficerError(
            gettext("Báo cáo đang ở trạng thái «%(state)s»: không làm được việc này.")
            % {"state": answer.get_state_display()}
        )
    if answer.current and answer.current.submitted_by_id == by.pk:
        raise OfficerError(gettext("Người gửi báo cáo không tự xác minh báo cáo của mình."))


def _decide(answer: Return, kind: str, state: str, by: User, reason: str = "") -> None:
    was, answer.state = answer.state, state
    answer.save(update_fields=["state", "accepted"])
    if answer.current is not None:
        Decision.objects.create(version=answer.current, kind=kind, reason=reason, by=by)
    told: dict[str, object] = {"state": [was, state]}
    if reason:
        told["reason"] = reason
    journal.record(act=f"{kind}_return", by=by, of=answer, changes=told)


@transaction.atomic
def accept_return(*, answer: Return, by: User, reason: str = "") -> None:
    """Accept a submitted return; its figures enter the ledger.

    Where evidence that was asked for is not there, only with a reason, which stays with the decision.
    """
    held = _hold(answer, by)
    _require(held, Return.State.ACCEPTED, by)
    if held.current is None:
        raise OfficerError(gettext("Báo cáo chưa có số liệu."))
    bare = unproven(held.obligation, held.current.read_cells())
    if bare and not reason.strip():
        raise OfficerError(
            gettext("Chưa có minh chứng cho: %(labels)s. Trả lại, hoặc ghi lý do vẫn tiếp nhận.")
            % {"labels": "; ".join(e.label for e in bare)}
        )
    before: dict[str, Cell] = held.accepted.read_cells() if held.accepted else {}
    ledger.post(held.obligation, held.current, before)
    held.accepted = held.current
    _decide(held, Decision.Kind.ACCEPT, Return.State.ACCEPTED, by, reason.strip() if bare else "")


def send_back_returns(*, answers: Iterable[Return], reason: str, by: User) -> BulkResult:
    """Send many back with one reason, each in its own transaction; what cannot be sent back is left out."""
    return _each(answers, lambda answer: send_back_return(answer=answer, reason=reason, by=by))


def accept_returns(*, answers: Iterable[Return], by: User, reason: str = "") -> BulkResult:
    """Accept many, each in its own transaction; what cannot be accepted is left out and told why.

    ``reason``: why those whose evidence is not there are accepted nevertheless.
    """
    return _each(answers, lambda answer: accept_return(answer=answer, by=by, reason=reason))


def _each(answers: Iterable[Return], decide: Callable[[Return], None]) -> BulkResult:
    result = BulkResult()
    for answer in answers:
        try:
            decide(answer)
            result.done += 1
        except OfficerError as error:
            result.left_out.append((answer, error.sentence))
        except PermissionDenied:
            result.left_out.append((answer, gettext("Ngoài phạm vi xác minh của người dùng.")))
    return result


@transaction.atomic
def send_back_return(*, answer: Return, reason: str, by: User) -> None:
    """Send a submitted return back with a reason that the officer reads."""
    if not reason.strip():
        raise OfficerError(gettext("Trả lại báo cáo phải ghi lý do."))
    held = _hold(answer, by)
    _require(held, Return.State.SENT_BACK, by)
    _decide(held, Decision.Kind.SEND_BACK, Return.State.SENT_BACK, by, reason.strip())


@transaction.atomic
def lock_return(*, answer: Return, by: User) -> None:
    """Lock an accepted return: the period is closed for it."""
    held = _hold(answer, by)
    if not held.may_become(Return.State.LOCKED):
        raise OfficerError(
            gettext("Báo cáo đang ở trạng thái «%(state)s»: chỉ khóa báo cáo đã tiếp nhận.")
            % {"state": held.get_state_display()}
        )
    _decide(held, Decision.Kind.LOCK, Return.State.LOCKED, by)


@transaction.atomic
def reopen_return(*, answer: Return, reason: str, by: User) -> None:
    """Open an accepted or locked return again; what changes stands as a new version beside the old one."""
    if not reason.strip():
        raise OfficerError(gettext("Mở lại báo cáo phải ghi lý do."))
    held = _hold(answer, by)
    if not held.may_become(Return.State.REOPENED):
        raise OfficerError(
            gettext("Báo cáo đang ở trạng thái «%(state)s»: không có gì để mở lại.")
            % {"state": held.get_state_display()}
        )
    _decide(held, Decision.Kind.REOPEN, Return.State.REOPENED, by, reason.strip())
