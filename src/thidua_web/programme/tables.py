"""The columns of a programme's pages; downloads show exactly these."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from thidua_web.documents import wording
from thidua_web.frame.tables import Column
from thidua_web.programme.models import Entry, Target


def _due(row: Any) -> str:
    return wording.show_day(row.deadline)


def _milestones(target: Target) -> str:
    unit = "%" if target.unit == "%" else ""
    return "; ".join(f"{year}: {wording.show_number(n)}{unit}" for year, n in sorted(target.milestones.items()))


def _origin(row: Entry) -> str:
    return gettext("Xem câu") if row.origin_url else gettext("nhập tay")


ORIGIN = Column(
    "nguon", gettext_lazy("Trong văn bản"), _origin, url=lambda row: row.origin_url, in_file=lambda row: row.sentence
)

TARGETS = [
    Column("chi-tieu", gettext_lazy("Nội dung chỉ tiêu"), lambda row: row.indicator, order=("indicator",)),
    Column("muc", gettext_lazy("Mức phải đạt"), lambda row: row.bound, order=("value",)),
    Column("don-vi-tinh", gettext_lazy("Đơn vị tính"), lambda row: _unit(row), is_shown=False),
    Column("doi-tuong", gettext_lazy("Đối tượng tính"), lambda row: row.subject, order=("subject",)),
    Column(
        "cap", gettext_lazy("Cấp phải đạt"), lambda row: row.scope or gettext("toàn chương trình"), order=("scope",)
    ),
    Column("moi", gettext_lazy("Tính cho mỗi"), lambda row: row.per),
    Column("so-voi", gettext_lazy("So với"), lambda row: wording.show_day(row.baseline)),
    Column(
        "bat-buoc", gettext_lazy("Tính bắt buộc"), lambda row: wording.EFFORTS.get(row.effort, ""), order=("effort",)
    ),
    Column("thoi-han", gettext_lazy("Thời hạn"), _due, order=("due_on",)),
    Column("moc", gettext_lazy("Mốc từng năm"), _milestones),
    Column("cau", gettext_lazy("Câu trong văn bản"), lambda row: row.sentence, is_shown=False),
    ORIGIN,
]
TASKS = [
    Column(
        "chu-tri",
        gettext_lazy("Chủ trì"),
        lambda row: "; ".join(row.lead) or gettext("chưa có"),
        order=("lead__0", "position"),
    ),
    Column("viec", gettext_lazy("Việc phải làm"), lambda row: row.action),
    Column("phoi-hop", gettext_lazy("Phối hợp"), lambda row: "; ".join(row.supporting)),
    Column("thoi-han", gettext_lazy("Thời hạn"), lambda row: wording.show_day(row.deadline), order=("due_on",)),
    Column("dinh-ky", gettext_lazy("Định kỳ"), lambda row: row.recurs),
    ORIGIN,
]
DEADLINES = [
    Column("ngay", gettext_lazy("Ngày"), lambda row: wording.show_day(row.date), order=("due_on",)),
    Column("loai", gettext_lazy("Loại mốc"), lambda row: row.get_kind_display(), order=("kind",)),
    Column("noi-dung", gettext_lazy("Nội dung"), lambda row: row.label),
    ORIGIN,
]
INITIATIVES = [Column("ten", gettext_lazy("Mô hình"), lambda row: row.name, order=("name",)), ORIGIN]
LEGAL_BASES = [
    Column(
        "van-ban",
        gettext_lazy("Văn bản"),
        lambda row: str(row.instrument),
        order=("instrument__identity",),
        url=lambda row: reverse("documents:instrument", args=[row.instrument_id]),
    ),
    Column(
        "ngay",
        gettext_lazy("Ngày ban hành"),
        lambda row: wording.show_day(row.instrument.date) or gettext("chưa có"),
        order=("instrument__date",),
    ),
    Column("co-quan", gettext_lazy("Cơ quan ban hành"), lambda row: row.instrument.issuer or gettext("chưa có")),
    Column("trich-yeu", gettext_lazy("Trích yếu"), lambda row: row.instrument.subject or gettext("chưa có")),
    Column(
        "vai-tro",
        gettext_lazy("Vai trò"),
        lambda row: gettext("căn cứ") if row.is_basis else gettext("viện dẫn"),
        order=("is_basis",),
    ),
    ORIGIN,
]
OMISSIONS = [
    Column("cau", gettext_lazy("Câu trong văn bản"), lambda row: row.sentence),
    Column("ly-do", gettext_lazy("Lý do"), lambda row: gettext("Hệ thống không lập hồ sơ về cá nhân")),
    Column("ghi-chu", gettext_lazy("Ghi chú"), lambda row: row.note),
    ORIGIN,
]


def _unit(target: Target) -> str:
    return wording.show_unit(target.unit)


SPARSE = {"moi", "so-voi", "moc", "phoi-hop", "dinh-ky", "ghi-chu", "thoi-han"}
"""Columns that are shown where at least one row fills them."""
PARTS = [
    ("targets", "target", gettext_lazy("Chỉ tiêu"), TARGETS),
    ("tasks", "task", gettext_lazy("Nhiệm vụ"), TASKS),
    ("deadlines", "date", gettext_lazy("Thời hạn"), DEADLINES),
    ("initiatives", "initiative", gettext_lazy("Mô hình"), INITIATIVES),
    ("legal-bases", "citation", gettext_lazy("Căn cứ và viện dẫn"), LEGAL_BASES),
    ("omissions", "omission", gettext_lazy("Để ngoài"), OMISSIONS),
]
"""(name in the address, kind of entry, label, columns), in the order of the page."""
