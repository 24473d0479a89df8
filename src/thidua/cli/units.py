"""``thidua units``: what stood on a day, what a unit became, which units a name may mean."""

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thidua.units.registry import Registry
    from thidua.units.versions import UnitVersion

HELP = "Đơn vị hành chính theo ngày: danh sách, tra mã, tìm tên, lần theo sáp nhập và chia tách."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Four verbs; days are written 2025-07-01."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="as-of|show|find|trace")
    as_of = verbs.add_parser("as-of", help="danh sách hoặc số đơn vị của một ngày")
    as_of.add_argument("day", metavar="NGÀY", help="ngày, ví dụ 01/7/2025 hoặc 2025-07-01")
    as_of.add_argument("--counts", action="store_true", help="chỉ đếm theo cấp và loại")
    as_of.add_argument("--level", choices=["province", "district", "commune"], help="chỉ một cấp")
    as_of.add_argument("--under", metavar="MÃ", help="chỉ các đơn vị thuộc mã này")
    show = verbs.add_parser("show", help="một mã trong một ngày")
    show.add_argument("code", metavar="MÃ")
    show.add_argument("--day", required=True, metavar="NGÀY", help="theo danh mục của ngày này")
    find = verbs.add_parser("find", help="tìm theo tên, không cần dấu")
    find.add_argument("name", metavar="TÊN")
    find.add_argument("--day", required=True, metavar="NGÀY", help="theo danh mục của ngày này")
    trace = verbs.add_parser("trace", help="đơn vị thành những đơn vị nào; ngược lại nếu --from sau --to")
    trace.add_argument("code", metavar="MÃ")
    trace.add_argument("--from", dest="start", required=True, metavar="NGÀY")
    trace.add_argument("--to", dest="end", required=True, metavar="NGÀY")
    for verb in (as_of, show, find, trace):
        verb.add_argument("--json", action="store_true", help="in JSON")


def run(options: argparse.Namespace) -> int:
    """Answer one question over the shipped units and print it."""
    from thidua.units.shipped import shipped_units

    answer = {"as-of": _as_of, "show": _show, "find": _find, "trace": _trace}[options.verb]
    found, lines = answer(shipped_units(), options)
    print(json.dumps(found, ensure_ascii=False) if options.json else "\n".join(lines))
    return 0


def _as_of(registry: "Registry", options: argparse.Namespace) -> tuple[Any, list[str]]:
    from thidua.dates import parse_day
    from thidua.units.registry import count_units, descendants, units_as_of

    day = parse_day(options.day)
    head = {"day": options.day, "certain": registry.certain(day)}
    if options.counts:
        levels, kinds = count_units(registry, day)
        lines = [f"{_LEVELS[k]}: {n}" for k, n in levels.items()] + [f"  {k}: {n}" for k, n in kinds.items()]
        return head | {"levels": levels, "kinds": kinds}, lines + _doubt(registry, day)
    if options.under:
        listed = descendants(registry, registry.bearer(options.under, day).unit, day)
    else:
        listed = units_as_of(registry, day)
    listed = [v for v in listed if options.level in (None, v.level)]
    lines = [f"{v.code:<6} {v.full_name}" for v in listed]
    return head | {"units": [_facts(registry, v, day) for v in listed]}, lines + _doubt(registry, day)


def _show(registry: "Registry", options: argparse.Namespace) -> tuple[Any, list[str]]:
    from thidua.dates import parse_day, show_day

    day = parse_day(options.day)
    version = registry.bearer(options.code, day)
    facts = _facts(registry, version, day)
    above = f", thuộc mã {facts['parent']}" if facts["parent"] else ""
    since = f"từ {show_day(version.valid_from)}" if version.valid_from else "từ trước danh sách đầu tiên"
    until = f"đến trước {show_day(version.valid_to)}" if version.valid_to else "đang có hiệu lực"
    lines = [f"{version.code}  {version.full_name}{above}", f"  {since}, {until}"]
    if facts["basis"]:
        lines.append(f"  căn cứ: {facts['basis']}")
    lines += _waiting(version, day)
    return facts, lines + _doubt(registry, day)


def _waiting(version: "UnitVersion", day: date) -> list[str]:
    """Say that a resolution already issued will change the unit once somebody enters its day."""
    from thidua.units.acts_file import pending_acts

    return [
        f"  chờ nhập ngày hiệu lực: {act.basis}" + (f" ({act.unit_kind})" if act.unit_kind else "")
        for act in pending_acts()
        if act.origin == version.code and act.issued_on and act.issued_on <= day and version.valid_to is None
    ]


def _find(registry: "Registry", options: argparse.Namespace) -> tuple[Any, list[str]]:
    from thidua.dates import parse_day
    from thidua.units.names import resolve_name

    day = parse_day(options.day)
    listed = resolve_name(registry, options.name, day)
    found = [
        {
            "code": c.version.code, "name": c.version.name, "kind": c.version.kind, "path": list(c.path),
            "score": c.score, "certain": registry.certain(day),
        }
        for c in listed
    ]  # fmt: skip
    lines = [
        f"{c.score:.2f}  {c.version.code:<6} {', '.join([c.version.full_name, *reversed(c.path)])}" for c in listed
    ]
    return found, (lines or ["Không tìm thấy đơn vị nào gần với tên này."]) + _doubt(registry, day)


def _trace(registry: "Registry", options: argparse.Namespace) -> tuple[Any, list[str]]:
    from thidua.dates import parse_day, show_day
    from thidua.units.lineage import trace
    from thidua.units.versions import SUCCESSION_KINDS

    start, end = parse_day(options.start), parse_day(options.end)
    origin = registry.bearer(options.code, start)
    found = trace(registry, origin.unit, start, end)
    facts = {
        "from": options.code,
        "certain": registry.certain(start, end),
        "to": [{"code": v.code, "name": v.name, "weight": _weight(w)} for v, w in found.to],
        "succession": [{"kind": c.kind, "on": c.on.isoformat(), "basis": _basis(registry, c.act)}
                       for c in found.succession],
    }  # fmt: skip
    lines = [f"{origin.code}  {origin.full_name}, ngày {show_day(start)} → ngày {show_day(end)}:"]
    lines += [f"  {v.code}  {v.full_name}: {_share(w)}" for v, w in found.to] or ["  không có đơn vị kế tiếp"]
    lines += [f"  {SUCCESSION_KINDS[c.kind]}, {show_day(c.on)}, {_basis(registry, c.act) or 'chưa rõ căn cứ'}"
              for c in found.succession]  # fmt: skip
    return facts, lines + _doubt(registry, start, end)


def _facts(registry: "Registry", version: "UnitVersion", day: date) -> dict[str, Any]:
    from thidua.units.registry import ancestors

    above = ancestors(registry, version.unit, day)
    province = version if version.level == "province" else next((a for a in above if a.level == "province"), None)
    return {
        "code": version.code, "name": version.name, "kind": version.kind, "level": version.level,
        "parent": above[0].code if above else None, "province": province.code if province else None,
        "valid_from": version.valid_from.isoformat() if version.valid_from else None,
        "valid_to": version.valid_to.isoformat() if version.valid_to else None,
        "certain": registry.certain(day), "basis": _basis(registry, version.opened_by or version.closed_by),
    }  # fmt: skip


def _basis(registry: "Registry", act: str) -> str | None:
    return registry.acts[act].basis if act in registry.acts else None


def _weight(weight: Any) -> int | str | None:
    if weight is None:
        return None
    return int(weight) if weight.denominator == 1 else f"{weight.numerator}/{weight.denominator}"


def _share(weight: Any) -> str:
    return {None: "chưa rõ phần", 1: "toàn bộ", 0: "không có dân"}.get(weight, f"phần {weight}")


_LEVELS = {"province": "cấp tỉnh", "district": "cấp huyện", "commune": "cấp xã"}


def _doubt(registry: "Registry", *days: date) -> list[str]:
    if registry.certain(*days):
        return []
    return ["Chưa chắc: không có danh mục của ngày này, trả lời theo danh mục 30/6/2025."]
