"""The journal in the frame."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua_web.frame.doors import Door, Tab

if TYPE_CHECKING:
    from thidua_web.people.models import User


class JournalDoor(Door):
    """A tab for everybody; what stands behind it is fetched by who asks."""

    def tabs(self, user: "User") -> Iterable[Tab]:
        return [Tab(_("Nhật ký"), reverse("journal"), icon="journal", weight=90)]


door = JournalDoor()
