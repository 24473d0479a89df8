"""The corpus is sound: every gold entry cuts back to its words, every text says what it tests, the sets do not leak."""

import json
import os
import re
import unicodedata
from pathlib import Path

import pytest
from tests.corpus.annotate import LISTS, NoteError, find, place, read_notes
from tests.corpus.scorer import Case, load, score

HERE = Path(__file__).parent
SEEDS = Path(os.environ.get("THIDUA_SEEDS", HERE.parents[1] / "../shared/seeds"))
PAPERS = HERE.parents[1] / "src/thidua_web/demonstration/papers"
CASES = [*load(HERE / "dev"), *load(HERE / "heldout"), *load(HERE / "demonstration", PAPERS)]
KINDS = {"deadline", "event", "period_start", "period_end", "commemoration"}
COMPARATORS = {"ge", "gt", "le", "lt", "eq", "increase_ge", "decrease_ge", None}


def _plain(words: str) -> str:
    return unicodedata.normalize("NFC", words)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_every_entry_cuts_back_to_its_words(case: Case) -> None:
    for key in LISTS:
        for entry in case.gold.get(key, []):
            for offset in entry.get("offsets", []):
                found = _plain(" ".join(entry["found"].split()))
                assert _plain(" ".join(case.text[offset:].split())).startswith(found)
            if "span" in entry:
                start, end = entry["span"]
                assert 0 <= start < end <= len(case.text)
                assert _plain(case.text[start:end]).startswith(_plain(entry["words"]))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_gold_speaks_the_words_of_the_contract(case: Case) -> None:
    assert case.gold["provenance"] and case.gold["noise"], "a text says what it is and what it tests"
    assert case.gold["metadata"]["kind"] in {"document", "article", "none"}, "none: a secrecy mark stops the reading"
    for target in case.gold["targets"]:
        assert target["comparator"] in COMPARATORS and target["effort"] in {"must", "strive"}
        assert (target["value"] is None) == (target["unit"] is None) == (target["comparator"] is None)
        assert target["value_max"] is None or target["value_max"] > target["value"]
    for date in case.gold["dates"]:
        assert date["kind"] in KINDS
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}|--\d\d-\d\d", date["date"])
    for cited in case.gold["citations"]:
        assert cited["type"] and (cited["number"] or cited["title"])
        cut = case.text[slice(*cited["span"])]
        torn = cited.get("optional")  # a number that the scan itself misprints
        assert torn or cited["number"] is None or cited["number"] in re.findall(r"\d+[a-zđ]?|\d+", cut), cut


def test_no_text_stands_in_both_sets() -> None:
    def sentences(folder: str) -> set[str]:
        texts = (c.text for c in load(HERE / folder))
        found = {s.strip() for t in texts for s in re.split(r"[.;:\n]", t)}
        return {s for s in found if len(s) > 70 and "Căn cứ" not in s and not s.startswith("Luật ")}  # names of laws

    assert not sentences("dev") & sentences("heldout")


def test_gold_read_back_as_a_reading_scores_full_marks() -> None:
    told = {c.name: _as_reading(c) for c in CASES}
    report = score(CASES, told)
    for name in ("citations", "citations without number", "targets", "metadata"):
        assert report.tallies[name].f1 == 1.0, [m for m in report.missed + report.wrong if m[0] == name]
    assert report.tallies["dates"].recall == 1.0


def test_an_empty_reading_scores_nothing() -> None:
    report = score(CASES, {})
    assert report.tallies["targets"].recall == report.tallies["citations"].recall == 0.0


def _as_reading(case: Case) -> dict[str, object]:
    """Turn gold into what a perfect reader would print."""
    gold = json.loads(json.dumps(case.gold))
    cited = [c for c in gold["citations"] if c.get("role") != "self_repeat"]
    document = gold["metadata"] | {"runs": {"to": gold["metadata"].get("runs_to")}}
    return {"document": document, "citations": cited} | {k: gold.get(k, []) for k in LISTS if k != "citations"}


def test_words_are_found_whatever_white_space_stands_between_them() -> None:
    text = "Kế\nhoạch  số 188/KH-BCA\nngày 11/4/2024, Kế hoạch số 2"
    assert text[slice(*place(text, "Kế hoạch số 188/KH-BCA … 11/4/2024"))].endswith("11/4/2024")
    assert find(text, "Kế hoạch", 2)[0] > find(text, "Kế hoạch")[0]
    with pytest.raises(NoteError):
        find(text, "Chỉ thị")


def test_notes_in_decomposed_unicode_keep_offsets_of_their_own_text(tmp_path: Path) -> None:
    notes = tmp_path / "a.ann"
    notes.write_text(
        "=== x nfd\nGiảm 5% số vụ\n--- gold\np thử\nm kind=article\nt decrease_ge 5 % | số vụ | giảm | @5% số vụ\n",
        encoding="utf-8",
    )
    ((_, text, gold),) = read_notes(notes)
    start, end = gold["targets"][0]["span"]
    assert unicodedata.normalize("NFC", text[start:end]) == "5% số vụ"
    assert len(text) > len("Giảm 5% số vụ\n")


@pytest.mark.skipif(not SEEDS.is_dir(), reason="no folder of seeds: set THIDUA_SEEDS")
def test_gold_of_the_seeds_stands_on_the_seeds() -> None:
    import hashlib

    for case in load(HERE / "seeds", SEEDS):
        assert hashlib.sha256(case.path.read_bytes()).hexdigest() == case.gold["sha256"]
        test_every_entry_cuts_back_to_its_words(case)


TORN = {"digit_letter_confusion", "broken_number", "linebreak_inside_percent", "half", "number_words"}


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_the_figures_of_gold_stand_in_its_words(case: Case) -> None:
    if TORN & set(case.gold["noise"]):
        return  # there the figure is torn or told in words: the annotator read through it
    for target in case.gold["targets"]:
        cut = case.text[slice(*target["span"])]
        printed = {float(n.replace(".", "").replace(",", ".")) for n in re.findall(r"\d+(?:[.,]\d+)*", cut)}
        printed |= {round(int(a) / int(b), 4) for a, b in re.findall(r"(\d+)/([1-9]\d*)", cut)} | {0.0}
        printed |= {1.0} if "một" in cut else set()
        assert {v for v in (target["value"], target["value_max"]) if v is not None} <= printed, cut
    for cited in case.gold["citations"]:
        whole = (cited["date"] or "").count("-") == 2 and not cited.get("date_before")
        if whole and cited["number"] and cited.get("role") != "subject":
            days = {int(n) for n in re.findall(r"\d+", case.text[slice(*cited["span"])])}
            _, month, day = map(int, cited["date"].split("-"))
            told_later = "date_at_second_mention" in case.gold["noise"]
            assert told_later or {month, day} <= days, cited
