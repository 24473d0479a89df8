"""List and board pages with 10,000 units and 20 readers: p50 and p95 per page against the bar of 200 ms.

A throw-away home (1,000 units with --quick) and a real server on loopback. Twenty readers of the standing office go
through the pages in their own order with a second of thought between two; each page was opened once before it counts,
as on any day but the first. Slow pages are told, not judged: speed is the machine's too.
"""

import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from bench._deadline_client import read
from bench.deadline import free_port, postgresql, server, spent

HERE = Path(__file__).parent
READERS, THOUGHT, BAR = 20, 1.0, 0.2


def pages(told: dict) -> dict[str, str]:
    """What is read: name -> address."""
    board = f"/bang-diem/{told['programme']}/"
    return {
        "trang đầu": "/", "số liệu": "/so-lieu/", "số liệu, trang cuối": "/so-lieu/?trang=9999",
        "số liệu, quá hạn": "/so-lieu/?loc=qua-han", "số liệu, tìm": "/so-lieu/?q=so+99",
        "số liệu, xếp theo đơn vị": "/so-lieu/?xep=don-vi", "một báo cáo": f"/so-lieu/{told['return']}/",
        "biểu mẫu": f"/so-lieu/bieu-mau/{told['form']}/", "chờ xác minh": "/xac-minh/", "cây đơn vị": "/don-vi/",
        "tìm đơn vị": "/don-vi/?q=so+999", "cả tỉnh": "/don-vi/90/", "một đơn vị": f"/don-vi/{told['unit']}/",
        "tìm chung": "/tim/?q=so+99", "tài khoản": "/tai-khoan/danh-sach/", "tài khoản, tìm":
        "/tai-khoan/danh-sach/?q=900099", "một tài khoản": f"/tai-khoan/nguoi/{told['user']}/", "danh sách gọi":
        "/tai-khoan/danh-sach-goi/", "bảng điểm": board, "bảng điểm, một chỉ tiêu":
        f"{board}chi-tieu/{told['lineage']}/", "quy về hôm nay": f"{board}chi-tieu/{told['lineage']}/?don-vi=hom-nay",
        "bảng điểm theo đơn vị": f"{board}don-vi/", "bảng điểm một đơn vị": f"{board}don-vi/{told['unit']}/",
        "nhật ký": "/nhat-ky/", "nhật ký, trang 300": "/nhat-ky/?trang=300", "văn bản": "/van-ban/",
        "chương trình": "/chuong-trinh/", "một chương trình": f"/chuong-trinh/{told['programme']}/",
    }  # fmt: skip


async def fetch(port: int, cookie: str, path: str) -> float:
    """How long a page takes to the last byte, on a connection of its own."""
    start = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n\r\n".encode())
    status, _ = await read(reader)
    writer.close()
    if status != 200:
        raise RuntimeError(f"{path}: {status}")
    return time.perf_counter() - start


async def evening(port: int, told: dict, rounds: int) -> dict[str, list[float]]:
    """All readers; page -> how long each opening took."""
    cookie, took = f"{told['cookie']}={told['session']}", defaultdict(list)
    every = pages(told)
    for path in (p for p in every.values() for _ in range(6)):
        await fetch(port, cookie, path)

    async def person(number: int) -> None:
        own = random.Random(number)
        for _ in range(rounds):
            for name in own.sample(list(every), len(every)):
                await asyncio.sleep(THOUGHT * own.uniform(0.5, 1.5))
                took[name].append(await fetch(port, cookie, every[name]))

    await asyncio.gather(*(person(n) for n in range(READERS)))
    return took


def run(units: int, url: str, rounds: int) -> tuple[dict[str, list[float]], float]:
    """One database; the times, and the CPU of the server a page."""
    with tempfile.TemporaryDirectory(prefix="thidua-lists-", ignore_cleanup_errors=True) as folder:
        env = os.environ | {"THIDUA_HOME": folder, "THIDUA_DATABASE_URL": url, "PYTHONPATH": str(HERE.parent),
                            "THIDUA_SECOND_FACTOR": "0"}  # fmt: skip
        env.pop("DJANGO_SETTINGS_MODULE", None)
        file = Path(folder) / "told.json"
        subprocess.run([sys.executable, HERE / "_lists_home.py", "make", file, str(units)], env=env, check=True)
        told, port = json.loads(file.read_text(encoding="utf-8")), free_port()
        with server(port, 2, env) as running:
            before = spent(running[0].pid)
            took = asyncio.run(evening(port, told, rounds))
            cpu = spent(running[0].pid) - before
    return took, cpu / sum(len(times) + 6 for times in took.values())


def main() -> int:
    """The table of both databases side by side."""
    quick = bool(os.environ.get("THIDUA_BENCH_QUICK"))
    units, rounds = (1000, 1) if quick else (10_000, 2)
    with postgresql() as started:
        started.psql("CREATE DATABASE lists")
        found = {"SQLite": run(units, "", rounds), "PostgreSQL": run(units, started.get_uri(database="lists"), rounds)}
    names = list(found["SQLite"][0])
    print(f"{units} đơn vị, {READERS} người, nghĩ {THOUGHT:.0f} s; mốc p95 ≤ {BAR * 1e3:.0f} ms; "
          f"tải máy {os.getloadavg()[0]:.1f}")  # fmt: skip
    print(f"{'':30}" + "".join(f"{name + ' p50':>16}{'p95 ms':>8}" for name in found))
    for name in sorted(names, key=lambda n: -_p95(found["SQLite"][0][n])):
        cells = [(sorted(took[name])[len(took[name]) // 2], _p95(took[name])) for took, _ in found.values()]
        print(f"{name:30}" + "".join(f"{p50 * 1e3:16.0f}{p95 * 1e3:7.0f}{'!' if p95 > BAR else ' '}"
                                     for p50, p95 in cells))  # fmt: skip
    for name, (took, cpu) in found.items():
        every = [t for times in took.values() for t in times]
        print(f"{name}: mọi trang p95 {_p95(every) * 1e3:.0f} ms, CPU mỗi trang {cpu * 1e3:.0f} ms, {len(every)} lượt")
    return 0


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


if __name__ == "__main__":
    sys.exit(main())
