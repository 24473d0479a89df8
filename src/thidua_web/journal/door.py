"""The journal in the frame."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua_web.frame.doors import Door, Tab

if TYPE_CHECKING:
    from thidua_web.people.models import User


class JournalDoor(Door):
    """A tab for everybody; what stands behind it is fetched by who asks."""

    changes = {
        "count": gettext_lazy("số mục"),
        "document": gettext_lazy("văn bản số"),
        "edges_added": gettext_lazy("số bước kế thừa thêm"),
        "acts_added": gettext_lazy("số việc sắp xếp thêm"),
        "elements": gettext_lazy("số chỉ tiêu báo cáo"),
        "entries": gettext_lazy("số mục"),
        "kind": gettext_lazy("loại"),
        "lineage": gettext_lazy("mã mục"),
        "name": gettext_lazy("tên"),
        "period": gettext_lazy("kỳ"),
        "reading": gettext_lazy("mục đọc được"),
        "readings": gettext_lazy("các mục đọc được"),
        "reason": gettext_lazy("lý do"),
        "sha256": gettext_lazy("mã băm"),
        "size": gettext_lazy("cỡ tệp, byte"),
        "span": gettext_lazy("vị trí"),
        "state": gettext_lazy("trạng thái"),
        "text": gettext_lazy("nội dung"),
        "units": gettext_lazy("số đơn vị"),
        "version": gettext_lazy("phiên bản"),
        "versions_added": gettext_lazy("số đời đơn vị thêm"),
    }
    """Words that several apps use; an app names its own in its own door."""

    def tabs(self, user: "User") -> Iterable[Tab]:
        return [Tab(_("Nhật ký"), reverse("journal"), icon="journal", weight=90)]


door = JournalDoor()
