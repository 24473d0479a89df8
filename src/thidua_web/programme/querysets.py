"""Questions asked of many programmes and of their entries."""

import hashlib
from typing import Any

from django.db import models
from django.db.models import F, Q


class ProgrammeQuerySet(models.QuerySet):
    def standing(self) -> "ProgrammeQuerySet":
        """Leave out drafts."""
        return self.exclude(state="draft")

    def running(self) -> "ProgrammeQuerySet":
        return self.filter(state__in=("confirmed", "under_way"))

    def visible_to(self, user) -> "ProgrammeQuerySet":
        """Drafts are for the standing office; everybody reads the rest."""
        from thidua_web.people.models import Role

        return self if user.holds(Role.STANDING_OFFICE) else self.standing()


class EntryQuerySet(models.QuerySet):
    def of_version(self, version: int) -> "EntryQuerySet":
        """Give the entries that stand in this version: `since ≤ version < until`."""
        return self.filter(Q(until=None) | Q(until__gt=version), since__lte=version)

    def of_current_version(self) -> "EntryQuerySet":
        """Give the entries that stand in the version in force, each of its own programme."""
        version = F("programme__version")
        return self.filter(Q(until=None) | Q(until__gt=version), since__lte=version)

    def written_in(self, version: int) -> "EntryQuerySet":
        return self.filter(since=version)


def digest(secret: str) -> str:
    """What is kept of a secret: it is random and long, a plain hash cannot be searched backwards."""
    return hashlib.sha256(secret.encode()).hexdigest()


class CalendarFeedQuerySet(models.QuerySet):
    def in_force(self, secret: str) -> Any | None:
        """Give the address that this secret opens; None where there is none or it was revoked."""
        return self.select_related("owner", "programme").filter(digest=digest(secret), revoked_at=None).first()
