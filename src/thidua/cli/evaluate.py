"""``thidua evaluate``: judge cases by the law of their day."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thidua.rulebook.rule_set import RuleSet

HELP = "Xét hồ sơ theo quy định của ngày xét: đạt hay không, vì sao, còn thiếu gì."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Cases, the rule set, the round's year, JSON."""
    parser.add_argument("cases", nargs="*", metavar="CASE.yaml", help="tệp hồ sơ, mỗi tệp một đơn vị")
    parser.add_argument("--rule-set", default="recognition", metavar="BỘ", help="bộ quy tắc (mặc định: recognition)")
    parser.add_argument(
        "--year", type=int, metavar="NĂM", help="vòng xét của năm nào; mặc định là vòng đã khép gần nhất"
    )
    parser.add_argument(
        "--layer", action="append", default=[], metavar="TỆP", help="lớp quy tắc của tỉnh (ghi được nhiều lần)"
    )
    parser.add_argument("--set", dest="changed", metavar="TỆP", help="phiên bản quy tắc của tỉnh thay cho bộ đi kèm")
    whole = parser.add_argument_group("xét cả vòng (xã lấy kết quả của các đơn vị thuộc xã)")
    whole.add_argument("--units", metavar="TỆP.jsonl", help='mỗi dòng một đơn vị: {"key": …, "under": …, "case": {…}}')
    whole.add_argument(
        "--sample", type=int, metavar="SỐ", help="sinh ngần ấy đơn vị mẫu dưới các xã có thật (DỮ LIỆU MẪU)"
    )
    whole.add_argument("--province", metavar="MÃ", help="mã tỉnh của các xã, dùng với --sample")
    whole.add_argument("--as-of", metavar="NGÀY", help="ngày xét, dùng với --sample")
    whole.add_argument(
        "--seed", type=int, default=2024, metavar="SỐ", help="hạt giống sinh số liệu mẫu (mặc định 2024)"
    )
    parser.add_argument("--json", action="store_true", help="mỗi hồ sơ một dòng JSON")


def run(options: argparse.Namespace) -> int:
    """Print one finding a case; 0 where every case was judged, 2 where one could not be read."""
    from thidua.errors import OfficerError
    from thidua.evaluation.case_file import read_case
    from thidua.recognition.judge import judge

    choose = _rules(options)
    if options.units or options.sample:
        from thidua.cli.evaluate_round import run_round

        return run_round(options, choose(options.province))
    if not options.cases:
        raise OfficerError("cần ít nhất một tệp hồ sơ, hoặc --units, hoặc --sample.")
    status = 0
    for path in options.cases:
        try:
            case = read_case(path, choose(None).vocabulary)
            rules = choose(case.province)
            finding = judge(case, rules, options.year)
        except OfficerError as error:
            print(f"thidua evaluate: {error}", file=sys.stderr)
            status = 2
            continue
        if options.json:
            import json

            print(json.dumps(finding.as_json(), ensure_ascii=False))
        else:
            from thidua.evaluation.prose import as_prose

            print(as_prose(finding, rules))
    return status


def _rules(options: argparse.Namespace) -> Callable[[str | None], RuleSet]:
    """Give the rules for a province: layers add to the law of that province only.

    Asked for None, the facts of every layer may be stated, since a case is read before its province is known.
    """
    from functools import cache
    from pathlib import Path

    from thidua.errors import RuleKeeperError
    from thidua.rulebook.load import load_rule_set
    from thidua.rulebook.variants import with_file, with_layers

    if options.layer and options.changed:
        raise RuleKeeperError("--layer và --set không dùng cùng nhau.")
    if options.changed:
        changed = with_file(options.rule_set, Path(options.changed))
        return lambda province: changed
    if not options.layer:
        rules = load_rule_set(options.rule_set)
        return lambda province: rules
    paths = [Path(path) for path in options.layer]
    return cache(lambda province: with_layers(options.rule_set, paths, province))
