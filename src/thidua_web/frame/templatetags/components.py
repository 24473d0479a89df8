"""The components that need more than markup; the others are CSS classes. ``/kieu-mau/`` shows every one."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from thidua_web.frame.icons import PATHS
from thidua_web.frame.states import STATES
from thidua_web.frame.templatetags import vietnamese

if TYPE_CHECKING:
    from thidua_web.frame.tables import Cell

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """``{% icon "check" %}``: a drawing hidden from screen readers; a word always stands beside it."""
    return format_html(
        '<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d="{}"/></svg>', PATHS[name]
    )


@register.simple_tag
def chip(state: str, word: str = "") -> SafeString:
    """``{% chip "met" %}`` or ``{% chip "late" "Quá hạn 3 ngày" %}``: icon and word of a state (``frame.states``)."""
    shown = STATES[state]
    return format_html(
        '<span class="chip chip-{}">{}<span>{}</span></span>', shown.tone, icon(shown.icon), word or shown.word
    )


@register.simple_tag
def table_rows(lines: "Iterable[tuple[str, list[Cell]]]") -> SafeString:
    """``{% table_rows table.lines %}``: the body of a table. Drawn here and not in the template: a page of a hundred
    units has a thousand cells, and seven nodes of a template for each are most of what such a page costs."""
    chips: dict[str, str] = {}
    heads: dict[str, str] = {}

    def drawn(cell: "Cell") -> str:
        column = cell.column
        if column.key not in heads:
            heads[column.key] = format_html('<td data-label="{}" class="{}">', column.label, column.css)
        if cell.state:
            if cell.state not in chips:
                chips[cell.state] = chip(cell.state)
            return f"{heads[column.key]}{chips[cell.state]}</td>"
        text = conditional_escape(cell.text)
        return f"{heads[column.key]}{_link(cell.url, text) if cell.url else text}</td>"

    rows = []
    for anchor, cells in lines:
        opening = format_html('<tr id="{}">', anchor) if anchor else "<tr>"
        rows.append(f"{opening}{''.join(map(drawn, cells))}</tr>\n  ")
    return mark_safe("".join(rows))


def _link(url: str, text: str) -> str:
    return f'<a href="{conditional_escape(url)}">{text}</a>'


def day_attributes() -> dict[str, Any]:
    """What a box for a day carries. No field of the browser's own: in an English browser it would read 05/4 as 4 May;
    on a telephone, whose calendar says months in words, ``days.js`` makes it one."""
    return {"data-day": "", "placeholder": gettext_lazy("ngày/tháng/năm"), "autocomplete": "off",
            "title": gettext_lazy("ngày/tháng/năm, ví dụ 25/3/2024"), "pattern": DAY_PATTERN}  # fmt: skip


DAY_PATTERN = r"\s*\d{1,2}[\/.\-]\d{1,2}[\/.\-]\d{4}\s*|\d{4}-\d{2}-\d{2}"


@register.simple_tag
def day_input(name: str, value: date | str | None = "", required: bool = False) -> SafeString:
    """``{% day_input "on" day required=True %}``: a box for a day, written and read as officials write it."""
    shown = vietnamese.day(value) if isinstance(value, date) else value or ""
    attributes = day_attributes() | {"id": name, "name": name, "value": shown}
    told = format_html_join("", ' {}="{}"', attributes.items())
    return format_html('<input type="text"{}{}>', told, mark_safe(" required") if required else "")


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, hint: str = "", unit: str = "", label: str = "") -> dict[str, Any]:
    """``{% field form.name %}``: one form row with label, control, hint and its error, wired for screen readers."""
    hint = hint or str(bound.help_text or "")
    described = [f"{bound.id_for_label}_{part}" for part, there in (("hint", hint), ("error", bound.errors)) if there]
    attributes: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=attributes),
        "is_checkbox": isinstance(bound.field.widget, CheckboxInput),
        "label": label or bound.label,
        "hint": hint,
        "unit": unit,
    }


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: template.Context, page: Page, name: str = "trang") -> dict[str, Any]:
    """``{% pager page %}``: leads through the pages of a list and keeps every filter of the address."""
    kept = context["request"].GET.copy()
    kept.pop(name, None)
    rest = f"&{kept.urlencode()}" if kept else ""
    return {"page": page, "name": name, "rest": rest}


@register.simple_tag(takes_context=True)
def sort_head(context: template.Context, key: str, label: str, name: str = "xep") -> SafeString:
    """``{% sort_head "ten" "Tên" %}`` inside ``<th>``: a link that sorts by this column, then the other way."""
    request = context["request"]
    now = request.GET.get(name, "")
    following = f"-{key}" if now == key else key
    kept = request.GET.copy()
    kept[name] = following
    arrow = {key: " ↑", f"-{key}": " ↓"}.get(now, "")
    return format_html('<a class="sort" href="?{}">{}{}</a>', kept.urlencode(), label, arrow)


@register.simple_tag
def keys(*names: str) -> SafeString:
    """``{% keys "Ctrl" "K" %}``: how a keyboard shortcut is written."""
    return mark_safe(" ".join(format_html("<kbd>{}</kbd>", name) for name in names))
