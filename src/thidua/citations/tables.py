"""Load what is known of papers: kinds, bodies, shapes of numbers, places, names of laws (``thidua/rules/documents``).

YAML is for the keepers of the rules; a command starts from one compiled file in ``__pycache__`` beside it, made anew
whenever a YAML file changed. Where that folder cannot be written the YAML is read each time.
"""

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from thidua.errors import RuleKeeperError

FOLDER = Path(__file__).parent.parent / "rules" / "documents"
FILES = ("kinds", "organs", "numbers", "issuers", "places", "laws", "titles")

NUM = r"(?:\d{1,3}\.\d{3}|\d{1,6})(?:[a-zđ](?![a-zà-ỹ])|[A-EĐ](?= ?/))?"
YEAR = r"(?:19|20)\d\d"
_ON = r"(?:[A-ZĐƯ\d&]|(?<=[CT])r|(?<=T)g|(?<=g)V|(?<=T)hU|(?<=Q)y(?=Đ)|\.(?=[A-ZĐ]))"
# A block ends where it cannot go on; a possessive repeat of a group goes wrong on Python before 3.11.5.
GROUP = rf"[A-ZĐƯ]{_ON}*(?!{_ON})"
_WHOLE = rf"(?:{GROUP})(?<![ /.-][A-ZĐ](?=[a-zà-ỹ]))"
SYMBOL = (
    rf"(?:Q[Hh] ?-? ?(?:\d{{1,2}}|[XVI]{{1,5}})(?!\w)|{_WHOLE}(?: ?- ?{_WHOLE}|- ?{_WHOLE})?"
    rf"(?:(?:-| -(?! )|- )(?:{_WHOLE}|\d{{1,3}}(?!\d)))*(?:/{_WHOLE}(?:-{_WHOLE})*)?(?:\([A-ZĐ\d]{{2,12}}\))?)"
)


def load_yaml() -> dict[str, Any]:
    """Read the YAML files themselves: one mapping per file name."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = {}
    for name in FILES:
        try:
            found[name] = yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=loader)
        except (OSError, yaml.YAMLError) as error:
            raise RuleKeeperError(f"Không đọc được bảng «{name}.yaml» trong rules/documents: {error}") from error
    return found


def _stamp() -> str:
    stats = [(FOLDER / f"{name}.yaml").stat() for name in FILES]
    return " ".join(f"{s.st_mtime_ns}:{s.st_size}" for s in stats)


def _load() -> dict[str, Any]:
    compiled = FOLDER / "__pycache__" / "documents.json"
    try:
        stamp = _stamp()
    except OSError:
        return load_yaml()
    with suppress(OSError, ValueError, KeyError):
        kept = json.loads(compiled.read_text(encoding="utf-8"))
        if kept["stamp"] == stamp:
            return dict(kept["tables"])
    tables = load_yaml()
    with suppress(OSError):
        compiled.parent.mkdir(exist_ok=True)
        fresh = compiled.with_suffix(f".{id(tables)}.tmp")
        fresh.write_text(json.dumps({"stamp": stamp, "tables": tables}, ensure_ascii=False), encoding="utf-8")
        fresh.replace(compiled)
    return tables


@dataclass(frozen=True)
class Shape:
    """One shape of a number: see ``rules/documents/numbers.yaml``."""

    name: str
    pattern: "re.Pattern[str]"
    join: str
    needs: str
    damaged: bool
    upper: bool


class Tables:
    """What the YAML files say, indexed for reading. Make one with ``tables()``."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self.raw = raw
        self.kinds: dict[str, dict[str, Any]] = {k["name"].lower(): k for k in raw["kinds"]["kinds"]}
        self.generic = frozenset(raw["kinds"]["generic"])
        self.not_papers = tuple(raw["kinds"]["not_papers"])
        self.kind_of_code: dict[str, str] = {}
        for kind in raw["kinds"]["kinds"]:
            for code in kind["codes"]:
                self.kind_of_code.setdefault(code, kind["name"])
        self.organs: dict[str, dict[str, Any]] = {o["code"]: o for o in raw["organs"]["organs"]}
        self.canonical: dict[str, str] = raw["numbers"]["canonical"]
        self.rooms = frozenset(raw["numbers"]["rooms"])
        self.longest_kind = max(name.count(" ") + 1 for name in [*self.kinds, *self.generic])

    @cached_property
    def bare_kinds(self) -> frozenset[str]:
        """Kinds after which a bare number is the number of a paper."""
        return frozenset(name for name, kind in self.kinds.items() if kind.get("bare"))

    @cached_property
    def folded_kinds(self) -> dict[str, str]:
        """Kinds without diacritics -> the kind, for papers whose marks were lost or misread."""
        from thidua.text import fold_name

        return {fold_name(name): name for name in self.kinds}

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """Shapes of numbers in the order in which they are tried."""
        known = [*self.kind_of_code, *self.canonical]
        types = any_of([c for c in known if c not in ("L", "Đ", "QN")])
        organs = (
            rf"(?:TT\.)?{GROUP}(?![a-zà-ỹ])"  # whether it is a known body is asked afterwards: far fewer alternatives
        )
        places = {
            "num": NUM, "year": YEAR, "group": GROUP, "symbol": SYMBOL, "type": types, "organ": organs,
            "joint": "(?:(?:NQLT|TTLT|TTLB|C[Tt]r?(?:PH|LT)|KH(?:PH|LT|LN)|QC(?:PH|LN)|HDL[NT]) ?/ ?)?",
            "lower_type": types.lower(), "lower_organ": "[a-zđ]{2,9}",
        }  # fmt: skip
        return tuple(
            Shape(
                s["name"], re.compile(s["pattern"].format(**places)), s.get("join", ""), s.get("needs", ""),
                bool(s.get("damaged")), bool(s.get("upper")),
            )
            for s in self.raw["numbers"]["shapes"]
        )  # fmt: skip

    @cached_property
    def laws(self) -> dict[str, frozenset[str]]:
        """Kind of law in lower case -> names in lower case."""
        return {kind: frozenset(n.lower() for n in names) for kind, names in self.raw["laws"].items()}

    @cached_property
    def provinces(self) -> frozenset[str]:
        """Names of provinces and centrally run cities in lower case."""
        places = self.raw["places"]
        return frozenset(p.lower() for p in [*places["cities"], *places["provinces"]])

    @cached_property
    def cities(self) -> frozenset[str]:
        """Names of centrally run cities in lower case."""
        return frozenset(p.lower() for p in self.raw["places"]["cities"])


def any_of(words: list[str]) -> str:
    """Make one alternation of plain words, longest first, so that the longest is taken.

    >>> any_of(["KH", "KHPH"])
    '(?:KHPH|KH)'
    """
    return "(?:" + "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w))) + ")"


@lru_cache(maxsize=1)
def tables() -> Tables:
    """Give the tables, loaded once a process."""
    return Tables(_load())
