"""What the style page shows: every component once, with a form that has every kind of row."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest

from thidua_web.frame.states import STATES

COLORS = (
    "ground paper sunken ink ink-soft line line-strong accent good bad unsure info late plain mark".split()  # noqa: SIM905
)


class SampleForm(forms.Form):
    """One row of each kind."""

    ten = forms.CharField(label="Tên chương trình", help_text="Như ghi ở trích yếu của kế hoạch.")
    ngay = forms.DateField(label="Ngày ký", help_text="Ví dụ 25/3/2024.")
    ty_le = forms.DecimalField(label="Số hộ đăng ký", required=False)
    cap = forms.ChoiceField(label="Cấp", choices=[("tinh", "Tỉnh"), ("xa", "Xã, phường, đặc khu")])
    ghi_chu = forms.CharField(label="Ghi chú", widget=forms.Textarea, required=False)
    tep = forms.FileField(label="Văn bản", required=False, help_text="Tệp .docx, .pdf, .txt hoặc .html, tối đa 64 MB.")
    dong_y = forms.BooleanField(label="Gửi bản sao cho Ban chỉ đạo", required=False)


def samples(request: HttpRequest) -> dict[str, Any]:
    """The context of the style page; the form is shown as it looks after a wrong entry."""
    wrong = SampleForm({"ten": "Phong trào năm 2026", "ngay": "31/02/2026", "cap": "xa"})
    rows = [
        ("Xã Bình Thạnh", 1204, 95.5, "met", "verified"),
        ("Xã Tân Phú", 860, 71.25, "not_met", "unverified"),
        ("Phường An Lạc", None, None, "undecidable", "waiting"),
        ("Đặc khu Hòn Ngọc", 312, 88, "not_yet_due", "draft"),
    ]
    return {
        "states": STATES,
        "colors": COLORS,
        "form": wrong,
        "rows": rows,
        "page": Paginator(range(1234), 50).get_page(request.GET.get("trang")),
        "trail": [("Trang chính", "/"), ("Giúp", "/giup/")],
    }
