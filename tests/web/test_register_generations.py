"""The registry in the database: loaded inactive, compared, activated, reverted, identical each time."""

from datetime import date
from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from tests import cast

from thidua.errors import OfficerError
from thidua.units.registry import Registry
from thidua.units.shipped import shipped_units
from thidua.units.versions import MERGE, TERRITORY, Succession, SuccessionEdge, UnitVersion
from thidua_web.journal.models import JournalEntry
from thidua_web.register import acts
from thidua_web.register.live import live_registry, read_registry, stand
from thidua_web.register.models import Generation, Unit
from thidua_web.register.models import UnitVersion as Row

pytestmark = pytest.mark.django_db
REFORM = date(2025, 7, 1)


def version(
    key: str, name: str, since: date | None, until: date | None, parent: str = "p", police: str = ""
) -> UnitVersion:
    parents = ((TERRITORY, parent),) if parent else ()
    parents += (("police", police),) if police else ()
    level = "commune" if parent else "province"
    return UnitVersion(key, key, name, "xã" if parent else "tỉnh", level, since, until, parents, "", "", "thử")


BEFORE = Registry(
    (
        version("p", "Nam Giang", None, None, ""),
        version("a", "An Bình", None, None),
        version("b", "Bình Minh", None, None),
    ),
    certain_from=date(2025, 6, 30),
)
AFTER = Registry(
    (
        version("p", "Nam Giang", None, None, ""),
        version("a", "An Bình", None, REFORM),
        version("b", "Bình Minh", None, REFORM, police="p"),
        version("c", "Bình An", REFORM, None),
        version("d", "Minh An", REFORM, None),
    ),
    (
        SuccessionEdge(REFORM, "a", "c", (), "1/NQ", "thử"),
        SuccessionEdge(REFORM, "b", "c", (("people", Fraction(2, 3)),), "1/NQ", "thử"),
        SuccessionEdge(REFORM, "b", "d", (("people", Fraction(1, 3)),), "1/NQ", "thử"),
    ),
    {"1/NQ": Succession("1/NQ", REFORM, MERGE, "Nghị quyết số 1/NQ", None, "thử")},
    certain_from=date(2025, 6, 30),
)  # fmt: skip


def use(wanted: Registry, title: str = "thử") -> Generation:
    generation = acts.stage_generation(title=title, wanted=wanted, by=cast.person("office"))
    acts.activate_generation(generation=generation, by=cast.person("office"))
    generation.refresh_from_db()
    return generation


def test_staging_touches_nothing_in_use() -> None:
    use(BEFORE)
    held = read_registry().fingerprint()
    generation = acts.stage_generation(title="cải cách", wanted=AFTER, by=cast.person("office"))
    assert generation.state == Generation.State.STAGED
    assert read_registry().fingerprint() == held
    assert generation.summary["counts"] == {
        "versions_added": 2, "versions_changed": 2, "edges_added": 3, "acts_added": 1,
    }  # fmt: skip


def test_what_is_read_back_is_what_was_loaded_and_reverting_is_identical() -> None:
    use(BEFORE)
    held = read_registry().fingerprint()
    kept = set(Row.objects.values_list("pk", flat=True))
    generation = use(AFTER)
    assert read_registry().fingerprint() == AFTER.fingerprint()
    assert kept < set(Row.objects.values_list("pk", flat=True)), "a version that closes keeps its row"
    acts.revert_generation(generation=generation, by=cast.person("office"))
    assert read_registry().fingerprint() == held
    assert not Unit.objects.filter(key__in="cd").exists()
    generation.refresh_from_db()
    acts.activate_generation(generation=generation, by=cast.person("office"))
    assert read_registry().fingerprint() == AFTER.fingerprint()


def test_only_the_last_can_be_taken_back_and_a_stale_one_is_refused() -> None:
    first = use(BEFORE)
    stale = acts.stage_generation(title="cũ", wanted=AFTER, by=cast.person("office"))
    second = use(AFTER)
    with pytest.raises(OfficerError, match="gần nhất"):
        acts.revert_generation(generation=first, by=cast.person("office"))
    with pytest.raises(OfficerError, match="thay đổi"):
        acts.activate_generation(generation=stale, by=cast.person("office"))
    with pytest.raises(OfficerError, match="giống hệt"):
        acts.stage_generation(title="lại", wanted=AFTER, by=cast.person("office"))
    acts.revert_generation(generation=second, by=cast.person("office"))
    acts.revert_generation(generation=first, by=cast.person("office"))
    assert not Unit.objects.exists()


def test_workers_see_a_change_in_the_next_request() -> None:
    use(BEFORE)
    seen, before = stand(), live_registry()
    assert live_registry() is before
    use(AFTER)
    assert stand() != seen and live_registry().fingerprint() == AFTER.fingerprint()


def test_before_its_first_act_a_register_is_read_anew() -> None:
    assert not live_registry().by_unit
    kept = Unit.objects.create(key="z")
    Row.objects.create(unit=kept, code="z", name="Bình An", kind="xã", level="commune", folded="", sort_key="")
    assert list(live_registry().by_unit) == ["z"]


def test_shares_are_exact_and_complete_or_refused() -> None:
    use(AFTER)
    office = cast.person("office")

    def enter(**shares: str) -> None:
        parts = {k: Fraction(v) for k, v in shares.items()}
        acts.enter_shares(origin_key="b", element="teams", shares=parts, source="Báo cáo xã", by=office)

    enter(c="3/7", d="4/7")
    edge = next(e for e in live_registry().edges if (e.origin, e.heir) == ("b", "c"))
    assert edge.share("teams") == Fraction(3, 7) and edge.share("households") == Fraction(2, 3)
    for wrong in (
        {"c": "1"},
        {"c": "1/2", "d": "1/3"},
        {"c": "3/2", "d": "-1/2"},
        {"c": "1/2", "d": "1/4", "a": "1/4"},
    ):
        with pytest.raises(OfficerError):
            enter(**wrong)
    assert live_registry().fingerprint() == read_registry().fingerprint()
    assert JournalEntry.objects.filter(act="enter_shares").count() == 1


@pytest.mark.parametrize("who", ["officer", "leader", "verifier", "stranger"])
def test_only_the_standing_office_changes_the_registry(who: str) -> None:
    with pytest.raises(PermissionDenied):
        acts.stage_generation(title="x", wanted=BEFORE, by=cast.person(who))
    assert not Generation.objects.exists()


def test_the_whole_country_loads_and_reads_back_identical(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_units")
    assert not Unit.objects.exists() and "--commit" in capsys.readouterr().out
    call_command("load_units", "--commit")
    assert read_registry().fingerprint() == shipped_units().fingerprint()
    assert Row.objects.as_of(REFORM).filter(level="commune").count() == 3321
    assert Row.objects.as_of(date(2025, 6, 30)).filter(level="commune").count() == 10035
    assert [v.full_name for v in Row.objects.as_of(REFORM).matching("trung bach")] == []
    assert "phường Ba Đình" in [v.full_name for v in Row.objects.as_of(REFORM).matching("ba dinh")]
