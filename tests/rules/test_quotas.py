"""Quotas: the share is never exceeded, ties never fall by the order of rows, rounding as stated."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from thidua.recognition.order import order_of
from thidua.recognition.quotas import Member, apply_quota
from thidua.rulebook import load_rule_set, rule_set_keys

QUOTA = load_rule_set("force").versions[0].data["quotas"][0]
BEST, GOOD, DONE = "hoàn thành xuất sắc nhiệm vụ", "hoàn thành tốt nhiệm vụ", "hoàn thành nhiệm vụ"

members = st.lists(
    st.tuples(st.sampled_from(["xã A", "xã B"]), st.sampled_from([BEST, GOOD, DONE]), st.integers(96, 100)), max_size=40
).map(lambda rows: [Member(str(n), g, grade, (Fraction(p, 100),)) for n, (g, grade, p) in enumerate(rows)])


@given(members)
def test_share_holds_and_no_more_could_have_it_but_for_ties(team: list[Member]) -> None:
    placed = apply_quota(QUOTA, team)
    assert [p.member for p in placed] == team
    for group in {m.group for m in team}:
        inside = [p for p in placed if p.member.group == group]
        best, good = (sum(p.grade == grade for p in inside) for grade in (BEST, GOOD))
        assert best * 100 <= 20 * good
        left = [p for p in inside if p.member.grade == BEST and p.grade == GOOD]
        if left and not any(p.tied for p in left):
            assert (best + 1) * 100 > 20 * (good - 1)
        if left and best:
            assert max(p.member.order for p in left) < min(p.member.order for p in inside if p.grade == BEST)


@given(members, st.randoms())
def test_the_order_of_rows_decides_nothing(team: list[Member], chance: object) -> None:
    mixed = list(team)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert {p.member.key: p.grade for p in apply_quota(QUOTA, team)} == {
        p.member.key: p.grade for p in apply_quota(QUOTA, mixed)
    }


def test_boundaries_of_a_fifth() -> None:
    for asking, good, may in ((1, 4, 0), (1, 5, 1), (2, 9, 1), (2, 10, 2), (6, 0, 1), (5, 0, 0)):
        team = [Member(f"x{n}", "xã", BEST, (Fraction(n),)) for n in range(asking)]
        team += [Member(f"t{n}", "xã", GOOD, (Fraction(0),)) for n in range(good)]
        assert sum(p.grade == BEST for p in apply_quota(QUOTA, team)) == may, (asking, good)


def test_what_others_rest_on_comes_first() -> None:
    order = order_of({key: load_rule_set(key) for key in rule_set_keys()})
    force, area, commune, rural = (
        order.index(node)
        for node in (
            ("force", "force_team"),
            ("recognition", "residential_area"),
            ("recognition", "commune"),
            ("ntm", "commune"),
        )
    )
    assert force < area < commune < rural
