"""The whole round of ``thidua evaluate``: units from a file or a drawn sample, communes from their units' results."""

import argparse
import sys
from collections import Counter
from typing import TYPE_CHECKING

from thidua.errors import OfficerError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thidua.recognition.whole_round import Judged, Member
    from thidua.rulebook.rule_set import RuleSet


def run_round(options: argparse.Namespace, rules: "RuleSet") -> int:
    """Judge all units and print one JSON line each, or a summary by kind."""
    import json

    from thidua.recognition.whole_round import judge_round
    from thidua.rulebook.load import load_rule_set, rule_set_keys

    sets = {**{key: load_rule_set(key) for key in rule_set_keys()}, rules.key: rules}
    judged = judge_round(_members(options, sets, rules), sets, options.year)
    if options.sample:
        print("DỮ LIỆU MẪU: số liệu sinh ngẫu nhiên, không phải của đơn vị thật.", file=sys.stderr)
    if options.json:
        for one in judged:
            print(json.dumps(one.finding.as_json(), ensure_ascii=False))
        return 0
    for key in dict.fromkeys(one.member.rule_set for one in judged):
        print("\n".join(summary([one for one in judged if one.member.rule_set == key], sets[key], sets)))
    return 0


def summary(judged: "list[Judged]", rules: "RuleSet", sets: "Mapping[str, RuleSet]") -> list[str]:
    """Write how many units of each kind met, did not, or are open; and the traps between deadlines."""
    from thidua.evaluation.prose import VERDICTS
    from thidua.recognition.order import timing_traps

    lines = []
    for kind, unit in rules.vocabulary.units.items():
        found = Counter(j.finding.verdict for j in judged if j.case.kind == kind)
        if found:
            counts = "; ".join(f"{VERDICTS[v].lower()} {n}" for v, n in sorted(found.items()))
            lines.append(f"{unit['label']}: {found.total()} đơn vị: {counts}")
    lines += _open_recognisers(judged, rules)
    versions = sorted({j.finding.version for j in judged if j.finding.version})
    lines.append(f"Theo: {', '.join(versions)}.")
    for key in versions:
        version = rules.version(key)
        lines += [f"Lưu ý thời hạn: {t}" for t in (timing_traps(rules, version, sets) if version else ())]
    return lines


def _open_recognisers(judged: "list[Judged]", rules: "RuleSet") -> list[str]:
    """Say whom no text that we have names as the recogniser on the day of weighing."""
    from thidua.dates import Validity
    from thidua.rulebook.build import as_day

    lines = {}
    for one in judged:
        version = rules.version(one.finding.version or "")
        for entry in (version.data.get("recognisers") or ()) if version else ():
            life = Validity(as_day(entry.get("valid_from")), as_day(entry.get("valid_to")))
            if one.case.kind in entry["for"] and entry["by"] is None and life.covers(one.case.as_of):
                label = rules.vocabulary.units[one.case.kind]["label"]
                lines[label] = f"Cấp công nhận {label}: chưa rõ theo văn bản đã có, tỉnh nhập từ bản chính."
    return list(lines.values())


def _members(options: argparse.Namespace, sets: "Mapping[str, RuleSet]", rules: "RuleSet") -> "list[Member]":
    from pathlib import Path

    from thidua.errors import Place
    from thidua.recognition.round_file import read_members

    if options.units:
        try:
            text = Path(options.units).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise OfficerError("không mở được tệp đơn vị.", Place(file=options.units)) from None
        return list(read_members(text.splitlines(), sets, options.units))
    return _drawn(options, rules)


def _drawn(options: argparse.Namespace, rules: "RuleSet") -> "list[Member]":
    from thidua.dates import parse_day
    from thidua.recognition.sample_units import SampleUnits
    from thidua.units.registry import descendants
    from thidua.units.shipped import shipped_units

    if not (options.province and options.as_of and options.sample > 0):
        raise OfficerError("--sample cần một số dương, --province MÃ và --as-of NGÀY.")
    day, units = parse_day(options.as_of), shipped_units()
    below = descendants(units, units.bearer(options.province, day).unit, day)
    communes = [(v.code, v.full_name) for v in below if v.level == "commune"]
    return list(SampleUnits(rules, day, options.seed).draw(communes, options.sample))
