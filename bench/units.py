"""Time the units and the roll-up as a user meets them: with the start of the process."""

import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from thidua.units.registry import units_as_of
from thidua.units.shipped import shipped_units

QUICK = "THIDUA_BENCH_QUICK" in os.environ
ROWS, SEED = 100_000 if QUICK else 1_000_000, 2025


def write_figures(path: Path, rows: int) -> None:
    """Write counts of old and new communes over months and elements; fixed seed, no real figure."""
    old = [v.code for v in units_as_of(shipped_units(), date(2025, 6, 30), level="commune")]
    new = [v.code for v in units_as_of(shipped_units(), date(2025, 7, 1), level="commune")]
    dice = random.Random(SEED)
    made = 0
    with path.open("w", encoding="utf-8") as file:
        file.write("unit,element,period,value\n")
        for year, codes in ((2023, old), (2024, old), (2026, new)):
            for month in range(1, 13):
                if year == 2026 and month > 10:
                    break
                for element in ("people", "households", "teams", "cameras", "meetings"):
                    for code in codes:
                        if made == rows:
                            return
                        file.write(f"{code},{element},{year}-{month:02d},{dice.randrange(5000)}\n")
                        made += 1


def timed(*words: str) -> float:
    """Give the best of three runs in seconds (one when quick)."""
    best = 1e9
    for _ in range(1 if QUICK else 3):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "thidua", *words], check=True, stdout=subprocess.DEVNULL)
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Print one line per measure with its share of what is allowed."""
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures.csv"
        write_figures(figures, ROWS)
        roll = ("figures", "rollup", str(figures), "--as-of", "2025-07-01", "--json", "--level")
        cases = [
            ("find, exact", ("units", "find", "xa tan phong tan bien", "--day", "2025-06-30", "--json"), 0.5),
            ("find, a slip", ("units", "find", "mo cogn tay ninh", "--day", "2025-06-30", "--json"), 0.5),
            ("trace", ("units", "trace", "25507", "--from", "2024-06-01", "--to", "2025-07-01", "--json"), 0.5),
            ("as-of --counts", ("units", "as-of", "2025-07-01", "--counts", "--json"), 0.5),
            (f"roll-up {ROWS:,} rows, province", (*roll, "province"), 2.0),
            (f"roll-up {ROWS:,} rows, commune", (*roll, "commune"), 2.0),
        ]
        print(f"{'measure':<30}{'seconds':>9}{'allowed':>9}{'ratio':>7}")
        for label, words, allowed in cases:
            seconds = timed(*words)
            print(f"{label:<30}{seconds:>9.2f}{allowed:>9.1f}{seconds / allowed:>7.2f}")


if __name__ == "__main__":
    main()
