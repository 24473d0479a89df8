"""The sample's first quarter: the plan's targets bound, a form made of them, and 94 communes at every stage.

Every figure is invented from a fixed seed and goes through the same acts as a person's: by the web, by a workbook that
is written, filled and read again, or through the door of bulk figures.
"""

import io
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.urls import reverse

from thidua.figures.cells import Cell
from thidua.figures.earlier import EarlierFigure
from thidua.figures.workbooks import read_workbook, write_workbook
from thidua.units.registry import descendants
from thidua_web.api.acts import answer_once
from thidua_web.api.bulk import send
from thidua_web.api.shapes import Sent
from thidua_web.dashboards import acts
from thidua_web.dashboards.sample_cells import cells_of, stated
from thidua_web.dashboards.sample_evidence import excuses, prove
from thidua_web.dashboards.sample_officers import administrator_of, let_them_come, officers_of
from thidua_web.dashboards.sample_second import bind_by, lay_second
from thidua_web.dashboards.sample_year import lay_year
from thidua_web.demonstration.acts import PASSWORD
from thidua_web.documents.sample import paper_of
from thidua_web.people.models import Post, Role, User
from thidua_web.programme.models import Programme
from thidua_web.register.live import live_registry
from thidua_web.register.models import UnitVersion
from thidua_web.returns import acts as returns
from thidua_web.returns.models import Form, Obligation
from thidua_web.returns.workbooks import sheet_of
from thidua_web.verification import acts as verify

PROVINCE, DAY, PERIOD, BEFORE = "72-1", date(2024, 3, 31), "2024-Q1", "2023-Q4"
SEED, TITLE = 94, "Số liệu phong trào năm 2024"
MEASURED = {
    "hộ dân trên địa bàn": "households_reached_share",
    "cán bộ, công chức, viên chức": "staff_reached_share",
    "học sinh, sinh viên": "learners_reached_share",
    "đăng ký phấn đấu đạt tiêu chuẩn": "units_registered_share",
    "cơ sở giáo dục thuộc diện xét được công nhận": "units_recognised_share",
    "xây dựng mới hoặc củng cố": "initiatives_new_total",
    "tuyến đường liên thôn": "roads_lit_share",
    "số vụ phạm tội về trật tự xã hội": "social_order_crimes_total",
    "tỷ lệ giải quyết": "reports_resolved_share",
    "địa bàn trọng điểm": "hotspots_converted_share",
    "tai nạn giao thông": "traffic_accidents_total",
    "tỷ lệ điều tra, khám phá án chung": "held:clearance_rate_reached",
    "tỷ lệ tái phạm": "held:reoffending_target_reached",
}
"""Words of a target -> what it is measured by; asked in the first form."""
STAGES = (
    ("locked", 28), ("accepted", 36), ("submitted", 12), ("sent_back", 4), ("reopened", 3), ("draft", 4),
)  # fmt: skip
"""How many communes stand at each stage; the rest have sent nothing."""


def lay(people: dict[str, User]) -> list[str]:
    """Bind, make the form, hand out the quarter, let the communes report; say what to click."""
    programme = _programme(people["thuongtruc"])
    if programme is None:
        return []
    if not Form.objects.filter(programme=programme).exists():
        with transaction.atomic():
            _lay(programme, people)
    people |= {user.username: user for user in User.objects.filter(username="quantri")}
    board = reverse("dashboards:board", args=[programme.pk])
    return [
        f"Bảng điểm năm 2024 của 94 xã, phường, thị trấn Tây Ninh (số liệu bịa, quý I đang thu): mở {board}",
        "Đăng nhập bằng canbo: xã còn nợ báo cáo quý I; bằng thamdinh: báo cáo chờ xác minh.",
        "Đăng nhập bằng quantri: giữ tài khoản của một phường; bằng lanhdao: chỉ xem.",
    ]


def _programme(office: User) -> Programme | None:
    paper, _ = paper_of(office, "ke-hoach-2024.docx")
    return Programme.objects.filter(document=paper).first()


def _lay(programme: Programme, people: dict[str, User]) -> None:
    office, verifier = people["thuongtruc"], people["thamdinh"]
    bind_by(programme, MEASURED, office)
    form = acts.make_form_of_targets(
        programme=programme, title=TITLE, level="commune", regime="calendar", length="quarter", by=office
    )
    keys = [v.unit for v in descendants(live_registry(), PROVINCE, DAY) if v.level == "commune"]
    versions = list(UnitVersion.objects.as_of(DAY).filter(unit__key__in=keys).select_related("unit").order_by("code"))
    units = [v.unit_id for v in versions]
    returns.oblige_units(form=form, period=PERIOD, units=units, by=office)
    own = versions[0]
    returns.oblige_units(form=form, period=BEFORE, units=[own.unit_id], by=office)
    _baseline(versions, office)
    officer = people["canbo"] = _post(people["canbo"], own)
    _last_quarter(form, own, officer, verifier)
    administrator_of(own, PASSWORD)
    officers = officers_of([v for v in versions if v != own], office)
    _quarter(form, own, officers, verifier)
    lay_second(form, programme, PERIOD, office=office, verifier=verifier)
    lay_year(programme, versions, officers | {own.unit_id: officer}, office=office, verifier=verifier)


def _post(officer: User, own: UnitVersion) -> User:
    """The sample officer reports for one real commune's invented figures."""
    Post.objects.create(user=officer, role=Role.UNIT_OFFICER, unit=own.unit, unit_text=own.full_name,
                        valid_from=date(2020, 1, 1))  # fmt: skip
    User.objects.filter(pk=officer.pk).update(unit_text=own.full_name)
    return User.objects.get(pk=officer.pk)


def _baseline(versions: list[UnitVersion], office: User) -> None:
    dice = random.Random(SEED + 1)
    rows = [
        EarlierFigure(v.unit.key, v.code, element, "2023-Q1", date(2023, 3, 31), dice.randint(0, top),
                      "Báo cáo quý I năm 2023 (mẫu)", n)
        for n, v in enumerate(versions) for element, top in (("social_order_crimes", 10), ("traffic_accidents", 6))
    ]  # fmt: skip
    acts.enter_baseline(figures=rows, by=office)


def _last_quarter(form: Form, own: UnitVersion, officer: User, verifier: User) -> None:
    owed = Obligation.objects.get(form=form, unit=own.unit_id, period=BEFORE)
    _send(owed, cells_of(owed.elements, random.Random(SEED)), officer, "web")
    verify.accept_return(answer=owed.answer, by=verifier)


def _quarter(form: Form, own: UnitVersion, officers: dict[int, User], verifier: User) -> None:
    dice = random.Random(SEED)
    rows = form.obligations.filter(period=PERIOD).exclude(unit=own.unit_id).select_related("form", "unit_version__unit")
    stages = [stage for stage, count in STAGES for _ in range(count)]
    stages += [""] * (len(rows) - len(stages))
    dice.shuffle(stages)
    came = set()
    for number, (owed, stage) in enumerate(zip(rows, stages, strict=False)):
        door = "excel" if number % 12 == 5 else "api" if number % 9 == 4 else "web"
        cells, officer = cells_of(owed.elements, dice), officers[owed.unit_id]
        cells |= stated(owed.elements, cells)
        if stage == "draft":
            some = {key: cell for n, (key, cell) in enumerate(cells.items()) if n < 9}
            returns.save_draft(obligation=owed, cells=some, words={}, revision=0, by=officer, door=door)
        elif stage:
            _send(owed, cells, officer, door, proves=stage != "submitted" or number % 2 > 0)
            _move(owed, stage, verifier)
        if stage and door != "api":
            came.add(officer.pk)
    let_them_come(officers.values(), came)


def _send(owed: Obligation, cells: dict[str, Cell], by: User, door: str, *, proves: bool = True) -> None:
    if proves:
        prove(owed, cells, by)
    words = {"households_reached": "Đã đối chiếu với sổ theo dõi."} if proves else excuses(owed, cells)
    if door == "api":
        _through_the_api(owed, cells, words, by)
    else:
        cells = _through_a_workbook(owed, cells) if door == "excel" else cells
        returns.submit_return(obligation=owed, cells=cells, words=words, revision=0, by=by, door=door)
    owed.refresh_from_db()


def _through_the_api(owed: Obligation, cells: dict[str, Cell], words: dict[str, str], by: User) -> None:
    """As a program sends it: a document of bulk figures under an idempotency key, sent twice and taken once."""
    told = {key: cell.as_json() for key, cell in cells.items()}
    sent = Sent(
        form=owed.form.key, unit=owed.unit_version.code, period=owed.period, cells=told, words=words, submit=True
    )
    for _ in range(2):
        answer, _ = answer_once(
            by=by, key=f"mau-{owed.pk}", body=sent.model_dump_json().encode(), work=lambda: send([sent], by)
        )
    assert answer["submitted"] == 1, answer


def _through_a_workbook(owed: Obligation, cells: dict[str, Cell]) -> dict[str, Cell]:
    """Write the unit's workbook with these figures, read it back, and take what was read without doubt."""
    sheet = sheet_of([owed])
    code = sheet.units[0].code
    filled = replace(sheet, cells={(code, key): cell for key, cell in cells.items()}, sample=True)
    out = io.BytesIO()
    write_workbook(filled, out)
    return {key: cell for (_, key), cell in read_workbook(out.getvalue(), sheet).sure().items()}


def _move(owed: Obligation, stage: str, verifier: User) -> None:
    answer = owed.answer
    if stage == "sent_back":
        verify.send_back_return(answer=answer, reason="Số hộ được tuyên truyền cần đối chiếu lại.", by=verifier)
    if stage in ("accepted", "locked", "reopened"):
        verify.accept_return(answer=answer, by=verifier)
    then: dict[str, Callable[[], None]] = {
        "locked": lambda: verify.lock_return(answer=answer, by=verifier),
        "reopened": lambda: verify.reopen_return(answer=answer, reason="Đơn vị xin sửa số mô hình.", by=verifier),
    }
    then.get(stage, lambda: None)()
