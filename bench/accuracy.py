"""Print how well the reader reads: precision, recall and F1 per field, on the corpus and on the real plans.

    python -m bench.accuracy [--misses] [--set dev|demonstration|heldout|seeds]

Held-out texts are only scored: their misses are never listed, so that nobody tunes a rule on them.
"""

import argparse
import os
import sys
from pathlib import Path

from tests.corpus.scorer import Report, load, read, score

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "corpus"
SEEDS = Path(os.environ.get("THIDUA_SEEDS", ROOT / "../shared/seeds"))
ELSEWHERE = {"seeds": SEEDS, "demonstration": ROOT / "src/thidua_web/demonstration/papers"}
SETS = ("dev", "demonstration", "heldout", "seeds")
READER = [str(Path(sys.executable).with_name("thidua")), "read", "--json"]


def table(name: str, files: int, report: Report) -> str:
    """Lay the tallies of one set out, a field a line."""
    lines = [f"{name}: {files} văn bản", f"{'':28}{'đúng':>6}{'nêu':>6}{'cần':>6}{'P':>8}{'R':>8}{'F1':>8}"]
    for key, t in report.tallies.items():
        p = f"{t.precision:8.4f}" if t.told else f"{'':8}"
        r = f"{t.recall:8.4f}" if t.asked else f"{'':8}"
        both = f"{t.f1:8.4f}" if t.told and t.asked else ""
        lines.append(f"{key:28}{t.right:6}{t.told:6}{t.asked:6}{p}{r}{both}")
    return "\n".join(lines)


def measured(name: str) -> tuple[int, Report] | None:
    """Score one set, or nothing where its texts are not here."""
    cases = load(CORPUS / name, ELSEWHERE.get(name))
    return (len(cases), score(cases, read(cases, READER))) if cases else None


def main(argv: list[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Đo độ chính xác của bộ đọc.")
    parser.add_argument("--misses", action="store_true", help="list every miss (never of the held-out set)")
    parser.add_argument("--set", choices=SETS, action="append")
    given = parser.parse_args([] if argv is None else argv)
    for name in given.set or SETS:
        found = measured(name)
        if found is None:
            print(f"{name}: không có văn bản (đặt THIDUA_SEEDS để đo trên các kế hoạch thật)\n")
            continue
        print(table(name, *found) + "\n")
        if given.misses and name != "heldout":
            for title, rows in (("Bỏ sót hoặc đọc khác", found[1].missed), ("Đọc thừa", found[1].wrong)):
                print(f"{title} ({len(rows)}):")
                print("\n".join(f"  {field:26}{case:30}{' '.join(what.split())}" for field, case, what in rows) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
