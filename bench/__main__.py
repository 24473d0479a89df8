"""Run the benches, all or the named ones: ``python -m bench [--quick] [NAME …]``. Each prints one small table."""

import os
import sys
import time
from importlib import import_module
from pathlib import Path

BENCHES = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_"))


def main(argv: list[str]) -> int:
    """Run them one after the other; 1 where one failed, 2 for a name that is none."""
    names = [word for word in argv if not word.startswith("-")] or BENCHES
    unknown = [name for name in names if name not in BENCHES]
    if unknown or set(argv) - {"--quick"} - set(names):
        print(
            f"script/bench [--quick] [--peer] [{'|'.join(BENCHES)}]; không có: {', '.join(unknown) or argv}",
            file=sys.stderr,
        )
        return 2
    if "--quick" in argv:
        os.environ["THIDUA_BENCH_QUICK"] = "1"
    failed = 0
    for name in names:
        print(f"═══ {name}", flush=True)
        start = time.perf_counter()
        try:
            failed |= bool(import_module(f"bench.{name}").main())
        except Exception as error:  # noqa: BLE001 one bench that fails must not hide the others
            failed = 1
            print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
        print(f"    ({time.perf_counter() - start:.1f} s)\n", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
