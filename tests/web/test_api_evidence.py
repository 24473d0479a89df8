"""Evidence through the API: one act with the web, once for a key, refused in the same words."""

import json
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from tests import cast
from tests.web.proofs import PAPER
from tests.web.test_api import CELLS, PERIOD, form, get, one, post, secret  # noqa: F401
from tests.web.test_ceiling import announce
from tests.web.test_returns_acts import person, unit

from thidua_web.api.models import KeptAnswer
from thidua_web.config.ceiling import AROUND
from thidua_web.documents import storage
from thidua_web.frame.views import server_error
from thidua_web.journal.models import JournalEntry
from thidua_web.people.models import Post, Role, User, today
from thidua_web.register.models import Unit
from thidua_web.returns import acts
from thidua_web.returns.evidence import LIMIT
from thidua_web.returns.models import Evidence, Form, Obligation, Return
from thidua_web.verification import acts as verify

pytestmark = pytest.mark.django_db
PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 64
PERSONS = "<html>" + "070085001234, 070085001235, 070085001236"


def paper(content: bytes = PAPER, name: str = "bien-ban.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def send(token: str, key: str = "t1", **more: object) -> object:
    fields = {"form": "quy", "unit": "90001", "period": PERIOD, "element": ["households_reached"]}
    fields |= {"effective_on": "2024-03-01", "file": paper()} | more
    fields = {name: value for name, value in fields.items() if value is not None}
    head = {"authorization": f"Bearer {token}", "idempotency-key": key}
    return Client().post("/api/v1/evidence", fields, headers=head)


@pytest.fixture
def owed(form: Form) -> Obligation:  # noqa: F811
    return Obligation.objects.get(unit_version__code="90001")


def test_a_file_proves_several_figures_and_the_return_is_then_sent(owed: Obligation) -> None:
    token = secret()
    assert post(token, {"returns": [one(words={})]}).json()["refused"] == 1, "figures that ask for evidence"
    made = send(token, element=["households_reached", "initiatives_new"])
    assert made.status_code == 200, made.content
    items = made.json()["items"]
    assert {i["element"] for i in items} == {"households_reached", "initiatives_new"}
    assert {i["sha256"] for i in items} == {sha256(PAPER).hexdigest()}
    assert {(i["content_type"], i["size"], i["effective_on"]) for i in items} == {
        ("application/pdf", len(PAPER), "2024-03-01")
    }
    assert storage.path_of(items[0]["sha256"]).read_bytes() == PAPER
    assert post(token, {"returns": [one(words={})]}, "k2").json()["submitted"] == 1
    told = JournalEntry.objects.get(act="attach_evidence")
    assert told.by == person("officer") and told.changes["door"] == "api"
    page = cast.browser("verifier").get(f"/so-lieu/{owed.pk}/").content.decode()
    assert "bien-ban.pdf" in page and "phần mềm kết nối" in page


def test_the_kind_is_read_from_the_bytes(owed: Obligation) -> None:
    assert send(secret(), file=paper(PICTURE, "anh.pdf")).json()["items"][0]["content_type"] == "image/png"


def office_file(kind: str) -> bytes:
    """Three persons with their numbers, as a workbook or as a Word file."""
    out = BytesIO()
    if kind == "excel":
        book = openpyxl.Workbook()
        for number in range(3):
            book.active.append(["Nguyễn Văn A", f"07008500123{number}"])
        book.save(out)
        return out.getvalue()
    said = "".join(f"<w:p><w:r><w:t>07008500123{number}</w:t></w:r></w:p>" for number in range(3))
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with ZipFile(out, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", f'<w:document xmlns:w="{main}"><w:body>{said}</w:body></w:document>')
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a.pdf", "a.zip", "a"])
@pytest.mark.parametrize("kind", ["excel", "word"])
def test_a_list_of_persons_is_one_under_any_name(owed: Obligation, kind: str, name: str) -> None:
    answer = send(secret(), file=paper(office_file(kind), name))
    assert answer.status_code == 400 and "danh sách cá nhân" in answer.json()["detail"]
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a"])
@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + b"x" * 999])
def test_an_office_file_that_nobody_can_open_is_refused(owed: Obligation, name: str, content: bytes) -> None:
    answer = send(secret(), file=paper(content, name))
    assert answer.status_code == 400 and "gửi lại" in answer.json()["detail"]
    sent = {"element": "households_reached", "effective_on": "2024-03-01", "file": paper(content, name)}
    page = cast.browser("officer").post(f"/so-lieu/{owed.pk}/minh-chung/", sent, follow=True)
    assert page.status_code == 200 and "gửi lại" in page.content.decode()
    assert not Evidence.objects.exists()


def test_the_same_request_again_attaches_nothing_twice(owed: Obligation) -> None:
    """The parts of a form are divided by a new mark each time: it is what they say that counts."""
    token = secret()
    first, again = send(token), send(token)
    assert first.json() == again.json()
    assert (first["Idempotent-Replayed"], again["Idempotent-Replayed"]) == ("false", "true")
    assert Evidence.objects.count() == 1 and JournalEntry.objects.filter(act="attach_evidence").count() == 1
    assert send(token, file=paper(PICTURE)).status_code == 409
    assert send(token, effective_on="2024-03-02").status_code == 409
    assert Evidence.objects.count() == 1


def test_what_is_refused_may_be_mended_under_the_same_key(owed: Obligation) -> None:
    token = secret()
    assert send(token, file=paper(b"MZ chay duoc", "a.exe")).status_code == 400
    assert not KeptAnswer.objects.exists() and not Return.objects.exists()
    assert send(token).status_code == 200


def bad() -> dict[str, dict[str, object]]:
    later = today() + timedelta(days=1)
    return {
        "strange": {"file": paper(b"MZ chay duoc", "a.pdf")},
        "large": {"file": paper(b"%PDF-" + b"0" * LIMIT)},
        "persons": {"file": paper(_docx("070085001234, 070085001235, 070085001236"), "ds.docx")},
        "future": {"effective_on": later.isoformat()},
        "no such figure": {"element": ["so_la"]},
    }


def _docx(words: str) -> bytes:
    import io

    import docx

    book, out = docx.Document(), io.BytesIO()
    book.add_paragraph(words)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("case", ["strange", "large", "persons", "future", "no such figure"])
def test_the_web_says_the_same(case: str, owed: Obligation) -> None:
    wrong = bad()[case]
    refused = send(secret(), **wrong)
    assert refused.status_code == 400
    fields = {"element": ["households_reached"], "effective_on": "2024-03-01", "file": paper()} | wrong
    fields["file"].seek(0)
    officer = cast.browser("officer")
    page = officer.post(f"/so-lieu/{owed.pk}/minh-chung/", fields, follow=True)
    said = [str(message) for message in page.context["messages"]]
    assert said == [refused.json()["detail"]]
    assert not Evidence.objects.exists() and not Return.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"effective_on": "01/3/2024"}, {"effective_on": "2024-02-30"}, {"element": []}, {"file": None},
        {"file": "bien-ban.pdf"}, {"form": ""}, {"unit": "9" * 101}, {"element": ["x"] * 501},
    ],
)  # fmt: skip
def test_another_shape_is_refused_with_a_sentence(owed: Obligation, wrong: dict[str, object]) -> None:
    refused = send(secret(), **wrong)
    assert refused.status_code == 400 and refused.json()["detail"].endswith((".", "json."))
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("wrong", [{"unit": "99999"}, {"form": "khong-co"}, {"period": "2024-Q2"}, {"unit": "9\x00"}])
def test_a_return_that_nobody_owes_is_not_found(owed: Obligation, wrong: dict[str, str]) -> None:
    refused = send(secret("office"), **wrong)
    assert refused.status_code == 404 and refused.json()["detail"].endswith((".", "/api/v1/obligations."))


def subordinate() -> User:
    below = unit("90001001", "Ấp Một", level="residential_area", parent=Unit.objects.get(versions__code="90001"))
    lower = User.objects.create_user("subordinate", cast.PASSWORD, full_name="Người Cấp Dưới")
    Post.objects.create(user=lower, role=Role.UNIT_OFFICER, unit=below, valid_from=date(2020, 1, 1))
    return lower


@pytest.mark.parametrize(
    ("who", "status"), [("neighbor", 404), ("stranger", 404), ("subordinate", 404), ("leader", 403), ("verifier", 403)]
)
def test_who_may_not_attach_on_the_web_may_not_here(owed: Obligation, who: str, status: int) -> None:
    member = subordinate() if who == "subordinate" else person(who)
    made = acts_token(member)
    assert send(made).status_code == status
    client = Client()
    client.force_login(member)
    fields = {"element": "households_reached", "effective_on": "2024-03-01", "file": paper()}
    assert client.post(f"/so-lieu/{owed.pk}/minh-chung/", fields).status_code == status
    assert not Evidence.objects.exists() and not Return.objects.exists()


def acts_token(user: User) -> str:
    from thidua_web.api.acts import make_token

    return make_token(by=user, name="phần mềm", scope="report", days=30)[1]


def test_evidence_is_listed_for_those_who_report_or_verify(owed: Obligation) -> None:
    number = send(secret()).json()["items"][0]["id"]
    for who, sees in {"officer": 1, "verifier": 1, "office": 1, "neighbor": 0, "stranger": 0, "leader": 0}.items():
        items = get(secret(who, "read"), "evidence").json()["items"]
        assert [i["id"] for i in items] == [number] * sees, who
    lower = get(acts_token(subordinate()), "evidence").json()["items"]
    assert lower == []
    token = secret(scope="read")
    assert get(token, f"evidence?form=quy&period={PERIOD}&unit=90001&limit=1").json()["next"] is None
    assert get(token, "evidence?period=2023-Q4").json()["items"] == []


def test_a_file_is_taken_back_by_those_who_report_and_only_before_sending(owed: Obligation) -> None:
    token = secret()
    first = send(token).json()["items"][0]["id"]
    second = send(token, "t2", element=["initiatives_new"]).json()["items"][0]["id"]
    for who, status in {"neighbor": 404, "stranger": 404, "leader": 404, "verifier": 403}.items():
        assert drop(secret(who), first).status_code == status, who
    assert drop(secret(scope="read"), first).status_code == 403
    assert [i["id"] for i in drop(token, first).json()["items"]] == [second]
    assert drop(token, first).status_code == 404
    assert JournalEntry.objects.filter(act="drop_evidence").count() == 1
    assert post(token, {"returns": [one()]}).json()["submitted"] == 1
    refused = drop(token, second)
    assert refused.status_code == 400 and Evidence.objects.count() == 1


def drop(token: str, number: int) -> object:
    return Client().delete(f"/api/v1/evidence/{number}", headers={"authorization": f"Bearer {token}"})


def test_a_return_that_was_sent_takes_no_more(owed: Obligation) -> None:
    token = secret()
    assert post(token, {"returns": [one()]}).json()["submitted"] == 1
    refused = send(token)
    assert refused.status_code == 400 and "rút lại" in refused.json()["detail"]
    verify.accept_return(answer=Return.objects.get(), by=person("verifier"), reason="Đã xem bản giấy.")
    assert send(token).status_code == 400 and not Evidence.objects.exists()


def test_nothing_is_attached_before_the_period_begins(owed: Obligation) -> None:
    Obligation.objects.update(opens_on=date(2999, 1, 1))
    refused = send(secret())
    assert refused.status_code == 400 and "chưa mở" in refused.json()["detail"]
    assert not Return.objects.exists(), "a file would have begun the return"


def test_a_token_that_only_reads_attaches_nothing(owed: Obligation) -> None:
    assert send(secret(scope="read")).status_code == 403
    assert Client().post("/api/v1/evidence", {"file": paper()}).status_code == 401
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("key", ["", "x" * 101, "a b"])
def test_a_key_that_is_none(owed: Obligation, key: str) -> None:
    assert send(secret(), key).status_code == 400 and not Evidence.objects.exists()


def test_a_body_too_large_is_refused_by_its_head(db: None) -> None:
    """Figures stop at what is held in memory; this door takes a file."""
    assert LIMIT > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    answer = announce(Client(), "/api/v1/evidence", LIMIT + AROUND + 1)
    assert answer.status_code == 413 and "20 MB" in answer.json()["detail"]
    assert announce(Client(), "/api/v1/evidence", LIMIT + AROUND).status_code == 401


def test_the_document_tells_of_it() -> None:
    told = Client().get("/api/v1/openapi.json").json()
    body = told["paths"]["/api/v1/evidence"]["post"]["requestBody"]["content"]["multipart/form-data"]["schema"]
    assert {"form", "unit", "period", "element", "effective_on", "file"} == set(body["required"])
    assert told["paths"]["/api/v1/evidence/{number}"]["delete"]


def test_the_draft_is_not_disturbed(owed: Obligation) -> None:
    saved = acts.save_draft(obligation=owed, cells={}, words={}, revision=0, by=person("officer"))
    assert send(secret()).status_code == 200
    assert Return.objects.get().revision == saved.answer.revision, "whoever types may go on saving"
    assert CELLS.keys() <= {e.key for e in owed.elements}


def test_what_breaks_before_the_door_is_told_in_json_too(owed: Obligation) -> None:
    """A name of three thousand letters is no head that anybody reads; an error of ours is said as everything else."""
    head = {"authorization": f"Bearer {secret()}", "idempotency-key": "t1"}
    name = f'Content-Disposition: form-data; name="file"; filename="{"a" * 3000}.pdf"'
    body = f"--x\r\n{name}\r\n\r\n%PDF-\r\n--x--\r\n"
    wrong = Client().post("/api/v1/evidence", body, content_type="multipart/form-data; boundary=x", headers=head)
    assert wrong.status_code == 400 and "không đọc được" in wrong.json()["detail"]
    broken = server_error(RequestFactory().post("/api/v1/returns"))
    assert broken.status_code == 500 and "cùng khóa" in json.loads(broken.content)["detail"]
    assert b"<html" in server_error(RequestFactory().get("/so-lieu/")).content
