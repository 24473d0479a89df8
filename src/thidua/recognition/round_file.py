"""Read the units of a round from JSON lines: ``{"key": …, "under": …, "rule_set": …, "case": {…}}``.

``under`` is one key, a list of keys or absent; ``rule_set`` is ``recognition`` where absent.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

from thidua.errors import OfficerError, Place
from thidua.evaluation.case_file import parse_case
from thidua.recognition.whole_round import RECOGNITION, Member
from thidua.rulebook.rule_set import RuleSet

KEYS = {"key", "under", "rule_set", "case"}


def read_members(lines: Iterable[str], sets: Mapping[str, RuleSet], file: str) -> Iterator[Member]:
    """Read one unit a line; OfficerError names the file and the line."""
    seen: set[tuple[str, str]] = set()
    for row, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        member = _member(line, sets, Place(file=file, row=row))
        if (member.rule_set, member.key) in seen:
            raise OfficerError(f"đơn vị «{member.key}» ghi hai lần.", Place(file=file, row=row))
        seen.add((member.rule_set, member.key))
        yield member


def _member(line: str, sets: Mapping[str, RuleSet], place: Place) -> Member:
    try:
        entry = json.loads(line)
    except ValueError:
        raise OfficerError("mỗi dòng phải là một JSON.", place) from None
    if not isinstance(entry, dict) or not {"key", "case"} <= set(entry) <= KEYS:
        raise OfficerError("mỗi dòng phải là một JSON có key, case và có thể có under, rule_set.", place)
    key, rule_set, above = str(entry["key"]), entry.get("rule_set") or RECOGNITION, entry.get("under") or []
    if not isinstance(rule_set, str) or rule_set not in sets:
        raise OfficerError(f"{key}: không có bộ quy tắc «{rule_set}».", place)
    under = [above] if isinstance(above, str) else above
    if not isinstance(under, list) or not all(isinstance(one, str) for one in under):
        raise OfficerError(f"{key}: under phải là khóa của đơn vị cấp trên.", place)
    try:
        case = parse_case(json.dumps(entry["case"], ensure_ascii=False), sets[rule_set].vocabulary, str(place.file))
    except OfficerError as wrong:
        raise OfficerError(f"{key}: {wrong.sentence}", place) from None
    return Member(key, tuple(under), case, rule_set)
