"""Forms of a paper's entries: each turns the reader's JSON into fields, and what a person typed back into that JSON."""

from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.errors import OfficerError
from thidua_web.config import ceiling
from thidua_web.documents import intake, wording
from thidua_web.documents.models import Reading

COMPARATOR_CHOICES = [("", "—"), *wording.COMPARATORS.items()]


class NumberField(forms.CharField):
    """A number as officials type it: `75,5`, `1.234`, `2/3`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **options)

    def prepare_value(self, value: Any) -> Any:
        return wording.show_number(value) if isinstance(value, int | float) else value

    def clean(self, value: Any) -> float | int | None:
        typed = super().clean(value)
        if not typed.strip():
            return None
        number = wording.parse_number(typed)
        if number is None:
            raise forms.ValidationError(gettext("Không hiểu con số này. Ghi như 75,5 hoặc 1.234 hoặc 2/3."))
        return int(number) if number == number.to_integral_value() else float(number)


class DayField(forms.CharField):
    """A day, month or year as officials write it; `words=True` also lets words such as `hằng năm` stand."""

    def __init__(self, *, words: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.words = words

    def prepare_value(self, value: Any) -> Any:
        return wording.show_day(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str | None:
        typed = super().clean(value).strip()
        if not typed:
            return None
        stamp = wording.parse_day(typed)
        looks_dated = not self.words or any(sign.isdigit() for sign in stamp)
        if (
            looks_dated
            and not wording.is_day(stamp)
            and not (self.words and not stamp[:1].isdigit() and "/" not in stamp)
        ):
            raise forms.ValidationError(gettext("Không có ngày này. Ghi như 25/3/2024, tháng 7/2024 hoặc năm 2024."))
        return stamp


class NamesField(forms.CharField):
    """Several names, one a line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Mỗi dòng một tên"), **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return [" ".join(line.split()) for line in super().clean(value).splitlines() if line.strip()]


class WordsField(forms.CharField):
    """Words that may be left empty: nothing typed is None, as in the reader's JSON."""

    def __init__(self, *, rows: int = 0, **options: Any) -> None:
        if rows:
            options["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(**options)

    def clean(self, value: Any) -> str | None:
        return " ".join(super().clean(value).split()) or None


class UnitField(WordsField):
    """A unit in the plan's words; what the reader calls ``count`` and ``ratio`` is said in Vietnamese."""

    def prepare_value(self, value: Any) -> Any:
        return wording.show_unit(value)

    def clean(self, value: Any) -> str | None:
        return wording.parse_unit(super().clean(value))


class EntryForm(forms.Form):
    """A form over one entry; `as_entry()` gives back its JSON, fields that the form does not show kept as they were."""

    kind: ClassVar[str]

    def __init__(self, *args: Any, entry: dict[str, Any] | None = None, **options: Any) -> None:
        self.entry = dict(entry or {})
        super().__init__(*args, initial=options.pop("initial", None) or self.entry, auto_id="id_%s", **options)

    def as_entry(self) -> dict[str, Any]:
        return self.entry | {name: part if part != "" else None for name, part in self.cleaned_data.items()}


class TargetForm(EntryForm):
    kind = "target"
    subject = WordsField(label=_("Đối tượng tính"), required=False, max_length=500)
    indicator = WordsField(label=_("Nội dung chỉ tiêu"), rows=3, max_length=2000)
    comparator = forms.ChoiceField(label=_("Mức so sánh"), required=False, choices=COMPARATOR_CHOICES)
    value = NumberField(label=_("Con số"), required=False)
    value_max = NumberField(label=_("Đến (nếu là khoảng)"), required=False)
    unit = UnitField(label=_("Đơn vị tính"), required=False, max_length=80)
    scope = WordsField(label=_("Cấp phải đạt"), required=False, max_length=300)
    per = WordsField(label=_("Tính cho mỗi"), required=False, max_length=300)
    baseline = WordsField(label=_("So với năm"), required=False, max_length=40)
    effort = forms.ChoiceField(label=_("Tính bắt buộc"), choices=list(wording.EFFORTS.items()), initial="must")
    deadline = DayField(label=_("Thời hạn"), required=False, words=True, max_length=120)

    field_order = ("indicator", "subject", "comparator", "value", "value_max", "unit", "scope", "per", "baseline",
                   "effort", "deadline")  # fmt: skip

    def __init__(self, *args: Any, entry: dict[str, Any] | None = None, **options: Any) -> None:
        super().__init__(*args, entry=entry, **options)
        if self.entry.get("unit") == "ratio":
            parts = {name: wording.show_fraction(self.entry.get(name)) for name in ("value", "value_max")}
            self.initial = {**self.initial, **parts}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        low, high = data.get("value"), data.get("value_max")
        if low is not None and not data.get("comparator"):
            self.add_error("comparator", gettext("Có con số thì chọn mức so sánh."))
        if low is None and (data.get("comparator") or high is not None) and "value" not in self.errors:
            self.add_error("value", gettext("Điền con số, hoặc bỏ mức so sánh nếu chỉ tiêu không có con số."))
        if low is not None and high is not None and high < low:
            self.add_error("value_max", gettext("Cận trên nhỏ hơn cận dưới."))
        return data


class TaskForm(EntryForm):
    kind = "task"
    action = WordsField(label=_("Việc phải làm"), rows=4, max_length=4000)
    lead = NamesField(label=_("Chủ trì"), required=False)
    supporting = NamesField(label=_("Phối hợp"), required=False)
    deadline = DayField(label=_("Thời hạn"), required=False, words=True, max_length=120)
    recurs = WordsField(label=_("Định kỳ"), required=False, max_length=120)

    def __init__(self, *args: Any, entry: dict[str, Any] | None = None, **options: Any) -> None:
        shown = {**(entry or {}), "supporting": (entry or {}).get("with") or []}
        super().__init__(*args, entry=entry, initial=options.pop("initial", None) or shown, **options)

    def as_entry(self) -> dict[str, Any]:
        value = super().as_entry()
        value["with"] = value.pop("supporting")
        return value


class DateForm(EntryForm):
    kind = "date"
    date = DayField(label=_("Ngày"), max_length=40)
    date_kind = forms.ChoiceField(label=_("Loại mốc"), choices=list(wording.DATE_KINDS.items()))
    label = WordsField(label=_("Nội dung"), rows=2, required=False, max_length=1000)

    def __init__(self, *args: Any, entry: dict[str, Any] | None = None, **options: Any) -> None:
        shown = {**(entry or {}), "date_kind": (entry or {}).get("kind")}
        super().__init__(*args, entry=entry, initial=options.pop("initial", None) or shown, **options)

    def as_entry(self) -> dict[str, Any]:
        value = super().as_entry()
        value["kind"] = value.pop("date_kind")
        return value


class CitationForm(EntryForm):
    kind = "citation"
    type = WordsField(label=_("Loại văn bản"), max_length=80)
    number = WordsField(label=_("Số"), required=False, max_length=20)
    year = forms.RegexField(r"^(19|20)\d\d$", label=_("Năm trong số, ký hiệu"), required=False)
    symbol = WordsField(label=_("Ký hiệu"), required=False, max_length=80)
    date = DayField(label=_("Ngày ban hành"), required=False, max_length=40)
    issuer = WordsField(label=_("Cơ quan ban hành"), required=False, max_length=250)
    title = WordsField(label=_("Trích yếu"), rows=3, required=False, max_length=2000)


class PaperForm(CitationForm):
    kind = "paper"
    place = WordsField(label=_("Địa danh"), required=False, max_length=80)
    signer = WordsField(label=_("Người ký"), required=False, max_length=120)
    runs_from = DayField(label=_("Thực hiện từ"), required=False, max_length=40)
    runs_to = DayField(label=_("Thực hiện đến"), required=False, max_length=40)

    def __init__(self, *args: Any, entry: dict[str, Any] | None = None, **options: Any) -> None:
        runs = (entry or {}).get("runs") or {}
        shown = {**(entry or {}), "runs_from": runs.get("from"), "runs_to": runs.get("to")}
        super().__init__(*args, entry=entry, initial=options.pop("initial", None) or shown, **options)

    def as_entry(self) -> dict[str, Any]:
        value = super().as_entry()
        value["runs"] = {"from": value.pop("runs_from"), "to": value.pop("runs_to")}
        return value


class InitiativeForm(EntryForm):
    kind = "initiative"
    name = WordsField(label=_("Tên mô hình"), max_length=300)


class DoubtForm(EntryForm):
    kind = "doubt"
    note = WordsField(label=_("Ghi chú"), required=False, rows=2, max_length=500)


class OmissionForm(EntryForm):
    kind = "omission"
    note = WordsField(label=_("Ghi chú"), required=False, rows=2, max_length=500)


FORMS: dict[str, type[EntryForm]] = {
    form.kind: form
    for form in (PaperForm, TargetForm, TaskForm, DateForm, CitationForm, InitiativeForm, DoubtForm, OmissionForm)
}
ADDABLE = ("target", "task", "date", "citation", "initiative", "omission")


class RejectForm(forms.Form):
    reason_code = forms.ChoiceField(label=_("Lý do bỏ"), choices=Reading.Reason.choices)
    reason = forms.CharField(label=_("Nói rõ thêm"), required=False, max_length=500)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("reason_code") == Reading.Reason.OTHER and not data.get("reason"):
            self.add_error("reason", gettext("Ghi lý do bằng chữ."))
        return data


class DropForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do"), max_length=300, help_text=_("Ghi vào nhật ký, ví dụ: tải lên nhầm tệp của năm trước")
    )


class UploadForm(forms.Form):
    paper = forms.FileField(
        label=_("Tệp văn bản"),
        help_text=_("Word (.docx), PDF, trang web (.html) hoặc văn bản thô (.txt), tối đa 64 MB"),
        error_messages={"required": _("Chọn một tệp để tải lên."), "empty": _("Tệp không có nội dung. Chọn lại tệp.")},
        widget=forms.FileInput(attrs={"data-most-mb": ceiling.MOST // ceiling.MEGABYTE}),
    )

    def clean_paper(self) -> UploadedFile:
        """Refuse by the size, before the file is read as a whole."""
        paper: UploadedFile = self.cleaned_data["paper"]
        try:
            intake.admit(paper.name or "", paper.size or 0)
        except OfficerError as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return paper
