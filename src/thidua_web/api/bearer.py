"""Who speaks: the token of the header, its owner, and what it may do."""

from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja.errors import HttpError
from ninja.security import HttpBearer

from thidua_web.api.models import Token, digest
from thidua_web.frame.templatetags.vietnamese import day
from thidua_web.people.middleware import is_factor_missing

NOTED_EVERY = timedelta(hours=1)
"""How exactly «dùng gần nhất» is kept: a write for each request would cost more than it tells."""


class Bearer(HttpBearer):
    """``Authorization: Bearer thidua_…`` of a token in force whose owner's account is in use."""

    def __init__(self, *scopes: str) -> None:
        super().__init__()
        self.scopes = scopes

    def authenticate(self, request: HttpRequest, token: str) -> Token:
        now = timezone.now()
        found = Token.objects.select_related("owner").filter(digest=digest(token)).first()
        if found is None:
            raise HttpError(
                401, gettext("Mã truy cập không đúng. Lập mã ở trang Tài khoản, gửi trong Authorization: Bearer …")
            )
        if not found.is_valid(now):
            told = (
                gettext("đã bị thu hồi")
                if found.revoked_at
                else gettext("đã hết hạn ngày %(expires_at)s") % {"expires_at": day(found.expires_at)}
            )
            raise HttpError(401, gettext("Mã truy cập %(told)s. Lập mã mới ở trang Tài khoản.") % {"told": told})
        if not found.owner.is_active or found.owner.must_change_password:
            raise HttpError(
                401, gettext("Tài khoản của người lập mã đã ngừng hoặc phải đổi mật khẩu; hỏi cơ quan thường trực.")
            )
        if is_factor_missing(found.owner):
            raise HttpError(
                401, gettext("Người lập mã phải bật lớp bảo vệ thứ hai (trang Tài khoản) thì mã mới dùng được.")
            )
        if found.scope not in self.scopes:
            raise HttpError(403, gettext("Mã truy cập này chỉ đọc; lập mã có phạm vi «đọc và gửi báo cáo» để gửi."))
        if found.used_at is None or now - found.used_at > NOTED_EVERY:
            Token.objects.filter(pk=found.pk).update(used_at=now)
        return found


may_read = Bearer(Token.Scope.READ, Token.Scope.REPORT)
may_report = Bearer(Token.Scope.REPORT)
