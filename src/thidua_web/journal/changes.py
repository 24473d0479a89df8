"""How a change reads: the field's Vietnamese name and its values' labels, from the model or from the app's door."""

import re
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field
from django.utils.translation import gettext

from thidua.dates import show_day
from thidua_web.frame.doors import change_names
from thidua_web.frame.states import STATES
from thidua_web.frame.templatetags.vietnamese import moment

STORED_DAY = re.compile(r"\d{4}-\d\d-\d\d(T[\d:.]+([+-]\d\d:\d\d|Z))?")
"""A day, or a moment that says its zone, as acts store them."""


def in_words(kind: str, name: str, value: Any) -> str:
    """«trạng thái: bản nháp → đã xác nhận» for ``("documents.document", "state", ["read", "confirmed"])``."""
    field = _field(kind, name)
    label = str(change_names().get(name) or (field.verbose_name if field else gettext(name)))
    labels = {str(key): str(shown) for key, shown in field.flatchoices} if field else {}
    if isinstance(value, list) and len(value) == 2:
        return f"{label}: {_one(value[0], labels)} → {_one(value[1], labels)}"
    return f"{label}: {_one(value, labels)}"


def _field(kind: str, name: str) -> Field | None:
    try:
        found = apps.get_model(kind)._meta.get_field(name) if kind else None
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
    return found if isinstance(found, Field) else None


def _one(value: Any, labels: dict[str, str]) -> str:
    if value is None or value == "":
        return gettext("trống")
    if isinstance(value, bool):
        return gettext("có") if value else gettext("không")
    if isinstance(value, dict | list):
        parts = (
            [f"{_known_word(str(k))} {_one(v, {})}" for k, v in value.items()]
            if isinstance(value, dict)
            else [_one(v, {}) for v in value]
        )
        return ", ".join(parts) or gettext("trống")
    return labels.get(str(value)) or _known_word(str(value))


def _known_word(text: str) -> str:
    """A state or a kind of object by its Vietnamese word, a day as people write it; anything else as it stands."""
    if STORED_DAY.fullmatch(text):
        return _day(text)
    if text in STATES:
        return str(STATES[text].word).lower()
    return next((str(m._meta.verbose_name) for m in apps.get_models() if m._meta.model_name == text), _said(text))


def _day(text: str) -> str:
    """A stored day or moment in words; what only looks like one stays."""
    try:
        return moment(datetime.fromisoformat(text)) if "T" in text else show_day(date.fromisoformat(text))
    except ValueError:
        return text


def _said(text: str) -> str:
    """Words of ours are kept in Vietnamese and said in the reader's language; what a person typed stays as it is."""
    return gettext(text) if text.strip() else text
