"""Forms of a programme: its head, and the entries of papers with what only a programme has (milestones, no number)."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from thidua_web.documents import wording
from thidua_web.documents.forms import DateForm, DayField, EntryForm, InitiativeForm, TargetForm, TaskForm

MOVEMENT = gettext_lazy("Toàn dân bảo vệ an ninh Tổ quốc")


class ProgrammeForm(forms.Form):
    """The head of a programme; `about()` gives what the acts take."""

    campaign = forms.CharField(label=_("Phong trào thi đua"), max_length=300, initial=MOVEMENT)
    title = forms.CharField(label=_("Tên chương trình"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=250, required=False)
    from_year = forms.IntegerField(label=_("Từ năm"), min_value=1990, max_value=2100)
    to_year = forms.IntegerField(label=_("Đến năm"), min_value=1990, max_value=2100)
    runs_from = DayField(label=_("Thực hiện từ ngày"), required=False, max_length=40)
    runs_to = DayField(label=_("Đến hết ngày"), required=False, max_length=40)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("from_year") and data.get("to_year") and data["to_year"] < data["from_year"]:
            self.add_error("to_year", gettext("Năm kết thúc trước năm bắt đầu."))
        begin, end = wording.last_day(data.get("runs_from")), wording.last_day(data.get("runs_to"))
        if begin and end and end < begin:
            self.add_error("runs_to", gettext("Ngày kết thúc trước ngày bắt đầu."))
        return data

    def about(self) -> dict[str, Any]:
        data = {name: part if part is not None else "" for name, part in self.cleaned_data.items()}
        data["title"] = " ".join(data["title"].split())
        return {name: part for name, part in data.items() if name != "campaign"}


class MilestonesField(forms.CharField):
    """Yearly milestones, one a line: `2026: 80`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.Textarea(attrs={"rows": 3}), required=False,
            help_text=_("Mỗi dòng một năm và con số của năm ấy, như 2026: 80"), **options,
        )  # fmt: skip

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return "\n".join(f"{year}: {wording.show_number(number)}" for year, number in sorted(value.items()))
        return value

    def clean(self, value: Any) -> dict[str, float]:
        out: dict[str, float] = {}
        for n, line in enumerate((super().clean(value) or "").splitlines(), start=1):
            year, colon, typed = line.partition(":")
            number = wording.parse_number(typed)
            if not line.strip():
                continue
            if not colon or number is None or not (year.strip().isdecimal() and 1990 <= int(year) <= 2100):
                raise forms.ValidationError(
                    gettext("Dòng %(n)s: ghi năm, dấu hai chấm rồi con số, như 2026: 80.") % {"n": n}
                )
            if year.strip() in out:
                raise forms.ValidationError(
                    gettext("Dòng %(n)s: năm %(strip)s ghi hai lần.") % {"n": n, "strip": year.strip()}
                )
            out[year.strip()] = float(number)
        return out


class ProgrammeTargetForm(TargetForm):
    """A target as a programme holds it."""

    milestones = MilestonesField(label=_("Mốc từng năm"))
    is_without_number = forms.BooleanField(label=_("Chấp nhận chỉ tiêu chưa có con số"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("is_without_number") and data.get("value") is not None:
            self.add_error("is_without_number", gettext("Chỉ tiêu đã có con số: bỏ dấu chọn này."))
        return data


ENTRY_FORMS: dict[str, type[EntryForm]] = {
    "target": ProgrammeTargetForm, "task": TaskForm, "date": DateForm, "initiative": InitiativeForm,
}  # fmt: skip
ENTRY_LABELS = {"target": _("Chỉ tiêu"), "task": _("Nhiệm vụ"), "date": _("Mốc thời gian"), "initiative": _("Mô hình")}
