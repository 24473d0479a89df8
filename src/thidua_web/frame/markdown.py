"""A small part of Markdown: headings, paragraphs, lists, tables, code, links, emphasis. Everything is escaped."""

import re
from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

COMMENT = re.compile(r"\s*<!--.*-->\s*")
PIPE = re.compile(r"(?<!\\)\|")
ITEM = re.compile(r"^(?:([-*])|(\d+)\.)\s+")


def html_of(text: str) -> SafeString:
    """Turn the Markdown that this project writes into HTML; raw HTML in it is shown as text."""
    return mark_safe("\n".join(_blocks(text.replace("\r\n", "\n").split("\n"))))


def _blocks(lines: list[str]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip() or COMMENT.fullmatch(line):
            at += 1
        elif line.startswith("```"):
            end = next((i for i in range(at + 1, len(lines)) if lines[i].startswith("```")), len(lines))
            yield f'<pre tabindex="0"><code>{escape(chr(10).join(lines[at + 1 : end]))}</code></pre>'
            at = end + 1
        elif heading := re.match(r"^(#{1,4})\s+(.*)", line):
            level = len(heading[1])
            yield f"<h{level}>{_inline(heading[2])}</h{level}>"
            at += 1
        else:
            end = next((i for i in range(at + 1, len(lines)) if _breaks(lines[i])), len(lines))
            yield _block(lines[at:end])
            at = end


def _breaks(line: str) -> bool:
    return not line.strip() or line.startswith(("```", "#"))


def _block(lines: list[str]) -> str:
    if lines[0].lstrip().startswith("|"):
        return _table(lines)
    if ITEM.match(lines[0]):
        return _list(lines)
    return f"<p>{_inline(' '.join(line.strip() for line in lines))}</p>"


def _list(lines: list[str]) -> str:
    items: list[str] = []
    for line in lines:
        if ITEM.match(line):
            items.append(ITEM.sub("", line))
        else:
            items[-1] += " " + line.strip()
    tag = "ol" if ITEM.match(lines[0])[2] else "ul"
    return f"<{tag}>{''.join(f'<li>{_inline(item)}</li>' for item in items)}</{tag}>"


def _table(lines: list[str]) -> str:
    rows = [[cell.strip().replace("\\|", "|") for cell in PIPE.split(line.strip().strip("|"))] for line in lines]
    body = [row for row in rows[1:] if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]
    head = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in rows[0])
    cells = "".join("<tr>" + "".join(f"<td>{_inline(cell)}</td>" for cell in row) + "</tr>" for row in body)
    scroll = '<div class="table-scroll" tabindex="0" role="region" aria-label="Bảng">'
    return f'{scroll}<table class="table"><thead><tr>{head}</tr></thead><tbody>{cells}</tbody></table></div>'


def _inline(text: str) -> str:
    parts = re.split(r"(`[^`]+`)", text)
    return "".join(f"<code>{escape(p[1:-1])}</code>" if p.startswith("`") and len(p) > 2 else _marks(p) for p in parts)


def _marks(text: str) -> str:
    text = escape(text)
    text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text)
    text = re.sub(r"(?<!\w)[*_](.+?)[*_](?!\w)", r"<em>\1</em>", text)
    return re.sub(r"\[([^\]]+)\]\(([^)\s]+)\)", _link, text)


def _link(match: re.Match[str]) -> str:
    """Links to neighbors in docs/ lead to the same page inside the site; other schemes than http are not links."""
    label, target = match[1], match[2]
    inside = re.fullmatch(r"(?:\.\./)?(?:([a-z-]+)/)?([\w-]+)\.md(#[\w-]+)?", target)
    if inside:
        address = f"../../{inside[1]}/{inside[2]}/" if inside[1] else f"../{inside[2]}/"
        return f'<a href="{address}">{label}</a>'
    if target.startswith(("http://", "https://", "/", "#")):
        return f'<a href="{target}">{label}</a>'
    return label
