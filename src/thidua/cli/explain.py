"""``thidua explain``: the Finding on one case as a text that an official reads."""

import argparse

HELP = "Giải thích kết luận của một hồ sơ bằng văn xuôi, có điều khoản và số liệu."


def arguments(parser: argparse.ArgumentParser) -> None:
    """One case, the rule set, the round's year."""
    parser.add_argument("case", metavar="CASE.yaml", help="tệp hồ sơ")
    parser.add_argument("--rule-set", default="recognition", metavar="BỘ", help="bộ quy tắc (mặc định: recognition)")
    parser.add_argument("--year", type=int, metavar="NĂM", help="vòng xét của năm nào")


def run(options: argparse.Namespace) -> int:
    """Print the Finding as prose."""
    from thidua.evaluation.case_file import read_case
    from thidua.evaluation.prose import as_prose
    from thidua.recognition.judge import judge
    from thidua.rulebook.load import load_rule_set

    rules = load_rule_set(options.rule_set)
    print(as_prose(judge(read_case(options.case, rules.vocabulary), rules, options.year), rules))
    return 0
