"""How rule sets draw on each other: a result is judged before what rests on it; a circle is a fault."""

from collections.abc import Mapping
from pathlib import Path

from thidua.errors import Place, RuleKeeperError
from thidua.rulebook.marked import Marked

Node = tuple[str, str]
"""Rule set and kind of unit."""


def find_circles(words: Mapping[str, tuple[Path, Marked]]) -> list[RuleKeeperError]:
    """Refuse unknown sources and circles among ``draws`` of all vocabularies."""
    faults: list[RuleKeeperError] = []
    edges: dict[Node, list[tuple[Node, Path, int]]] = {}
    for key, (path, tree) in words.items():
        for place, draw in enumerate(tree.plain().get("draws") or ()):
            line = tree.at("draws", place).line
            known = words[draw["from"]][1].plain()["units"] if draw["from"] in words else {}
            missing = [kind for kind in draw["kinds"] if kind not in known]
            if missing:
                sentence = f"draws[{place}] lấy kết quả của «{draw['from']}: {missing[0]}», không có loại ấy."
                faults.append(RuleKeeperError(sentence, Place(file=str(path), row=line)))
            for kind in draw["for"]:
                edges.setdefault((key, kind), []).extend(((draw["from"], k), path, line) for k in draw["kinds"])
    for start in edges:
        circle = _circle(start, edges)
        if circle:
            return [*faults, circle]
    return faults


def _circle(start: Node, edges: Mapping[Node, list[tuple[Node, Path, int]]]) -> RuleKeeperError | None:
    waiting, seen = [start], set()
    while waiting:
        node = waiting.pop()
        for target, path, line in edges.get(node, ()):
            if target == start:
                sentence = f"kết quả «{start[0]}: {start[1]}» phụ thuộc vòng tròn vào chính nó."
                return RuleKeeperError(sentence, Place(file=str(path), row=line))
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return None
