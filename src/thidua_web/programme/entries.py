"""From confirmed readings (or a form's JSON) to rows of a programme: which field goes where, nothing decided."""

from decimal import Decimal
from typing import Any

from thidua_web.documents import wording
from thidua_web.documents.models import Reading
from thidua_web.documents.register import sentence_around
from thidua_web.programme.models import Deadline, Entry, LegalBasis, NamedInitiative, Omission, Programme, Target, Task

KINDS: dict[str, type[Entry]] = {
    "target": Target, "task": Task, "date": Deadline, "initiative": NamedInitiative,
    "citation": LegalBasis, "omission": Omission,
}  # fmt: skip
BY_HAND = ("target", "task", "date", "initiative")
"""What a person may write into a programme without a paper."""


def fields_of(kind: str, value: dict[str, Any]) -> dict[str, Any]:
    """Give the model's fields of an entry written as the reader's JSON."""
    words = {name: part if part is not None else "" for name, part in value.items()}
    due_on = wording.last_day(value.get("deadline") or value.get("date"))
    if kind == "target":
        names = ("subject", "scope", "indicator", "comparator", "unit", "per", "baseline", "effort", "deadline")
        kept = {name: _cut(Target, name, words.get(name, "")) for name in names}
        numbers = {name: _exact(value.get(name)) for name in ("value", "value_max")}
        return {**kept, **numbers, "effort": kept["effort"] or "must", "due_on": due_on,
                "milestones": value.get("milestones") or {}}  # fmt: skip
    if kind == "task":
        return {
            "lead": value.get("lead") or [], "supporting": value.get("with") or [], "action": words.get("action", ""),
            "deadline": _cut(Task, "deadline", words.get("deadline", "")), "due_on": due_on,
            "recurs": _cut(Task, "recurs", words.get("recurs", "")),
        }  # fmt: skip
    if kind == "date":
        return {"date": _cut(Deadline, "date", words.get("date", "")), "due_on": due_on,
                "kind": value.get("kind") or "deadline", "label": words.get("label", "")}  # fmt: skip
    if kind == "initiative":
        return {"name": _cut(NamedInitiative, "name", words.get("name", ""))}
    return {"note": _cut(Omission, "note", words.get("note", ""))} if kind == "omission" else {}


def make_row(programme: Programme, reading: Reading, version: int, position: int) -> Entry:
    """Make the unsaved row of one confirmed reading, with the words that it was read from."""
    kind = "omission" if reading.state == Reading.State.REJECTED else reading.kind
    fields = fields_of(kind, reading.value)
    if kind == "omission":
        fields["note"] = fields["note"] or reading.reason
    if kind == "target":
        fields["indicator"] = fields["indicator"] or " ".join(
            reading.document.text[reading.start : reading.end].split()
        )
    if kind == "citation":
        fields = {"instrument": reading.citation.instrument, "is_basis": reading.citation.is_legal_basis}
    text = reading.document.text
    return KINDS[kind](
        programme=programme, since=version, document=reading.document, reading=reading, start=reading.start,
        end=reading.end, sentence=sentence_around(text, reading.start, reading.end), position=position, **fields,
    )  # fmt: skip


def goes_in(reading: Reading) -> bool:
    """Say whether a decided reading becomes an entry: what was taken, and what was left out on purpose."""
    left_out = reading.state == Reading.State.REJECTED and reading.reason_code == Reading.Reason.RULE_11
    return (reading.is_taken and reading.kind in KINDS) or (left_out and reading.kind in KINDS)


def _exact(number: float | Decimal | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))


def _cut(model: type[Entry], name: str, words: Any) -> str:
    """Keep a field within its column; the sentence keeps the whole."""
    return str(words)[: model._meta.get_field(name).max_length or None]
