"""Targets in tables. Reads: rows of a pipe table under a heading row. Writes: ``Target`` entries.

The heading row names the columns: what is counted ("Chỉ tiêu"), its unit ("Đơn vị tính"), what is planned.
"""

import re
from itertools import pairwise

from msgspec import Struct

from thidua.reading.lexicon import words
from thidua.reading.outline import Node
from thidua.reading.plan import Span, Target
from thidua.reading.quantities import NUMBER, number
from thidua.reading.zones import zone

_NAME = re.compile(r"(?:tên |nội dung )?(?:chỉ tiêu|nội dung|tiêu chí|mục tiêu)(?: chủ yếu| thi đua| cụ thể| chính)?$")
_UNIT = re.compile(r"(?:đơn vị(?: tính)?|đvt)$")
_PLANNED = re.compile(
    r"(?:kế hoạch|mục tiêu|chỉ tiêu|phấn đấu|giao|yêu cầu|mức (?:đạt|giao)|số lượng|tỷ lệ"
    r"|(?:mức |chỉ tiêu |kết quả |yêu cầu |tỷ lệ |số lượng )?(?:phấn đấu|đăng ký"
    r"|(?:cần |phải )?đạt(?! được)|(?:được )?giao))"
    r"(?: năm)? ?(20\d\d)?(?: ?\([^()|]{1,20}\))?$|(?:đến )?năm (20\d\d)"
    r"(?: ?\((?:giao|kế hoạch|kh|chỉ tiêu|phấn đấu|mục tiêu|dự kiến|đăng ký)\))?$|giai đoạn 20\d\d ?- ?(20\d\d)$"
)
_YEAR = re.compile(r"20\d\d$")
_YEARS = re.compile(r"20\d\d")
_BARE = ("số lượng", "tỷ lệ", "mức đạt", "đạt")
"""Heads that may as well tell of results: they plan only beside a column that says "chỉ tiêu"."""
_VALUE = re.compile(
    r"(?P<way>(?:kéo )?giảm |tăng )?(?P<cue>≥|>=|≤|<=|>|<|trên|dưới|ít nhất|tối thiểu|không quá|không dưới|đạt|từ)? ?"
    rf"(?P<n>{NUMBER})(?:%? ?(?:-|đến) ?(?P<m>{NUMBER}))? ?(?P<pct>%)?"
    r"(?P<unit> (?!trở|so với)[^\W\d_]{1,12}(?: [^\W\d_]{1,10}){0,2})?(?: trở lên)?"
    r"(?: so với (?P<base>(?:năm )?20\d\d|cùng kỳ(?: năm (?:trước|20\d\d))?|năm trước))?$"
)
_CHANGE = re.compile(r"(?:(?P<up>tăng)|(?:kéo )?giảm)(?! cường| nghèo| thiểu| trưởng| dần)(?: tỷ lệ)? (?!còn|lên)")
_MOVED = re.compile(r" (tăng|giảm)(?: so với ((?:cùng kỳ )?năm trước|năm 20\d\d|[^\d,;]{3,40}))?$")
_CUES = {
    "≥": "ge", ">=": "ge", "ít nhất": "ge", "tối thiểu": "ge", "từ": "ge", "≤": "le", "<=": "le", "không quá": "le",
    ">": "gt", "trên": "gt", "<": "lt", "dưới": "lt", "không dưới": "ge", "đạt": "eq",
}  # fmt: skip


_WHO = re.compile(
    r"(?:tên )?(?:địa phương|đơn vị(?! tính)|địa bàn|(?:các )?(?:huyện|xã|phường|sở)(?:, |$)|cụm|khối"
    r"|trường|thôn|cơ quan)[^|\d]{0,40}$"
)
_NO_AIM = re.compile(
    r"(?:s?tt|số tt|ghi chú|thực hiện|ước|hiện|kết quả|đã |dân số|diện tích|tổng số (?:dân|hộ|thôn|xã|ấp)"
    r"|thời (?:gian|hạn)|cơ quan|chủ trì|phối hợp|kinh phí|người (?:phụ|đứng|thực)|đạt được|năm trước|.{0,7}$)"
)
"""Heads of columns that ask for nothing of those in the rows."""
_NUMBERS = re.compile(r"(?:s?tt|số tt|số thứ tự)$")
_WHOLE = re.compile(r"(?:tổng|cộng|toàn (?:tỉnh|huyện|xã|thành phố))(?!\w)")
_IN_BRACKETS = re.compile(r" ?\(([^()]*)\) ?$")


class _Columns(Struct):
    name: int
    unit: int | None
    planned: list[tuple[int, str | None]]
    """Each planned column with the year it is for."""
    units: dict[int, str]
    """Columns whose head says in brackets what they hold: "Tỷ lệ (%)", "Kế hoạch năm 2024 (liều)"."""
    asks: dict[int, Span] | None = None
    """Of a table with a row for each place: the heads that name what it must reach."""


def table_targets(text: str, low: str, nodes: list[Node], final: str | None, year: int | None) -> list[Target]:
    """Read the rows whose planned columns hold one number; columns of years before ``year`` tell of the past."""
    found: list[Target] = []
    columns: _Columns | None = None
    for node in nodes:
        if not node.paragraph.table or node.tail:
            columns = None
            continue
        cells = cells_of(low, node.paragraph.start, node.paragraph.end)
        heading = _columns(low, cells, year) or (_allotted(low, cells, year) if zone(node) == "target" else None)
        if heading is not None:
            columns = heading
        elif columns is not None:
            told = (_row(text, low, node, cells, columns, planned, final) for planned in columns.planned)
            found += [target for target in told if target]
    return found


def cells_of(low: str, start: int, end: int) -> list[Span]:
    """Give the cells of a row of a pipe table, spaces left out.

    >>> cells_of("tên | số", 0, 8)
    [(0, 3), (6, 8)]
    """
    marks = [start - 1, *(i for i in range(start, end) if low[i] == "|"), end]
    spans = []
    for a, b in pairwise(marks):
        first, last = a + 1, b
        while first < last and low[first] == " ":
            first += 1
        while last > first and low[last - 1] == " ":
            last -= 1
        spans.append((first, last))
    return spans


def _columns(low: str, cells: list[Span], year: int | None) -> _Columns | None:
    heads = [low[a:b] for a, b in cells]
    names = [i for i, head in enumerate(heads) if _NAME.match(head)]
    planned = [(i, m) for i, head in enumerate(heads) if (m := _PLANNED.match(head)) and i not in names[:1]]
    years = [(i, heads[i]) for i in range(len(heads)) if _YEAR.match(heads[i])] if names and not planned else []
    if len(years) > 1 and year is not None and heads[names[0]].endswith("chỉ tiêu"):  # "Chỉ tiêu | 2026 | 2027"
        ahead = list[tuple[int, str | None]]((i, told) for i, told in years if int(told) >= year)
        units = [i for i, head in enumerate(heads) if _UNIT.match(head)]
        return _Columns(names[0], units[0] if units else None, ahead, {}) if ahead else None
    if not names and len(planned) == 1 and len(heads) > 2 and _NUMBERS.match(heads[0]) and planned[0][0] > 1:
        names = [1]  # "STT | Loại vắc xin | Kế hoạch năm 2024 (liều)"
    if not names or not planned:
        return None
    units = [i for i, head in enumerate(heads) if _UNIT.match(head)]
    if not any("chỉ tiêu" in head or "tiêu chí" in head for head in heads):
        planned = [(i, m) for i, m in planned if not heads[i].startswith(_BARE)]
        if not planned:
            return None
    dated = [(i, m[1] or m[2] or m[3]) for i, m in planned]
    told = {i: bracket[1] for i, _ in planned if (bracket := _IN_BRACKETS.search(heads[i]))}
    ahead = [(i, told) for i, told in dated if year is not None and told is not None and int(told) >= year]
    return _Columns(names[0], units[0] if units else None, ahead or dated[-1:], told)


def _allotted(low: str, cells: list[Span], year: int | None) -> _Columns | None:
    """Give the columns of a table that sets targets for each place: "Địa phương | BHXH tự nguyện (người) | …"."""
    heads = [low[a:b] for a, b in cells]
    who = next((i for i, head in enumerate(heads[:3]) if _WHO.match(head)), None)
    if who is None:
        return None
    asks = {i: cells[i] for i, head in enumerate(heads) if i > who and not _NO_AIM.match(head)}
    told = {i: _YEARS.findall(heads[i]) for i in asks}
    asks = {i: span for i, span in asks.items() if not told[i] or year is None or int(told[i][-1]) >= year}
    units = {i: bracket[1] for i in asks if (bracket := _IN_BRACKETS.search(heads[i]))}
    units |= {i: "%" for i in asks if "%" in heads[i] or heads[i].startswith(("tỷ lệ", "tỉ lệ"))}
    years = [(i, told[i][-1] if told[i] else None) for i in asks]
    return _Columns(who, None, years, units, asks) if asks else None


def _row(
    text: str,
    low: str,
    node: Node,
    cells: list[Span],
    columns: _Columns,
    planned: tuple[int, str | None],
    final: str | None,
) -> Target | None:
    column, year = planned
    if len(cells) <= max(columns.name, column):
        return None
    value = _VALUE.match(low[slice(*cells[column])])
    name, scope, printed = _named(text, cells, columns, column)
    span = (cells[columns.name][0], cells[column][1])
    if value is None or len(name) < 4 or span[1] <= span[0]:
        return None
    unit = _unit(value, printed, columns.units.get(column, ""))
    told = _figure(value["n"])
    most = _figure(value["m"]) if value["m"] else None
    cue = _CUES.get(value["cue"] or "", "ge" if " trở lên" in value[0] else "eq")
    name, cue, base = _changed(name, cue, value["way"])
    base = value["base"] or base
    cue = "ge" if most is not None and cue == "eq" else cue
    return Target("", span, node.section, name, scope, None, cue, told, most, unit, base, deadline=year or final)


def _named(text: str, cells: list[Span], columns: _Columns, column: int) -> tuple[str, str | None, str]:
    """Give what a row counts, for whom, and the words of its unit."""
    name = text[slice(*cells[columns.name])].rstrip(" .;")
    if columns.asks is None:
        return name, None, text[slice(*cells[columns.unit])].lower() if columns.unit is not None else ""
    asked = _IN_BRACKETS.sub("", text[slice(*columns.asks[column])])
    return asked, None if _WHOLE.match(name.casefold()) else name, ""


def _changed(name: str, cue: str, way: str | None) -> tuple[str, str, str | None]:
    """Give name, comparator and baseline where a row tells of a change: "Giảm tỷ lệ …", "… tăng so với năm 2024"."""
    if cue not in ("eq", "ge", "gt"):
        return name, cue, None
    if way:
        return name, "increase_ge" if way == "tăng " else "decrease_ge", None
    first = _CHANGE.match(name.casefold())
    if first is not None:
        return name[first.end() :], "increase_ge" if first["up"] else "decrease_ge", None
    moved = _MOVED.search(name.casefold())
    if moved is None:
        return name, cue, None
    return name[: moved.start()], "increase_ge" if moved[1] == "tăng" else "decrease_ge", moved[2]


def _figure(printed: str) -> int | float:
    amount = number(printed)
    return int(amount) if amount.is_integer() else amount


def _unit(value: "re.Match[str]", printed: str, held: str) -> str:
    """Give the unit: beside the number, in the column of units, in the head of the column."""
    beside = (value["unit"] or "").strip()
    if value["pct"] or printed == "%" or (held == "%" and not beside):
        return "%"
    told = beside or printed or held
    return told if "đồng" in told or told in words("targets", "measures") else "count"
