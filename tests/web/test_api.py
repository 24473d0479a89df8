"""Figures for other programs: who is let in, what one request leaves behind, what is said of bad input."""

import json
from datetime import date, timedelta

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone
from tests import cast
from tests.web.proofs import WORDS
from tests.web.test_returns_acts import person, unit

from thidua_web.api.acts import answer_once, make_token, revoke_token
from thidua_web.api.models import KeptAnswer, Token
from thidua_web.journal.models import JournalEntry
from thidua_web.people.models import Post
from thidua_web.returns import acts
from thidua_web.returns.models import Form, Obligation, Return, ReturnVersion

pytestmark = pytest.mark.django_db
KEYS = ["households", "households_reached", "initiatives", "initiatives_new", "good_practice"]
CELLS = {"households": 100, "households_reached": 80, "initiatives": 3, "initiatives_new": 1}
PERIOD = "2024-Q1"


@pytest.fixture
def form() -> Form:
    province = unit("90", "Nam Giang", "province")
    for who, code, name in (("officer", "90001", "An Bình"), ("neighbor", "90002", "Bình Minh")):
        where = unit(code, name, parent=province)
        Post.objects.filter(user=cast.person(who)).update(unit=where)
    sort = {"level": "commune", "regime": "calendar", "length": "quarter", "elements": KEYS}
    made = acts.make_form(key="quy", title="Biểu quý", by=person("office"), **sort)
    acts.oblige_units(form=made, period=PERIOD, by=person("office"))
    return made


def secret(who: str = "officer", scope: str = "report") -> str:
    return make_token(by=person(who), name="phần mềm", scope=scope, days=30)[1]


def post(token: str, body: object, key: str = "k1") -> object:
    text = body if isinstance(body, str) else json.dumps(body)
    head = {"authorization": f"Bearer {token}", "idempotency-key": key}
    return Client().post("/api/v1/returns", text, content_type="application/json", headers=head)


def get(token: str, path: str, **head: str) -> object:
    return Client().get(f"/api/v1/{path}", headers={"authorization": f"Bearer {token}", **head})


def one(code: str = "90001", submit: bool = True, **more: object) -> dict:
    return {"form": "quy", "unit": code, "period": PERIOD, "cells": CELLS, "words": WORDS, "submit": submit, **more}


def test_many_returns_are_answered_one_by_one(form: Form) -> None:
    bad = one("90002", cells=CELLS | {"households_reached": 101})
    told = post(secret("office"), {"returns": [bad, one()]}).json()
    assert [(r["unit"], r["result"]) for r in told["returns"]] == [("90002", "refused"), ("90001", "submitted")]
    assert (told["submitted"], told["refused"]) == (1, 1)
    problem = told["returns"][0]["problems"][0]
    assert problem["element"] == "households_reached" and problem["error"] and problem["instruction"]
    kept = Return.objects.get()
    assert kept.state == "submitted" and kept.current.door == "api"
    assert kept.current.cells["households"] == {"v": 100}


def test_a_draft_is_saved_and_then_sent(form: Form) -> None:
    token = secret()
    draft = post(token, {"returns": [one(submit=False, cells={"households": 7})]}).json()["returns"][0]
    assert (draft["result"], draft["state"], draft["revision"]) == ("saved", "draft", 1)
    sent = post(token, {"returns": [one()]}, "k2").json()["returns"][0]
    assert (sent["result"], sent["state"]) == ("submitted", "submitted")
    assert ReturnVersion.objects.count() == 1


def test_what_somebody_types_on_the_web_is_not_overwritten(form: Form) -> None:
    owed = Obligation.objects.get(unit_version__code="90001")
    acts.save_draft(obligation=owed, cells={}, words={}, revision=0, by=person("officer"))
    told = post(secret(), {"returns": [one()]}).json()["returns"][0]
    assert told["result"] == "refused" and told["revision"] == 1 and "vừa lưu" in told["sentence"]
    assert post(secret(), {"returns": [one(revision=1)]}, "k2").json()["submitted"] == 1


def test_the_same_request_again_gets_the_same_answer_and_doubles_nothing(form: Form) -> None:
    token, body = secret(), {"returns": [one()]}
    first, again = post(token, body), post(token, body)
    assert first.json() == again.json()
    assert (first["Idempotent-Replayed"], again["Idempotent-Replayed"]) == ("false", "true")
    assert JournalEntry.objects.filter(act="submit_return").count() == 1
    other = post(token, {"returns": [one(submit=False)]})
    assert other.status_code == 409 and "khóa mới" in other.json()["detail"]
    assert KeptAnswer.objects.count() == 1


def test_a_key_belongs_to_its_sender(form: Form) -> None:
    assert post(secret("officer"), {"returns": [one()]}).json()["submitted"] == 1
    assert post(secret("neighbor"), {"returns": [one("90002")]}).json()["submitted"] == 1


def test_a_crash_leaves_neither_figures_nor_answer(form: Form) -> None:
    by = person("officer")

    def work() -> dict:
        owed = Obligation.objects.get(unit_version__code="90001")
        acts.save_draft(obligation=owed, cells={}, words={}, revision=0, by=by)
        raise RuntimeError("mất điện")

    with pytest.raises(RuntimeError):
        answer_once(by=by, key="k1", body=b"{}", work=work)
    assert not KeptAnswer.objects.exists() and not Return.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_senders_of_one_key_at_once(form: Form) -> None:
    """Eight threads send one request; on PostgreSQL they truly meet at the unique key."""
    from threading import Barrier, Thread

    token, body, answers, start = secret(), {"returns": [one()]}, [], Barrier(8)

    def send() -> None:
        start.wait()
        answers.append(post(token, body))
        connections.close_all()

    threads = [Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {a.status_code for a in answers} == {200}
    assert len({json.dumps(a.json(), sort_keys=True) for a in answers}) == 1
    assert [a["Idempotent-Replayed"] for a in answers].count("false") == 1
    assert ReturnVersion.objects.count() == 1 and JournalEntry.objects.filter(act="submit_return").count() == 1


@pytest.mark.parametrize("who", ["neighbor", "stranger", "leader", "verifier"])
def test_who_may_not_report_on_the_web_may_not_report_here(form: Form, who: str) -> None:
    told = post(secret(who), {"returns": [one()]}).json()
    assert told["refused"] == 1 and told["returns"][0]["sentence"]
    assert not Return.objects.exists()


def test_one_reads_what_ones_posts_reach(form: Form) -> None:
    def seen(who: str) -> list[str]:
        return [o["unit"] for o in get(secret(who, "read"), "obligations").json()["items"]]

    assert seen("officer") == ["90001"] and seen("stranger") == []
    assert sorted(seen("verifier")) == ["90001", "90002"]
    post(secret(), {"returns": [one()]})
    assert get(secret("neighbor", "read"), "returns").json()["items"] == []
    mine = get(secret("officer", "read"), "returns").json()["items"][0]
    assert mine["state"] == "submitted" and mine["cells"]["households"] == {"v": 100}


def test_a_token_that_only_reads_cannot_send(form: Form) -> None:
    assert post(secret(scope="read"), {"returns": [one()]}).status_code == 403
    assert not Return.objects.exists()


def test_tokens_end(form: Form) -> None:
    token = secret()
    assert get(token, "forms").status_code == 200
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    ended = get(token, "forms")
    assert ended.status_code == 401 and "hết hạn" in ended.json()["detail"]
    revoked = secret()
    revoke_token(token=Token.objects.first(), by=person("officer"))
    assert "thu hồi" in get(revoked, "forms").json()["detail"]
    left = secret()
    type(person("officer")).objects.filter(username="officer").update(is_active=False)
    assert get(left, "forms").status_code == 401


def test_whoever_owes_a_second_factor_owes_it_here_too(form: Form, settings) -> None:
    token = secret("office")
    settings.SECOND_FACTOR = "1"
    refused = get(token, "forms")
    assert refused.status_code == 401 and "lớp bảo vệ thứ hai" in refused.json()["detail"]
    assert get(secret("officer"), "forms").status_code == 200


def test_posts_that_ended_end_what_the_token_reaches(form: Form) -> None:
    token = secret()
    Post.objects.filter(user=person("officer")).update(valid_to=date(2021, 1, 1))
    assert post(token, {"returns": [one()]}).json()["refused"] == 1


def test_the_secret_is_not_stored(form: Form) -> None:
    token = secret()
    assert token not in json.dumps(list(Token.objects.values()), default=str)
    assert token not in json.dumps(list(JournalEntry.objects.values()), default=str)


@pytest.mark.parametrize("head", [{}, {"authorization": "Bearer sai"}, {"authorization": "Basic abc"}])
def test_without_a_token_nothing(form: Form, head: dict) -> None:
    for path in ("forms", "obligations", "returns"):
        answer = Client().get(f"/api/v1/{path}", headers=head)
        assert answer.status_code == 401 and "Authorization: Bearer" in answer.json()["detail"]


def test_every_answer_is_json_and_reads_as_letters(form: Form) -> None:
    for path in ("", "khong-co", "returns/7", "forms/x/y"):
        lost = Client().post(f"/api/v1/{path}", "x", content_type="text/plain")
        assert lost.status_code == 404 and "openapi.json" in lost.json()["detail"]
    wrong = Client().put("/api/v1/forms", headers={"authorization": f"Bearer {secret()}"})
    assert wrong.status_code == 405 and wrong["Allow"] == "GET" and "chỉ nhận GET" in wrong.json()["detail"]
    told = Client().get("/api/v1/forms", headers={"authorization": f"Bearer {secret()}"}).content.decode()
    assert form.title in told, "letters, not code points"


def test_a_session_is_no_token(form: Form, as_office: Client) -> None:
    assert as_office.get("/api/v1/returns").status_code == 401


BAD_BODIES = [
    "", "{", "[]", "{}", '{"returns": []}', '{"returns": [1]}', '{"returns": "x"}',
    '{"returns": [{"form": "\\udcff"}]}',
    json.dumps({"returns": [one()] * 201}), json.dumps({"returns": [one() | {"submit": "có"}]}),
    json.dumps({"returns": [one() | {"cells": [1]}]}), json.dumps({"returns": [one() | {"revision": -1}]}),
    json.dumps({"returns": [one() | {"sumbit": True}]}), json.dumps({"returns": [one()], "thu": True}),
    json.dumps({"returns": [one() | {"revision": True}]}), json.dumps({"returns": [one() | {"revision": "0"}]}),
    json.dumps({"returns": [one() | {"cells": {f"la{n}": 1 for n in range(501)}}]}),
    json.dumps({"returns": [one()]}).replace('"households": 100', '"households": 100, "households": 90'),
    "[" * 100_000, '{"returns": [{"form": "\\ud800", "unit": "1", "period": "2024", "cells": {}}]}',
]  # fmt: skip


@pytest.mark.parametrize("body", BAD_BODIES, ids=range(len(BAD_BODIES)))
def test_a_body_of_another_shape_is_refused_whole(form: Form, body: str) -> None:
    answer = post(secret(), body)
    assert answer.status_code == 400 and answer.json()["detail"].endswith((".", "json.", "(UTF-8)."))
    assert not Return.objects.exists() and not KeptAnswer.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"form": "khong-co"}, {"unit": "99999"}, {"period": "2024-Q9"}, {"period": "2024-Q2"}, {"unit": "9\x00"},
        {"form": "x\x00"}, {"cells": CELLS | {"la": 1}}, {"cells": CELLS | {"households": -1}},
        {"cells": CELLS | {"households": 1.5}}, {"cells": CELLS | {"households": "12a"}},
        {"cells": CELLS | {"households": {"v": []}}}, {"cells": CELLS | {"households": {"s": []}}},
        {"cells": CELLS | {"households": {"s": {}}}}, {"cells": CELLS | {"households": [[[]] * 99]}},
        {"period": "9999-Q4"}, {"period": "9999"}, {"words": WORDS | {"la": "x"}},
        {"cells": CELLS | {"households": 10**30}},
        {"cells": CELLS | {"good_practice": "a\x00b"}}, {"cells": CELLS | {"good_practice": "a\ud800b"}},
        {"words": {"households": "x\x00"}}, {"words": {"households": "x" * 501}}, {"cells": {"households": None}},
    ],
)  # fmt: skip
def test_a_return_with_bad_input_is_refused_alone(form: Form, wrong: dict) -> None:
    answer = post(secret("office"), {"returns": [one() | wrong, one("90002")]})
    assert answer.status_code == 200, answer.content
    first, second = answer.json()["returns"]
    assert first["result"] == "refused" and first["sentence"]
    assert second["result"] == "submitted" and Return.objects.count() == 1


def test_a_figure_named_twice_is_told_which(form: Form) -> None:
    body = json.dumps({"returns": [one()]}).replace('"households": 100', '"households": 100, "households": 90')
    assert "«households» ghi hai lần" in post(secret(), body).json()["detail"]


def test_what_was_sent_is_said_back_as_it_was_sent_and_short(form: Form) -> None:
    strange = {"households": {"v": None}, "initiatives": {"x": "a" * 9000}}
    told = post(secret(), {"returns": [one(cells=CELLS | strange)]}).json()["returns"][0]["problems"]
    assert '{"v": null}' in told[0]["sentence"] and all(len(p["sentence"]) < 200 for p in told)


@pytest.mark.parametrize("path", ["forms?la=1", "obligations?forms=quy", "returns?stat=draft", "evidence?unitt=1"])
def test_a_filter_that_the_address_does_not_know_is_refused(form: Form, path: str) -> None:
    answer = get(secret("office"), path)
    assert answer.status_code == 400 and path.split("?")[1].split("=")[0] in answer.json()["detail"]


def test_one_return_twice_in_a_request(form: Form) -> None:
    told = post(secret(), {"returns": [one(), one()]}).json()
    assert (told["submitted"], told["refused"]) == (1, 1) and "Trùng" in told["returns"][1]["sentence"]


@pytest.mark.parametrize("key", ["", "x" * 101, "có dấu".encode().decode("latin-1"), "a b"])
def test_a_key_that_is_none(form: Form, key: str) -> None:
    assert post(secret(), {"returns": [one()]}, key).status_code == 400


def test_pages_hold_every_row_once(form: Form) -> None:
    token, seen, cursor = secret("office", "read"), [], ""
    for _ in range(5):
        page = get(token, f"obligations?limit=1&cursor={cursor}").json()
        seen += [o["unit"] for o in page["items"]]
        if (cursor := page["next"]) is None:
            break
    assert sorted(seen) == ["90001", "90002"]
    for wrong in ("cursor=abc", "cursor=%00", "limit=0", "limit=501", "limit=x", "form=%00"):
        assert get(token, f"obligations?{wrong}").status_code == 400, wrong
    assert get(token, "returns?state=la").status_code == 400


def test_what_has_not_changed_is_not_sent_again(form: Form) -> None:
    token = secret("office", "read")
    first = get(token, "returns")
    assert get(token, "returns", **{"if-none-match": first["ETag"]}).status_code == 304
    post(secret("office"), {"returns": [one()]})
    later = get(token, "returns", **{"if-none-match": first["ETag"]})
    assert later.status_code == 200 and later["ETag"] != first["ETag"]
    assert "private" in later["Cache-Control"]


def test_forms_say_what_is_asked(form: Form) -> None:
    told = get(secret(scope="read"), "forms").json()["items"][0]
    assert told["key"] == "quy" and [e["key"] for e in told["elements"]] == KEYS
    assert told["elements"][1]["part_of"] == "households"


def test_the_document_of_the_interface() -> None:
    told = Client().get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1") and {"/api/v1/returns", "/api/v1/forms"} <= set(told["paths"])


def test_a_token_is_made_shown_once_and_revoked_by_its_owner(as_officer: Client) -> None:
    made = as_officer.post("/tai-khoan/ma-truy-cap/", {"name": "Kho số liệu", "scope": "report", "days": "90"})
    token = made.content.decode().split('id="secret">')[1].split("<")[0]
    assert get(token, "forms").status_code == 200 and "no-store" in made["Cache-Control"]
    assert token not in as_officer.get("/tai-khoan/ma-truy-cap/").content.decode()
    row = Token.objects.get()
    assert cast.browser("neighbor").post(f"/tai-khoan/ma-truy-cap/{row.pk}/thu-hoi/").status_code == 404
    as_officer.post(f"/tai-khoan/ma-truy-cap/{row.pk}/thu-hoi/")
    assert get(token, "forms").status_code == 401
    assert set(JournalEntry.objects.values_list("act", flat=True)) == {"make_token", "revoke_token"}
    assert as_officer.get("/tai-khoan/").content.decode().count("/tai-khoan/ma-truy-cap/") == 1


@pytest.mark.parametrize(
    "wrong", [{"name": " "}, {"name": "x" * 81}, {"scope": "all"}, {"days": "9999"}, {"days": "²"}]
)
def test_a_token_badly_asked_for(as_officer: Client, wrong: dict) -> None:
    asked = {"name": "Kho", "scope": "read", "days": "30"} | wrong
    assert as_officer.post("/tai-khoan/ma-truy-cap/", asked).status_code == 422
    assert not Token.objects.exists()
