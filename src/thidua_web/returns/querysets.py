"""Questions to many returns at once. What one may see follows from the posts, and is fetched that way."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Sum, Value, When
from django.http import QueryDict

from thidua.text import fold_name
from thidua.units.versions import HIERARCHIES

if TYPE_CHECKING:
    from thidua_web.people.models import Role, User
    from thidua_web.returns.models import LedgerEntry


class ObligationQuerySet(models.QuerySet["Obligation"]):
    """What units owe."""

    def visible_to(self, user: "User", *roles: "Role") -> "ObligationQuerySet":
        """Obligations of the units that the user's posts (of these roles, where some are named) cover today."""
        from thidua_web.people.reach import reach_of

        reach = reach_of(user, *roles)
        return self if reach.everything else self.filter(unit__in=reach.units)

    def open_on(self, day: date) -> "ObligationQuerySet":
        """Those whose period has begun."""
        return self.filter(opens_on__lte=day)

    def unanswered(self) -> "ObligationQuerySet":
        """Those without a submission: never begun, in draft, sent back or reopened. A unit that did not live to the
        period's last day is not waited for, though nobody has handed the period out again yet.
        """
        waits = Q(answer__isnull=True) | Q(answer__state__in=("draft", "sent_back", "reopened"))
        return self.filter(waits).filter(lives_to_the_last_day())

    def not_passed_on(self) -> "ObligationQuerySet":
        """Without those that passed to the units which came after."""
        return self.exclude(answer__state="passed_on")

    def of_ended_units(self) -> "ObligationQuerySet":
        """Those of units that did not live to the period's last day, and that nobody has passed on or accepted."""
        rows = self.filter(unit_version__valid_to__lt=F("closes_on")).exclude(lives_to_the_last_day())
        return rows.exclude(answer__state__in=("passed_on", "accepted", "locked"))

    def told_of_ends(self) -> "ObligationQuerySet":
        """Each with ``ending``: what became of a unit that did not live to the last day, as ``ending`` says."""
        from thidua_web.register.models import SuccessionEdge
        from thidua_web.returns.ending import GONE, HAS_HEIRS

        heirs = SuccessionEdge.objects.filter(origin=OuterRef("unit"), on__lt=OuterRef("closes_on")).order_by()
        told = Case(When(lives_to_the_last_day(), then=Value("")), When(Exists(heirs), then=Value(HAS_HEIRS)),
                    default=Value(GONE))  # fmt: skip
        return self.annotate(ending=told)

    def overdue(self, day: date) -> "ObligationQuerySet":
        """Unanswered after the due day, most overdue first."""
        return self.unanswered().filter(due_on__lt=day).order_by("due_on", "unit_version__sort_key")

    def awaiting_verification(self) -> "ObligationQuerySet":
        """Submitted, waiting for a verifier; the oldest first."""
        return self.filter(answer__state="submitted").order_by("answer__submitted_at")

    def verifiable_by(self, user: "User") -> "ObligationQuerySet":
        """Those whose unit a verifying post of this person reaches, in the hierarchy that verifies the form."""
        from thidua_web.verification.acts import verifying_reach

        reaches = {hierarchy: verifying_reach(user, hierarchy) for hierarchy in HIERARCHIES}
        if all(reach.everything for reach in reaches.values()):
            return self
        asked = Q(pk__in=())
        for hierarchy, reach in reaches.items():
            if reach.everything or reach.units:
                within = Q() if reach.everything else Q(unit__in=reach.units)
                asked |= Q(form__hierarchy=hierarchy) & within
        return self.filter(asked)

    def of_units(self, words: str) -> "ObligationQuerySet":
        """Those of units whose name or code holds all the words, diacritics forgiven."""
        found = self
        for word in fold_name(words).split():
            found = found.filter(unit_version__folded__contains=word)
        return found

    def asked_by(self, address: QueryDict) -> "ObligationQuerySet":
        """Those of the period (``ky``), the form (``bieu``) and the units (``q``) that an address names."""
        period, form, words = (address.get(key, "").strip()[:100] for key in ("ky", "bieu", "q"))
        found = self.filter(period=period) if period else self
        found = found.filter(form__key=form) if form else found
        return found.of_units(words) if words else found

    def with_officers(self, day: date) -> "ObligationQuerySet":
        """Beside each the first officer of the unit, ``officer`` and ``officer_phone``: whom to telephone."""
        from thidua_web.people.models import Post, Role

        roles = (Role.UNIT_OFFICER, Role.ORGANIZATION_OFFICER, Role.SECTOR_OFFICER)
        here = Post.objects.in_force(day).filter(unit=OuterRef("unit"), role__in=roles, user__is_active=True)
        here = here.order_by(F("stands_in_for").asc(nulls_first=True), "pk")
        return self.annotate(
            officer=Subquery(here.values("user__full_name")[:1]), officer_phone=Subquery(here.values("user__phone")[:1])
        )

    def with_answers(self) -> "ObligationQuerySet":
        """Fetch what a list shows."""
        return self.select_related("form", "unit_version", "answer")


def lives_to_the_last_day() -> Q:
    """Of an obligation: its unit stands on the last day of the period, under this or a later name."""
    from thidua_web.register.models import UnitVersion

    lives = Q(valid_to=None) | Q(valid_to__gte=OuterRef("closes_on"))
    begun = Q(valid_from=None) | Q(valid_from__lt=OuterRef("closes_on"))
    there = UnitVersion.objects.filter(lives, begun, unit=OuterRef("unit"))
    return Q(unit_version__valid_to=None) | Q(unit_version__valid_to__gte=F("closes_on")) | Q(Exists(there))


class ReturnQuerySet(models.QuerySet["Return"]):
    """Returns."""

    def visible_to(self, user: "User") -> "ReturnQuerySet":
        """Returns of the units that the user's posts cover today."""
        from thidua_web.people.reach import reach_of

        reach = reach_of(user)
        return self if reach.everything else self.filter(obligation__unit__in=reach.units)


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Files behind figures."""

    def seen_by(self, user: "User") -> "EvidenceQuerySet":
        """Those of units that the user reports or verifies for; who only reads the figures sees no evidence."""
        from thidua_web.people.reach import reach_of
        from thidua_web.returns.acts import REPORTERS
        from thidua_web.verification.acts import VERIFIERS

        reach = reach_of(user, *REPORTERS, *VERIFIERS)
        return self if reach.everything else self.filter(answer__obligation__unit__in=reach.units)


class DecisionQuerySet(models.QuerySet["Decision"]):
    """What verifiers decided."""

    def visible_to(self, user: "User") -> "DecisionQuerySet":
        """Decisions on returns of the units that the user's posts cover today."""
        from thidua_web.people.reach import reach_of

        reach = reach_of(user)
        return self if reach.everything else self.filter(version__answer__obligation__unit__in=reach.units)


class LedgerQuerySet(models.QuerySet["LedgerEntry"]):
    """The ledger."""

    def totals(self) -> "models.QuerySet[LedgerEntry, dict[str, object]]":
        """Sum of deltas per unit version, element and period."""
        return self.order_by().values("unit_version", "element", "period").annotate(value=Sum("delta"))
