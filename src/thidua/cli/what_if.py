"""``thidua what-if``: who would change under another rule, and why."""

import argparse

HELP = "Nếu đổi quy tắc thì hồ sơ nào đổi kết luận, vì sao."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Cases, the changed rule file, the rule set, the round's year, JSON."""
    parser.add_argument("cases", nargs="+", metavar="CASE.yaml", help="tệp hồ sơ")
    parser.add_argument(
        "--set", required=True, dest="changed", metavar="TỆP", help="tệp quy tắc thử (phiên bản hoặc lớp của tỉnh)"
    )
    parser.add_argument("--rule-set", default="recognition", metavar="BỘ", help="bộ quy tắc (mặc định: recognition)")
    parser.add_argument("--year", type=int, metavar="NĂM", help="vòng xét của năm nào")
    parser.add_argument("--json", action="store_true", help="mỗi hồ sơ một dòng JSON")


def run(options: argparse.Namespace) -> int:
    """Print who turns; with --json every case with its verdict before and after."""
    import json
    from pathlib import Path

    from thidua.evaluation.case_file import read_case
    from thidua.evaluation.prose import VERDICTS
    from thidua.recognition.what_if import what_if
    from thidua.rulebook.load import load_rule_set
    from thidua.rulebook.variants import with_file

    rules = load_rule_set(options.rule_set)
    changed = with_file(options.rule_set, Path(options.changed))
    # Facts that only the changed rules know may be stated too.
    cases = [read_case(path, changed.vocabulary) for path in options.cases]
    turned = 0
    for flip in what_if(cases, rules, changed, options.year):
        turned += flip.turned
        before, after = flip.before.verdict, flip.after.verdict
        if options.json:
            reasons = [{"key": k, "from": a, "to": b, "because": why} for k, a, b, why in flip.reasons]
            found = {"case": flip.case.file, "from": before, "to": after, "turned": flip.turned, "criteria": reasons}
            print(json.dumps(found, ensure_ascii=False))
        elif flip.turned:
            print(f"{flip.case.file}: {VERDICTS[before]} → {VERDICTS[after]}")
            for key, _, _, why in flip.reasons:
                print(f"  [{key}] {why}")
    if not options.json:
        print(f"{turned} trên {len(cases)} hồ sơ đổi kết luận.")
    return 0
