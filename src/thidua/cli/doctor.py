"""``thidua doctor``: say what this machine lacks and how to add it."""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass

HELP = "Máy này có đủ để chạy không, thiếu gì, cài thế nào."
_FREE = 2 * 2**30


@dataclass(frozen=True)
class Finding:
    """One part of the machine: there or not, what was met, what to do, and whether nothing works without it."""

    part: str
    present: bool
    found: str
    fix: str = ""
    needed: bool = False


def arguments(parser: argparse.ArgumentParser) -> None:
    """One switch."""
    parser.add_argument("--json", action="store_true", help="in JSON")


def run(options: argparse.Namespace) -> int:
    """Print one line a part; 2 where something is missing without which nothing works."""
    findings = [check() for check in CHECKS]
    if options.json:
        import json

        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            fix = f" {finding.fix}" if finding.fix and not finding.present else ""
            print(f"{finding.part}: {'có' if finding.present else 'thiếu'} ({finding.found}).{fix}")
    return 2 if any(finding.needed and not finding.present for finding in findings) else 0


def python_itself() -> Finding:
    """Python 3.11 or later."""
    version = sys.version.split()[0]
    return Finding("Python", sys.version_info >= (3, 11), version, "Cài Python 3.11 trở lên.", needed=True)


def libraries() -> Finding:
    """What the readers of files stand on."""
    from importlib.util import find_spec

    names = ("defusedxml", "pypdfium2", "selectolax", "puremagic", "viparse", "yaml")
    lost = [name for name in names if find_spec(name) is None]
    told = f"thiếu {', '.join(lost)}" if lost else f"{len(names)} thư viện"
    return Finding("Thư viện đọc tệp", not lost, told, "Chạy script/environment để cài lại.", needed=True)


def recognizer() -> Finding:
    """tesseract and its Vietnamese data, for scanned pages only."""
    from thidua.reading.opening.scanned import lacking

    fix = "Chỉ cần khi đọc PDF quét: cài gói tesseract-ocr và tesseract-ocr-vie."
    return Finding(
        "Nhận dạng chữ (tesseract, tiếng Việt)", not lacking(), "chưa dùng được" if lacking() else "dùng được", fix
    )


def screen_font() -> Finding:
    """The font of the site's pages."""
    from importlib.util import find_spec

    there = find_spec("fontpkg_be_vietnam_pro") is not None
    return Finding(
        "Phông Be Vietnam Pro", there, "gói phông" if there else "không thấy", "Chạy script/environment để cài lại."
    )


def browser() -> Finding:
    """Chromium, for the browser tests only."""
    from shutil import which

    path = which("chromium") or which("chromium-browser") or which("google-chrome")
    return Finding(
        "Chromium", path is not None, path or "không thấy", "Chỉ cần khi chạy kiểm thử trình duyệt: cài gói chromium."
    )


def database() -> Finding:
    """The database that the site is told to use: SQLite, or a PostgreSQL that answers at its address."""
    import socket
    from urllib.parse import parse_qs, urlsplit

    address = os.environ.get("THIDUA_DATABASE_URL", "")
    if not address:
        return Finding("Cơ sở dữ liệu", True, "SQLite, không cần máy chủ", needed=True)
    fix = "Kiểm tra THIDUA_DATABASE_URL, máy chủ PostgreSQL và tường lửa."
    try:
        parts = urlsplit(address)
        host = parse_qs(parts.query).get("host", [parts.hostname or "localhost"])[0]
        port = parts.port or 5432
        if host.startswith("/"):
            with socket.socket(socket.AF_UNIX) as door:
                door.settimeout(3)
                door.connect(f"{host}/.s.PGSQL.{port}")
        else:
            socket.create_connection((host, port), timeout=3).close()
    except (OSError, ValueError) as error:
        return Finding("Cơ sở dữ liệu", False, f"PostgreSQL không trả lời: {error}", fix, needed=True)
    return Finding("Cơ sở dữ liệu", True, f"PostgreSQL ở {host}, cổng {port} trả lời", needed=True)


def disk() -> Finding:
    """Free room where the program runs."""
    from shutil import disk_usage

    free = disk_usage(os.curdir).free
    return Finding(
        "Chỗ trống trên đĩa", free >= _FREE, f"{free / 2**30:.1f} GB".replace(".", ","), "Dọn bớt; cần ít nhất 2 GB."
    )


def time_zone() -> Finding:
    """The data of Vietnam's zone, by which days are told."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo("Asia/Ho_Chi_Minh")
    except ZoneInfoNotFoundError:
        return Finding("Múi giờ Asia/Ho_Chi_Minh", False, "không thấy", "Cài gói tzdata.", needed=True)
    return Finding("Múi giờ Asia/Ho_Chi_Minh", True, "dữ liệu đủ", needed=True)


def letters() -> Finding:
    """A terminal that shows Vietnamese."""
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "")
    return Finding(
        "Màn hình hiện tiếng Việt", encoding == "utf8", encoding or "không rõ", "Đặt LANG=C.UTF-8 hoặc PYTHONUTF8=1."
    )


CHECKS: tuple[Callable[[], Finding], ...] = (
    python_itself, libraries, database, time_zone, disk, letters, screen_font, recognizer, browser,
)  # fmt: skip
"""In the order printed: what everything needs first."""
