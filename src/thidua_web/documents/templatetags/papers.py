"""What the pages of papers say about an entry: its bound in words, its days, the page it stands on."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from thidua_web.documents import wording
from thidua_web.documents.highlight import Segment
from thidua_web.documents.models import Reading

register = template.Library()


@register.filter
def stamp(value: str | None) -> str:
    """`2024-03-25` → 25/3/2024; `2024` → năm 2024; words stay."""
    return wording.show_day(value)


@register.filter
def bound(target: dict[str, Any]) -> str:
    """Comparator, value and unit in words."""
    return wording.show_bound(target)


@register.filter
def effort(word: str | None) -> str:
    return wording.EFFORTS.get(word or "", "")


@register.filter
def date_kind(word: str | None) -> str:
    return wording.DATE_KINDS.get(word or "", "")


@register.filter
def doubt_words(doubt: dict[str, Any]) -> SafeString:
    """What is doubtful, in the language of the page where we have it."""
    sentence, language = wording.show_doubt(doubt)
    return format_html('<span lang="{}">{}</span>', language, sentence)


@register.filter
def refusal_words(sentence: str) -> str:
    """Why a file was refused, in the language of the page where we have it."""
    return wording.show_refusal(sentence)


@register.filter
def quote(reading: Reading) -> str:
    """The words of the paper that an entry was read from, at most 300 characters of them."""
    words = " ".join(reading.document.text[reading.start : reading.end].split())
    return words if len(words) <= 300 else f"{words[:300].rsplit(' ', 1)[0]} …"


@register.filter
def code(named: dict[str, Any]) -> str:
    """The code of an instrument as papers print it."""
    from thidua_web.documents.models import Instrument

    return Instrument(number=named.get("number") or "", year=named.get("year"), symbol=named.get("symbol") or "").code


@register.simple_tag
def segment(piece: Segment) -> SafeString:
    """One run of the paper: plain, or a link to the entry that it was read into. `data-s` is its offset in the text."""
    if not piece.marks:
        heading = mark_safe(' class="heading"') if piece.heading else ""
        return format_html('<span data-s="{}"{}>{}</span>', piece.start, heading, piece.text)
    opens = list(dict.fromkeys(mark.item for mark in piece.opens if mark.kind != "mention"))
    anchors = format_html_join("", '<span id="s{}"></span>', ((item,) for item in opens))
    kinds = " ".join(f"k-{kind}" for kind in piece.kinds.split())
    innermost = next((mark for mark in piece.marks if mark.kind != "doubt"), piece.marks[0])
    return format_html(
        '{}<a class="mark {} is-{}{}" data-s="{}" data-i="{}" href="#m{}" tabindex="-1">{}</a>',
        anchors, kinds, innermost.state, " heading" if piece.heading else "", piece.start, piece.items, innermost.item,
        piece.text,
    )  # fmt: skip
