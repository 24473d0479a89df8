"""A PDF beside its text: pictures of its pages, of no other file, of no page that is not there."""

import struct

import pytest
from django.urls import reverse
from tests import cast
from tests.library.test_opening_pdf import pdf
from tests.web import papers

from thidua_web.documents.models import Document

LINES = [
    (80, 780, "ỦY BAN NHÂN DÂN TỈNH SÔNG HẬU"), (80, 750, "Số: 86/KH-UBND"), (80, 700, "KẾ HOẠCH"),
    (80, 670, "Phát động phong trào thi đua năm 2025"), (80, 640, "I. CHỈ TIÊU"),
    (80, 610, "- Phấn đấu trên 90% hộ gia đình ký cam kết giữ gìn an ninh."),
]  # fmt: skip


@pytest.fixture
def paper(as_office) -> Document:
    papers.send(as_office, pdf(LINES, [(80, 780, "II. TỔ CHỨC THỰC HIỆN")]), "86.pdf")
    return Document.objects.get()


def picture(client, paper: Document, number: int):
    return client.get(reverse("documents:page-picture", args=[paper.pk, number]))


def test_each_page_stands_beside_its_text(as_office, paper: Document) -> None:
    page = as_office.get(paper.get_absolute_url()).content.decode()
    for number in (1, 2):
        assert reverse("documents:page-picture", args=[paper.pk, number]) in page
        first = picture(as_office, paper, number)
        assert first["Content-Type"] == "image/png"
        assert first.content.startswith(b"\x89PNG\r\n\x1a\n")
        width, height = struct.unpack(">II", first.content[16:24])
        assert width == pytest.approx(900, abs=2)
        assert height > width
        assert picture(as_office, paper, number).content == first.content
    assert "private" in picture(as_office, paper, 1)["Cache-Control"]


@pytest.mark.parametrize("number", [0, 3, 9999])
def test_a_page_that_is_not_there(as_office, paper: Document, number: int) -> None:
    assert picture(as_office, paper, number).status_code == 404


def test_a_text_has_no_pictures(as_office, office) -> None:
    assert picture(as_office, papers.keep(office), 1).status_code == 404


def test_pictures_are_for_people_who_signed_in(client, paper: Document) -> None:
    assert picture(client, paper, 1).status_code == 302
    assert picture(cast.browser("leader"), paper, 1).status_code == 200
