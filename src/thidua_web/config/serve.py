"""``thidua serve``: the site on this machine, from an empty folder to a page that answers."""

import argparse
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from thidua.errors import AuthorError, ThiduaError, why

HELP = "Chạy trang web trên máy này."
UNUSED = ["ext", "htmax-*", "htmx-4*", "htmx-2.js"]
"""Files of django-htmx that no page asks for; one of them names a module that does not exist."""
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class ServeCommand:
    """The command as ``thidua.cli`` expects it."""

    HELP = HELP

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Where to listen, how many workers, whether to fill an empty home with the demonstration province."""
        parser.add_argument(
            "--host", metavar="ĐỊA-CHỈ", default="127.0.0.1", help="địa chỉ nghe (mặc định chỉ máy này: 127.0.0.1)"
        )
        parser.add_argument("--port", metavar="CỔNG", type=int, default=8000, help="cổng nghe (mặc định 8000)")
        parser.add_argument(
            "--workers", metavar="SỐ", type=int, default=min(4, os.cpu_count() or 1), help="số tiến trình trả lời"
        )
        parser.add_argument("--demonstration", action="store_true", help="dựng tỉnh minh họa nếu chưa có dữ liệu")
        parser.add_argument("--prepare-only", action="store_true", help="chuẩn bị xong thì dừng, không nghe cổng")

    def run(self, options: argparse.Namespace) -> int:
        """Prepare the home folder, say where the site is, serve until stopped."""
        if not options.prepare_only:
            check_port(options.host, options.port)
        told = prepare(demonstration=options.demonstration)
        if options.prepare_only:
            return 0
        greet(options.host, options.port, told)
        with reader_beside():
            serve(options.host, options.port, max(1, options.workers))
        return 0


def check_port(host: str, port: int) -> None:
    """AuthorError with what to do where the port cannot be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OverflowError:
            raise AuthorError(f"Cổng {port} không hợp lệ: chọn số từ 1024 đến 65535.") from None
        except PermissionError:
            raise AuthorError(
                f"Không được phép nghe cổng {port}: chọn cổng từ 1024 trở lên, ví dụ --port 8000."
            ) from None
        except OSError as error:
            if error.errno == 98 or "in use" in str(error):
                raise AuthorError(
                    f"Cổng {port} đang có chương trình khác dùng: chọn cổng khác, ví dụ --port {port + 1}."
                ) from None
            raise AuthorError(f"Không nghe được địa chỉ {host}: kiểm tra lại --host ({why(error)}).") from None


def prepare(*, demonstration: bool) -> list[str]:
    """Bring the database up to this version, collect static files, lay the demonstration; return what to tell."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua_web.config.settings")
    try:
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
        collect_static()
    except PermissionError as error:
        raise AuthorError(f"Không ghi được vào {error.filename}: đặt THIDUA_HOME là một thư mục ghi được.") from None
    if not demonstration:
        return []
    from thidua_web.demonstration import acts

    return acts.demonstrate()


def collect_static() -> None:
    """Collect and compress the static files, unless the files of this version are already there."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / ".collected"
    stats = [storage.path(name) for finder in get_finders() for name, storage in finder.list([])]
    now = "\n".join(f"{path} {Path(path).stat().st_size} {Path(path).stat().st_mtime_ns}" for path in sorted(stats))
    if stamp.exists() and stamp.read_text(encoding="utf-8") == now:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True, ignore_patterns=UNUSED)
    stamp.write_text(now, encoding="utf-8")


def greet(host: str, port: int, told: list[str]) -> None:
    """Say where the site is and what to do first; every address can be opened as it is printed."""
    from django.conf import settings

    shown = "localhost" if host in LOOPBACK | {"0.0.0.0", "::"} else host
    site = f"http://{shown}:{port}"
    steps = [re.sub(r"(?<=mở )/[^\s;,]*", lambda address: site + address[0], line) for line in told]
    lines = [f"Trang web: {site}/", f"Dữ liệu:   {settings.HOME}", *steps, "Dừng: Ctrl C", ""]
    if told and host not in LOOPBACK:
        lines.insert(0, "Chú ý: tỉnh minh họa có mật khẩu ai cũng biết, đang mở cho cả mạng.")
    sys.stdout.write("\n".join(lines))
    sys.stdout.flush()


@contextmanager
def reader_beside() -> Iterator[Callable[[], int]]:
    """Keep the process that reads long papers running: one that a broken PDF took along is started again.

    Gives a function that tells the number of the process now running, 0 before the first.
    """
    ended = threading.Event()
    running: list[subprocess.Popen[bytes]] = []
    command = [sys.executable, "-m", "django", "read_papers", "--with-parent", str(os.getpid())]

    def keep_running() -> None:
        while not ended.is_set():
            running[:] = [subprocess.Popen(command)]
            running[0].wait()
            ended.wait(2)

    threading.Thread(target=keep_running, daemon=True).start()
    try:
        yield lambda: running[0].pid if running else 0
    finally:
        ended.set()
        for process in running:
            process.terminate()


def serve(host: str, port: int, workers: int) -> None:
    """Answer requests until the process is told to stop."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "thidua_web.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        backpressure=64,
        blocking_threads=4,
        respawn_failed_workers=True,
        log_access=False,
        log_level="warning",
    ).serve()


command = ServeCommand()
__all__ = ["ServeCommand", "ThiduaError", "command"]
