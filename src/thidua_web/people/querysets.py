"""Many posts, many people at once."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from thidua.text import fold_name

if TYPE_CHECKING:
    from thidua_web.people.models import User


STANDINGS = ("in_use", "idle", "never_signed_in", "disabled")
"""How an account may stand, as keys of ``frame.states``."""


def idle_since() -> datetime:
    """The moment before which a last sign-in makes an account idle."""
    return timezone.now() - timedelta(days=settings.IDLE_DAYS)


class PostQuerySet(models.QuerySet):
    """Posts by their life."""

    def in_force(self, day: date) -> "PostQuerySet":
        """Posts whose half-open life holds this day."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))

    def open(self, day: date) -> "PostQuerySet":
        """Posts in force on this day or still to come."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))

    def told_of_ground(self) -> "PostQuerySet":
        """Each with what its unit is: ``is_heir`` (units went into it), ``is_above`` (units stand or stood under it in
        the territory), ``is_own`` (a province of the installation's own). Asked along, they cost no query of their own.
        """
        from thidua_web.people.models import OwnProvince
        from thidua_web.register.models import SuccessionEdge, UnitVersion

        here = OuterRef("unit")
        return self.annotate(
            is_heir=Exists(SuccessionEdge.objects.filter(heir=here).order_by()),
            is_above=Exists(UnitVersion.objects.filter(parent=here).order_by()),
            is_own=Exists(OwnProvince.objects.filter(unit=here).order_by()),
        )

    def stranded(self, day: date) -> "PostQuerySet":
        """Posts open on a day at units that do not live on it; of deputies the post they stand in for."""
        from thidua_web.register.models import UnitVersion

        there = UnitVersion.objects.as_of(day).filter(unit=OuterRef("unit"))
        rows = self.open(day).filter(unit__isnull=False, stands_in_for=None, user__is_active=True)
        return rows.filter(~Exists(there))

    def at(self, words: str, day: date) -> "PostQuerySet":
        """Posts open on a day at units whose name or code holds the words, diacritics forgiven."""
        from thidua_web.register.models import UnitVersion

        return self.open(day).filter(unit__in=UnitVersion.objects.matching(words).order_by().values("unit"))


class UserQuerySet(models.QuerySet):
    """People by what is known of their accounts."""

    def visible_to(self, user: "User") -> "UserQuerySet":
        """The standing office sees every account, a unit administrator those with a post within reach, others none."""
        from thidua_web.people.authority import authority_of

        authority = authority_of(user)
        if authority.is_office:
            return self
        if authority.reach.everything:
            return self.with_posts(unit__isnull=False)
        return self.with_posts(unit__in=authority.reach.units)

    def with_posts(self, **asked: object) -> "UserQuerySet":
        """People with at least one post of this kind; each stands once, without the database comparing whole rows."""
        from thidua_web.people.models import Post

        return self.filter(pk__in=Post.objects.filter(**asked).order_by().values("user"))

    def in_state(self, state: str) -> "UserQuerySet":
        """Accounts that stand as ``User.standing`` says."""
        return self.filter(
            {
                "disabled": Q(is_active=False),
                "never_signed_in": Q(is_active=True, last_login__isnull=True),
                "idle": Q(is_active=True, last_login__lt=idle_since()),
                "in_use": Q(is_active=True, last_login__gte=idle_since()),
            }[state]
        )

    def matching(self, words: str) -> "UserQuerySet":
        """People whose name or sign-in name holds all the words, diacritics forgiven."""
        found = self
        for word in fold_name(words).split():
            found = found.filter(folded__contains=word)
        return found
