"""Open a .docx: its body with automatic numbers, tables, text boxes, headers, footers and notes.

Reads: the zip's XML parts, each as a stream of at most ``limit`` bytes in all. Writes: ``Opened``. Macros are never
run; a zip or an entity made to burst is refused.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from thidua import old_letters as legacy
from thidua.reading.opening import refusals
from thidua.reading.opening.opened import Layout, Opened, Part, Remark
from thidua.reading.opening.word_body import Line, Walk
from thidua.reading.opening.word_styles import Numbering, Styles

_CHUNK = 1 << 16
_LARGE, _PACKED = 4 * 2**20, 100
"""A part above so many bytes that was packed a hundredfold is a bomb; typed words pack ten- to thirtyfold."""
_FURNITURE = re.compile(r"[\W\d]*(?:trang[\W\d]*)?", re.I)
_MAIN = re.compile(rb'Target="/?([^"]*)"[^>]*officeDocument"|officeDocument"[^>]*Target="/?([^"]*)"')


class _Package:
    """The zip, with one allowance of unpacked bytes for everything read from it."""

    def __init__(self, data: bytes, name: str, limit: int) -> None:
        self.name, self.limit, self.left = name, limit, limit
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise refusals.refusal(name, refusals.BROKEN_WORD.format(why="tệp nén bị cắt hoặc sai")) from error
        self.parts = set(self._zip.namelist())

    def chunks(self, part: str) -> Iterator[bytes]:
        """Unpack a part bit by bit, never more than is allowed."""
        item = self._zip.getinfo(part)
        if item.file_size > self.left or (item.file_size > _LARGE and item.file_size > _PACKED * item.compress_size):
            raise refusals.refusal(self.name, refusals.BOMB.format(limit=self.limit // 2**20))
        try:
            with self._zip.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    self.left -= len(chunk)
                    if self.left < 0:
                        raise refusals.refusal(self.name, refusals.BOMB.format(limit=self.limit // 2**20))
                    yield chunk
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
            why = "tệp nén bị cắt, sai hoặc có mật khẩu"
            raise refusals.refusal(self.name, refusals.BROKEN_WORD.format(why=why)) from error
        except Exception as error:
            if type(error).__module__ == "zlib":
                raise refusals.refusal(self.name, refusals.BROKEN_WORD.format(why="tệp nén bị sai")) from error
            raise

    def feed(self, part: str, target: Any = None) -> Any:
        """Parse a part; give what the target's ``close`` gives, or the root element."""
        parser = XMLParser(target=target, forbid_dtd=True)
        try:
            for chunk in self.chunks(part):
                parser.feed(chunk)
            return parser.close()
        except DefusedXmlException as error:
            raise refusals.refusal(self.name, refusals.ENTITIES) from error
        except (ParseError, ValueError, LookupError) as error:
            why = f"phần {part} không đúng XML"
            raise refusals.refusal(self.name, refusals.BROKEN_WORD.format(why=why)) from error

    def tree(self, part: str) -> Element | None:
        """Parse a small part whole; None where it is missing."""
        if part not in self.parts:
            return None
        root: Element = self.feed(part)
        return root

    def main(self) -> str:
        """Name the part that is the body; some programs call it otherwise than ``word/document.xml``."""
        if "_rels/.rels" in self.parts:
            found = _MAIN.search(b"".join(self.chunks("_rels/.rels")))
            if found:
                named = (found[1] or found[2]).decode("utf-8", "replace")
                if named in self.parts:
                    return named
        return "word/document.xml"


def open_bytes(data: bytes, *, name: str, sha256: str, limit: int) -> Opened:
    """Open the bytes of a .docx; UnreadableFile where it is broken or a trap."""
    package = _Package(data, name, limit)
    main = package.main()
    if main not in package.parts:
        raise refusals.refusal(name, refusals.BROKEN_WORD.format(why="không có phần nội dung"))
    folder = main.rpartition("/")[0]
    styles = Styles.read(package.tree(f"{folder}/styles.xml"))
    numbering = Numbering(package.tree(f"{folder}/numbering.xml"))
    walks = [_walk(package, part, kind, styles, numbering) for part, kind in _parts(package.parts, folder, main)]
    lines, encoding = _mended(list(_in_order(walks)), {old for walk in walks for old in walk.old})
    layout = Layout()
    for part, line in lines:
        layout.add(line, part)
    remarks = _remarks(package.parts, any(walk.changed for walk in walks))
    return Opened(layout.text(), name, sha256, encoding, "docx", tuple(layout.pieces), remarks)


def _parts(held: set[str], folder: str, main: str) -> list[tuple[str, Part]]:
    """Parts in reading order: letterheads, body, notes, footers."""

    def like(stem: str) -> list[str]:
        return sorted(p for p in held if re.fullmatch(rf"{re.escape(folder)}/{stem}\d*\.xml", p))

    kinds: list[tuple[list[str], Part]] = [
        (like("header"), "header"), ([main], "body"), (like("footnotes") + like("endnotes"), "note"),
        (like("footer"), "footer"),
    ]  # fmt: skip
    return [(part, kind) for parts, kind in kinds for part in parts]


def _walk(package: _Package, part: str, kind: Part, styles: Styles, numbering: Numbering) -> Walk:
    walk = Walk(kind, styles, numbering)
    package.feed(part, walk)
    return walk


def _in_order(walks: list[Walk]) -> Iterator[Line]:
    """Lines of all parts; running headers and footers once, without page numbers; no two empty lines in a row."""
    seen: set[str] = set()
    empty = True
    for walk in walks:
        for part, line in walk.lines:
            if part in ("header", "footer"):
                if line in seen or _FURNITURE.fullmatch(line):
                    continue
                seen.add(line)
            if line.strip() or not empty:
                yield part, line
            empty = not line.strip()


def _mended(lines: list[Line], old: set[str]) -> tuple[list[Line], str]:
    """Old letters without an old font: told by the letters themselves, over the whole paper."""
    if old:
        return lines, "+".join(sorted(old))
    whole = "\n".join(line for _, line in lines)
    encoding = legacy.detect(whole) if legacy.is_suspect(whole) else None
    if encoding is None:
        return lines, "utf-8"
    return [(part, legacy.convert(line, encoding)) for part, line in lines], encoding


def _remarks(parts: set[str], changed: bool) -> tuple[Remark, ...]:
    remarks = []
    if any(part.rpartition("/")[2].lower() == "vbaproject.bin" for part in parts):
        remarks.append(Remark("macro", "Tệp Word có macro; chỉ đọc chữ, không chạy macro."))
    if changed:
        sentence = "Tệp Word còn dấu vết sửa (track changes); đã đọc như khi chấp nhận mọi chỗ sửa."
        remarks.append(Remark("tracked-changes", sentence))
    return tuple(remarks)
