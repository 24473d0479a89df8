"""A points table as an Excel sheet: how a province brings its own table, and how any table is given back.

One row a criterion: khóa, nội dung, loại đơn vị, điểm tối đa, cách tính, nhóm, minh chứng, điều khoản, từ ngày, đến
trước ngày. Reading never writes: ``read_sheet`` refuses a wrong cell with file, sheet, row, column; ``activate`` gives
the text of a new rule file for a person to keep.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from thidua.errors import OfficerError, Place
from thidua.rulebook.build import build_rule_set
from thidua.rulebook.marked import parse_marked
from thidua.rulebook.rule_set import Criterion, RuleSet, RuleVersion, Vocabulary

SHEET = "Bảng điểm"
COLUMNS = {
    "key": "Khóa",
    "text": "Nội dung",
    "for": "Loại đơn vị",
    "max": "Điểm tối đa",
    "as": "Cách tính",
    "group": "Nhóm",
    "evidence": "Minh chứng",
    "article": "Điều khoản",
    "valid_from": "Từ ngày",
    "valid_to": "Đến trước ngày",
}
"""Field -> heading. The sheet given back has the same."""

AS = {"base": "điểm", "bonus": "điểm thưởng", "penalty": "điểm trừ"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet as plain values."""

    number: int
    values: Mapping[str, Any]


def write_sheet(version: RuleVersion, words: Vocabulary, path: Path) -> None:
    """Write the table of a version; ``read_sheet`` reads it back unchanged."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet(SHEET)
    bold = book.add_format({"bold": True, "text_wrap": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_row(0, 0, list(COLUMNS.values()), bold)
    sheet.set_column(1, 1, 60, wrap)
    for number, criterion in enumerate(version.criteria, start=1):
        for column, value in enumerate(_cells(criterion, version, words).values()):
            if value is not None:
                sheet.write(number, column, value)
    sheet.freeze_panes(1, 0)
    book.close()


def read_sheet(path: Path, words: Vocabulary) -> list[Row]:
    """Read a sheet; OfficerError names the file, the sheet, the row and the column of the first wrong cell."""
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
    except (OSError, python_calamine.CalamineError):
        raise OfficerError("không mở được trang tính; cần tệp .xlsx.", Place(file=str(path))) from None
    name = SHEET if SHEET in book.sheet_names else book.sheet_names[0]
    table = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    headings = [str(cell).strip() for cell in table[0]] if table else []
    missing = [heading for heading in COLUMNS.values() if heading not in headings]
    if missing:
        raise OfficerError(f"thiếu cột: {', '.join(missing)}.", Place(file=str(path), sheet=name, row=1))
    rows: list[Row] = []
    for number, cells in enumerate(table[1:], start=2):
        values = {field: cells[headings.index(heading)] for field, heading in COLUMNS.items()}
        if any(str(value).strip() for value in values.values()):
            rows.append(Row(number, _read_row(values, words, Place(file=str(path), sheet=name, row=number))))
    _refuse_twins(rows, path, name)
    return rows


def activate(
    rows: Sequence[Row], over: RuleVersion, rules: RuleSet, *, key: str, symbol: str, valid_from: date
) -> tuple[str, RuleVersion]:
    """Give the text of the rule file that a sheet makes, and the version as loaded.

    Rounds, scope, bands and quotas are taken over from the version in force; a criterion that is judged by tests keeps
    them where its key stands in the sheet. Blanks that the sheet fills are left out: only bands stay blank.
    """
    import json

    kept = {str(c["key"]): c for c in over.data.get("criteria") or ()}
    data = {
        **{name: over.data[name] for name in ("rule_set", "layer", "rounds", "scope")},
        "version": key,
        "instrument": {"type": "Quyết định", "symbol": symbol, "issued_on": None, "issuer": None},
        "valid_from": valid_from.isoformat(),
        "valid_to": None,
        "confidence": "unconfirmed",
        "confirmed_on": None,
        "sources": ["trang tính của tỉnh"],
        "criteria": [_entry(row.values, kept.get(row.values["key"])) for row in rows],
        "points": over.data.get("points") or {"out_of": None, "groups": [], "vetoes": [], "bands": []},
        "blanks": [b for b in over.blanks if b["key"] == "bands"],
    }
    optional = {name: over.data[name] for name in ("quotas", "recognisers") if name in over.data}
    # JSON is YAML: one way to write it, and no person's hand is lost, since the sheet is the source.
    text = json.dumps({**data, **optional}, ensure_ascii=False, indent=1) + "\n"
    plain = parse_marked(text, key).plain()
    words = {n: f for n, f in rules.vocabulary.facts.items() if not n.startswith("scores.")}
    built = build_rule_set({**rules.vocabulary.data, "facts": words}, [plain])
    return text, built.versions[0]


def _entry(values: Mapping[str, Any], kept: Mapping[str, Any] | None) -> dict[str, Any]:
    entry = {name: values[name] for name in ("key", "for", "text", "article")}
    entry |= {name: values[name] for name in ("evidence", "valid_from", "valid_to") if values[name] is not None}
    rule = dict((kept or {}).get("points") or {"by": "scored"})
    rule |= {"max": values["max"]}
    rule |= {"as": values["as"]} if values["as"] != "base" else {}
    rule |= {"group": values["group"]} if values["group"] else {}
    tests = {name: kept[name] for name in ("all", "includes", "when", "waived") if kept and name in kept}
    return {**entry, "points": rule, **tests}


def _cells(criterion: Criterion, version: RuleVersion, words: Vocabulary) -> dict[str, Any]:
    rule = criterion.points or {}
    data = next(c for c in version.data["criteria"] if c["key"] == criterion.key)
    return {
        "key": criterion.key,
        "text": criterion.text,
        "for": "; ".join(words.units[kind]["label"] for kind in criterion.kinds),
        "max": rule.get("max"),
        "as": AS[rule.get("as", "base")],
        "group": rule.get("group"),
        "evidence": data.get("evidence"),
        "article": criterion.article,
        "valid_from": data.get("valid_from"),
        "valid_to": data.get("valid_to"),
    }


def _read_row(values: Mapping[str, Any], words: Vocabulary, place: Place) -> dict[str, Any]:
    text = {name: str(value).strip() or None for name, value in values.items()}
    for name in ("key", "text", "for", "max"):
        if text[name] is None:
            raise _wrong(place, name, "để trống, cần ghi")
    labels = {unit["label"]: kind for kind, unit in words.units.items()}
    kinds = [labels.get(label.strip()) for label in str(text["for"]).split(";")]
    if None in kinds:
        raise _wrong(place, "for", f"«{text['for']}» không đúng; các loại: {'; '.join(labels)}")
    signs = {label: name for name, label in AS.items()}
    if (text["as"] or AS["base"]) not in signs:
        raise _wrong(place, "as", f"«{text['as']}» không đúng; ghi: {', '.join(signs)}")
    return {
        **{name: text[name] for name in ("key", "text", "group", "evidence", "article")},
        "for": kinds,
        "max": _points(values["max"], place),
        "as": signs[text["as"] or AS["base"]],
        "valid_from": _day(values["valid_from"], place, "valid_from"),
        "valid_to": _day(values["valid_to"], place, "valid_to"),
    }


def _points(value: Any, place: Place) -> int | float:
    try:
        number = float(str(value).replace(",", "."))
    except ValueError:
        raise _wrong(place, "max", f"«{value}» không phải số điểm") from None
    if number < 0 or abs(number * 100 - round(number * 100)) > 1e-9:
        raise _wrong(place, "max", f"«{value}» phải từ 0 trở lên, nhiều nhất hai chữ số thập phân")
    return int(number) if number == int(number) else number


def _day(value: Any, place: Place, name: str) -> str | None:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).strip()
    if not text:
        return None
    for shape in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, shape).date().isoformat()  # noqa: DTZ007 -- a day, not a moment
        except ValueError:
            continue
    raise _wrong(place, name, f"«{text}» không phải một ngày; ghi 2025-01-31 hoặc 31/01/2025")


def _wrong(place: Place, name: str, sentence: str) -> OfficerError:
    return OfficerError(f"{sentence}.", Place(file=place.file, sheet=place.sheet, row=place.row, column=COLUMNS[name]))


def _refuse_twins(rows: Sequence[Row], path: Path, name: str) -> None:
    seen: dict[str, int] = {}
    for row in rows:
        key = str(row.values["key"])
        if key in seen:
            sentence = f"khóa «{key}» đã có ở dòng {seen[key]}."
            raise OfficerError(sentence, Place(file=str(path), sheet=name, row=row.number, column=COLUMNS["key"]))
        seen[key] = row.number
