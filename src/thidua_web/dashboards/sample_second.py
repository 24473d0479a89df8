"""The sample's second form: what the other targets are measured by, from the communes whose first return was taken.

Every figure is invented and stays within what the same commune stated in its first return.
"""

import random

from thidua.text import fold_name
from thidua_web.dashboards import acts
from thidua_web.dashboards.sample_cells import cells_after
from thidua_web.people.models import User
from thidua_web.programme.models import Programme, Target
from thidua_web.returns import acts as returns
from thidua_web.returns.models import Form, Obligation, Return
from thidua_web.verification import acts as verify

SEED, TITLE = 95, "Số liệu tổ, điểm, sinh hoạt khu dân cư năm 2024"
MEASURED = {
    "buổi sinh hoạt chuyên đề": "areas_with_meetings_share",
    "công an cấp xã cùng dự": "meetings_with_police_share",
    "mô hình về “tự phòng": "organizations_with_initiative_share",
    "tổ liên gia tự quản": "household_groups_good_share",
    "hoạt động cầm chừng": "initiatives_idle_share",
    "mắt thần an ninh": "camera_sites_total",
    "án rất nghiêm trọng": "held:serious_clearance_rate_reached",
    "phân loại đúng hạn": "reports_classified_share",
    "ngày hội toàn dân": "festival_days_total",
    "gia đình ấm êm": "branches_with_initiative_share",
    "vùng cao của huyện": "not:some_units",
    "mỗi tháng đăng, phát": "not:other_body",
}
"""Words of a target -> what it is measured by, or why figures of communes cannot measure it: communes of one district
of the sample province, the press plan of an agency."""


def bind_by(programme: Programme, measured: dict[str, str], office: User) -> None:
    """Bind the targets whose words are named here."""
    for target in Target.objects.filter(programme=programme).of_version(programme.version):
        words = fold_name(f"{target.subject} {target.indicator}")
        choice = next((c for w, c in measured.items() if fold_name(w) in words), None)
        if choice is not None and target.unit != "":
            baseline = target.baseline if target.comparator in ("increase_ge", "decrease_ge") else ""
            acts.bind_target(programme=programme, lineage=target.lineage, choice=choice, baseline=baseline, by=office)


def lay_second(first: Form, programme: Programme, period: str, *, office: User, verifier: User) -> None:
    """Bind, make the form of what is not asked yet, hand out the quarter, let those report whose first was taken."""
    bind_by(programme, MEASURED, office)
    form = acts.make_form_of_targets(
        programme=programme, title=TITLE, level="commune", regime="calendar", length="quarter", by=office
    )
    answers = Return.objects.filter(obligation__form=first, obligation__period=period, accepted__isnull=False)
    taken = {a.obligation.unit_id: a for a in answers.select_related("obligation", "accepted__submitted_by")}
    returns.oblige_units(form=form, period=period, units=list(taken), by=office)
    dice = random.Random(SEED)
    for owed in Obligation.objects.filter(form=form, period=period).select_related("form", "unit_version__unit"):
        before = taken[owed.unit_id].accepted
        assert before is not None and before.submitted_by is not None
        cells = cells_after(owed.elements, before.read_cells(), dice)
        answer = returns.submit_return(
            obligation=owed, cells=cells, words={}, revision=0, by=before.submitted_by
        ).answer  # fmt: skip
        verify.accept_return(answer=answer, by=verifier)
