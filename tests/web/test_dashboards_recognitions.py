"""Results of recognition of earlier years: tried first, taken whole or not, listed, by the office alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from tests import cast
from tests.web.test_returns_acts import place  # noqa: F401

from thidua_web.journal.models import JournalEntry
from thidua_web.register.live import move_stand
from thidua_web.register.models import Unit
from thidua_web.returns.models import BaselineRecognition

pytestmark = pytest.mark.django_db
ADDRESS = "/bang-diem/cong-nhan-goc/"


def rows(*lines: str) -> SimpleUploadedFile:
    text = "\n".join(["mã đơn vị,năm,kết quả,văn bản", *lines])
    return SimpleUploadedFile("cong-nhan.csv", text.encode())


def test_results_are_tried_entered_corrected_and_listed(place: dict[str, Unit]) -> None:  # noqa: F811
    move_stand()
    office = cast.browser("office")
    good, bad = "90001,2023,đạt,QĐ 1", "90002,2023,tốt,QĐ 1"
    tried = office.post(ADDRESS, {"file": rows(good), "do": "try"})
    assert "đọc được cả" in tried.content.decode() and not BaselineRecognition.objects.exists()
    wrong = office.post(ADDRESS, {"file": rows(good, bad), "do": "enter"})
    assert wrong.status_code == 422 and "tốt" in wrong.content.decode() and not BaselineRecognition.objects.exists()
    office.post(ADDRESS, {"file": rows(good, "90002,2023,không đạt,QĐ 1"), "do": "enter"})
    office.post(ADDRESS, {"file": rows("90001,2023,thu hồi,QĐ 2"), "do": "enter"})
    held = {(r.unit_version.code, r.result, r.paper) for r in BaselineRecognition.objects.all()}
    assert held == {("90001", "revoked", "QĐ 2"), ("90002", "not_recognised", "QĐ 1")}
    page = office.get(ADDRESS).content.decode()
    assert "An Bình" in page and "bị thu hồi" in page
    assert JournalEntry.objects.filter(act="enter_recognitions").count() == 2


@pytest.mark.parametrize("who", ["officer", "leader", "verifier"])
def test_only_the_office_enters_them(place: dict[str, Unit], who: str) -> None:  # noqa: F811
    assert cast.browser(who).get(ADDRESS).status_code == 403
    assert cast.browser(who).post(ADDRESS, {"file": rows("90001,2023,đạt,QĐ"), "do": "enter"}).status_code == 403


def test_the_command_stores_nothing_without_commit(place: dict[str, Unit], tmp_path, capsys) -> None:  # noqa: F811
    move_stand()
    file = tmp_path / "cong-nhan.csv"
    file.write_bytes(rows("90001,2023,đạt,QĐ 1").read())
    call_command("import_recognitions", str(file))
    assert not BaselineRecognition.objects.exists() and "--commit" in capsys.readouterr().out
    call_command("import_recognitions", str(file), commit=True)
    assert BaselineRecognition.objects.get().year == 2023
    file.write_bytes(rows("90009,2023,đạt,QĐ 1").read())
    with pytest.raises(CommandError, match="1 dòng"):
        call_command("import_recognitions", str(file), commit=True)
