"""The columns of a programme's pages; downloads show exactly these."""

from typing import Any

from django.urls import reverse

from thidua_web.documents import wording
from thidua_web.frame.tables import Column
from thidua_web.programme.models import Entry, Target


def _due(row: Any) -> str:
    return wording.show_day(row.deadline)


def _milestones(target: Target) -> str:
    unit = "%" if target.unit == "%" else ""
    return "; ".join(f"{year}: {wording.show_number(n)}{unit}" for year, n in sorted(target.milestones.items()))


def _origin(row: Entry) -> str:
    return "Xem câu" if row.origin_url else "nhập tay"


ORIGIN = Column("nguon", "Trong văn bản", _origin, url=lambda row: row.origin_url)

TARGETS = [
    Column("chi-tieu", "Nội dung chỉ tiêu", lambda row: row.indicator, order=("indicator",)),
    Column("muc", "Mức phải đạt", lambda row: row.bound, order=("value",)),
    Column("don-vi-tinh", "Đơn vị tính", lambda row: _unit(row), is_shown=False),
    Column("doi-tuong", "Đối tượng tính", lambda row: row.subject, order=("subject",)),
    Column("cap", "Cấp phải đạt", lambda row: row.scope or "toàn chương trình", order=("scope",)),
    Column("moi", "Tính cho mỗi", lambda row: row.per, is_shown=False),
    Column("so-voi", "So với", lambda row: wording.show_day(row.baseline)),
    Column("bat-buoc", "Tính bắt buộc", lambda row: wording.EFFORTS.get(row.effort, ""), order=("effort",)),
    Column("thoi-han", "Thời hạn", _due, order=("due_on",)),
    Column("moc", "Mốc từng năm", _milestones),
    Column("cau", "Câu trong văn bản", lambda row: row.sentence, is_shown=False),
    ORIGIN,
]
TASKS = [
    Column("chu-tri", "Chủ trì", lambda row: "; ".join(row.lead) or "chưa có", order=("lead__0", "position")),
    Column("viec", "Việc phải làm", lambda row: row.action),
    Column("phoi-hop", "Phối hợp", lambda row: "; ".join(row.supporting)),
    Column("thoi-han", "Thời hạn", lambda row: wording.show_day(row.deadline), order=("due_on",)),
    Column("dinh-ky", "Định kỳ", lambda row: row.recurs),
    ORIGIN,
]
DEADLINES = [
    Column("ngay", "Ngày", lambda row: wording.show_day(row.date), order=("due_on",)),
    Column("loai", "Loại mốc", lambda row: row.get_kind_display(), order=("kind",)),
    Column("noi-dung", "Nội dung", lambda row: row.label),
    ORIGIN,
]
INITIATIVES = [Column("ten", "Mô hình", lambda row: row.name, order=("name",)), ORIGIN]
LEGAL_BASES = [
    Column("van-ban", "Văn bản", lambda row: str(row.instrument), order=("instrument__identity",),
           url=lambda row: reverse("documents:instrument", args=[row.instrument_id])),
    Column("ngay", "Ngày ban hành", lambda row: wording.show_day(row.instrument.date) or "chưa có",
           order=("instrument__date",)),
    Column("co-quan", "Cơ quan ban hành", lambda row: row.instrument.issuer or "chưa có"),
    Column("trich-yeu", "Trích yếu", lambda row: row.instrument.subject or "chưa có"),
    Column("vai-tro", "Vai trò", lambda row: "căn cứ" if row.is_basis else "viện dẫn", order=("is_basis",)),
    ORIGIN,
]  # fmt: skip
OMISSIONS = [
    Column("cau", "Câu trong văn bản", lambda row: row.sentence),
    Column("ly-do", "Lý do", lambda row: "Hệ thống không lập hồ sơ về cá nhân"),
    Column("ghi-chu", "Ghi chú", lambda row: row.note),
    ORIGIN,
]


def _unit(target: Target) -> str:
    return {"count": "số lượng", "ratio": "tỷ lệ"}.get(target.unit, target.unit)


SPARSE = {"so-voi", "moc", "phoi-hop", "dinh-ky", "ghi-chu", "thoi-han"}
"""Columns that are shown where at least one row fills them."""
PARTS = [
    ("targets", "target", "Chỉ tiêu", TARGETS), ("tasks", "task", "Nhiệm vụ", TASKS),
    ("deadlines", "date", "Thời hạn", DEADLINES), ("initiatives", "initiative", "Mô hình", INITIATIVES),
    ("legal-bases", "citation", "Căn cứ và viện dẫn", LEGAL_BASES), ("omissions", "omission", "Để ngoài", OMISSIONS),
]  # fmt: skip
"""(name in the address, kind of entry, label, columns), in the order of the page."""
