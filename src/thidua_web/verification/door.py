"""Verification in the frame."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua_web.frame.doors import FIRST, Door, Item, Tab
from thidua_web.people.models import Role
from thidua_web.people.reach import reach_of
from thidua_web.returns.models import Obligation
from thidua_web.verification.acts import VERIFIERS

if TYPE_CHECKING:
    from thidua_web.people.models import User


class VerificationDoor(Door):
    """Only for those who verify."""

    acts = {
        "accept_return": gettext_lazy("Tiếp nhận báo cáo"),
        "send_back_return": gettext_lazy("Trả lại báo cáo"),
        "lock_return": gettext_lazy("Khóa báo cáo"),
        "reopen_return": gettext_lazy("Mở lại báo cáo"),
    }

    def tabs(self, user: "User") -> Iterable[Tab]:
        reach = reach_of(user, *VERIFIERS)
        if not (reach.everything or reach.units):
            return []
        is_own = user.holds(Role.VERIFIER) and not user.holds(Role.STANDING_OFFICE)
        return [Tab(_("Xác minh"), reverse("verification:waiting"), icon="shield", weight=FIRST if is_own else 35)]

    def waiting(self, user: "User", today: date) -> Iterable[Item]:
        if not user.holds(*VERIFIERS):
            return []
        rows = Obligation.objects.awaiting_verification().verifiable_by(user)
        count = rows.count()
        told = _("%d báo cáo chờ xác minh") % count
        return [Item(told, reverse("verification:waiting"), count=count)] if count else []


door = VerificationDoor()
