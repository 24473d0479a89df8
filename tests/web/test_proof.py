"""Evidence that a form asks for: a return without it is stopped at every door, or goes on with a reason."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import cast
from tests.web.proofs import DESPITE, PAPER, TYPED, WORDS, prove
from tests.web.test_returns_acts import cells, form, owed, person, place, submit  # noqa: F401
from tests.web.test_three_doors import GOOD, through_api

from thidua.errors import OfficerError
from thidua.figures.cells import Cell
from thidua_web.journal.models import JournalEntry
from thidua_web.returns import acts
from thidua_web.returns.models import Decision, Evidence, Form, LedgerEntry, Obligation, Return
from thidua_web.returns.proof import unproven
from thidua_web.verification import acts as verify

pytestmark = pytest.mark.django_db
FIELDS = {f"c-{key}": str(value) for key, value in GOOD.items()}
WANTED = {"households_reached", "initiatives_new"}


def test_a_return_without_its_evidence_is_not_sent_and_nothing_typed_is_lost(owed: Obligation) -> None:  # noqa: F811
    officer = cast.browser("officer")
    reply = officer.post(f"/so-lieu/{owed.pk}/gui/", {**FIELDS, "revision": 0})
    page = reply.content.decode()
    assert reply.status_code == 422 and page.count("chưa có minh chứng. Đính kèm tệp") >= len(WANTED)
    kept = Return.objects.get()
    assert kept.state == "draft" and kept.current.cells["households"] == {"v": 100}
    for key in WANTED:
        assert f'name="element" value="{key}" checked' in page, "one file proves them all, unless unticked"
    file = SimpleUploadedFile("bien-ban.pdf", PAPER)
    sent = {"element": [*WANTED, ""], "effective_on": "2024-03-01", "file": file}
    officer.post(f"/so-lieu/{owed.pk}/minh-chung/", sent)
    assert set(Evidence.objects.values_list("element", flat=True)) == WANTED
    assert officer.post(f"/so-lieu/{owed.pk}/gui/", {**FIELDS, "revision": 1}).status_code == 302
    told = JournalEntry.objects.get(act="submit_return").changes
    assert "without_evidence" not in told


def test_a_reason_stands_in_for_the_file_and_the_journal_keeps_it(owed: Obligation) -> None:  # noqa: F811
    refused = through_api(GOOD, words={})
    assert {p["element"] for p in refused["problems"] if p["code"] == "evidence-missing"} == WANTED
    assert refused["result"] == "refused" and not Return.objects.exists(), "nothing half stored"
    reply = cast.browser("officer").post(f"/so-lieu/{owed.pk}/gui/", {**FIELDS, **TYPED, "revision": 0})
    assert reply.status_code == 302
    assert JournalEntry.objects.get(act="submit_return").changes["without_evidence"] == {
        e.label: WORDS[e.key] for e in owed.elements if e.key in WORDS
    }


def test_whoever_accepts_without_evidence_says_why(owed: Obligation) -> None:  # noqa: F811
    answer = acts.submit_return(
        obligation=owed, cells=cells(), words=WORDS, revision=0, by=person("officer")
    ).answer  # fmt: skip
    with pytest.raises(OfficerError, match="Số hộ dân được tuyên truyền; Số mô hình xây dựng mới"):
        verify.accept_return(answer=answer, by=person("verifier"), reason="  ")
    assert not LedgerEntry.objects.exists()
    verifier = cast.browser("verifier")
    page = verifier.get(f"/so-lieu/{owed.pk}/").content.decode()
    assert 'name="despite"' in page and WORDS["initiatives_new"] in page
    verifier.post("/xac-minh/tiep-nhan-nhieu/", {"owed": [owed.pk]})
    left = verifier.get("/xac-minh/").content.decode()
    assert "Chưa có minh chứng cho: Số hộ dân được tuyên truyền" in left and "checked" not in left
    box = f'name="owed" value="{owed.pk}"'
    found = {key: box in verifier.get(f"/xac-minh/?loc={key}").content.decode() for key in ("thieu", "khong-co")}
    assert found == {"thieu": True, "khong-co": False}
    verifier.post(f"/xac-minh/{owed.pk}/tiep-nhan/", DESPITE)
    assert Decision.objects.get().reason == DESPITE["despite"]
    assert JournalEntry.objects.get(act="accept_return").changes["reason"] == DESPITE["despite"]


def test_a_reason_is_kept_only_where_it_was_needed(owed: Obligation) -> None:  # noqa: F811
    verify.accept_return(answer=submit(owed), by=person("verifier"), reason="Thừa")
    assert Decision.objects.get().reason == ""


def test_what_proved_a_stock_still_proves_the_same_number(form: Form, owed: Obligation) -> None:  # noqa: F811
    verify.accept_return(answer=submit(owed), by=person("verifier"))
    acts.oblige_units(form=form, period="2024-Q2", by=person("office"))
    following = Obligation.objects.get(form=form, unit=owed.unit, period="2024-Q2")
    lacking = {e.key for e in unproven(following, cells())}
    assert lacking == {"initiatives_new"}, "a flow is proved anew in every period, a stock is not"
    assert {e.key for e in unproven(following, cells(households_reached=81))} == WANTED
    page = cast.browser("officer")
    page.post(f"/so-lieu/{following.pk}/luu/", {**FIELDS, "revision": 0})
    assert "minh chứng đã gửi kỳ trước còn giá trị" in page.get(f"/so-lieu/{following.pk}/").content.decode()


def test_the_evidence_of_a_later_period_proves_nothing_earlier(form: Form, owed: Obligation) -> None:  # noqa: F811
    acts.oblige_units(form=form, period="2023-Q4", by=person("office"))
    submit(owed)
    earlier = Obligation.objects.get(form=form, unit=owed.unit, period="2023-Q4")
    assert {e.key for e in unproven(earlier, cells())} == WANTED


def test_nothing_done_needs_no_proof_and_a_neighbor_s_file_proves_nothing(
    form: Form, owed: Obligation, place: dict  # noqa: F811
) -> None:  # fmt: skip
    prove(Obligation.objects.get(form=form, unit=place["neighbor"]), person("neighbor"))
    assert unproven(owed, cells(households_reached=0, initiatives_new=0)) == []
    assert {e.key for e in unproven(owed, cells())} == WANTED
    assert unproven(owed, {"households_reached": Cell.missing()}) == []


def test_a_file_is_refused_without_a_figure_that_it_proves(owed: Obligation) -> None:  # noqa: F811
    file = SimpleUploadedFile("bien-ban.pdf", PAPER)
    sent = {"element": "", "effective_on": "2024-03-01", "file": file}
    reply = cast.browser("officer").post(f"/so-lieu/{owed.pk}/minh-chung/", sent, follow=True)
    assert "Chưa chọn số liệu" in reply.content.decode() and not Evidence.objects.exists()


def attach(owed: Obligation, *elements: str, day: date = date(2024, 3, 1)) -> object:  # noqa: F811
    sent = {"element": elements, "effective_on": f"{day:%Y-%m-%d}", "file": SimpleUploadedFile("bien-ban.pdf", PAPER)}
    return cast.browser("officer").post(f"/so-lieu/{owed.pk}/minh-chung/", sent, follow=True)


def test_one_file_stands_once_behind_a_figure(owed: Obligation) -> None:  # noqa: F811
    attach(owed, "households_reached")
    again = attach(owed, "households_reached", day=date(2024, 3, 2)).content.decode()
    assert "đã đính kèm rồi" in again and "01/3/2024" in again and Evidence.objects.count() == 1
    more = attach(owed, "households_reached", "initiatives_new").content.decode()
    assert "1 số liệu đã có chính tệp này" in more
    assert sorted(e.element for e in Evidence.objects.all()) == ["households_reached", "initiatives_new"]
    told = JournalEntry.objects.filter(act="attach_evidence").order_by("pk").last()
    assert told.changes["proves"].count(";") == 0, "the journal names what is new"
    cast.browser("officer").post(f"/so-lieu/minh-chung/{Evidence.objects.first().pk}/bo/")
    attach(owed, "households_reached", day=date(2024, 3, 2))
    assert Evidence.objects.count() == 2, "what was taken back may be attached again, with another day"


def test_who_attaches_comes_back_to_the_files_and_a_refusal_loses_no_choice(owed: Obligation) -> None:  # noqa: F811
    officer, address = cast.browser("officer"), f"/so-lieu/{owed.pk}/minh-chung/"
    sent = {"element": ["households_reached", "households"], "effective_on": "31/4/2024"}
    refused = officer.post(address, sent | {"file": SimpleUploadedFile("bien-ban.pdf", PAPER)})
    assert refused["Location"].endswith("#minh-chung")
    page = officer.get(refused["Location"]).content.decode()
    foot = page.partition('id="minh-chung"')[2]
    assert page.count('id="toasts"') == 1 and "không phải một ngày" in foot and 'value="31/4/2024"' in foot
    assert 'value="households_reached" checked' in foot and 'value="households" selected' in foot
    assert 'value="initiatives_new" checked' not in foot
    taken = officer.post(address, sent | {"effective_on": "01/4/2024", "file": SimpleUploadedFile("a.pdf", PAPER)})
    foot = officer.get(taken["Location"]).content.decode().partition('id="minh-chung"')[2]
    assert "Đã đính kèm a.pdf." in foot and foot.count("đã có tệp") == 1
    assert 'id="toasts"' in officer.get(f"/so-lieu/{owed.pk}/").content.decode().partition('id="minh-chung"')[0]
