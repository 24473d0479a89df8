"""What a schema cannot see in one rule file: unknown facts, missing articles, circles, quotas of themselves."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from thidua.errors import Place, RuleKeeperError
from thidua.rulebook.marked import Marked

FACT_KEYS = ("fact", "part", "whole", "than", "tally")
TYPES = {
    "deed": {"deed"},
    "count": {"count"},
    "reviewed": {"truth", "truth_or_none"},
    "rating": {"rating"},
    "ratio": {"count"},
    "not_above": {"rating"},
    "subordinates": {"tally"},
    "scored": {"score"},
}
"""Which types of fact a kind of test may read."""


class CriteriaCheck:
    """Check one version or layer against its vocabulary."""

    def __init__(self, path: Path, tree: Marked, words: Mapping[str, Any]) -> None:
        self.path = path
        self.tree = tree
        self.data = tree.plain()
        self.words = words
        self.found: list[RuleKeeperError] = []
        self.facts = dict(words["facts"])
        for entry in self.data["criteria"]:
            if (entry.get("points") or {}).get("by") == "scored":
                self.facts[f"scores.{entry['key']}"] = {"for": entry["for"], "type": "score"}

    def faults(self) -> list[RuleKeeperError]:
        """Give every fault found."""
        self.keys()
        for place, entry in enumerate(self.data["criteria"]):
            self.criterion(place, entry)
        self.scope()
        self.table()
        self.quotas()
        return self.found

    def fault(self, sentence: str, *steps: str | int) -> None:
        """Note a fault at a value."""
        self.found.append(RuleKeeperError(sentence, Place(file=str(self.path), row=self.tree.at(*steps).line)))

    def keys(self) -> None:
        """A key stands once; what a criterion includes exists and leads back to nothing."""
        seen: set[str] = set()
        includes = {c["key"]: c.get("includes") or [] for c in self.data["criteria"]}
        for place, entry in enumerate(self.data["criteria"]):
            if entry["key"] in seen:
                self.fault(f"tiêu chí «{entry['key']}» ghi hai lần.", "criteria", place, "key")
            seen.add(entry["key"])
            for target in includes[entry["key"]]:
                if target not in includes:
                    self.fault(f"không có tiêu chí «{target}» để gộp.", "criteria", place, "includes")
                elif self.leads_to(target, entry["key"], includes):
                    self.fault(f"tiêu chí «{entry['key']}» gộp vòng tròn chính nó.", "criteria", place, "includes")

    def leads_to(self, start: str, goal: str, includes: Mapping[str, list[str]]) -> bool:
        """Follow includes from ``start``."""
        waiting, seen = [start], set()
        while waiting:
            here = waiting.pop()
            if here == goal:
                return True
            if here not in seen:
                seen.add(here)
                waiting += includes.get(here, [])
        return False

    def criterion(self, place: int, entry: Mapping[str, Any]) -> None:
        """Check one criterion: article, kinds, tests."""
        sure = entry.get("confidence", self.data["confidence"])
        if entry["article"] is None and sure == "verbatim":
            self.fault(
                f"tiêu chí «{entry['key']}» ghi theo đúng văn bản mà thiếu điều khoản (article).", "criteria", place
            )
        for kind in entry["for"]:
            if kind not in self.words["units"]:
                self.fault(f"không có loại đơn vị «{kind}».", "criteria", place, "for")
        first, last = entry.get("valid_from"), entry.get("valid_to")
        if first is not None and last is not None and first >= last:
            self.fault("valid_to phải sau valid_from.", "criteria", place, "valid_to")
        for gate in ("when", "waived"):
            if gate in entry:
                self.gate(entry[gate], entry["for"], "criteria", place, gate)
        for steps, test in _leaves(entry.get("all") or (), ("criteria", place, "all")):
            self.test(test, entry["for"], steps)
        rule = entry.get("points") or {}
        if "fact" in rule:
            self.known(rule["fact"], entry["for"], {"count"}, ("criteria", place, "points", "fact"))

    def test(self, test: Mapping[str, Any], kinds: list[str], steps: tuple[str | int, ...]) -> None:
        """Check one test."""
        if "when" in test:
            self.gate(test["when"], kinds, *steps, "when")
        for key in FACT_KEYS:
            if key in test and not (key in ("part", "whole") and "tally" in test):
                self.known(test[key], kinds, TYPES.get(test["test"], set()), (*steps, key))
        for kind in test.get("events") or ():
            if kind not in self.words.get("events", {}):
                self.fault(f"không có loại vụ việc «{kind}».", *steps, "events")
        for circumstance in (c for some in test.get("excuses") or () for c in some):
            if circumstance not in self.words.get("circumstances", {}):
                self.fault(f"không có tình tiết «{circumstance}».", *steps, "excuses")
        if test.get("test") == "rating" and test["fact"] in self.facts:
            scale = self.words.get("scales", {}).get(self.facts[test["fact"]].get("scale"), [])
            if test["at_least"] not in scale:
                self.fault(f"thang xếp loại không có mức «{test['at_least']}».", *steps, "at_least")
        if test.get("test") == "subordinates" and test["tally"] in self.facts:
            self.tally(test, steps)
        if test.get("test") == "deed" and not test.get("to_years_after") and test["from"] >= test["to"]:
            self.fault("to phải sau from.", *steps, "to")

    def tally(self, test: Mapping[str, Any], steps: tuple[str | int, ...]) -> None:
        """Check the kinds and parts of a tally."""
        declared = self.facts[test["tally"]]
        for name, known in (("part", declared["parts"]), ("whole", declared["parts"])):
            if test[name] not in known:
                self.fault(f"«{test['tally']}» không có phần «{test[name]}».", *steps, name)
        for kind in test["kinds"]:
            if kind not in declared["kinds"]:
                self.fault(f"«{test['tally']}» không có loại «{kind}».", *steps, "kinds")

    def known(self, name: str, kinds: list[str], types: set[str], steps: tuple[str | int, ...]) -> None:
        """A fact exists, is asked of these kinds, and is of a type that the test can read."""
        fact = self.facts.get(name)
        if fact is None:
            self.fault(f"không có dữ kiện «{name}».", *steps)
        elif missing := [kind for kind in kinds if kind not in fact["for"]]:
            self.fault(f"dữ kiện «{name}» không hỏi ở {missing[0]}.", *steps)
        elif types and fact["type"] not in types:
            self.fault(f"dữ kiện «{name}» thuộc kiểu {fact['type']}, không dùng được ở đây.", *steps)

    def gate(self, gate: Mapping[str, Any], kinds: list[str], *steps: str | int) -> None:
        """Check what a gate asks."""
        if "fact" in gate:
            self.known(gate["fact"], kinds, set(), (*steps, "fact"))
        elif any(gate["unit"] not in (self.words["units"].get(kind, {}).get("asks") or {}) for kind in kinds):
            self.fault(f"không hỏi «{gate['unit']}» của loại đơn vị này.", *steps, "unit")
        if not {"is", "some_of", "below"} & set(gate):
            self.fault("điều kiện thiếu khóa «is», «some_of» hoặc «below».", *steps)

    def scope(self) -> None:
        """Check that every kind in scope and rounds exists, and that what is excluded can be stated."""
        for part in ("scope", "rounds"):
            for place, entry in enumerate(self.data.get(part) or ()):
                for kind in entry["for"]:
                    if kind not in self.words["units"]:
                        self.fault(f"không có loại đơn vị «{kind}».", part, place, "for")
                for number, gate in enumerate(entry.get("excluded_when") or ()):
                    self.gate(gate, entry["for"], part, place, "excluded_when", number)

    def table(self) -> None:
        """Check groups, vetoes and bands of a points table."""
        table = self.data.get("points") or {}
        grades = [band["grade"] for band in table.get("bands") or ()]
        bounds = [band["at_least"] for band in table.get("bands") or () if band["at_least"] is not None]
        if bounds != sorted(set(bounds), reverse=True):
            self.fault("mức điểm xếp loại phải ghi từ cao xuống thấp và không trùng.", "points", "bands")
        keys = {c["key"] for c in self.data["criteria"]}
        for place, veto in enumerate(table.get("vetoes") or ()):
            if veto["criterion"] not in keys:
                self.fault(f"không có tiêu chí «{veto['criterion']}».", "points", "vetoes", place, "criterion")
            if veto["at_most"] not in grades:
                self.fault(f"không có loại «{veto['at_most']}».", "points", "vetoes", place, "at_most")
        groups = {group["key"] for group in table.get("groups") or ()}
        for place, entry in enumerate(self.data["criteria"]):
            rule = entry.get("points") or {}
            if "group" in rule and rule["group"] not in groups:
                self.fault(f"không có nhóm điểm «{rule['group']}».", "criteria", place, "points", "group")
            if "below_minimum" in rule and rule["below_minimum"] not in grades:
                self.fault(f"không có loại «{rule['below_minimum']}».", "criteria", place, "points", "below_minimum")

    def quotas(self) -> None:
        """A quota of a grade is never counted against that grade itself, nor in a circle."""
        quotas = self.data.get("quotas") or ()
        rests = {quota["grade"]: list(quota["of"]) for quota in quotas}
        for place, quota in enumerate(quotas):
            if any(self.leads_to(grade, quota["grade"], rests) for grade in quota["of"]):
                self.fault(f"hạn mức «{quota['key']}» tính theo chính loại «{quota['grade']}».", "quotas", place, "of")


def _leaves(entries: Any, steps: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Mapping[str, Any]]]:
    for place, entry in enumerate(entries):
        here = (*steps, place)
        yield here, entry
        for group in ("any", "all"):
            yield from _leaves(entry.get(group) or (), (*here, group))
