"""Which role may be given by whom, where it may be held, what it lets one do: three tables, nothing decided elsewhere.

Who gives what is how this software is run, not law: a province that decides otherwise changes the tables.
"""

from django.utils.translation import gettext_lazy as _

from thidua_web.people.models import Role

GIVES: dict[str, frozenset[str]] = {
    Role.STANDING_OFFICE: frozenset(Role.values),
    Role.UNIT_ADMINISTRATOR: frozenset({Role.UNIT_OFFICER, Role.ORGANIZATION_OFFICER, Role.LEADER}),
}
"""Role -> the roles that its holder may give, and whose accounts the holder may disable, enable and reset.

A unit administrator gives only within the units reached by that post, and never the own role: two administrators of
one unit would otherwise be able to take over each other's accounts.
"""

PROVINCE_ONLY = frozenset({Role.STANDING_OFFICE, Role.HOME_AFFAIRS})
"""Held at the province (no unit, or the province itself): these roles see and do everything wherever they stand."""

UNIT_NEEDED = frozenset(
    {
        Role.UNIT_ADMINISTRATOR,
        Role.UNIT_OFFICER,
        Role.SECTOR_OFFICER,
        Role.ORGANIZATION_OFFICER,
        Role.CLUSTER_LEAD,
    }
)
"""A post of these roles without a unit would cover nothing."""

SECOND_FACTOR = (Role.STANDING_OFFICE, Role.UNIT_ADMINISTRATOR, Role.VERIFIER)
"""Administrators and verifiers: their accounts are worth stealing, so a password alone does not let them in."""

DEEDS: dict[str, str] = {
    Role.STANDING_OFFICE: _(
        "Xem mọi trang; xác nhận văn bản, lập chương trình, giao biểu, nạp danh mục đơn vị, cấp mọi tài khoản, "
        "đọc toàn bộ nhật ký."
    ),
    Role.HOME_AFFAIRS: _("Xem báo cáo số liệu và chương trình của cả tỉnh."),
    Role.UNIT_ADMINISTRATOR: _(
        "Cấp, ngừng, cấp lại tài khoản của đơn vị mình và đơn vị bên dưới; xem báo cáo số liệu của các đơn vị đó."
    ),
    Role.UNIT_OFFICER: _("Nhập và gửi báo cáo số liệu của đơn vị mình và đơn vị bên dưới."),
    Role.SECTOR_OFFICER: _("Nhập và gửi báo cáo số liệu của các đơn vị thuộc sở, ngành mình."),
    Role.ORGANIZATION_OFFICER: _("Nhập và gửi báo cáo số liệu của cơ quan, doanh nghiệp, nhà trường mình."),
    Role.VERIFIER: _("Xem báo cáo số liệu và minh chứng; tiếp nhận, trả lại, khóa, mở lại."),
    Role.COUNCIL_MEMBER: _("Xem báo cáo số liệu của phạm vi được giao."),
    Role.CLUSTER_LEAD: _("Xem báo cáo số liệu của các đơn vị trong cụm, khối."),
    Role.LEADER: _("Chỉ xem báo cáo số liệu của phạm vi được giao."),
}
"""Role -> what the pages let its holder do, in a sentence for those who give the role."""
