"""``thidua figures``: what figures of one day's units add up to on another day's."""

import argparse
from pathlib import Path

HELP = "Số liệu: cộng lên cấp và quy về đơn vị của một ngày (rollup)."


def arguments(parser: argparse.ArgumentParser) -> None:
    """One verb: rollup."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="rollup")
    rollup = verbs.add_parser("rollup", help="quy số liệu của tệp về đơn vị của một ngày rồi cộng")
    rollup.add_argument("file", metavar="TỆP.csv", help="unit,element,period,value")
    rollup.add_argument("--as-of", required=True, metavar="NGÀY", help="quy về đơn vị của ngày này")
    rollup.add_argument("--level", required=True, choices=["commune", "district", "province"])
    rollup.add_argument("--weights", metavar="TỆP.csv", help="from,to,element,weight: phần do tỉnh nhập")
    rollup.add_argument("--json", action="store_true", help="in JSON")


def run(options: argparse.Namespace) -> int:
    """Print totals, exact or bounded; nothing at all where a line is wrong."""
    from thidua.dates import parse_day
    from thidua.figures.columns import roll_up_file
    from thidua.figures.sheets import read_weights
    from thidua.units.shipped import shipped_units

    day, units = parse_day(options.as_of), shipped_units()
    weights = read_weights(units, Path(options.weights), day) if options.weights else None
    lines = roll_up_file(units, Path(options.file), day, options.level, weights=weights)
    if options.json:
        print("[" + ",\n ".join(lines) + "]")
    else:
        print("\n".join(map(_plain, lines)) or "Không có tổng nào: cấp này không tồn tại vào ngày đó, hoặc tệp trống.")
    return 0


def _plain(line: str) -> str:
    import json

    row = json.loads(line)
    head = f"{row['unit']:<6} {row['element']} {row['period']}: "
    if row["exact"]:
        return head + _number(row["value"])
    return (
        f"{head}từ {_number(row['at_least'])} đến {_number(row['at_most'])}, "
        f"chưa rõ phần của {', '.join(row['unknown_from'])}"
    )


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
