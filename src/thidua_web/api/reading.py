"""How a request is read: each name once, and no name that nothing is done with."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja.parser import Parser

from thidua.errors import OfficerError


class TwoOfOneName(OfficerError):
    """One object of a body names the same field twice; readers of JSON differ in which of the two they keep."""


class Once(Parser):
    """JSON in which a field stands once: of two figures for one cell neither is silently dropped."""

    def parse_body(self, request: HttpRequest) -> Any:
        return json.loads(request.body, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise TwoOfOneName(gettext("Trường «%(name)s» ghi hai lần trong cùng một mục; bỏ một.") % {"name": twice[:60]})
    return found


def takes_only(request: HttpRequest, *known: str) -> None:
    """Refuse a filter that the address does not know: misspelled, it would give everything as if it were the answer."""
    strange = next((name for name in request.GET if name not in known), None)
    if strange is None:
        return
    taken = ", ".join(known) or gettext("không điều kiện nào")
    raise OfficerError(
        gettext("Địa chỉ này không có điều kiện «%(name)s»; nhận: %(taken)s.") % {"name": strange[:60], "taken": taken}
    )
