"""The user documentation (docs/) read inside the site: Markdown of the plain kind that we write, nothing more."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.http import Http404
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from thidua_web.frame.markdown import html_of

DOCS = Path(__file__).parents[3] / "docs"
SHELVES = {
    "tutorial": gettext_lazy("Học từng bước"),
    "how-to": gettext_lazy("Làm một việc"),
    "reference": gettext_lazy("Tra cứu"),
    "explanation": gettext_lazy("Vì sao như vậy"),
}


@dataclass(frozen=True)
class Page:
    """One page of the handbook."""

    shelf: str
    name: str
    title: str
    path: Path

    def html(self) -> SafeString:
        """Its text as HTML."""
        return html_of(self.path.read_text(encoding="utf-8"))


@cache
def folded(text: str) -> str:
    """For comparing what people type: no diacritics, no case."""
    from vn_text import fold

    return fold(text).replace("đ", "d")


def shelves() -> list[tuple[str, list[Page]]]:
    """The shelves that hold something, each with its pages by title."""
    read = [(title, _pages(shelf)) for shelf, title in SHELVES.items()]
    return [(title, pages) for title, pages in read if pages]


def page_or_404(shelf: str, name: str) -> Page:
    """The page with this name; Http404 where there is none."""
    for page in _pages(shelf) if shelf in SHELVES else []:
        if page.name == name:
            return page
    raise Http404(gettext("Không có trang giúp này."))


def _pages(shelf: str) -> list[Page]:
    paths = sorted((DOCS / shelf).glob("*.md"))
    if shelf == "reference":
        paths += (DOCS / "glossary.md",) if (DOCS / "glossary.md").exists() else ()
    read = [Page(shelf, path.stem, _title(path), path) for path in paths]
    return sorted(read, key=lambda page: page.title)


def _title(path: Path) -> str:
    with path.open(encoding="utf-8") as lines:
        first = lines.readline()
    return first.lstrip("# ").replace("`", "").strip() or path.stem
