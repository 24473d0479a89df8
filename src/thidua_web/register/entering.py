"""An act entered on a page: a few lines of the same kind become ``ActLine``s."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext, gettext_lazy

from thidua.dates import parse_day
from thidua.errors import OfficerError, Place
from thidua.units.acts import ActLine
from thidua.units.versions import HIERARCHIES, SUCCESSION_KINDS, TERRITORY

LINES = 8
FIELDS = ("origin", "to", "name", "unit_kind", "parent", "share")
ASKED = {
    "merge": ("origin", "to", "name", "unit_kind", "parent"),
    "split": ("origin", "to", "name", "unit_kind", "parent", "share"),
    "rename": ("origin", "to", "name", "unit_kind"),
    "transfer": ("origin", "parent"),
    "abolish": ("origin",),
    "found": ("to", "name", "unit_kind", "parent"),
}
"""Which columns a kind of act needs."""
LABELS = {
    "origin": gettext_lazy("Mã đơn vị cũ"),
    "to": gettext_lazy("Mã đơn vị mới"),
    "name": gettext_lazy("Tên mới"),
    "unit_kind": gettext_lazy("Loại mới"),
    "parent": gettext_lazy("Mã nơi trực thuộc"),
    "share": gettext_lazy("Phần dân (vd. 2/3)"),
}


def read_act(post: Mapping[str, str]) -> list[ActLine]:
    """Read the posted form; OfficerError names the line that is wrong."""
    kind, key = post.get("kind", ""), post.get("act", "").strip()
    if kind not in SUCCESSION_KINDS:
        raise OfficerError(gettext("Chọn một việc sắp xếp."))
    if not key:
        raise OfficerError(gettext("Ghi số, ký hiệu của nghị quyết hoặc quyết định."))
    on = parse_day(post.get("on", ""))
    issued = parse_day(post["issued_on"]) if post.get("issued_on") else None
    hierarchy = post.get("hierarchy", TERRITORY)
    if hierarchy not in HIERARCHIES:
        raise OfficerError(gettext("Hệ không có trong danh mục."))
    lines = []
    for number in range(1, LINES + 1):
        cells = {f: post.get(f"{f}-{number}", "").strip() for f in FIELDS}
        if any(cells[f] for f in ASKED[kind]):
            lines.append(_line(kind, key, on, issued, hierarchy, cells, post, number))
    if not lines:
        raise OfficerError(gettext("Chưa nhập dòng nào."))
    return lines


def _line(
    kind: str,
    key: str,
    on: date,
    issued: date | None,
    hierarchy: str,
    cells: dict[str, str],
    post: Mapping[str, str],
    number: int,
) -> ActLine:
    return ActLine(
        act=key, kind=kind, on=on, origin=cells["origin"], to=cells["to"], name=cells["name"],
        unit_kind=cells["unit_kind"], level=post.get("level", "") if kind == "found" else "", parent=cells["parent"],
        hierarchy=hierarchy if kind == "transfer" else TERRITORY, share=_share(cells["share"], number),
        basis=post.get("basis", "").strip() or key, issued_on=issued, place=Place(row=number),
    )  # fmt: skip


def _share(text: str, number: int) -> Fraction | None:
    if not text:
        return None
    try:
        return Fraction(text.replace(",", ".").replace(" ", ""))
    except (ValueError, ZeroDivisionError):
        raise OfficerError(
            gettext("«%(text)s» không phải một phần; viết 2/3 hoặc 0,4.") % {"text": text}, Place(row=number)
        ) from None
