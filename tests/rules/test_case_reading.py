"""Reading a case never breaks: a case, or one sentence with its line."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_examples import BASES, case_text

from thidua.errors import OfficerError
from thidua.evaluation.case_file import parse_case
from thidua.recognition.judge import judge
from thidua.rulebook import load_rule_set

RULES = load_rule_set("recognition")
TEXTS = [case_text({"base": base, "as_of": "2024-11-18", "given": {}}) for base in ("kdc", "xa", "cq", "dn", "truong")]
PIECES = ["true", "none", "null", "-1", "2024-02-30", "2024-12-01", "[]", "{}", "«", "\t", ": ", "- ", "&a", "*a", "~"]
PIECES += ["!!int", "0x1F", "1e9", "120", "'", '"', "#", "\n", "  ", "\u0000", "12:30", "<<", "9" * 30]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(TEXTS), st.randoms(use_true_random=False), st.integers(1, 6))
def test_any_edit_gives_a_finding_or_a_sentence(text: str, chance: random.Random, edits: int) -> None:
    for _ in range(edits):
        place, length = chance.randrange(len(text)), chance.choice([0, 0, 1, 5])
        text = text[:place] + chance.choice(PIECES) + text[place + length :]
    try:
        finding = judge(parse_case(text, RULES.vocabulary, "x.yaml"), RULES)
    except OfficerError as refused:
        assert str(refused).startswith("x.yaml") and refused.sentence.endswith((".", ")"))
        return
    assert finding.because.endswith(".")


@pytest.mark.parametrize("base", ["kdc", "xa", "cq", "dn", "truong"])
def test_each_known_fact_matters_and_is_named_when_it_is_not_known(base: str) -> None:
    """Dropping a fact of a case that passes leaves it open on that fact, or the fact was not needed."""
    text = case_text({"base": base, "as_of": "2024-11-18", "given": {}})
    assert judge(parse_case(text, RULES.vocabulary), RULES).verdict == "met"
    for fact in BASES[base]["facts"]:
        given_ = {"base": base, "as_of": "2024-11-18", "given": {"facts": {fact: None}}}
        found = judge(parse_case(case_text(given_), RULES.vocabulary), RULES)
        if fact == "has_party_organisation" and base != "dn":
            assert found.verdict == "met", "a resolution that stands makes the question idle"
        elif fact == "has_party_organisation":
            assert found.unknown == ("has_party_organisation", "party_resolution_on")
        else:
            assert (found.verdict, found.unknown) == ("undecidable", (fact,))


def test_an_empty_case_names_everything_once_and_in_order() -> None:
    found = judge(parse_case("as_of: 2024-11-18\nunit: {kind: commune}\n", RULES.vocabulary), RULES)
    assert found.unknown == (
        "party_resolution_on", "plan_on", "registered_on", "initiatives_effective", "law_carried_out", "crime_reduced",
        "managed_persons_helped", "new_hotspots", "new_social_evil_cases", "events_complete", "police_effective",
        "police_disciplined", "subordinates",
    )  # fmt: skip
    school = judge(parse_case("as_of: 2024-11-18\nunit: {kind: school}\n", RULES.vocabulary), RULES)
    assert school.unknown[0] == "unit.levels" and school.unknown.count("protection_force") == 1
