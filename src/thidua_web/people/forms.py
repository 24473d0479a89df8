"""allauth's forms with our words."""

from typing import Any

from allauth.account import forms as allauth_forms
from django.utils.translation import gettext_lazy as _


class SignInForm(allauth_forms.LoginForm):
    """Labels stand above the fields; a placeholder would vanish when one starts to type."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Tên đăng nhập hoặc thư điện tử")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
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
