"""Time citations stage by stage, beside a bare scan for numbers: folding, finding, laws, metadata, resolving.

Texts as in ``bench.reading``, joined and repeated to 4 MB (0.5 MB with ``--quick``). Read the ratios.
"""

import os
import re
import time

from bench.reading import MEGA, texts

from thidua.citations import Own, add_laws, find, resolve
from thidua.reading.metadata import read_metadata
from thidua.text import Folded

BARE = re.compile(r"\d{1,5}(?:/(?:19|20)\d\d)?[/-][A-ZĐ][\w/-]+")


def main() -> int:
    """Print the table."""
    name, papers = texts()
    whole = "\n".join(paper.decode("utf-8", "replace") for paper in papers)
    size = MEGA // 2 if os.environ.get("THIDUA_BENCH_QUICK") else 4 * MEGA
    text = whole * max(1, size // len(whole.encode()))
    volume = len(text.encode()) / MEGA
    rows: list[tuple[str, float, str]] = []

    def stage(label: str, start: float, note: str = "") -> float:
        rows.append((label, time.process_time() - start, note))
        return time.process_time()

    now = time.process_time()
    bare = sum(1 for _ in BARE.finditer(text))
    now = stage("quét trần (một mẫu số/ký hiệu)", now, f"{bare} chỗ")
    fold = Folded(text)
    _ = fold.lower
    now = stage("gập chữ", now)
    mentions = find(fold)
    now = stage("tìm số, ký hiệu", now, f"{len(mentions)} chỗ")
    mentions = add_laws(fold, mentions)
    now = stage("tìm luật theo tên", now)
    read_metadata(fold, mentions)
    now = stage("thông tin văn bản", now)
    cited = resolve(fold, mentions, Own())
    stage("gộp theo văn bản", now, f"{len(cited.citations)} văn bản")
    print(f"{name}, {volume:.1f} MB")
    for label, seconds, note in rows:
        speed = volume / max(seconds, 1e-9)
        print(f"  {label:32}{seconds:8.3f} s {speed:9.1f} MB/s   ×{seconds / rows[0][1]:6.1f}   {note}")
    total = sum(seconds for _, seconds, _ in rows[1:])
    print(f"  {'cả phần viện dẫn':32}{total:8.3f} s {volume / total:9.1f} MB/s   ×{total / rows[0][1]:6.1f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
