"""allauth's forms with our words, and the forms of those who keep accounts."""

from datetime import date
from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from thidua.dates import parse_day, show_day
from thidua.errors import OfficerError
from thidua.units.versions import HIERARCHIES, TERRITORY
from thidua_web.frame.states import STATES
from thidua_web.frame.templatetags.components import day_attributes
from thidua_web.people.authority import Authority
from thidua_web.people.giving import Giving
from thidua_web.people.models import Post, Role, User, today
from thidua_web.people.naming_units import UnitsOfDay
from thidua_web.people.querysets import STANDINGS, UserQuerySet


class SignInForm(allauth_forms.LoginForm):
    """Labels stand above the fields; a placeholder would vanish when one starts to type."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Tên đăng nhập hoặc thư điện tử")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false", "autofocus": True}
        self.fields["password"].help_text = ""


class PasswordForm(allauth_forms.ChangePasswordForm):
    """The new password twice, and what it must be like before one types it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""
        self.fields["password1"].help_text = _("Ít nhất 10 ký tự, không chỉ toàn số, không giống tên của mình.")


class ReauthenticateForm(allauth_forms.ReauthenticateForm):
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].widget.attrs.pop("placeholder", None)


class DayField(forms.DateField):
    """A day as officials write it, never as the browser's language would have it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs=day_attributes()), **options)

    def prepare_value(self, value: Any) -> Any:
        return show_day(value) if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        try:
            return parse_day(value) if isinstance(value, str) and value.strip() else super().to_python(value)
        except OfficerError as refusal:
            raise forms.ValidationError(refusal.sentence) from None


class AccountFilter(forms.Form):
    """What the address of the list of accounts asks."""

    q = forms.CharField(label=_("Họ tên hoặc tên đăng nhập"), required=False, max_length=120)
    vai_tro = forms.ChoiceField(label=_("Vai trò"), required=False, choices=[("", _("mọi vai trò")), *Role.choices])
    don_vi = forms.CharField(label=_("Tên đơn vị"), required=False, max_length=120)
    trang_thai = forms.ChoiceField(
        label=_("Trạng thái"), required=False,
        choices=[("", _("mọi trạng thái")), *((key, STATES[key].word) for key in STANDINGS)],
    )  # fmt: skip

    def narrow(self, rows: UserQuerySet, day: date) -> UserQuerySet:
        """The accounts asked for; what cannot be read asks for nothing."""
        asked = self.cleaned_data if self.is_valid() else {}
        if asked.get("q"):
            rows = rows.matching(asked["q"])
        if asked.get("vai_tro"):
            rows = rows.with_posts(pk__in=Post.objects.in_force(day).filter(role=asked["vai_tro"]))
        if asked.get("don_vi"):
            rows = rows.with_posts(pk__in=Post.objects.at(asked["don_vi"], day))
        if asked.get("trang_thai"):
            rows = rows.in_state(asked["trang_thai"])
        return rows


class PostForm(forms.Form):
    """A post to be given: only roles that are the giver's to give, only units within reach."""

    role = forms.ChoiceField(label=_("Vai trò"))
    unit = forms.CharField(
        label=_("Đơn vị"), required=False, max_length=200,
        help_text=_("Mã hoặc tên, ví dụ «xã Tân Phong». Để trống khi vai trò của cấp tỉnh."),
    )  # fmt: skip
    hierarchy = forms.ChoiceField(label=_("Theo hệ"), choices=list(HIERARCHIES.items()), initial=TERRITORY)
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(label=_("Đến trước ngày"), required=False)

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.authority = authority
        self.fields["role"].choices = [choice for choice in Role.choices if choice[0] in authority.roles]
        self.fields["role"].initial = Role.UNIT_OFFICER  # most are; the first of the list sees and does everything
        self.fields["valid_from"].initial = today()
        self.fields["unit"].required = not authority.is_office

    def clean(self) -> dict[str, Any]:
        """Read the unit on the first day of the post, and check the post as a whole."""
        said = super().clean() or {}
        if self.errors:
            return said
        try:
            unit = None
            if said["unit"]:
                unit = UnitsOfDay(said["valid_from"], self.authority.reach).find(said["unit"])
            said["giving"] = Giving(said["role"], unit, said["valid_from"], said["valid_to"], said["hierarchy"])
            said["giving"].check()
        except OfficerError as wrong:
            self.add_error("unit" if "ơn vị" in wrong.sentence else None, wrong.sentence)
        return said


class NewAccountForm(PostForm):
    """A person and the first post."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    username = forms.CharField(
        label=_("Tên đăng nhập"), max_length=60, help_text=_("Không dấu, không khoảng trắng, ví dụ an.nv.")
    )
    phone = forms.CharField(label=_("Điện thoại công vụ"), required=False, max_length=30)
    email = forms.EmailField(label=_("Thư điện tử công vụ"), required=False)
    field_order = ("full_name", "username", "phone", "email", "role", "unit", "hierarchy", "valid_from", "valid_to")


class DetailsForm(forms.Form):
    """What is written about a person; without the name where it is not the asker's to correct."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    phone = forms.CharField(
        label=_("Điện thoại công vụ"), required=False, max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("Thư điện tử công vụ"), required=False, help_text=_("Thư nhắc hạn gửi về đây; cũng dùng để đăng nhập.")
    )

    def __init__(self, *args: Any, user: User, with_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, initial={key: getattr(user, key) for key in self.base_fields}, **kwargs)
        if not with_name:
            del self.fields["full_name"]


class FirstSignInForm(forms.Form):
    """Name and code from the slip, and the password that only its owner knows."""

    username = forms.CharField(label=_("Tên đăng nhập"), max_length=60)
    code = forms.CharField(
        label=_("Mã trên phiếu"), max_length=40, help_text=_("Mười hai chữ và số; gạch nối có hay không đều được.")
    )
    password1 = forms.CharField(
        label=_("Mật khẩu mới"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Ít nhất 10 ký tự, không chỉ toàn số, không giống tên của mình."),
    )  # fmt: skip
    password2 = forms.CharField(
        label=_("Mật khẩu mới, gõ lại"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean(self) -> dict[str, Any]:
        """The two passwords agree and are good enough for this person."""
        said = super().clean() or {}
        first, second = said.get("password1"), said.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("Hai lần gõ mật khẩu không giống nhau."))
        if first:
            try:
                validate_password(first, User(username=said.get("username", "")))
            except forms.ValidationError as wrong:
                self.add_error("password1", wrong)
        return said


NAME_TO_TYPE = _("Họ tên hoặc tên đăng nhập; gõ vài chữ để chọn trong danh sách.")


class NameInput(forms.TextInput):
    """Suggests the people that the page lists beside it (``<datalist id="people">``)."""

    def __init__(self) -> None:
        super().__init__({"list": "people", "autocomplete": "off"})


class OnDayForm(forms.Form):
    """The first day without a post."""

    on = DayField(label=_("Từ ngày"))


class HandOverForm(OnDayForm):
    """To whom, and from which day."""

    to = forms.CharField(label=_("Giao cho"), max_length=60, help_text=NAME_TO_TYPE, widget=NameInput())


class DeputyForm(forms.Form):
    """Who stands in, from a day to a day."""

    to = forms.CharField(label=_("Người thay"), max_length=60, help_text=NAME_TO_TYPE, widget=NameInput())
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(label=_("Đến trước ngày"))


class OwnDeputyForm(forms.Form):
    """Which colleague stands in for a post of one's own, from a day to a day."""

    to = forms.ModelChoiceField(label=_("Người thay"), queryset=User.objects.none(), empty_label=None)
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(label=_("Đến trước ngày"))

    def __init__(self, *args: Any, people: UserQuerySet, **more: Any) -> None:
        super().__init__(*args, **more)
        chosen = self.fields["to"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = people
