"""Tell what a web page puts around its text: menus, trails, share bars, lists of other pages, counters, comments.

Reads: the tree of a page. Writes: for an element, whether it is furniture. A page marks much of it itself (``nav``,
roles, hidden parts); the portals of offices mark it by the names of their classes only, or not at all: then a list of
links is known by holding little else.
"""

import re
from typing import Any

_TAGS = frozenset(["nav", "footer", "aside", "menu"])
_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "alert", "dialog"]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CALLED = """
menu submenu mainmenu topmenu megamenu nav navbar navi navigation breadcrumb breadcrumbs topbar sidebar banner footer
copyright share sharing social socials addthis toolbar print related relate relatednews lienquan tinlienquan othernews
tinkhac comment comments binhluan rating rate vote danhgia tag tags tukhoa counter thongke truycap luottruycap visitor
visitors pagination pager paging cookie popup modal
"""
_NAMES = frozenset(_CALLED.split())
"""What builders of portals call such parts, in either language."""
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_HOLDERS = frozenset(["ul", "ol", "dl", "div", "td", "th", "table", "section", "p", "center"])
_LISTS = frozenset(["ul", "ol", "dl"])
_LINKED, _FEWEST = 0.7, 2
"""A holder leads elsewhere where so much of its words stands in links, in so many of them unless it is a list."""
_MOST = 0.34
"""Furniture is small: what holds a greater share of the words of the page is the page."""


class Furniture:
    """Know the furniture of one page; letters and links of every element are counted once, from the leaves up."""

    def __init__(self, root: Any) -> None:
        self._letters: dict[int, int] = {}
        self._linked: dict[int, tuple[int, int]] = {}
        self._count(root)
        self._whole = max(self._letters.get(root.mem_id, 0), 1)

    def is_furniture(self, node: Any, *, in_article: bool) -> bool:
        """Say whether an element stands around the text; a ``header`` within an article is its own head."""
        tag, given = node.tag, node.attributes
        if tag == "header":
            return not in_article
        if tag in _TAGS or (given.get("role") or "").lower() in _ROLES:
            return True
        if tag not in _HOLDERS or self._letters.get(node.mem_id, 0) > self._whole * _MOST:
            return False
        return _is_named(given) or self._lists_links(node)

    def _lists_links(self, node: Any) -> bool:
        letters, (linked, links) = self._letters.get(node.mem_id, 0), self._linked.get(node.mem_id, (0, 0))
        return links >= (1 if node.tag in _LISTS else _FEWEST) and linked >= letters * _LINKED

    def _count(self, root: Any) -> None:
        waiting: list[tuple[Any, Any, bool]] = [(root, None, False)]
        while waiting:
            node, parent, leaving = waiting.pop()
            if node.tag == "-text":
                self._letters[parent.mem_id] = self._letters.get(parent.mem_id, 0) + _letters(node)
            elif leaving:
                self._hand_on(node, parent)
            elif not node.tag.startswith("-") and node.tag not in ("script", "style"):
                waiting.append((node, parent, True))
                below = node.child
                while below is not None:
                    waiting.append((below, node, False))
                    below = below.next

    def _hand_on(self, node: Any, parent: Any) -> None:
        own, (linked, links) = self._letters.get(node.mem_id, 0), self._linked.get(node.mem_id, (0, 0))
        if node.tag == "a":
            linked, links = own, 1 if own else 0
        if parent is not None:
            above = self._linked.get(parent.mem_id, (0, 0))
            self._letters[parent.mem_id] = self._letters.get(parent.mem_id, 0) + own
            self._linked[parent.mem_id] = (above[0] + linked, above[1] + links)


def is_hidden(given: Any) -> bool:
    """Say whether the attributes of an element keep it from the reader's eyes."""
    return bool("hidden" in given or given.get("aria-hidden") == "true" or _HIDDEN.search(given.get("style") or ""))


def _letters(node: Any) -> int:
    return sum(map(str.isalnum, node.text_content or ""))


def _is_named(given: Any) -> bool:
    """Say whether a class or id is called as furniture is: "menu-main", "box_tinlienquan", "topBar"."""
    for told in f"{given.get('class') or ''} {given.get('id') or ''}"[:400].split():
        parts = [part.lower() for part in _PARTS.findall(told)]
        if _NAMES.intersection((*parts, "".join(parts))):
            return True
    return False
