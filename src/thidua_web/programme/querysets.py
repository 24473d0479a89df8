"""Questions asked of many programmes and of their entries."""

from django.db import models
from django.db.models import Q


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

    def written_in(self, version: int) -> "EntryQuerySet":
        return self.filter(since=version)
