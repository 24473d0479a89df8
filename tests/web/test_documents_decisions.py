"""Each decision on a reading: who, what is kept, what another person sees, what is taken back."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from tests import cast
from tests.web import papers

from thidua_web.documents import acts
from thidua_web.documents.errors import IllegalMove, Overtaken
from thidua_web.documents.models import Citation, Decision, Document, Reading
from thidua_web.journal.models import JournalEntry

HTMX = {"HX-Request": "true"}


@pytest.fixture
def paper(office) -> Document:
    return papers.keep(office)


@pytest.fixture
def target(office, paper: Document) -> Reading:
    fields = {"indicator": "ký cam kết", "comparator": "gt", "value": 90, "unit": "%", "effort": "strive"}
    return papers.mark(office, paper, "target", "trên 90% hộ gia đình", **fields)


def waiting(paper: Document) -> Reading:
    return paper.readings.waiting().first()


def test_the_original_stays_beside_what_a_person_made_of_it(as_office, office, paper: Document) -> None:
    reading = paper.readings.get(kind="paper")
    before = dict(reading.original)
    sent = {"ban": reading.revision, f"m{reading.pk}-type": "Kế hoạch", f"m{reading.pk}-number": "86",
            f"m{reading.pk}-symbol": "KH-UBND", f"m{reading.pk}-date": "05/02/2025",
            f"m{reading.pk}-title": "Phát động  phong trào"}  # fmt: skip
    answer = as_office.post(reverse("documents:correct", args=[reading.pk]), sent, headers=HTMX)
    assert answer.status_code == 200
    reading.refresh_from_db()
    assert (reading.state, reading.original) == ("corrected", before)
    assert (reading.value["date"], reading.value["title"]) == ("2025-02-05", "Phát động phong trào")
    deed = reading.decisions.get()
    assert (deed.by, deed.before, deed.after) == (office, "waiting", "corrected")
    journaled = JournalEntry.objects.filter(act="decide_reading", of_key=str(paper.pk)).first()
    assert journaled.changes["trạng thái"] == ["chờ xem", "đã sửa"]
    assert journaled.changes["mục"].startswith("Thông tin văn bản")


def test_two_people_at_once_are_told_of_each_other(as_office, office, paper: Document) -> None:
    reading = waiting(paper)
    acts.decide_reading(user=office, reading=reading, revision=0, after="accepted")
    sent = {"ban": 0, f"m{reading.pk}-reason_code": "misread"}
    answer = as_office.post(reverse("documents:reject", args=[reading.pk]), sent, headers=HTMX)
    assert answer.status_code == 409
    assert office.full_name in answer.content.decode()
    reading.refresh_from_db()
    assert reading.state == "accepted"
    with pytest.raises(Overtaken):
        acts.decide_reading(user=office, reading=reading, revision=0, after="rejected", reason_code="misread")


def test_rejecting_asks_for_a_reason(as_office, paper: Document) -> None:
    reading = waiting(paper)
    address = reverse("documents:reject", args=[reading.pk])
    assert as_office.post(address, {"ban": 0}, headers=HTMX).status_code == 422
    other = {"ban": 0, f"m{reading.pk}-reason_code": "other", f"m{reading.pk}-reason": ""}
    assert as_office.post(address, other, headers=HTMX).status_code == 422
    assert Reading.objects.get(pk=reading.pk).is_waiting
    said = other | {f"m{reading.pk}-reason": "kế hoạch khác lo việc này"}
    answer = as_office.post(address, said, headers=HTMX)
    assert "kế hoạch khác lo việc này" in answer.content.decode()
    assert Reading.objects.get(pk=reading.pk).state == "rejected"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"value": "chín mươi"}, "Không hiểu con số này"),
        ({"value": "90", "comparator": ""}, "chọn mức so sánh"),
        ({"value": "", "comparator": "ge"}, "Điền con số"),
        ({"value": "90", "value_max": "80", "comparator": "ge"}, "Cận trên nhỏ hơn"),
        ({"deadline": "31/2/2025"}, "Không có ngày này"),
        ({"indicator": " "}, ""),
    ],
)
def test_a_correction_that_cannot_be_is_refused_with_a_sentence(as_office, target: Reading, typed, told: str) -> None:
    good = {"indicator": "ký cam kết", "comparator": "gt", "value": "90", "unit": "%", "effort": "must"}
    sent = {f"m{target.pk}-{name}": part for name, part in (good | typed).items()} | {"ban": target.revision}
    answer = as_office.post(reverse("documents:correct", args=[target.pk]), sent, headers=HTMX)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Reading.objects.get(pk=target.pk).revision == target.revision


@pytest.mark.parametrize(
    ("read", "shown"),
    [({"unit": "ratio", "value": 0.6667}, ("2/3", "tỷ lệ")), ({"unit": "count", "value": 1250}, ("1.250", "số lượng"))],
)
def test_what_the_reader_calls_a_unit_is_said_in_words_and_comes_back(as_office, office, paper, read, shown) -> None:
    fields = {"indicator": "ký cam kết", "comparator": "ge", "effort": "must"} | read
    reading = papers.mark(office, paper, "target", "trên 90% hộ gia đình", **fields)
    address = reverse("documents:correct", args=[reading.pk])
    page = as_office.get(address).content.decode()
    boxes = {name: re.search(rf'name="m{reading.pk}-{name}" value="([^"]*)"', page)[1] for name in ("value", "unit")}
    assert tuple(boxes.values()) == shown
    typed = {f"m{reading.pk}-{name}": part for name, part in (fields | boxes).items()} | {"ban": reading.revision}
    assert as_office.post(address, typed, headers=HTMX).status_code == 200
    reading.refresh_from_db()
    assert {name: reading.value[name] for name in read} == read


def test_undo_takes_back_one_deed_after_another(office, paper: Document) -> None:
    reading = waiting(paper)
    acts.decide_reading(user=office, reading=reading, revision=0, after="rejected", reason_code="misread")
    reading.refresh_from_db()
    changed = reading.value | {"note": "đã đối chiếu"}
    acts.decide_reading(user=office, reading=reading, revision=1, after="corrected", value=changed)
    acts.undo_decision(user=office, document=paper)
    reading.refresh_from_db()
    assert (reading.state, reading.reason_code, reading.value) == ("rejected", "misread", reading.original)
    acts.undo_decision(user=office, document=paper)
    reading.refresh_from_db()
    assert (reading.state, reading.reason_code, reading.decided_by) == ("waiting", "", None)
    with pytest.raises(IllegalMove):
        acts.undo_decision(user=office, document=paper)
    assert Decision.objects.filter(undone_at=None).count() == 0


def test_undo_does_not_reach_past_what_another_person_did_since(office, paper: Document) -> None:
    colleague = cast.person("colleague") if "colleague" in cast.PEOPLE else _second_office()
    reading = waiting(paper)
    acts.decide_reading(user=office, reading=reading, revision=0, after="accepted")
    acts.decide_reading(user=colleague, reading=reading, revision=1, after="rejected", reason_code="duplicate")
    with pytest.raises(Overtaken):
        acts.undo_decision(user=office, document=paper)
    reading.refresh_from_db()
    assert reading.state == "rejected"


def _second_office():
    from datetime import date

    from thidua_web.people.models import Post, Role, User

    user = User.objects.create_user("office2", "mat-khau-thu-2026", full_name="Lý Thường Trực Hai")
    Post.objects.create(user=user, role=Role.STANDING_OFFICE, valid_from=date(2020, 1, 1))
    return user


def test_an_addition_taken_back_leaves_the_list(as_office, office, paper: Document, target: Reading) -> None:
    assert f'id="m{target.pk}"' in as_office.get(paper.get_absolute_url()).content.decode()
    acts.undo_decision(user=office, document=paper)
    assert f'id="m{target.pk}"' not in as_office.get(paper.get_absolute_url()).content.decode()


def test_everything_without_doubts_is_accepted_at_once_and_taken_back_at_once(as_office, paper: Document) -> None:
    doubtful = {r.pk for r in paper.readings.waiting() if r.has_doubts}
    clear = {r.pk for r in paper.readings.waiting()} - doubtful
    as_office.post(reverse("documents:accept-undoubted", args=[paper.pk]))
    assert {r.pk for r in paper.readings.waiting()} == doubtful
    as_office.post(reverse("documents:undo", args=[paper.pk]))
    assert {r.pk for r in paper.readings.waiting()} == doubtful | clear


def test_the_button_counts_what_it_accepts_under_a_filter(as_office, paper: Document) -> None:
    clear = [r for r in paper.readings.waiting() if r.kind == "target" and not r.has_doubts]
    assert 0 < len(clear) < sum(not r.has_doubts for r in paper.readings.waiting())
    address = f"{paper.get_absolute_url()}?loai=target"
    assert f"Chấp nhận {len(clear)} mục" in as_office.get(address).content.decode()
    answer = as_office.post(
        reverse("documents:decide", args=[clear[0].pk]), {"ban": 0},
        headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{address}"},
    )  # fmt: skip
    assert f"Chấp nhận {len(clear) - 1} mục" in answer.content.decode()
    sent = as_office.post(reverse("documents:accept-undoubted", args=[paper.pk]), {"loai": "target"})
    assert sent.url == address
    left = [r.kind for r in paper.readings.waiting() if not r.has_doubts]
    assert left
    assert "target" not in left


def test_a_corrected_name_is_shown_at_once(as_office, paper: Document) -> None:
    about = paper.readings.get(kind="paper")
    fields = {f"m{about.pk}-type": "Kế hoạch", f"m{about.pk}-title": "Tên đã sửa lại", "ban": 0}
    answer = as_office.post(reverse("documents:correct", args=[about.pk]), fields, headers={"HX-Request": "true"})
    heading = re.search(r'<h1 id="paper-name"[^>]*>(.*?)</h1>', answer.content.decode())
    assert heading
    assert "Tên đã sửa lại" in heading[1]


def test_words_that_are_not_in_the_paper_cannot_be_added(as_office, paper: Document) -> None:
    address = reverse("documents:add", args=[paper.pk])
    sent = {"loai": "initiative", "chu": "Thắp sáng đường làng", "moi-name": "Thắp sáng đường làng"}
    answer = as_office.post(address, sent)
    assert answer.status_code == 422
    assert "Không tìm thấy" in answer.content.decode()
    assert not paper.readings.filter(original__isnull=True).exists()


def test_words_across_a_line_break_are_found_where_they_stand(as_office, paper: Document) -> None:
    sent = {"loai": "initiative", "chu": "trật tự. - Mỗi xã", "moi-name": "thử"}
    as_office.post(reverse("documents:add", args=[paper.pk]), sent)
    reading = paper.readings.get(original__isnull=True)
    assert paper.text[reading.start : reading.end] == "trật tự.\n- Mỗi xã"


@pytest.mark.parametrize("name", ["leader", "officer", "verifier", "stranger"])
def test_acts_ask_for_the_post_themselves(name: str, paper: Document) -> None:
    user, reading = cast.person(name), waiting(paper)
    with pytest.raises(PermissionDenied):
        acts.decide_reading(user=user, reading=reading, revision=0, after="accepted")
    with pytest.raises(PermissionDenied):
        acts.accept_undoubted(user=user, document=paper)
    with pytest.raises(PermissionDenied):
        acts.undo_decision(user=user, document=paper)
    with pytest.raises(PermissionDenied):
        papers.mark(user, paper, "target", "trên 90% hộ gia đình")


def test_the_page_asks_few_questions_however_long_the_paper(
    as_office, office, paper: Document, django_assert_max_num_queries
) -> None:
    for n in range(40):
        papers.mark(office, paper, "target", paper.text[n * 3 : n * 3 + 40], indicator=f"số {n}", effort="must")
    with django_assert_max_num_queries(20):
        as_office.get(paper.get_absolute_url())


def test_a_citation_rejected_leaves_the_register_and_comes_back(office, paper: Document) -> None:
    reading = paper.readings.filter(kind="citation").first()
    assert reading is not None
    cited = Citation.objects.get(reading=reading).instrument
    acts.decide_reading(user=office, reading=reading, revision=0, after="rejected", reason_code="not-one")
    assert not cited.citations.standing().exists()
    acts.undo_decision(user=office, document=paper)
    assert cited.citations.standing().count() == 1
