"""A Finding as a text that an official reads."""

from datetime import timedelta

from thidua.dates import show_day
from thidua.evaluation.case import NONE
from thidua.evaluation.finding import Finding
from thidua.evaluation.outcome import EventFix, Fix
from thidua.rulebook.rule_set import RuleSet, RuleVersion

VERDICTS = {
    "met": "ĐẠT",
    "not_met": "CHƯA ĐẠT",
    "undecidable": "CHƯA KẾT LUẬN ĐƯỢC",
    "not_yet_due": "CHƯA ĐẾN HẠN",
    "not_applicable": "KHÔNG THUỘC DIỆN XÉT",
    "not_in_force": "CHƯA CÓ QUY ĐỊNH",
}
SURE = {
    "verbatim": "theo đúng văn bản",
    "quoted": "theo trích dẫn của nguồn khác",
    "summarised": "theo bản tóm tắt",
    "inferred": "theo cách hiểu, văn bản không nói rõ",
    "unconfirmed": "chưa đối chiếu với văn bản",
}


def as_prose(finding: Finding, rules: RuleSet) -> str:
    """Write the conclusion, the round, each criterion with its reason, what is missing, what mends."""
    version = rules.version(finding.version or "")
    lines = [f"{VERDICTS[finding.verdict]}: {finding.because}", f"Độ chắc chắn: {SURE[finding.confidence]}."]
    lines += _round(finding)
    for found in finding.criteria:
        text = _text(version, found.key)
        lines += [
            "",
            f"[{found.key}] {VERDICTS[found.verdict]} ({found.article or 'chưa rõ điều khoản'}). {text}",
            f"    {found.because}",
        ]
        if found.confidence != "verbatim":
            lines.append(f"    ({SURE[found.confidence]})")
    if finding.unknown:
        lines += ["", "Còn thiếu thông tin: " + ", ".join(finding.unknown) + "."]
    if finding.smallest_fix:
        lines += ["", "Thay đổi ít nhất để không còn tiêu chí nào chưa đạt:"]
        lines += [f"  - {show_fix(fix, rules)}" for fix in finding.smallest_fix]
    return "\n".join(lines)


def show_fix(fix: Fix, rules: RuleSet) -> str:
    """Say one change in Vietnamese."""
    if isinstance(fix, EventFix):
        return f"không có vụ việc: {rules.vocabulary.events[fix.kind]} ngày {show_day(fix.day)}"
    return f"{fix.fact}: từ {_value(fix.was)} thành {_value(fix.to)}"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "đúng" if value else "không"
    if value == NONE:
        return "không có"
    return show_day(value) if hasattr(value, "isoformat") else str(value)  # type: ignore[arg-type]


def _round(finding: Finding) -> list[str]:
    if finding.window is None:
        return []
    first, last = finding.window[0], finding.window[1] - timedelta(days=1)
    line = f"Vòng xét năm {finding.year}: từ {show_day(first)} đến hết {show_day(last)}"
    if finding.decide_before is None:
        return [line + "."]
    late = "; đã quá hạn ra quyết định" if finding.late else ""
    return [f"{line}; quyết định trước ngày {show_day(finding.decide_before)}{late}."]


def _text(version: RuleVersion | None, key: str) -> str:
    criteria = version.criteria if version else ()
    return next((c.text for c in criteria if c.key == key), "")
