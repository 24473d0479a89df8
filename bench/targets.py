"""Time each reader of a plan apart: where the time of ``read_text`` goes, as shares of one run.

    python -m bench.targets

The text is written here, with every sentence form of ``tests/library/test_targets.py``, repeated to about 2 MB.
"""

import sys
import time
from collections.abc import Callable

from tests.library.test_targets import CHANGES, COUNTS, MANY, NOT_TARGETS, SHARES

from thidua.citations import find_all
from thidua.printed_dates import find_dates
from thidua.reading import read_text
from thidua.reading.dates import read_dates
from thidua.reading.initiatives import read_initiatives
from thidua.reading.misread import misread_words
from thidua.reading.outline import outline
from thidua.reading.paragraphs import paragraphs
from thidua.reading.spans import Spans
from thidua.reading.standing import Setting
from thidua.reading.targets import TargetReader
from thidua.reading.tasks import read_tasks
from thidua.text import Folded

FILLER = (
    "- Công an tỉnh chủ trì, phối hợp với Sở Nội vụ tiếp tục đẩy mạnh công tác tuyên truyền, vận động Nhân dân "
    "tham gia phong trào; nâng cao chất lượng hoạt động của các lực lượng nòng cốt ở cơ sở.\n"
)


def text() -> str:
    """Write a plan of which one sentence in four sets a target."""
    told = [case[0] for group in (SHARES, CHANGES, COUNTS, MANY) for case in group] + NOT_TARGETS
    return "II. CHỈ TIÊU\n" + "".join(f"- {sentence}\n{FILLER * 3}" for sentence in told)


def main(argv: list[str] | None = None) -> int:
    """Print seconds, share of the whole and MB/s of each reader."""
    plan = text()
    plan *= max(1, 2_000_000 // len(plan.encode()))
    fold = Folded(plan)
    low = fold.lower
    found = paragraphs(fold)
    nodes = outline(fold.folded, found)[1]
    printed = find_dates(low)
    readers: dict[str, Callable[[], object]] = {
        "fold": lambda: Folded(plan).lower,
        "outline": lambda: outline(fold.folded, paragraphs(fold)),
        "citations": lambda: find_all(fold),
        "targets": lambda: TargetReader(fold, Setting(), printed, []).read(nodes, None),
        "tasks": lambda: read_tasks(fold.folded, low, nodes, printed),
        "dates": lambda: read_dates(fold.folded, low, nodes, printed, Spans([])),
        "initiatives": lambda: read_initiatives(fold.folded, low, len(low)),
        "misread words": lambda: misread_words(fold.folded, low),
        "whole": lambda: read_text(plan),
    }
    seconds = {}
    for name, reader in readers.items():
        start = time.perf_counter()
        reader()
        seconds[name] = time.perf_counter() - start
    size = len(plan.encode()) / 1e6
    print(f"{size:.1f} MB{'giây':>20}{'phần':>8}{'MB/s':>8}")
    for name, took in seconds.items():
        print(f"{name:18}{took:9.2f}{took / seconds['whole']:8.0%}{size / took:8.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
