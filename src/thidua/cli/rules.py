"""``thidua rules``: what is in force on a day, a text to read, a check of files, two versions side by side, Excel."""

import argparse
import sys
from typing import Any

HELP = "Bộ quy tắc: liệt kê, xem, kiểm tra, so sánh, đưa ra và nhận từ Excel."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Subcommands list, show, check, diff, export, import."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VIỆC")
    listed = verbs.add_parser("list", help="văn bản nào có hiệu lực trong một ngày")
    listed.add_argument("--on", metavar="NGÀY", help="ngày dạng 2024-10-31; không ghi thì liệt kê mọi phiên bản")
    listed.add_argument("--json", action="store_true")
    show = verbs.add_parser("show", help="nội dung một phiên bản để đọc")
    show.add_argument("version", metavar="PHIÊN-BẢN", help="khóa phiên bản (tt-124-2021) hoặc khóa bộ quy tắc")
    check = verbs.add_parser("check", help="kiểm tra tệp quy tắc; không ghi tệp thì kiểm tra mọi bộ đi kèm")
    check.add_argument("files", nargs="*", metavar="TỆP.yaml")
    check.add_argument("--compile", action="store_true", help="ghi lại bản dịch sẵn của các bộ đi kèm")
    diff = verbs.add_parser("diff", help="hai phiên bản cạnh nhau")
    diff.add_argument("before", metavar="TRƯỚC")
    diff.add_argument("after", metavar="SAU", help="khóa phiên bản hoặc tệp quy tắc")
    export = verbs.add_parser("export", help="đưa bảng điểm của một phiên bản ra Excel")
    export.add_argument("version", metavar="PHIÊN-BẢN", help="khóa phiên bản hoặc tệp quy tắc")
    export.add_argument("sheet", metavar="TỆP.xlsx")
    taken = verbs.add_parser("import", help="nhận bảng điểm từ Excel: chạy thử, so từng dòng; --commit thì ghi tệp mới")
    taken.add_argument("sheet", metavar="TỆP.xlsx")
    taken.add_argument("--over", required=True, metavar="PHIÊN-BẢN", help="phiên bản đang dùng để so và kế thừa")
    taken.add_argument("--version", required=True, metavar="KHÓA", help="khóa của phiên bản mới")
    taken.add_argument("--symbol", required=True, metavar="SỐ-KÝ-HIỆU", help="số, ký hiệu văn bản của tỉnh")
    taken.add_argument(
        "--from", required=True, dest="valid_from", metavar="NGÀY", help="ngày có hiệu lực, dạng 2025-01-01"
    )
    taken.add_argument("--commit", metavar="TỆP.yaml", help="ghi tệp quy tắc mới vào đây")


def run(options: argparse.Namespace) -> int:
    """Run one of the verbs."""
    verb = {
        "list": _list, "show": _show, "check": _check, "diff": _diff, "export": _export, "import": _import,
    }[options.verb]  # fmt: skip
    return verb(options)


def _list(options: argparse.Namespace) -> int:
    from thidua.dates import parse_day
    from thidua.rulebook.load import load_rule_set, rule_set_keys

    on = parse_day(options.on) if options.on else None
    for key in rule_set_keys():
        for version in load_rule_set(key).versions:
            if on is not None and not version.validity.covers(on):
                continue
            print(_as_json(key, version) if options.json else _as_line(key, version))
    return 0


def _as_json(key: str, version: Any) -> str:
    import json

    life = [day and day.isoformat() for day in (version.validity.valid_from, version.validity.valid_to)]
    found = {"rule_set": key, "version": version.key, "instrument": version.name, "in_force": life}
    found |= {"confidence": version.confidence, "criteria": len(version.criteria), "blanks": len(version.blanks)}
    return json.dumps(found, ensure_ascii=False)


def _as_line(key: str, version: Any) -> str:
    from thidua.evaluation.describe import show_life

    note = f"; {len(version.blanks)} chỗ còn để trống" if version.blanks else ""
    known = f"{len(version.criteria)} tiêu chí{note}"
    return f"{key:<18}{version.key:<16}{version.name}: {show_life(version)}; {known}"


def _show(options: argparse.Namespace) -> int:
    from thidua.evaluation.describe import describe_version
    from thidua.recognition.order import timing_traps
    from thidua.rulebook.load import load_rule_set, rule_set_keys

    for rules, version in _found(options.version):
        print("\n".join(describe_version(version, rules)))
        for amendment in rules.amendments:
            if amendment["amends"] == version.key:
                print(f"\nVăn bản sửa đổi: {amendment['instrument']['type']} số {amendment['instrument']['symbol']}:")
                print("\n".join(f"  - {blank['what']} ({blank['ask']})" for blank in amendment["blanks"]))
        traps = timing_traps(rules, version, {key: load_rule_set(key) for key in rule_set_keys()})
        print("".join(f"\nLưu ý thời hạn: {trap}" for trap in traps), end="\n" if traps else "")
    return 0


def _check(options: argparse.Namespace) -> int:
    from pathlib import Path

    from thidua.errors import RuleKeeperError
    from thidua.rulebook.check import check_folder
    from thidua.rulebook.load import COMPILED, RULES, compile_rules
    from thidua.rulebook.variants import check_file

    faults: list[RuleKeeperError] = []
    for name in options.files:
        faults += check_file(Path(name))
    if not options.files:
        faults = check_folder()
    for fault in faults:
        print(f"thidua rules check: {fault}", file=sys.stderr)
    if options.compile and not faults:
        (RULES / COMPILED).write_text(compile_rules(), encoding="utf-8")
    if not faults:
        print("Không thấy lỗi.")
    return 2 if faults else 0


def _diff(options: argparse.Namespace) -> int:
    from thidua.evaluation.compare import show_differences

    (rules, before), (_, after) = _one(options.before), _one(options.after)
    print("\n".join(show_differences(before, after, rules.vocabulary)))
    return 0


def _export(options: argparse.Namespace) -> int:
    from pathlib import Path

    from thidua.rulebook.sheets import write_sheet

    rules, version = _one(options.version)
    write_sheet(version, rules.vocabulary, Path(options.sheet))
    print(f"Đã ghi {len(version.criteria)} dòng vào {options.sheet}.")
    return 0


def _import(options: argparse.Namespace) -> int:
    from pathlib import Path

    from thidua.dates import parse_day
    from thidua.evaluation.compare import show_differences
    from thidua.rulebook.sheets import activate, read_sheet

    rules, version = _one(options.over)
    rows = read_sheet(Path(options.sheet), rules.vocabulary)
    text, new = activate(
        rows, version, rules, key=options.version, symbol=options.symbol, valid_from=parse_day(options.valid_from)
    )
    print("\n".join(show_differences(version, new, rules.vocabulary)))
    if options.commit:
        Path(options.commit).write_text(text, encoding="utf-8")
        print(f"Đã ghi {options.commit}.")
    else:
        print("Chạy thử: chưa ghi gì; thêm --commit TỆP.yaml để ghi.")
    return 0


def _found(key: str) -> list[tuple[Any, Any]]:
    """Find a version by its key, all versions of a rule set, or the version in a file."""
    from pathlib import Path

    from thidua.errors import RuleKeeperError
    from thidua.rulebook.load import load_rule_set, rule_set_keys
    from thidua.rulebook.marked import read_marked
    from thidua.rulebook.variants import with_file

    if key.endswith((".yaml", ".yml")):
        data = read_marked(key, error=RuleKeeperError).plain()
        rules = with_file(str(data.get("rule_set")), Path(key))
        return [(rules, v) for v in rules.versions if v.file == Path(key).name]
    sets = [load_rule_set(one) for one in rule_set_keys()]
    found = [(r, v) for r in sets for v in r.versions if key in (r.key, v.key)]
    if not found:
        known = ", ".join(v.key for r in sets for v in r.versions)
        raise RuleKeeperError(f"không có phiên bản «{key}»; các phiên bản: {known}.")
    return found


def _one(key: str) -> tuple[Any, Any]:
    return _found(key)[-1]
