"""The same bad figures through the form, the workbook and the API: refused with the same codes in the same words."""

import html
import json
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import cast
from tests.web.proofs import TYPED, WORDS
from tests.web.test_returns_acts import form, owed, person, place, unit  # noqa: F401

from thidua_web.api.acts import make_token
from thidua_web.register.models import SuccessionEdge, Unit, UnitVersion
from thidua_web.returns import acts
from thidua_web.returns.models import Obligation, Return, Workbook
from thidua_web.returns.workbook_lines import Corrections, lines_of
from thidua_web.returns.workbooks import asked_of, read_again
from thidua_web.verification import acts as verify

pytestmark = pytest.mark.django_db
GOOD: dict[str, object] = {"households": 100, "households_reached": 80, "initiatives": 3, "initiatives_new": 1}
ROWS = {"households": 6, "households_reached": 7, "initiatives": 8, "initiatives_new": 9, "good_practice": 10}
PERSONS = "070085001234, 070085001235, 070085001236"
BAD: dict[str, dict[str, object]] = {
    "not-a-number text": {"initiatives": "vài mô hình"},
    "not-a-number decimal": {"initiatives": "2,5"},
    "not-a-number approximate": {"households": "khoảng 100"},
    "not-a-number percent": {"households_reached": "75%"},
    "not-a-number doubtful grouping": {"households": "1,234"},
    "negative": {"households_reached": -3},
    "part-over-whole": {"households_reached": 101},
    "too-large": {"households": 10**16},
    "private-list": {"good_practice": PERSONS},
}  # fmt: skip


def workbook(client: Client, where: Obligation, figures: dict[str, object]) -> bytes:
    book = openpyxl.load_workbook(BytesIO(b"".join(client.get(f"/so-lieu/{where.pk}/bieu.xlsx"))))
    for key, value in figures.items():
        book["Số liệu"].cell(ROWS[key], 6).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def through_web(where: Obligation, figures: dict[str, object]) -> set[tuple[str, str, str, str]]:
    fields = {f"c-{key}": str(value) for key, value in figures.items()}
    head = {"X-Requested-With": "autosave"}
    revision = Return.objects.filter(obligation=where).values_list("revision", flat=True).first() or 0
    reply = cast.browser("officer").post(f"/so-lieu/{where.pk}/luu/", {**fields, "revision": revision}, headers=head)
    return {(p["element"], p["code"], p["sentence"], p["instruction"]) for p in reply.json()["problems"] if p["error"]}


def through_excel(where: Obligation, figures: dict[str, object]) -> set[tuple[str, str, str, str]]:
    officer = cast.browser("officer")
    file = SimpleUploadedFile("bieu.xlsx", workbook(officer, where, figures))
    officer.post(f"/so-lieu/{where.pk}/nop-excel/", {"file": file})
    kept = Workbook.objects.get()
    asked = asked_of(kept, person("officer"))
    lines = [line for u in lines_of(asked, read_again(kept, asked), Corrections()) for line in u.lines]
    page = officer.get(f"/so-lieu/tep/{kept.pk}/").content.decode()
    for line in lines:
        assert line.place in page and line.place.startswith("Số liệu!F"), "sheet and cell are named"
    return {(p.element, p.code, p.sentence, p.instruction) for line in lines for p in line.problems if p.is_error}


def refuse_the_workbook(where: Obligation, figures: dict[str, object], said: set[str]) -> None:
    """A workbook with a list of persons is refused as a whole, in the words that the API used: it is not even kept."""
    officer = cast.browser("officer")
    file = SimpleUploadedFile("bieu.xlsx", workbook(officer, where, figures))
    reply = officer.post(f"/so-lieu/{where.pk}/nop-excel/", {"file": file})
    page = reply.content.decode()
    assert reply.status_code == 422 and "bieu.xlsx" in page and not Workbook.objects.exists()
    assert all(sentence.partition(": ")[2] in page for sentence in said)


def through_api(figures: dict[str, object], **more: object) -> dict[str, Any]:
    token = make_token(by=person("officer"), name="phần mềm", scope="report", days=30)[1]
    one = {"form": "quy", "unit": "90001", "period": "2024-Q1", "cells": figures, "words": WORDS, "submit": True}
    one |= more
    head = {"authorization": f"Bearer {token}", "idempotency-key": "k"}
    reply = Client().post(
        "/api/v1/returns", json.dumps({"returns": [one]}), content_type="application/json", headers=head
    )
    told: dict[str, Any] = reply.json()["returns"][0]
    return told


def told_by_api(figures: dict[str, object]) -> set[tuple[str, str, str, str]]:
    problems = through_api(figures)["problems"]
    return {(p["element"], p["code"], p["sentence"], p["instruction"]) for p in problems if p["error"]}


@pytest.mark.parametrize("case", BAD)
def test_bad_figures_are_refused_in_the_same_words(case: str, owed: Obligation) -> None:  # noqa: F811
    figures = GOOD | BAD[case]
    api = told_by_api(figures)
    assert not Return.objects.exists(), "nothing half stored"
    excel = None
    if case == "private-list":
        refuse_the_workbook(owed, figures, {sentence for _, _, sentence, _ in api})
    else:
        excel = through_excel(owed, figures)
    assert not Return.objects.exists(), "a look at a workbook writes nothing"
    web = through_web(owed, figures)
    assert api == web and (excel is None or excel == web)
    assert {code for _, code, _, _ in api} == {case.partition(" ")[0]}


def test_a_figure_that_nobody_asked_for_is_refused(owed: Obligation) -> None:  # noqa: F811
    told = through_api({**GOOD, "so_la": 1})
    assert told["result"] == "refused" and [p["code"] for p in told["problems"]] == ["unknown-element"]
    assert not Return.objects.exists()


def test_a_locked_return_says_the_same_everywhere(owed: Obligation) -> None:  # noqa: F811
    assert through_api(GOOD)["result"] == "submitted"
    verify.accept_return(answer=Return.objects.get(), by=person("verifier"), reason="Đã xem bản giấy.")
    said = "Báo cáo đang ở trạng thái «đã tiếp nhận», không sửa được."
    officer = cast.browser("officer")
    fields = {f"c-{key}": str(value) for key, value in GOOD.items()} | TYPED
    fields["revision"] = Return.objects.get().revision
    assert said in officer.post(f"/so-lieu/{owed.pk}/gui/", fields).content.decode()
    head = {"unit": "90001", "revision": Return.objects.get().revision, "words": {"initiatives": "khác", **WORDS}}
    assert through_api_again({**GOOD, "initiatives": 4}, **head)["sentence"] == said
    file = SimpleUploadedFile("bieu.xlsx", workbook(officer, owed, {"initiatives": 4}))
    there = officer.post(f"/so-lieu/{owed.pk}/nop-excel/", {"file": file})["Location"]
    assert "đã gửi hoặc đã khóa" in officer.get(there).content.decode()
    officer.post(there, {"do": "enter", f"r-{owed.pk}": Return.objects.get().revision})
    assert Return.objects.get().current.cells["initiatives"] == {"v": 3}


def through_api_again(figures: dict[str, object], **more: object) -> dict[str, Any]:
    token = make_token(by=person("officer"), name="lần hai", scope="report", days=30)[1]
    one = {"form": "quy", "unit": "90001", "period": "2024-Q1", "cells": figures, "words": WORDS, "submit": True}
    one |= more
    head = {"authorization": f"Bearer {token}", "idempotency-key": "lần-hai".encode().hex()}
    reply = Client().post(
        "/api/v1/returns", json.dumps({"returns": [one]}), content_type="application/json", headers=head
    )
    told: dict[str, Any] = reply.json()["returns"][0]
    return told


@pytest.mark.parametrize(("unit_code", "period"), [("90002", "2024-Q1"), ("90001", "2023-Q1"), ("90099", "2024-Q1")])
def test_another_unit_another_year_and_a_unit_that_is_no_more(owed: Obligation, unit_code: str, period: str) -> None:  # noqa: F811
    """A workbook that says so is refused with a sentence naming the file; so is what a program sends."""
    told = through_api(GOOD, unit=unit_code, period=period)
    assert told["result"] == "refused" and unit_code in told["sentence"]
    officer = cast.browser("officer")
    book = openpyxl.load_workbook(BytesIO(workbook(officer, owed, GOOD)))
    page = book["Số liệu"]
    page["B2"], page["B3"] = period, unit_code
    out = BytesIO()
    book.save(out)
    reply = officer.post(f"/so-lieu/{owed.pk}/nop-excel/", {"file": SimpleUploadedFile("bieu.xlsx", out.getvalue())})
    said = reply.content.decode()
    assert reply.status_code == 422 and "bieu.xlsx" in said and (unit_code in said or period in said)
    assert not Workbook.objects.exists() and not Return.objects.exists()
    assert not UnitVersion.objects.filter(code="90099").exists()


def at_every_door(owed: Obligation) -> list[str]:  # noqa: F811
    """What each door says to good figures: the API, the form, the workbook, in that order; none stores anything."""
    officer = cast.browser("officer")
    told = [through_api(GOOD)["sentence"]]
    fields = {f"c-{key}": str(value) for key, value in GOOD.items()} | TYPED | {"revision": 0}
    replies = [officer.post(f"/so-lieu/{owed.pk}/gui/", fields)]
    file = SimpleUploadedFile("bieu.xlsx", workbook(officer, owed, GOOD))
    replies.append(officer.post(f"/so-lieu/{owed.pk}/nop-excel/", {"file": file}))
    assert [r.status_code for r in replies] == [409, 422]
    draft = officer.post(f"/so-lieu/{owed.pk}/luu/", fields, headers={"X-Requested-With": "autosave"})
    assert draft.status_code == 409
    assert not Return.objects.exists() and not Workbook.objects.exists()
    page = officer.get(f"/so-lieu/{owed.pk}/").content.decode()
    assert "data-return" not in page, "no form to type into in vain"
    return [*told, *(html.unescape(r.content.decode()) for r in replies), html.unescape(page)]


def test_a_period_that_has_not_begun_says_the_same_at_every_door(owed: Obligation) -> None:  # noqa: F811
    Obligation.objects.update(opens_on=date(2999, 1, 1))
    api, *pages = at_every_door(owed)
    assert api == "Kỳ Quý I năm 2024 chưa mở; mở từ 01/01/2999."
    assert all(api in page for page in pages)


def test_a_unit_that_was_merged_before_the_last_day_says_the_same_at_every_door(
    owed: Obligation, place: dict[str, Unit]  # noqa: F811
) -> None:  # fmt: skip
    """The quarter was handed out in January; on 1 March the commune became part of another."""
    merge(place["officer"], "An Minh", date(2024, 3, 1))
    api, *pages = at_every_door(owed)
    assert api == (
        "xã An Bình không còn từ 01/3/2024, nay là xã An Minh: đơn vị mới báo cáo kỳ này. "
        "Nhờ cơ quan thường trực giao lại kỳ."
    )
    assert all(api in page for page in pages)
    assert acts.oblige_units(form=owed.form, period=owed.period, by=person("office")) == 1
    units = set(Obligation.objects.values_list("unit_version__code", flat=True))
    assert units == {"90002", "91001"}, "handed out again, the period passes to the heir"
    assert through_api_again(GOOD)["sentence"] == api, "nor where the period was never handed to it"


def test_a_unit_that_only_changed_its_name_reports_on(owed: Obligation, place: dict[str, Unit]) -> None:  # noqa: F811
    day = date(2024, 3, 1)
    UnitVersion.objects.filter(unit=place["officer"]).update(valid_to=day)
    UnitVersion.objects.create(
        unit=place["officer"], code="90001", name="An Bình Mới", kind="xã", level="commune", valid_from=day, folded="x",
        sort_key="x",
    )  # fmt: skip
    assert through_api(GOOD)["result"] == "submitted"


def merge(old: Unit, name: str, day: date) -> None:
    heir = unit("91001", name, since=day)
    UnitVersion.objects.filter(unit=old).update(valid_to=day)
    SuccessionEdge.objects.create(on=day, origin=old, heir=heir)
