"""The journal is only ever added to."""

import pytest
from django.db import DatabaseError, connection, transaction
from tests import cast

from thidua_web.journal import journal
from thidua_web.journal.models import JournalEntry
from thidua_web.journal.querysets import AppendOnly

pytestmark = pytest.mark.django_db


def a_row(**fields):
    with transaction.atomic():
        return journal.record(**{"act": "change_password", "by": cast.person("office"), **fields})


def test_a_row_says_who_did_what_to_what():
    office = cast.person("office")
    row = a_row(of=office, changes={"full_name": ["A", "B"]})
    kept = JournalEntry.objects.get(pk=row.pk)
    assert (kept.by, kept.act, kept.of_kind, kept.of_key, kept.of_text) == (
        office, "change_password", "people.user", str(office.pk), str(office),
    )  # fmt: skip
    assert kept.at.tzinfo is not None
    assert kept.change_lines == ["họ và tên: A → B"]


def test_no_door_of_the_program_changes_a_row():
    row = a_row()
    row.act = "other"
    for deed in (row.save, row.delete, JournalEntry.objects.all().delete, lambda: JournalEntry.objects.update(act="x")):
        with pytest.raises(AppendOnly):
            deed()


@pytest.mark.parametrize("deed", ["UPDATE journal_journalentry SET act = 'x'", "DELETE FROM journal_journalentry"])
def test_the_database_itself_refuses(deed):
    a_row()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(deed)
    assert JournalEntry.objects.filter(act="change_password").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_row_needs_the_transaction_of_its_deed():
    with pytest.raises(transaction.TransactionManagementError):
        journal.record(act="change_password", by=None)
    assert not JournalEntry.objects.exists()


def test_the_office_reads_everything_and_an_officer_only_what_concerns_them(as_office, as_officer):
    JournalEntry.objects.all()
    a_row(by=cast.person("office"), of=cast.person("neighbor"))
    a_row(by=cast.person("officer"))
    a_row(by=cast.person("office"), of=cast.person("officer"))
    everything = as_office.get("/nhat-ky/").context["table"].page.object_list
    own = as_officer.get("/nhat-ky/").context["table"].page.object_list
    assert {str(cast.person("neighbor"))} <= {row.of_text for row in everything}
    assert str(cast.person("neighbor")) not in {row.of_text for row in own}
    assert len(own) == 2


def test_a_change_reads_in_vietnamese_whatever_its_kind(as_office):
    post = cast.person("officer").posts.get()
    row = a_row(
        of=post, changes={"role": ["unit_officer", "leader"], "valid_to": [None, "2026-01-01"], "count": 3, "x": True}
    )
    assert row.change_lines == [
        "vai trò: Cán bộ đơn vị → Lãnh đạo (chỉ xem)", "đến trước ngày: trống → 01/01/2026", "số mục: 3", "x: có",
    ]  # fmt: skip
    assert "vai trò: Cán bộ đơn vị" in as_office.get("/nhat-ky/").content.decode()


def test_states_and_kinds_of_objects_are_named_in_vietnamese():
    row = a_row(changes={"state": ["waiting", "accepted"], "entries": {"target": 27, "task": 2}})
    assert row.change_lines == ["trạng thái: chờ xử lý → đã tiếp nhận", "số mục: chỉ tiêu 27, nhiệm vụ 2"]
