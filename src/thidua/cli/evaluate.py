"""``thidua evaluate``: judge cases by the law of their day."""

import argparse
import sys

HELP = "Xét hồ sơ theo quy định của ngày xét: đạt hay không, vì sao, còn thiếu gì."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Cases, the rule set, the round's year, JSON."""
    parser.add_argument("cases", nargs="+", metavar="CASE.yaml", help="tệp hồ sơ, mỗi tệp một đơn vị")
    parser.add_argument("--rule-set", default="recognition", metavar="BỘ", help="bộ quy tắc (mặc định: recognition)")
    parser.add_argument(
        "--year", type=int, metavar="NĂM", help="vòng xét của năm nào; mặc định là vòng đã khép gần nhất"
    )
    parser.add_argument("--json", action="store_true", help="mỗi hồ sơ một dòng JSON")


def run(options: argparse.Namespace) -> int:
    """Print one finding a case; 0 where every case was judged, 2 where one could not be read."""
    from thidua.errors import OfficerError
    from thidua.evaluation.case_file import read_case
    from thidua.recognition.judge import judge
    from thidua.rulebook.load import load_rule_set

    rules = load_rule_set(options.rule_set)
    status = 0
    for path in options.cases:
        try:
            finding = judge(read_case(path, rules.vocabulary), rules, options.year)
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
