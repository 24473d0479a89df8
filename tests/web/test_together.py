"""The figures of all units of a period in one file: as the returns show them, as far as one's posts reach."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from tests import cast
from tests.web.proofs import WORDS
from tests.web.test_returns_acts import cells, form, owed, person, place, submit, unit  # noqa: F401

from thidua.figures.cells import Cell, CellState
from thidua.figures.workbooks import read_workbook
from thidua_web.register.models import Unit
from thidua_web.returns import acts, workbooks
from thidua_web.returns.models import Form, Obligation
from thidua_web.returns.together import Together
from thidua_web.verification import acts as verify

pytestmark = pytest.mark.django_db
ADDRESS = "/so-lieu/bieu-mau/quy/2024-Q1/so-lieu.{}"


def taken(client: Client, kind: str) -> bytes:
    response = client.get(ADDRESS.format(kind))
    assert response.status_code == 200, response.status_code
    return b"".join(response.streaming_content)


def sheet(client: Client) -> dict[str, dict[str, object]]:
    """Code of the unit -> head of the column -> value."""
    rows = list(openpyxl.load_workbook(io.BytesIO(taken(client, "xlsx"))).active.iter_rows(values_only=True))
    heads = [key or label for label, key in zip(rows[4], rows[5], strict=True)]
    return {str(row[0]): dict(zip(heads, row, strict=True)) for row in rows[6:]}


def test_each_unit_has_its_figures_state_and_computed_shares(owed: Obligation, as_office: Client) -> None:  # noqa: F811
    submit(owed, households=300, households_reached=200)
    found = sheet(as_office)
    assert set(found) == {"90001", "90002"}
    row = found["90001"]
    assert (row["households"], row["households_reached"], row["Bản số"]) == (300, 200, 1)
    assert abs(row["Tỷ lệ hộ dân được tuyên truyền"] - 2 / 3) < 1e-12
    assert str(row["Trạng thái"]) in as_office.get("/so-lieu/?q=90001").content.decode(), "the word that the list shows"
    other = found["90002"]
    assert other["households"] is None and other["Bản số"] is None and other["Gửi lúc"] is None
    assert other["Trạng thái"] != row["Trạng thái"]


def test_zero_missing_and_not_applicable_stay_apart(owed: Obligation, as_office: Client) -> None:  # noqa: F811
    given = {**cells(households=0, households_reached=0), "initiatives_new": Cell(CellState.NOT_APPLICABLE)}
    given["good_practice"] = Cell.missing()
    acts.submit_return(obligation=owed, cells=given, words=WORDS, revision=0, by=person("officer"))
    row = sheet(as_office)["90001"]
    assert row["households"] == 0 and row["good_practice"] is None
    assert row["initiatives_new"] == "không áp dụng"
    assert row["Tỷ lệ hộ dân được tuyên truyền"] is None, "zero of zero is not known"


def test_a_draft_shows_nothing_and_a_reopened_return_what_was_accepted(
    owed: Obligation, as_office: Client  # noqa: F811
) -> None:  # fmt: skip
    acts.save_draft(obligation=owed, cells=cells(households=999), words={}, revision=0, by=person("officer"))
    assert sheet(as_office)["90001"]["households"] is None
    answer = submit(owed, households=100)
    verify.accept_return(answer=answer, by=person("verifier"))
    verify.reopen_return(answer=answer, reason="Sửa", by=person("verifier"))
    answer.refresh_from_db()
    again = Obligation.objects.get(pk=owed.pk)
    acts.save_draft(
        obligation=again, cells=cells(households=5), words={}, revision=answer.revision, by=person("officer")
    )
    assert sheet(as_office)["90001"]["households"] == 100


def test_what_goes_out_comes_in_unchanged(owed: Obligation, form: Form, as_office: Client) -> None:  # noqa: F811
    neighbor = form.obligations.exclude(pk=owed.pk).get()
    sent = {
        owed: {
            **cells(households=1234567),
            "initiatives_new": Cell(CellState.NOT_YET),
            "good_practice": Cell.of("Tốt; rõ"),
        },
        neighbor: {**cells(), "good_practice": Cell.missing()},
    }
    for one, given in sent.items():
        acts.submit_return(obligation=one, cells=given, words=WORDS, revision=0, by=person("office"))
    asked = workbooks.sheet_of(workbooks.scope_of(person("office"), form, "2024-Q1"))
    reading = read_workbook(taken(as_office, "xlsx"), asked)
    assert not reading.not_found and not reading.doubtful()
    expected = {(workbooks.code_of(one), key): cell for one, given in sent.items() for key, cell in given.items()}
    assert reading.sure() == expected


def test_csv_holds_the_same_and_runs_no_formula(owed: Obligation, as_office: Client) -> None:  # noqa: F811
    given = {**cells(households=300, households_reached=200), "good_practice": Cell.of("=HYPERLINK(1)")}
    acts.submit_return(obligation=owed, cells=given, words=WORDS, revision=0, by=person("officer"))
    text = taken(as_office, "csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    row = next(r for r in rows if r[:1] == ["90001"])
    assert "300" in row and "66,67%" in row and "'=HYPERLINK(1)" in row


def test_one_sees_the_units_within_reach(owed: Obligation, as_office: Client) -> None:  # noqa: F811
    assert set(sheet(cast.browser("officer"))) == {"90001"}
    assert cast.browser("stranger").get(ADDRESS.format("xlsx")).status_code == 404
    assert Client().get(ADDRESS.format("xlsx")).status_code == 302


@pytest.mark.parametrize("address", ["quy/2024-Q3/so-lieu.xlsx", "quy/xx/so-lieu.csv", "khac/2024-Q1/so-lieu.csv",
                                     "quy/2024-Q1/so-lieu.pdf"])  # fmt: skip
def test_what_is_not_there_is_not_found(owed: Obligation, as_office: Client, address: str) -> None:  # noqa: F811
    assert as_office.get(f"/so-lieu/bieu-mau/{address}").status_code == 404


def test_sample_data_says_so(owed: Obligation, as_office: Client, settings) -> None:  # noqa: F811
    mark = Path(settings.HOME) / "demonstration"
    mark.touch()
    try:
        response = as_office.get(ADDRESS.format("csv"))
        text = b"".join(response.streaming_content).decode()
        assert "DỮ LIỆU MẪU" in text and "DU-LIEU-MAU" in response["Content-Disposition"]
    finally:
        mark.unlink()


def test_the_list_of_a_form_and_period_leads_there(owed: Obligation, as_office: Client) -> None:  # noqa: F811
    page = as_office.get("/so-lieu/?ky=2024-Q1&bieu=quy").content.decode()
    assert ADDRESS.format("xlsx") in page and ADDRESS.format("csv") in page
    assert "so-lieu.xlsx" not in as_office.get("/so-lieu/?bieu=quy").content.decode()


def test_a_batch_of_units_is_one_question(
    form: Form, place: dict[str, Unit], django_assert_max_num_queries  # noqa: F811
) -> None:  # fmt: skip
    for n in range(30):
        unit(f"91{n:03d}", f"Xã {n}", parent=place["officer"])
    acts.oblige_units(form=form, period="2024-Q1", by=person("office"))
    found = Together.of(person("office"), form, "2024-Q1", lambda _: "draft", sample=False)
    with django_assert_max_num_queries(2):
        assert len(list(found.rows())) == 6 + 32
