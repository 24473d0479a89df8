"""What a verifier should look at in submitted returns: jumps, shares far from those of neighbors of like size, and
figures that another source holds otherwise.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Max, Sum
from django.utils.translation import gettext

from thidua.figures.cells import Cell, cells_from_json
from thidua.figures.checks import check_return
from thidua.figures.standing_out import Neighbors
from thidua_web.config.keeping import Kept
from thidua_web.frame.templatetags.vietnamese import number
from thidua_web.journal.journal import WINDOW, stand
from thidua_web.returns.forebears import last_periods_of_forebears
from thidua_web.returns.models import BaselineFigure, LedgerEntry, Obligation, Return, ReturnVersion
from thidua_web.returns.proof import unproven_of


@dataclass(frozen=True)
class Note:
    """One thing to ask about: which figure, and the sentence."""

    element: str
    sentence: str

    def __str__(self) -> str:
        return self.sentence


Notes = dict[int, list[Note]]


def cross_check(owed: list[Obligation]) -> Notes:
    """Notes per obligation, a few queries for each form and period. Those asked about must have been submitted."""
    notes: Notes = defaultdict(list)
    token = (stand(), newest_version())
    for these in _by_period(owed):
        form, before = these[0].elements, _last_period(these)
        for one in these:
            problems = check_return(form, one.answer.current.sent_cells, last_period=before.get(one.unit_id, {}))
            notes[one.pk] += [Note(p.element, p.sentence) for p in problems if not p.is_error]
        _against_neighbors(these, notes, token)
        _against_other_sources(these, notes)
    return notes


def _by_period(owed: Iterable[Obligation]) -> Iterable[list[Obligation]]:
    """Those of one form and period together: they ask the same and were asked the same before."""
    found: dict[tuple[int, str], list[Obligation]] = {}
    for one in owed:
        found.setdefault((one.form_id, one.period), []).append(one)
    return found.values()


def papers_missing(owed: list[Obligation]) -> dict[int, list[str]]:
    """Obligation -> labels of the figures that ask for evidence, hold a value and have none."""
    bare = unproven_of((one, one.answer.current.sent_cells) for one in owed)
    return {pk: [e.label for e in elements] for pk, elements in bare.items()}


def _last_period(owed: list[Obligation]) -> dict[int, Mapping[str, Cell]]:
    """Unit -> what it reported for the period before, as accepted or else as submitted; of a unit that is newer than
    that the sums of the units before it.
    """
    rows = Return.objects.filter(
        obligation__form=owed[0].form_id, obligation__period=owed[0].window.previous_code(),
        obligation__unit__in=[one.unit_id for one in owed],
    )  # fmt: skip
    told = rows.values_list("obligation__unit", "accepted__cells", "current__cells", "current__submitted_at")
    found: dict[int, Mapping[str, Cell]] = {
        unit: cells_from_json(current if accepted is None else accepted)
        for unit, accepted, current, sent_at in told if accepted is not None or sent_at
    }  # fmt: skip
    sums = last_periods_of_forebears([one for one in owed if one.unit_id not in found])
    return {unit: before.known for unit, before in sums.items()} | found


def newest_version() -> tuple[object, ...]:
    """A token that moves when a version is begun or the newest one saved; drafts stand in no journal."""
    newest = ReturnVersion.objects.order_by("-pk").values_list("pk", "saved_at").first()
    # PostgreSQL commits out of order: a version may still appear among the newest
    return (*newest, ReturnVersion.objects.filter(pk__gt=newest[0] - WINDOW).order_by().count()) if newest else ()


NEIGHBORS: Kept[dict[str, Neighbors]] = Kept(6)
COUNTED: Kept[tuple[object, ...]] = Kept(50)


def _against_neighbors(owed: list[Obligation], notes: Notes, token: Hashable) -> None:
    """Shares of part over whole, compared over every return of the same form and period.

    What the others say is kept until another version counts: a submitted version is never written into again. Which
    versions count is asked only where an act or a draft (``token``) may have changed it.
    """
    first = owed[0]
    rows = Return.objects.filter(
        obligation__form=first.form_id, obligation__period=first.period, current__submitted_at__isnull=False
    )  # fmt: skip
    sums = (Count("pk"), Sum("current"), Max("current"), Max("current__submitted_at"))
    counted = COUNTED.get((first.form_id, first.period), token, lambda: tuple(rows.aggregate(*sums).values()))
    parts = {e.key: e for e in first.elements if e.part_of and e.is_number}

    def gathered() -> dict[str, Neighbors]:
        cells = list(rows.values_list("obligation", "current__cells"))
        return {
            key: Neighbors({str(pk): pair for pk, cell in cells if (pair := _pair(cell, key, e.part_of or ""))})
            for key, e in parts.items()
        }

    here = [str(o.pk) for o in owed]
    kept = NEIGHBORS.get((first.form_id, first.period, *parts), counted, gathered)
    for key, neighbors in kept.items():
        for far in neighbors.far(here):
            own, middle = (f"{float(100 * s):.0f}%" for s in (far.share, far.middle))
            told = gettext("%(label)s: %(own)s, các đơn vị cùng cỡ quanh %(middle)s.") % {
                "label": parts[key].label,
                "own": own,
                "middle": middle,
            }
            notes[int(far.unit)].append(Note(key, told))


def _pair(cells: dict, part: str, whole: str) -> tuple[int, int] | None:
    a, b = (cells.get(key, {}).get("v") for key in (part, whole))
    return (a, b) if isinstance(a, int) and isinstance(b, int) else None


def _against_other_sources(owed: list[Obligation], notes: Notes) -> None:
    """The same figure of the same unit and period as another form had it accepted, or as a paper states it."""
    first, labels = owed[0], {e.key: e.label for e in owed[0].elements if e.is_number}
    versions = {o.unit_version_id: o for o in owed}
    sources = {"unit_version__in": versions, "period": first.period, "element__in": labels}
    accepted = (
        LedgerEntry.objects.filter(**sources).exclude(version__answer__obligation__form=first.form_id).order_by()
        .values_list("unit_version", "element", "version__answer__obligation__form__title").annotate(Sum("delta"))
    )  # fmt: skip
    stated = BaselineFigure.objects.filter(**sources).values_list("unit_version", "element", "paper", "value")
    told = [(*row, gettext("biểu «{}» đã nhận {}")) for row in accepted] + [
        (*row, gettext("văn bản «{}» nêu {}")) for row in stated
    ]
    for unit_version, element, source, there, words in told:
        one = versions[unit_version]
        cell = one.answer.current.sent_cells.get(element)
        here = cell.number if cell else None
        if here is not None and here != there:
            sentence = gettext("%(value)s: ở đây %(here)s, %(words)s.") % {
                "value": labels[element],
                "here": number(here),
                "words": words.format(source, number(there)),
            }
            notes[one.pk].append(Note(element, sentence))
