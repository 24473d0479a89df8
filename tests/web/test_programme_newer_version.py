"""A newer version of a paper: what differs is shown, and each change is a person's to take over."""

import re

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests import cast
from tests.web import papers

from thidua_web.documents import acts as paper_acts
from thidua_web.documents.models import Document
from thidua_web.programme import acts, renewing
from thidua_web.programme.comparing import Read, compare
from thidua_web.programme.errors import IllegalMove
from thidua_web.programme.models import Programme


@pytest.fixture
def programme(office) -> Programme:
    paper = papers.keep(office)
    papers.accept_the_rest(office, paper)
    bare = [r.key for r in paper.readings.all() if acts.is_numberless(r)]
    return acts.confirm_programme(user=office, document=paper, campaign="x", about=papers.HEAD, without_number=bare)


@pytest.fixture
def newer(office, programme: Programme) -> Document:
    return papers.keep(office, papers.NEWER, "86-sua-doi.txt", newer_than=programme.document)


def by_sort(programme: Programme, sort: str):
    return list(programme.changes.filter(sort=sort))


def test_the_page_shows_what_changed_and_a_person_takes_it_over(as_office, programme: Programme) -> None:
    answer = papers.send(as_office, papers.NEWER, "86-sua-doi.txt", newer_than=programme.document)
    address = answer.url
    as_office.post(address)
    (changed,) = [c for c in by_sort(programme, "changed") if c.kind == "target"]
    assert changed.fields == ["value"]
    page = as_office.get(address).content.decode()
    assert re.search(r"<td[^>]*>90 </td><td[^>]*>95 </td>", page)
    assert not programme.targets.filter(value=95).exists()
    as_office.post(reverse("programme:decide-change", args=[changed.pk]), {"den": "taken"})
    programme.refresh_from_db()
    assert (programme.version, programme.working) == (1, 2)
    target = programme.targets.of_version(2).get(value=95)
    assert target.lineage == programme.targets.of_version(1).get(value=90).lineage
    assert "95% hộ gia đình" in target.sentence
    assert "trên 90%" in cast.browser("leader").get(programme.get_absolute_url()).content.decode()


def test_what_is_new_is_added_and_what_is_gone_is_taken_out(office, programme: Programme, newer: Document) -> None:
    renewing.compare_newer(user=office, programme=programme, document=newer)
    (added,) = [c for c in by_sort(programme, "added") if c.kind == "target"]
    renewing.decide_change(user=office, change=added, to="taken")
    programme.refresh_from_db()
    assert programme.targets.of_version(2).filter(value=85).exists()
    assert programme.targets.of_version(1).filter(value=85).count() == 0


def test_a_correction_by_a_person_is_no_change_of_the_paper_and_survives_one(office) -> None:
    paper = papers.keep(office)
    reading = next(r for r in paper.readings.filter(kind="target") if r.value["value"] == 90)
    mended = reading.value | {"subject": "hộ dân cư"}
    paper_acts.decide_reading(user=office, reading=reading, revision=0, after="corrected", value=mended)
    papers.accept_the_rest(office, paper)
    bare = [r.key for r in paper.readings.all() if acts.is_numberless(r)]
    programme = acts.confirm_programme(
        user=office, document=paper, campaign="x", about=papers.HEAD, without_number=bare
    )
    newer = papers.keep(office, papers.NEWER, "b.txt", newer_than=paper)
    renewing.compare_newer(user=office, programme=programme, document=newer)
    (changed,) = [c for c in by_sort(programme, "changed") if c.kind == "target"]
    assert changed.fields == ["value"]
    renewing.decide_change(user=office, change=changed, to="taken")
    target = programme.targets.of_version(2).get(value=95)
    assert target.subject == "hộ dân cư"


def test_the_same_paper_again_changes_nothing(office, programme: Programme) -> None:
    again = papers.keep(office, papers.PLAN + "\n", "c.txt", newer_than=programme.document)
    changes = renewing.compare_newer(user=office, programme=programme, document=again)
    assert changes
    assert {c.sort for c in changes} == {"same"}
    assert Document.objects.get(pk=again.pk).state == "compared"


def test_a_change_is_decided_once_and_kept_can_still_be_taken(office, programme: Programme, newer: Document) -> None:
    changes = renewing.compare_newer(user=office, programme=programme, document=newer)
    change = next(c for c in changes if c.sort == "changed")
    renewing.decide_change(user=office, change=change, to="kept")
    renewing.decide_change(user=office, change=change, to="taken")
    for to in ("taken", "kept"):
        with pytest.raises(IllegalMove):
            renewing.decide_change(user=office, change=change, to=to)
    assert len(renewing.compare_newer(user=office, programme=programme, document=newer)) == len(changes)


def test_a_deadline_that_moved_is_one_change(office, programme: Programme) -> None:
    moved = papers.PLAN.replace("trước ngày 30/11/2025", "trước ngày 05/12/2025")
    newer = papers.keep(office, moved, "d.txt", newer_than=programme.document)
    changes = renewing.compare_newer(user=office, programme=programme, document=newer)
    dates = [c for c in changes if c.kind == "date" and c.sort != "same"]
    assert [(c.sort, c.before["date"], c.after["date"]) for c in dates] == [("changed", "2025-11-30", "2025-12-05")]


def test_others_see_and_do_not_decide(office, programme: Programme, newer: Document) -> None:
    changes = renewing.compare_newer(user=office, programme=programme, document=newer)
    client = cast.browser("officer")
    address = reverse("programme:changes", args=[programme.pk, newer.pk])
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 403
    waiting = next(c for c in changes if c.state == "waiting")
    assert client.post(reverse("programme:decide-change", args=[waiting.pk]), {"den": "taken"}).status_code == 403


ONE_WORD = st.sampled_from(["hộ", "dân", "xã", "phường", "ký", "cam", "kết", "mô", "hình"])
WORDS = st.lists(ONE_WORD, min_size=1, max_size=6).map(" ".join)
READS = st.lists(st.tuples(st.sampled_from(["target", "task"]), WORDS, st.integers(0, 3)), max_size=8)


@given(READS, READS)
def test_comparing_loses_and_doubles_nothing(old, new) -> None:
    def read(key: str, kind: str, words: str, value: int) -> Read:
        return Read(key, kind, {"value": value, "indicator": words}, words)

    first = [read(f"o{n}", *one) for n, one in enumerate(old)]
    second = [read(f"n{n}", *one) for n, one in enumerate(new)]
    pairs = compare(first, second)
    assert sorted(p.old.key for p in pairs if p.old) == sorted(r.key for r in first)
    assert sorted(p.new.key for p in pairs if p.new) == sorted(r.key for r in second)
    assert all(p.old.kind == p.new.kind for p in pairs if p.old and p.new)
    assert all(p.change == "same" for p in compare(first, first))
