"""Lists page by page: a cursor is the number of the last row shown, so that new rows never shift a page."""

import base64
import binascii
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext

from thidua.errors import OfficerError

M = TypeVar("M", bound=Model)
LARGEST = 500


def page(rows: "QuerySet[M]", cursor: str, limit: int) -> tuple[list[M], str | None]:
    """The rows after the cursor, and the cursor of the next page or None at the end."""
    found = list(rows.filter(pk__gt=_read(cursor)).order_by("pk")[: limit + 1])
    return found[:limit], _write(found[limit - 1].pk) if len(found) > limit else None


def _write(number: int) -> str:
    return base64.urlsafe_b64encode(f"sau {number}".encode()).decode().rstrip("=")


def _read(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        word, number = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii").split(" ")
        if word == "sau" and number.isdigit() and len(number) < 19:
            return int(number)
    except (ValueError, binascii.Error):
        pass
    raise OfficerError(
        gettext("Con trỏ trang «%(value)s» không đúng; lấy từ «next» của trang trước.") % {"value": cursor[:60]}
    )
