"""Questions asked of many papers at once. Each adjective below is what a page or an act says aloud."""

from collections.abc import Iterable
from itertools import takewhile
from typing import Any

from django.db import models
from django.db.models import Case, Count, IntegerField, Q, Value, When

from thidua.text import fold_name


def has_number(words: str, column: str) -> Case:
    """Sort key: 0 where the column holds the number that words begin with, else 1; 09 and 9 are one number."""
    digits = "".join(takewhile(str.isdecimal, words.strip()))
    if not digits:
        return Case(default=Value(1), output_field=IntegerField())
    short = digits.lstrip("0") or "0"
    same = {digits, short, short.zfill(2)}
    return Case(When(**{f"{column}__in": same}, then=0), default=1, output_field=IntegerField())


class DocumentQuerySet(models.QuerySet):
    def with_progress(self) -> "DocumentQuerySet":
        """Add `all_count` and `seen_count`: how many readings there are, how many a person has decided."""
        standing = ~Q(readings__state="withdrawn")
        return self.annotate(
            all_count=Count("readings", filter=standing),
            seen_count=Count("readings", filter=standing & ~Q(readings__state="waiting")),
        )

    def awaiting_confirmation(self) -> "DocumentQuerySet":
        return self.filter(state="read")

    def listed(self) -> "DocumentQuerySet":
        """Leave the long text out: a list never needs it."""
        return self.defer("text", "pieces").select_related("instrument", "uploaded_by").order_by("-uploaded_at", "-pk")

    def of_same_paper(self, document: Any) -> "DocumentQuerySet":
        """Give other files of the paper that this one is, versions of one another left out: they say so themselves."""
        if document.instrument_id is None:
            return self.none()
        same = self.filter(instrument=document.instrument_id).exclude(pk__in=[document.pk, document.supersedes_id or 0])
        return same.exclude(supersedes=document.pk)

    def newest_versions(self) -> "DocumentQuerySet":
        return self.filter(newer__isnull=True)


class ReadingQuerySet(models.QuerySet):
    def standing(self) -> "ReadingQuerySet":
        """Leave out what a person added and then took back."""
        return self.exclude(state="withdrawn")

    def waiting(self) -> "ReadingQuerySet":
        return self.filter(state="waiting")

    def taken(self) -> "ReadingQuerySet":
        return self.filter(state__in=("accepted", "corrected"))

    def doubtful_first(self) -> list[Any]:
        """Give the list as a person works it: what is waiting with doubts, then all in the order of the paper."""
        return sorted(self, key=lambda r: (not (r.has_doubts), r.kind != "paper", r.start, r.end, r.pk))


class InstrumentQuerySet(models.QuerySet):
    def search(self, words: str) -> "InstrumentQuerySet":
        """Find by code, type, issuer or subject; diacritics and case are forgiven, every word must occur."""
        found = self
        for word in fold_name(words).split():
            found = found.filter(folded__contains=word)
        return found

    def numbered_first(self, words: str) -> "InstrumentQuerySet":
        """Those first whose own number the words begin with: «46», «46/KH-UBND»."""
        return self.order_by(has_number(words, "number"), *self.model._meta.ordering)

    def with_degree(self) -> "InstrumentQuerySet":
        """Add `cited_count`: in how many papers the instrument is named."""
        return self.annotate(cited_count=Count("citations__document", distinct=True))


class CitationQuerySet(models.QuerySet):
    def standing(self) -> "CitationQuerySet":
        """Leave out what a person has rejected as a citation."""
        return self.exclude(reading__state__in=("rejected", "withdrawn"))

    def of(self, instruments: Iterable[Any]) -> "CitationQuerySet":
        return self.filter(instrument__in=instruments)


class JobQuerySet(models.QuerySet):
    def open(self) -> "JobQuerySet":
        return self.filter(state__in=("waiting", "running"))

    def unsettled(self) -> "JobQuerySet":
        """What somebody must still look at: open jobs and those that failed."""
        return self.filter(state__in=("waiting", "running", "failed")).select_related("by")

    def ahead_of(self, job: Any) -> int:
        return self.open().filter(pk__lt=job.pk).count()
