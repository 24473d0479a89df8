"""Read a case from YAML: every key known, every value of its type, no contradiction; else file, line and a sentence.

Reads: a YAML file and the vocabulary of a rule set. Writes: a Case. What is absent or null is not in ``facts``.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from thidua.dates import show_day
from thidua.errors import OfficerError, Place
from thidua.evaluation.case import NONE, Case, Event, Value
from thidua.evaluation.contradictions import find_contradiction
from thidua.evaluation.fact_types import read_day, read_value
from thidua.rulebook.marked import Marked, parse_marked, read_marked
from thidua.rulebook.rule_set import Vocabulary

TOP = ("as_of", "unit", "province", "facts", "events", "events_complete")


def read_case(path: str | Path, words: Vocabulary) -> Case:
    """Read the case in the file at ``path``."""
    return CaseReader(str(path), words).read(read_marked(path))


def parse_case(text: str, words: Vocabulary, file: str = "") -> Case:
    """Read a case from YAML text."""
    return CaseReader(file, words).read(parse_marked(text, file, error=OfficerError))


class CaseReader:
    """Turn marked YAML into a Case, or refuse it."""

    def __init__(self, file: str, words: Vocabulary) -> None:
        self.file = file
        self.words = words
        self.lines: dict[str, int] = {}

    def read(self, tree: Marked) -> Case:
        """Read the whole case."""
        self.keys(tree, TOP, "hồ sơ")
        as_of = self.required(tree, "as_of", "ngày xét (as_of: 2024-11-10)")
        day = read_day(as_of)
        if day is None:
            self.refuse(as_of, f"as_of phải là một ngày dạng 2024-11-10, không phải «{as_of.text}».")
        kind, name, asks = self.unit(self.required(tree, "unit", "đơn vị (unit: {kind: …})"))
        facts = self.facts(tree.value.get("facts"), kind)
        events = self.events(tree.value.get("events"))
        case = Case(
            as_of=day,
            kind=kind,
            name=name,
            asks=asks,
            province=self.text(tree.value.get("province"), "province"),
            facts=facts,
            events=events,
            events_complete=self.truth(tree.value.get("events_complete"), "events_complete"),
            file=self.file,
        )
        self.days(case, tree)
        wrong = find_contradiction(case, self.words)
        if wrong is not None:
            raise OfficerError(wrong[1], Place(file=self.file, row=self.lines.get(wrong[0], tree.line)))
        return case

    def refuse(self, where: Marked, sentence: str) -> NoReturn:
        """Refuse the case at a value."""
        raise OfficerError(sentence, Place(file=self.file, row=where.line))

    def keys(self, where: Marked, known: tuple[str, ...], what: str) -> None:
        """Refuse anything but a mapping with known keys."""
        if where.kind != "mapping":
            self.refuse(where, f"{what} phải gồm các khóa: {', '.join(known)}.")
        for key, inner in where.items():
            if key not in known:
                self.refuse(inner, f"{what} không có khóa «{key}»; các khóa dùng được: {', '.join(known)}.")

    def required(self, where: Marked, key: str, what: str) -> Marked:
        """Give what must be stated."""
        found = where.value.get(key)
        if found is None or found.kind == "nothing":
            self.refuse(found or where, f"thiếu {what}.")
        assert isinstance(found, Marked)
        return found

    def unit(self, where: Marked) -> tuple[str, str | None, dict[str, Value]]:
        """Read the unit: its kind, its name, what is asked of it."""
        if where.kind != "mapping":
            self.refuse(where, "unit phải gồm các khóa: kind, name.")
        kind = self.required(where, "kind", "loại đơn vị (kind)")
        if kind.kind != "text" or kind.value not in self.words.units:
            self.refuse(kind, f"không có loại đơn vị «{kind.text}»; các loại: {', '.join(self.words.units)}.")
        asked = self.words.units[kind.value].get("asks") or {}
        self.keys(where, ("kind", "name", *asked), f"unit của {self.words.units[kind.value]['label']}")
        asks: dict[str, Value] = {}
        for key, declared in asked.items():
            self.fact(where.value.get(key), f"unit.{key}", declared, asks, key)
        return kind.value, self.text(where.value.get("name"), "name"), asks

    def facts(self, where: Marked | None, kind: str) -> dict[str, Value]:
        """Read the facts of one kind of unit; dotted names for what stands inside a mapping."""
        found: dict[str, Value] = {}
        if where is None or where.kind == "nothing":
            return found
        declared = self.words.facts_of(kind)
        heads = tuple(dict.fromkeys(name.partition(".")[0] for name in declared))
        self.keys(where, heads, f"facts của {self.words.units[kind]['label']}")
        for head, inner in where.items():
            if inner.kind == "nothing":
                continue
            if head not in declared:
                self.members(inner, head, declared, found)
            elif declared[head]["type"] == "tally":
                self.tally(inner, head, declared[head], found)
            else:
                self.fact(inner, head, declared[head], found, head)
        return found

    def members(self, where: Marked, head: str, declared: dict[str, Any], found: dict[str, Value]) -> None:
        """Read a mapping whose members are declared by dotted names."""
        inside = {name.partition(".")[2]: fact for name, fact in declared.items() if name.startswith(head + ".")}
        self.keys(where, tuple(inside), head)
        for key, inner in where.items():
            self.fact(inner, f"{head}.{key}", inside[key], found, f"{head}.{key}")

    def tally(self, where: Marked, head: str, declared: Any, found: dict[str, Value]) -> None:
        """Read counts by kind and part."""
        self.keys(where, tuple(declared["kinds"]), head)
        for kind, inner in where.items():
            if inner.kind == "nothing":
                continue
            self.lines[f"{head}.{kind}"] = inner.line
            self.keys(inner, tuple(declared["parts"]), f"{head}.{kind}")
            for part, value in inner.items():
                name = f"{head}.{kind}.{part}"
                self.fact(value, name, {"type": "count"}, found, name)

    def fact(self, where: Marked | None, name: str, declared: Any, found: dict[str, Value], key: str) -> None:
        """Read one value by its declared type; null stays unknown."""
        if where is None or where.kind == "nothing":
            return
        self.lines[name] = where.line
        value, complaint = read_value(where, declared, self.words)
        if complaint:
            self.refuse(where, f"{name} {complaint}")
        if value is not None:
            found[key] = value

    def events(self, where: Marked | None) -> tuple[Event, ...]:
        """Read the events; each needs its kind and its day."""
        if where is None or where.kind == "nothing":
            return ()
        if where.kind != "list":
            self.refuse(where, "events phải là một danh sách, mỗi dòng một vụ việc: - {kind: …, day: …}.")
        return tuple(self.event(inner, position) for position, inner in enumerate(where.value))

    def event(self, where: Marked, position: int) -> Event:
        """Read one event."""
        self.keys(where, ("kind", "day", *self.words.circumstances), f"events[{position}]")
        kind = self.required(where, "kind", f"loại vụ việc (events[{position}].kind)")
        if kind.kind != "text" or kind.value not in self.words.events:
            self.refuse(kind, f"không có loại vụ việc «{kind.text}»; các loại: {', '.join(self.words.events)}.")
        day = self.required(where, "day", f"ngày xảy ra (events[{position}].day)")
        when = read_day(day)
        if when is None:
            self.refuse(day, f"events[{position}].day phải là một ngày dạng 2024-05-02, không phải «{day.text}».")
        self.lines[f"events[{position}]"] = day.line
        known = {c: self.truth(where.value.get(c), f"events[{position}].{c}") for c in self.words.circumstances}
        return Event(kind.value, when, {c: state for c, state in known.items() if state is not None})

    def truth(self, where: Marked | None, name: str) -> bool | None:
        """Read true, false or nothing."""
        if where is None or where.kind == "nothing":
            return None
        if where.kind != "truth":
            self.refuse(where, f"{name} phải là true hoặc false, không phải «{where.text}».")
        return bool(where.value)

    def text(self, where: Marked | None, name: str) -> str | None:
        """Read a word or nothing; a code of digits counts as a word."""
        if where is None or where.kind == "nothing":
            return None
        if where.kind in ("mapping", "list"):
            self.refuse(where, f"{name} phải là một chuỗi chữ.")
        return where.text.strip() or None

    def days(self, case: Case, tree: Marked) -> None:
        """Refuse deeds and events dated after the day of weighing: nobody can know them."""
        later: Callable[[Any], bool] = lambda day: isinstance(day, date) and day > case.as_of  # noqa: E731
        for name, value in case.facts.items():
            if value != NONE and later(value):
                self.after(case, name, value)
        for position, event in enumerate(case.events):
            if later(event.day):
                self.after(case, f"events[{position}]", event.day)

    def after(self, case: Case, name: str, day: Any) -> NoReturn:
        """Refuse a day after the day of weighing."""
        sentence = f"{name} ghi ngày {show_day(day)}, sau ngày xét {show_day(case.as_of)}; sửa ngày hoặc as_of."
        raise OfficerError(sentence, Place(file=self.file, row=self.lines.get(name)))
