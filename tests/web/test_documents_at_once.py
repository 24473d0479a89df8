"""Two people at the same moment, on a database where that can happen."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from tests import cast
from tests.web import papers

from thidua_web.documents import acts
from thidua_web.documents.errors import AlreadyHere, Overtaken
from thidua_web.documents.models import Decision, Document, Reading

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite viết lần lượt: chạy trên PostgreSQL"),
]


def together(*deeds):
    """Do all of it at once, each in a thread and connection of its own; give back what came or was raised."""

    def do(deed):
        try:
            return deed()
        except Exception as error:  # noqa: BLE001
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


def test_one_of_two_decisions_stands() -> None:
    user = cast.person("office")
    paper = papers.keep(user)
    reading = paper.readings.waiting().first()

    def deed(**how: str):
        return lambda: acts.decide_reading(user=user, reading=reading, revision=0, **how)

    came = together(deed(after="accepted"), deed(after="rejected", reason_code="misread"))
    assert sum(isinstance(c, Overtaken) for c in came) == 1
    assert Decision.objects.filter(reading=reading).count() == 1
    assert Reading.objects.get(pk=reading.pk).revision == 1


def test_one_of_two_uploads_stands() -> None:
    user = cast.person("office")
    came = together(*[lambda: papers.keep(user)] * 2)
    assert sum(isinstance(c, AlreadyHere) for c in came) == 1
    assert Document.objects.count() == 1
