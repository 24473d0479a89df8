"""Rules as a text that an official reads: what each criterion asks, from when, how sure we are."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from thidua.dates import show_day
from thidua.evaluation.kinds.ratio import asked_percent
from thidua.evaluation.prose import SURE
from thidua.evaluation.scores import hundredths, show_points
from thidua.rulebook.build import as_day
from thidua.rulebook.rule_set import Criterion, RuleSet, RuleVersion, Vocabulary


def describe_version(version: RuleVersion, rules: RuleSet) -> list[str]:
    """Write one version: title, life, rounds, criteria, quotas, blanks."""
    words = rules.vocabulary
    lines = [f"{words.data['name']} — {version.name} [{version.key}]", f"Hiệu lực: {show_life(version)}."]
    lines.append(f"Độ chắc chắn: {SURE[version.confidence]}; {_confirmed(version.data)}.")
    lines += [_round(entry, words) for entry in version.rounds]
    lines += [_recogniser(entry, words) for entry in version.data.get("recognisers") or ()]
    for criterion in version.criteria:
        lines += ["", *describe_criterion(criterion, words, version.confidence)]
    lines += [f"Hạn mức: {describe_quota(quota)}" for quota in version.data.get("quotas") or ()]
    if version.blanks:
        lines += ["", "Còn để trống, chưa kết luận được điều gì dựa vào:"]
        lines += [f"  - {blank['what']} ({blank['ask']})" for blank in version.blanks]
    return lines


def describe_criterion(criterion: Criterion, words: Vocabulary, confidence: str) -> list[str]:
    """Write one criterion: key, text, article, who, each thing asked."""
    who = ", ".join(words.units[kind]["label"] for kind in criterion.kinds)
    article = criterion.article or "chưa rõ điều khoản"
    lines = [f"[{criterion.key}] {criterion.text} ({article}; {who})"]
    if criterion.confidence != confidence:
        lines.append(f"    độ chắc chắn: {SURE[criterion.confidence]}")
    if criterion.layer == "province":
        lines.append("    tiêu chí do tỉnh bổ sung")
    if criterion.points:
        lines.append(f"    điểm: {_points(criterion.points)}")
    for gate in (criterion.when, criterion.waived):
        lines += [f"    {gate.get('otherwise') or gate['because']}"] if gate else []
    return lines + [f"    - {line}" for line in _entries(criterion.all, words)]


def _entries(entries: Any, words: Vocabulary) -> Iterator[str]:
    for entry in entries:
        gate = f" [{entry['when']['otherwise']}]" if "when" in entry else ""
        if "test" in entry:
            yield describe_test(entry, words) + gate
        elif "any" in entry:
            yield "một trong các điều: " + "; hoặc ".join(_entries(entry["any"], words)) + gate
        else:
            yield "; ".join(_entries(entry["all"], words)) + gate


def describe_test(test: Mapping[str, Any], words: Vocabulary) -> str:
    """Write what one test asks.

    >>> from thidua.rulebook import load_rule_set
    >>> words = load_rule_set("recognition").vocabulary
    >>> describe_test({"test": "count", "fact": "new_hotspots", "at_most": 0}, words)
    'tụ điểm phức tạp mới phát sinh: không được có'
    """
    kind = test["test"]
    if kind == "subordinates":
        part = words.facts[test["tally"]]["parts"][test["part"]]
        how = "gộp chung các loại" if test["judged"] == "pooled" else "xét từng loại"
        return f"{part}: {asked_percent(test)}, {how}"
    if kind == "absent":
        listed = ", ".join(words.events[event] for event in test["events"])
        excuses = " hoặc ".join(" và ".join(words.circumstances[c] for c in some) for some in test["excuses"])
        return f"không xảy ra: {listed}" + (f"; trừ trường hợp {excuses}" if excuses else "")
    if kind == "scored":
        return "chấm điểm" + (f", tối thiểu {show_points(hundredths(test['minimum']))}" if "minimum" in test else "")
    label = words.facts[test["part" if kind == "ratio" else "fact"]]["label"]
    if kind == "deed":
        return f"{test.get('what') or label} trong {test['term']}"
    if kind == "ratio":
        return f"{label} trên {words.facts[test['whole']]['label']}: {asked_percent(test)}"
    if kind == "count":
        if "at_least" in test:
            return f"{label}: ít nhất {test['at_least']}"
        return f"{label}: " + (f"nhiều nhất {test['at_most']}" if test["at_most"] else "không được có")
    if kind == "rating":
        return f"{label}: từ «{test['at_least']}» trở lên"
    if kind == "not_above":
        return f"{label} không cao hơn {words.facts[test['than']]['label']}"
    return f"rà soát: {label}"


def describe_quota(quota: Mapping[str, Any]) -> str:
    """Write one quota with its rounding and its rule for ties."""
    rounding = {"down": "làm tròn xuống", "up": "làm tròn lên", "nearest": "làm tròn gần nhất"}[quota["rounding"]]
    base = ", ".join(f"«{grade}»" for grade in quota["of"])
    most = f"«{quota['grade']}» nhiều nhất {quota['at_most']}% số xếp loại {base} trong {quota['within']}"
    return f"{most}, {rounding}; {quota['ties']}."


def show_life(version: RuleVersion) -> str:
    """Write the life of a version."""
    first, end = version.validity.valid_from, version.validity.valid_to
    since = f"từ {show_day(first)}" if first else "chưa rõ từ ngày nào"
    return since + (f" đến hết {show_day(end - timedelta(days=1))}" if end else ", còn hiệu lực")


def _round(entry: Mapping[str, Any], words: Vocabulary) -> str:
    who = ", ".join(words.units[kind]["label"] for kind in entry["for"])
    if not entry["ends"]:
        return f"Vòng xét ({who}): chưa rõ khoảng thời gian."
    opens, last = _month_day(entry["opens"], 0), _month_day(entry["ends"], 1)
    before = f"; quyết định trước {_month_day(entry['decide_before'], 0)}" if entry["decide_before"] else ""
    year = " năm trước" if entry.get("opens_years_before") else ""
    return f"Vòng xét ({who}): từ {opens}{year} đến hết {last}{before}."


def _recogniser(entry: Mapping[str, Any], words: Vocabulary) -> str:
    who = ", ".join(words.units[kind]["label"] for kind in entry["for"])
    first, end = as_day(entry.get("valid_from")), as_day(entry.get("valid_to"))
    life = (f", từ {show_day(first)}" if first else "") + (f", đến trước {show_day(end)}" if end else "")
    return f"Công nhận ({who}{life}): {entry['by'] or 'chưa rõ, tỉnh nhập theo văn bản của mình'}."


def _month_day(month_day: str, back: int) -> str:
    day = date.fromisoformat(f"2023-{month_day}") - timedelta(days=back)
    return show_day(day).rpartition("/")[0]


def _points(rule: Mapping[str, Any]) -> str:
    kind = {"bonus": "điểm thưởng", "penalty": "điểm trừ"}.get(rule.get("as", "base"), "tối đa")
    most = show_points(hundredths(rule.get("cap", rule["max"])))
    each = f", mỗi đơn vị tính {show_points(hundredths(rule['each']))}" if "each" in rule else ""
    return f"{kind} {most}{each}"


def _confirmed(data: Mapping[str, Any]) -> str:
    day = as_day(data.get("confirmed_on"))
    return f"đối chiếu lần cuối ngày {show_day(day)}" if day else "chưa có người đối chiếu với bản chính"
