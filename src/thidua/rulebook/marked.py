"""Read YAML and keep the line of every value, so that a refusal can name it.

Reads one document of mappings, lists and scalars; refuses tags, duplicate keys and what is no text at all. Scalars keep
the text as written: whether ``010`` is a number is for the reader of that field to say, not for YAML 1.1.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from thidua.errors import OfficerError, Place, RuleKeeperError, ThiduaError

_TAGS = {"null": "nothing", "bool": "truth", "int": "whole", "float": "number", "timestamp": "day", "str": "text"}
_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_YES = {"true", "yes", "on"}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LARGEST = 4_000_000


@dataclass(frozen=True, slots=True)
class Marked:
    """Carry a value, its line (from 1) and, for a scalar, the text as written and what YAML takes it for."""

    value: Any
    line: int
    kind: str
    text: str = ""

    def items(self) -> Iterator[tuple[str, "Marked"]]:
        """Go through a mapping; nothing else has items."""
        return iter(self.value.items()) if self.kind == "mapping" else iter(())

    def plain(self) -> Any:
        """Give plain dicts, lists, numbers, days and texts."""
        if self.kind == "mapping":
            return {key: inner.plain() for key, inner in self.value.items()}
        if self.kind == "list":
            return [inner.plain() for inner in self.value]
        return self.value

    def at(self, *steps: str | int) -> "Marked":
        """Follow keys and indexes as far as they go: the closest place to name in a refusal."""
        here = self
        for step in steps:
            inner = here.value.get(step) if here.kind == "mapping" else None
            if here.kind == "list" and isinstance(step, int) and step < len(here.value):
                inner = here.value[step]
            if inner is None:
                break
            here = inner
        return here


def read_marked(path: str | Path, *, error: type[ThiduaError] = OfficerError) -> Marked:
    """Read the YAML file at ``path``; raise ``error`` with file, line and sentence where it cannot be."""
    try:
        data = Path(path).read_bytes()
    except OSError:
        raise error("không mở được tệp; kiểm tra đường dẫn và quyền đọc.", Place(file=str(path))) from None
    if len(data) > LARGEST:
        raise error("tệp quá lớn cho một tệp YAML.", Place(file=str(path)))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data[: wrong.start].count(b"\n") + 1
        raise error("tệp không phải văn bản UTF-8; lưu lại với mã UTF-8.", Place(file=str(path), row=line)) from None
    return parse_marked(text, str(path), error=error)


def parse_marked(text: str, file: str, *, error: type[ThiduaError] = RuleKeeperError) -> Marked:
    """Parse YAML text; ``file`` is named in refusals."""
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        place = Place(file=file, row=mark.line + 1 if mark else None)
        raise error("không đọc được theo cú pháp YAML; xem lại thụt dòng, dấu hai chấm và ngoặc.", place) from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise error("không đọc được theo cú pháp YAML.", Place(file=file)) from None
    if node is None:
        raise error("tệp trống.", Place(file=file, row=1))
    return _mark(node, file, error, ())


def _mark(node: Any, file: str, error: type[ThiduaError], above: tuple[int, ...]) -> Marked:
    line = node.start_mark.line + 1
    if id(node) in above or len(above) > 40:
        raise error("tệp tự lồng vào chính nó.", Place(file=file, row=line))
    above = (*above, id(node))
    tag = node.tag.removeprefix("tag:yaml.org,2002:")
    if tag == "map":
        return Marked(_mapping(node, file, error, above), line, "mapping")
    if tag == "seq":
        return Marked([_mark(inner, file, error, above) for inner in node.value], line, "list")
    if tag not in _TAGS:
        raise error(f"không dùng nhãn YAML «{node.tag}» ở đây.", Place(file=file, row=line))
    value, kind = _scalar(node.value, _TAGS[tag])
    return Marked(value, line, kind, node.value)


def _mapping(node: Any, file: str, error: type[ThiduaError], above: tuple[int, ...]) -> dict[str, Marked]:
    found: dict[str, Marked] = {}
    for key, inner in node.value:
        place = Place(file=file, row=key.start_mark.line + 1)
        if not isinstance(key.value, str):
            raise error("tên khóa phải là một từ.", place)
        if key.value in found:
            raise error(f"khóa «{key.value}» ghi hai lần.", place)
        found[key.value] = _mark(inner, file, error, above)
    return found


def _scalar(text: str, kind: str) -> tuple[Any, str]:
    if kind == "nothing":
        return None, kind
    if kind == "truth":
        return text.lower() in _YES, kind
    if kind == "whole":
        return (int(text), kind) if _WHOLE.match(text) and len(text) < 16 else (text, "text")
    if kind == "number":
        try:
            return float(text), kind
        except ValueError:
            return text, "text"
    if kind == "day":
        try:
            return (date.fromisoformat(text), kind) if len(text) == 10 else (text, "text")
        except ValueError:
            return text, "text"
    return text, kind
