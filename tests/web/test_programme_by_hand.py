"""Programmes by hand and in versions: what a reader sees while another person writes, and afterwards."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from tests import cast
from tests.web import papers

from thidua_web.journal.models import JournalEntry
from thidua_web.programme import acts, amending
from thidua_web.programme.errors import IllegalMove, Overtaken, WithoutNumber
from thidua_web.programme.models import Programme

TARGET = {"indicator": "hộ gia đình ký cam kết", "comparator": "ge", "value": 80, "unit": "%", "effort": "must",
          "milestones": {"2026": 70.0, "2027": 75.0, "2028": 80.0}}  # fmt: skip


@pytest.fixture
def programme(office) -> Programme:
    head = papers.HEAD | {"from_year": 2026, "to_year": 2030}
    return amending.draft_programme(user=office, campaign="Toàn dân bảo vệ an ninh Tổ quốc", about=head)


def write(office, programme: Programme, lineage: str = "", **changes: object):
    programme.refresh_from_db()
    return amending.write_entry(
        user=office,
        programme=programme,
        revision=programme.revision,
        kind="target",
        value=TARGET | changes,
        lineage=lineage,
    )


def confirmed(office, programme: Programme) -> Programme:
    programme.refresh_from_db()
    return amending.confirm_version(user=office, programme=programme, revision=programme.revision)


def test_a_programme_without_a_file_by_its_pages(as_office) -> None:
    head = {"campaign": "Toàn dân bảo vệ an ninh Tổ quốc", "title": "Giai đoạn 2026 - 2030", "from_year": "2026",
            "to_year": "2030", "runs_to": "31/12/2030"}  # fmt: skip
    as_office.post(reverse("programme:draft"), head)
    programme = Programme.objects.get()
    assert (programme.years, programme.runs_to, programme.state) == ("2026–2030", "2030-12-31", "draft")
    entry = {"ban": programme.revision, "indicator": "hộ gia đình ký cam kết", "comparator": "ge", "value": "82,5",
             "unit": "%", "effort": "must", "deadline": "năm 2030", "milestones": "2026: 70\n2027: 72,5"}  # fmt: skip
    answer = as_office.post(reverse("programme:add-entry", args=[programme.pk, "target"]), entry)
    assert answer.status_code == 302, answer.content.decode()
    target = programme.targets.get()
    assert (target.bound, target.milestones) == ("ít nhất 82,5%", {"2026": 70.0, "2027": 72.5})
    assert str(target.due_on) == "2030-12-31"
    programme.refresh_from_db()
    as_office.post(reverse("programme:confirm-version", args=[programme.pk]), {"ban": programme.revision})
    page = cast.browser("leader").get(programme.get_absolute_url()).content.decode()
    assert "2026: 70%; 2027: 72,5%" in page
    assert "nhập tay" in page


@pytest.mark.parametrize("typed", ["2026 70", "hai nghìn: 3", "2026: nhiều", "2026: 1\n2026: 2", "1066: 5"])
def test_milestones_that_cannot_be_are_refused(as_office, programme: Programme, typed: str) -> None:
    entry = {"ban": programme.revision, "indicator": "x", "effort": "must", "milestones": typed}
    answer = as_office.post(reverse("programme:add-entry", args=[programme.pk, "target"]), entry)
    assert answer.status_code == 422
    assert "Dòng" in answer.content.decode()


def test_a_draft_is_for_its_writers(programme: Programme) -> None:
    assert cast.browser("leader").get(programme.get_absolute_url()).status_code == 404
    assert cast.browser("office").get(programme.get_absolute_url()).status_code == 200


def test_readers_keep_the_confirmed_version_until_the_next_is_confirmed(office, programme: Programme) -> None:
    row = write(office, programme)
    programme = confirmed(office, programme)
    programme = amending.amend_programme(user=office, programme=programme, revision=programme.revision)
    write(office, programme, row.lineage, value=85)
    reader, writer = cast.browser("leader"), cast.browser("office")
    assert "ít nhất 80%" in reader.get(programme.get_absolute_url()).content.decode()
    assert "ít nhất 85%" in writer.get(programme.get_absolute_url()).content.decode()
    programme = confirmed(office, programme)
    assert "ít nhất 85%" in reader.get(programme.get_absolute_url()).content.decode()
    assert "ít nhất 80%" in reader.get(programme.get_absolute_url() + "?ban=1").content.decode()
    assert programme.targets.values("lineage").distinct().count() == 1
    assert reader.get(programme.get_absolute_url() + "?ban=3").status_code == 404


def test_a_dropped_version_leaves_no_trace_in_the_programme(office, programme: Programme) -> None:
    row, gone = write(office, programme), write(office, programme, indicator="khác")
    programme = confirmed(office, programme)
    programme = amending.amend_programme(user=office, programme=programme, revision=programme.revision)
    write(office, programme, row.lineage, value=85)
    write(office, programme, indicator="mới")
    programme.refresh_from_db()
    amending.remove_entry(
        user=office, programme=programme, revision=programme.revision, kind="target", lineage=gone.lineage
    )
    programme.refresh_from_db()
    assert {t.indicator for t in programme.targets.of_version(2)} == {TARGET["indicator"], "mới"}
    programme = amending.drop_version(user=office, programme=programme, revision=programme.revision)
    assert [(t.indicator, t.value) for t in programme.targets.of_version(1)] == [
        (TARGET["indicator"], 80),
        ("khác", 80),
    ]
    assert programme.targets.filter(until__isnull=False).count() == 0
    assert programme.targets.count() == 2


def test_a_target_without_number_holds_a_version_back(office, programme: Programme) -> None:
    row = write(office, programme, value=None, comparator=None)
    with pytest.raises(WithoutNumber):
        confirmed(office, programme)
    programme.refresh_from_db()
    amending.write_entry(
        user=office, programme=programme, revision=programme.revision, kind="target", lineage=row.lineage,
        value=TARGET | {"value": None, "comparator": None}, is_without_number=True,
    )  # fmt: skip
    assert confirmed(office, programme).version == 1


def test_an_empty_programme_is_not_confirmed(office, programme: Programme) -> None:
    with pytest.raises(IllegalMove):
        confirmed(office, programme)


def test_a_stale_page_writes_nothing(office, programme: Programme) -> None:
    stale = programme.revision
    write(office, programme)
    with pytest.raises(Overtaken):
        amending.write_entry(user=office, programme=programme, revision=stale, kind="target", value=TARGET)
    assert programme.targets.count() == 1


LEGAL = [("confirmed", "under_way"), ("under_way", "closed"), ("closed", "under_way")]


@pytest.mark.parametrize("before", Programme.State.values)
@pytest.mark.parametrize("after", Programme.State.values)
def test_states_move_only_as_the_table_says(office, programme: Programme, before: str, after: str) -> None:
    Programme.objects.filter(pk=programme.pk).update(state=before, working=None if before != "draft" else 1, version=1)
    programme.refresh_from_db()
    move = {"user": office, "programme": programme, "to": after, "revision": programme.revision}
    if (before, after) in LEGAL:
        assert acts.move_programme(**move).state == after
        assert JournalEntry.objects.filter(act="move_programme").count() == 1
    else:
        with pytest.raises(IllegalMove):
            acts.move_programme(**move)


@pytest.mark.parametrize("name", ["leader", "officer", "verifier", "stranger"])
def test_others_write_nothing(name: str, office, programme: Programme) -> None:
    row = write(office, programme)
    confirmed(office, programme)
    user, client = cast.person(name), cast.browser(name)
    with pytest.raises(PermissionDenied):
        amending.draft_programme(user=user, campaign="x", about=papers.HEAD)
    for address in ("amend", "confirm-version", "drop-version", "move"):
        assert client.post(reverse(f"programme:{address}", args=[programme.pk]), {"ban": 9}).status_code == 403
    assert client.get(reverse("programme:draft")).status_code == 403
    assert client.get(reverse("programme:write-entry", args=[programme.pk, "target", row.lineage])).status_code == 403
    assert client.get(reverse("programme:remove-entry", args=[programme.pk, "target", row.lineage])).status_code == 403


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_part_downloads_as_it_is_shown(as_office, office, programme: Programme, kind: str) -> None:
    write(office, programme)
    confirmed(office, programme)
    answer = as_office.get(programme.get_absolute_url(), {"tai": kind, "cot": ["chi-tieu", "muc"]})
    content = b"".join(answer.streaming_content)
    if kind == "csv":
        lines = content.decode("utf-8-sig").splitlines()
        assert lines[-2:] == ["Nội dung chỉ tiêu,Mức phải đạt", "hộ gia đình ký cam kết,ít nhất 80%"]
    else:
        assert content.startswith(b"PK")


def test_the_page_asks_few_questions(as_office, office, programme: Programme, django_assert_max_num_queries) -> None:
    for n in range(30):
        write(office, programme, indicator=f"chỉ tiêu {n}")
    with django_assert_max_num_queries(25):
        as_office.get(programme.get_absolute_url())
