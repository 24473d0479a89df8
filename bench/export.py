"""The figures of 20,000 units × 200 elements in one file: time, first byte and the server's peak memory.

A throw-away home (2,000 units with --quick), a real server with one worker on loopback, the download of the site as
.xlsx and .csv, on both databases; then one reader who takes 2 MB a second, during which other pages must still open.
The bar: at most 256 MB for the process that answers.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench._deadline_home import own_definitions
from bench.deadline import free_port, postgresql, server

HERE = Path(__file__).parent
ELEMENTS, BAR, SLOW = 200, 256, 2 * 2**20


def memory(group: int) -> int:
    """The greatest memory that a process of the server has held, in MB (resident, from the kernel)."""
    peaks = [0]
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parts = (folder / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
            status = (folder / "status").read_text(encoding="utf-8")
        except OSError:
            continue
        if int(parts[2]) == group and "VmHWM:" in status:
            peaks.append(int(status.split("VmHWM:")[1].split()[0]) // 1024)
    return max(peaks)


def fetch(port: int, told: dict, path: str, *, slow: bool = False) -> dict[str, float]:
    """One download: seconds to the first byte and to the last, bytes, and how long the front page took meanwhile."""
    start, count, first, beside = time.perf_counter(), 0, 0.0, 0.0
    with socket.create_connection(("127.0.0.1", port), 60) as line:
        if slow:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
        line.sendall(
            f"GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\nCookie: {told['cookie']}={told['session']}\r\n\r\n".encode()
        )
        while piece := line.recv(1 << 16):
            first = first or time.perf_counter() - start
            count += len(piece)
            if slow:
                time.sleep(len(piece) / SLOW)
                if not beside and count > 2**20:
                    beside = fetch(port, told, "/van-ban/")["seconds"]
    return {"seconds": time.perf_counter() - start, "first": first, "bytes": count, "beside": beside}


def run(units: int, url: str) -> list[tuple[str, dict[str, float], int]]:
    """The downloads of one database, each on a fresh server so that the peak is its own."""
    found = []
    with tempfile.TemporaryDirectory(prefix="thidua-export-", ignore_cleanup_errors=True) as folder:
        (Path(folder) / "definitions").mkdir()
        (Path(folder) / "definitions" / "own.yaml").write_text(own_definitions(ELEMENTS), encoding="utf-8")
        env = os.environ | {"THIDUA_HOME": folder, "THIDUA_DATABASE_URL": url, "PYTHONPATH": str(HERE.parent),
                            "THIDUA_INDICATORS": f"{folder}/definitions", "THIDUA_SECOND_FACTOR": "0"}  # fmt: skip
        env.pop("DJANGO_SETTINGS_MODULE", None)
        file = Path(folder) / "told.json"
        subprocess.run([sys.executable, HERE / "_lists_home.py", "wide", file, str(units)], env=env, check=True)
        told = json.loads(file.read_text(encoding="utf-8"))
        for kind, slow in (("xlsx", False), ("csv", False), ("xlsx", True)):
            port = free_port()
            with server(port, 1, env) as running:
                before = memory(running[0].pid)
                got = fetch(port, told, f"/so-lieu/bieu-mau/rong/2024-Q1/so-lieu.{kind}", slow=slow)
                found.append((f".{kind}" + (", người nhận chậm" if slow else ""), got | {"before": before},
                              memory(running[0].pid)))  # fmt: skip
    return found


def main() -> int:
    """The table; 1 where a download took more memory than the bar."""
    units = 2000 if os.environ.get("THIDUA_BENCH_QUICK") else 20_000
    print(f"{units} đơn vị × {ELEMENTS} số liệu; mốc {BAR} MB; tải máy {os.getloadavg()[0]:.1f}")
    print(f"{'':34}{'giây':>7}{'byte đầu':>10}{'MB':>7}{'lúc đầu MB':>12}{'đỉnh MB':>9}{'trang khác':>12}")
    worst = 0
    with postgresql() as started:
        started.psql("CREATE DATABASE export")
        for name, url in (("SQLite", ""), ("PostgreSQL", started.get_uri(database="export"))):
            for label, got, peak in run(units, url):
                worst = max(worst, peak)
                beside = f"{got['beside']:.2f} s" if got["beside"] else ""
                print(f"{name + ' ' + label:34}{got['seconds']:7.1f}{got['first']:8.2f} s{got['bytes'] / 2**20:7.1f}"
                      f"{got['before']:12}{peak:9}{beside:>12}", flush=True)  # fmt: skip
    return int(worst > BAR)


if __name__ == "__main__":
    sys.exit(main())
