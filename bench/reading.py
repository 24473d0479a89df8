"""Time the reader: end to end with JSON, where the time goes, beside a bare scan and a tokenizer; start, memory.

Texts: the real plans where their folder is there (``THIDUA_SEEDS``), else the project's own corpus, repeated to 20 MB
(2 MB with ``--quick``), each plan a paper of its own; and the own corpus once, every text different. Nothing is kept
from paper to paper but what words are. Processor time of one core; absolute figures drift from machine to machine:
read the ratios. The tokenizer has an environment of its own (``script/bench --peer`` makes it).
"""

import cProfile
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from thidua.reading.opening import open_bytes
from thidua.reading.papers import read_paper

ROOT = Path(__file__).parents[1]
SEEDS = Path(os.environ.get("THIDUA_SEEDS", ROOT / "../shared/seeds"))
MEGA = 1_000_000
PEER_BYTES = 120_000
# One alternation tried at every place: the least that a reader made of regular expressions alone would do.
KINDS = "Kế hoạch|Chỉ thị|Nghị quyết|Nghị định|Thông tư|Quyết định|Kết luận|Luật|Công văn|Hướng dẫn"
BARE = re.compile(
    rf"(?:{KINDS})\s+(?:số\s+)?[\w/-]+"
    r"|\d{1,2}/\d{1,2}/\d{4}|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}|\d+(?:,\d+)?\s*%|(?:ít nhất|trên|dưới|tối thiểu)\s+\d+"
)


def texts() -> tuple[str, list[bytes]]:
    """Name and bytes of the papers that are read."""
    for name, folder in (("kế hoạch thật", SEEDS), ("tập văn bản của dự án", ROOT / "tests" / "corpus")):
        found = [path.read_bytes() for path in sorted(folder.rglob("*.txt"))] if folder.is_dir() else []
        if found:
            return name, found
    raise FileNotFoundError("no text to read")


def own_corpus() -> list[bytes]:
    """The project's own annotated texts: each once, all different, most of them short and dense with targets."""
    return [path.read_bytes() for path in sorted((ROOT / "tests" / "corpus").rglob("*.txt"))]


def repeated(papers: list[bytes], size: int) -> list[bytes]:
    """The papers again and again, about ``size`` bytes in all."""
    times = max(1, size // sum(map(len, papers)))
    return papers * times


def end_to_end(papers: list[bytes]) -> int:
    """Everything that ``thidua read --json`` does after its start; gives the bytes of JSON."""
    written = 0
    for data in papers:
        plan = read_paper(open_bytes(data, name="a.txt"))
        written += len(plan.as_json())
    return written


def interpreter() -> str:
    """Name the Python that reads: the same version may be built faster or slower.

    >>> interpreter().split()[0]
    'Python'
    """
    return f"Python {platform.python_version()} ({sys.base_prefix})"


def weight(papers: list[bytes]) -> float:
    """Megabytes of the papers."""
    return sum(map(len, papers)) / MEGA


def timed(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Seconds of one run: of the processor, so that a busy machine tells much the same."""
    start = clock()
    work()
    return clock() - start


def shares(papers: list[bytes]) -> list[tuple[str, float]]:
    """Where the time goes, by module; what C code takes is booked on the Python that called it."""
    profile = cProfile.Profile()
    profile.runcall(end_to_end, papers)
    profile.create_stats()
    booked: Counter[str] = Counter()
    for (file, _, _), (_, _, own, _, callers) in profile.stats.items():  # type: ignore[attr-defined]
        if file.startswith("~") or "thidua" not in file:
            for (caller, _, _), spent in callers.items():
                booked[_module(caller)] += spent[2]
        else:
            booked[_module(file)] += own
    whole = sum(booked.values())
    return [(name, spent / whole) for name, spent in booked.most_common()]


def _module(file: str) -> str:
    path = Path(file)
    if "thidua" in path.parts:
        at = len(path.parts) - 1 - path.parts[::-1].index("thidua")
        return ".".join(path.with_suffix("").parts[at + 1 :]) or "thidua"
    return "json" if "json" in path.parts else "thư viện chuẩn"


PEER = """
import sys, time
from underthesea import word_tokenize
text = sys.stdin.buffer.read().decode()
word_tokenize("khởi động")
start = time.process_time()
word_tokenize(text)
print(time.process_time() - start)
"""
PEER_HOME = ROOT / ".venv-bench" / "bin" / "python"


def peer(sample: bytes) -> float | None:
    """MB/s of underthesea's tokenizer in its own environment, where that was made; its model is in its package."""
    if not PEER_HOME.exists():
        return None
    quiet = {**os.environ, "HF_HUB_OFFLINE": "1"}
    told = subprocess.run([PEER_HOME, "-c", PEER], input=sample, stdout=subprocess.PIPE, check=True, env=quiet)
    return len(sample) / MEGA / float(told.stdout)


def start_times(file: Path, runs: int) -> tuple[float, float]:
    """Median seconds of ``thidua read`` on one plan and of a bare Python, process start included."""
    command = [str(Path(sys.executable).with_name("thidua")), "read", "--json", str(file)]
    bare = [sys.executable, "-c", "pass"]
    quiet = {"stdout": subprocess.DEVNULL, "check": True}
    told = [
        statistics.median(timed(lambda c=c: subprocess.run(c, **quiet), time.perf_counter) for _ in range(runs))
        for c in (command, bare)
    ]
    return told[0], told[1]


PEAK = """
import sys
from thidua.cli import main
main(["read", "--json", *sys.argv[1:]])
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")), file=sys.stderr)
"""


def peak(files: list[Path]) -> float:
    """Most memory (MB) of one process that reads the files; asked of the kernel in that process, on Linux."""
    command = [sys.executable, "-c", PEAK, *map(str, files)]
    told = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
    return int(told.stderr.split()[-1]) / 1024


def main() -> int:
    """Print the tables."""
    quick = bool(os.environ.get("THIDUA_BENCH_QUICK"))
    name, papers = texts()
    heap = repeated(papers, (2 if quick else 20) * MEGA)
    size = weight(heap)
    text = b"\n".join(heap).decode("utf-8", "replace")
    print(f"{name}: {len(papers)} văn bản, lặp thành {size:.1f} MB, {len(heap)} tệp; một nhân, {interpreter()}")
    different = own_corpus()
    end_to_end(papers)
    rows = [
        ("đọc trọn, mỗi văn bản một tệp, kể cả JSON", size / timed(lambda: end_to_end(heap))),
        (
            f"đọc trọn, {len(different)} văn bản ngắn khác nhau",
            weight(different) / timed(lambda: end_to_end(different)),
        ),
        ("chỉ quét một biểu thức chính quy", size / timed(lambda: sum(1 for _ in BARE.finditer(text)))),
    ]
    tokenizer = peer(text[:PEER_BYTES].encode())
    if tokenizer:
        rows.append(("tách từ bằng underthesea", tokenizer))
    base = rows[0][1]
    for label, speed in rows:
        print(f"  {label:46}{speed:9.2f} MB/s   bằng {speed / base:7.2f} lần bộ đọc")
    if not tokenizer:
        print("  tách từ bằng underthesea: chưa cài nên không đo (script/bench --peer cài vào .venv-bench)")
    print(
        "  thời gian theo mô-đun: "
        + ", ".join(f"{part} {share:.0%}" for part, share in shares(papers * 4) if share > 0.02)
    )
    with tempfile.TemporaryDirectory() as folder:
        few = []
        for number, data in enumerate((papers * 400)[: 40 if quick else 400]):
            few.append(Path(folder) / f"{number:04d}.txt")
            few[-1].write_bytes(data)
        longest = max(few, key=lambda path: path.stat().st_size)
        started, bare = start_times(longest, 3 if quick else 9)
        size_told = longest.stat().st_size // 1000
        print(f"  một kế hoạch {size_told} kB kể cả khởi động: {started:.3f} s (Python trống {bare:.3f} s)")
        little, much = peak(few[:10]), peak(few)
        print(f"  bộ nhớ cao nhất: 10 tệp {little:.0f} MB, {len(few)} tệp {much:.0f} MB (gấp {much / little:.2f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
