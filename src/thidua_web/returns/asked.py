"""Why a figure is asked for: the targets of programmes in force that are measured with it, each with its sentence."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from thidua.figures.elements import Catalogue, catalogue
from thidua_web.programme.models import Programme, Target
from thidua_web.returns.models import Binding


@dataclass(frozen=True)
class Asked:
    """The targets that one figure is counted for, the newest programme first."""

    targets: list[Target] = field(default_factory=list)

    @property
    def sentence_url(self) -> str | None:
        """Lead to the sentence where exactly one asks; None where there are several, or none was read from a paper."""
        return self.targets[0].origin_url if len(self.targets) == 1 else None

    @property
    def told(self) -> list[tuple[Target, str]]:
        """Each target with the address of its own page on the scoreboard."""
        return [(t, reverse("dashboards:target", args=[t.programme_id, t.lineage])) for t in self.targets]


def asked_by(elements: Iterable[str], *, day: date, programme: Programme | None = None) -> dict[str, Asked]:
    """For each of these figures that a target is measured with, those targets; of one programme where it is named."""
    wanted, known = frozenset(elements), catalogue(day)
    bindings = Binding.objects.filter(programme__in=Programme.objects.standing())
    if programme is not None:
        bindings = bindings.filter(programme=programme)
    measured = {(b.programme_id, b.lineage): made for b in bindings if (made := wanted & _made_of(b, known))}
    rows = Target.objects.of_current_version().filter(lineage__in={lineage for _, lineage in measured})
    found: dict[str, Asked] = {}
    for target in rows.select_related("programme").order_by("-programme__from_year", "-programme_id", "position"):
        for element in measured.get((target.programme_id, target.lineage), ()):
            found.setdefault(element, Asked()).targets.append(target)
    return found


def _made_of(binding: Binding, known: Catalogue) -> set[str]:
    """The figures that go into what a target is measured by."""
    indicator = known.indicators.get(binding.indicator)
    made = {*indicator.numerator, *indicator.denominator} if indicator else set()
    return made | ({binding.element} if binding.element else set())
