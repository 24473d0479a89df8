"""What is announced as too large is refused by the head of the request: the body is never read."""

import io
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.test.client import FakePayload
from django.urls import reverse
from tests import cast

import thidua_web
from thidua_web.config import ceiling
from thidua_web.documents.models import Document
from thidua_web.people import intake_views


class Untouchable(io.RawIOBase):
    """A body that no one may read."""

    def read(self, *_: object) -> bytes:
        raise AssertionError("the body was read")

    readline = read


def announce(client: Client, address: str, size: int, **more: str):
    return client.generic("POST", address, b"", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(size),
                          **{"wsgi.input": Untouchable(), **more})  # fmt: skip


def test_a_paper_too_large_is_refused_before_its_body_is_read(as_office) -> None:
    address = reverse("documents:upload")
    answer = announce(as_office, address, 200 * 2**20, HTTP_REFERER=f"http://testserver{address}")
    page = answer.content.decode()
    assert answer.status_code == 413
    assert "64 MB" in page
    assert f'href="http://testserver{address}"' in page
    assert not Document.objects.exists()


def test_each_door_has_its_own_ceiling(as_office) -> None:
    answer = announce(as_office, reverse("intake"), intake_views.LIMIT + ceiling.AROUND + 1)
    assert answer.status_code == 413
    assert f"{intake_views.LIMIT // 2**20} MB" in answer.content.decode()


def test_the_interface_answers_in_json(db: None) -> None:
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    answer = announce(Client(), "/api/v1/returns", most + 1)
    assert answer.status_code == 413
    assert f"{most // 2**20} MB" in answer.json()["detail"]
    assert announce(Client(), "/api/v1/returns", most).status_code == 401


def test_a_stranger_is_led_nowhere_else(as_office) -> None:
    answer = announce(as_office, reverse("documents:upload"), 200 * 2**20, HTTP_REFERER="https://evil.example/x")
    assert "evil.example" not in answer.content.decode()


def test_a_body_of_no_announced_length_counts_as_empty(as_office) -> None:
    body = FakePayload(b"paper=" + b"x" * 1000)
    as_office.generic("POST", reverse("documents:upload"), b"", "application/x-www-form-urlencoded",
                               CONTENT_LENGTH="", **{"wsgi.input": body})  # fmt: skip
    assert body.read_started is False


@pytest.mark.parametrize("path", sorted(Path(thidua_web.__file__).parent.rglob("*.html")), ids=lambda path: path.stem)
def test_every_choice_of_a_file_says_how_large_it_may_be(path: Path) -> None:
    for choice in re.findall(r'<input[^>]*type="file"[^>]*>', path.read_text(encoding="utf-8")):
        assert "data-most-mb" in choice


def test_a_verifier_is_told_of_the_size_first(db: None) -> None:
    """Who may upload is asked of the view; nobody needs to send 200 MB to learn either."""
    assert announce(cast.browser("verifier"), reverse("documents:upload"), 200 * 2**20).status_code == 413
