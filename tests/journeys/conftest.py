"""A browser against the real server. Without Chromium these tests are skipped, and one line says how to enable them.

Every page a journey opens is watched: a console error, a failed request or a request to another host fails the test,
and ``journey.open`` runs axe on what it opened.

A journey waits for what a person would see, never for a time: what leads to another page is pressed by ``follow``, what
changes on a page is awaited by ``expect``. A busy machine is no failure, so ``expect`` is as patient as a page.
"""

import atexit
import fcntl
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

import pytest
from tests.ports import port_of_its_own

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
PASSWORD = "thi-dua-mau"
PATIENCE = 60_000
"""Milliseconds until what never comes fails a journey."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="không có Chromium: cài gói chromium rồi chạy lại script/test"))


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a server started as people start it, in a home of its own with the demonstration province.

    Each file of journeys has one: what the people of another file did to a return is not met.
    """
    with TemporaryDirectory(prefix="thidua-journey-", ignore_cleanup_errors=True) as folder:
        home = Path(folder) / "home"
        _copy_of_the_prepared_home(home)
        yield from _served(home)


def _thidua(home: Path, *words: str) -> tuple[list[str], dict[str, str]]:
    thidua = str(Path(sys.executable).with_name("thidua"))
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"} | {"THIDUA_HOME": str(home)}
    return [thidua, "serve", "--demonstration", *words], environment


def _copy_of_the_prepared_home(home: Path) -> None:
    """A home with the demonstration province, made once for all the workers of one test run: it is most of the cost."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or secrets.token_hex(8)
    shared = Path(gettempdir()) / f"thidua-prepared-{run}"
    with _alone_at(shared):
        if not (shared / "demonstration").exists():
            command, environment = _thidua(shared, "--prepare-only")
            subprocess.run(command, env=environment, check=True, capture_output=True)
            atexit.register(_remove, shared)
        shutil.copytree(shared, home)


@contextmanager
def _alone_at(shared: Path) -> Iterator[Path]:
    """Whoever makes, copies or removes the prepared home does it alone: a worker may end while another begins."""
    path = shared.with_suffix(".lock")
    while True:
        with path.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if path.exists() and os.path.samestat(path.stat(), os.fstat(lock.fileno())):
                yield path
                return


def _remove(shared: Path) -> None:
    with _alone_at(shared) as lock:
        shutil.rmtree(shared, ignore_errors=True)
        lock.unlink()


def _served(home: Path) -> Iterator[str]:
    log = home / "server.log"
    with port_of_its_own() as port, log.open("wb") as out:
        command, environment = _thidua(home, "--port", str(port), "--workers", "2")
        with subprocess.Popen(command, env=environment, stdout=out, stderr=out) as server:
            try:
                address = f"http://localhost:{port}"
                _wait_until_healthy(address, server, log)
                yield address
            finally:
                server.terminate()
                server.wait(120)


def _wait_until_healthy(address: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(1500):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/suc-khoe/", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"máy chủ không chạy: {log.read_text(encoding='utf-8')[-2000:]}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Journey:
    """One person at one screen; ``complaints`` gathers what the browser complained of."""

    page: object
    site: str
    complaints: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("console", lambda said: said.type in {"error", "warning"} and self._hear(f"console: {said.text}"))
        self.page.on("pageerror", lambda error: self._hear(f"script: {error}"))
        self.page.on("request", self._stays_home)
        self.page.on("response", lambda got: got.status >= 500 and self._hear(f"{got.status} {got.url}"))

    def forgive(self, *words: str) -> None:
        """Let pass what is complained of in these words, before now and from now on: the journey brings it about."""
        self.forgiven += words
        self.complaints[:] = [told for told in self.complaints if not any(word in told for word in self.forgiven)]

    def _hear(self, complaint: str) -> None:
        if not any(word in complaint for word in self.forgiven):
            self.complaints.append(complaint)

    def _stays_home(self, request: object) -> None:
        if not re.match(rf"{re.escape(self.site)}/|data:|blob:", request.url):
            self._hear(f"left the machine: {request.url}")

    def sign_in(self, name: str = "thuongtruc", password: str = PASSWORD) -> None:
        self.page.goto(f"{self.site}/dang-nhap/")
        self.page.fill("[name=login]", name)
        self.page.fill("[name=password]", password)
        self.follow(self.page.get_by_role("button", name="Đăng nhập", exact=True))
        assert self.page.url == f"{self.site}/"

    def follow(self, leading: object) -> None:
        """Press what leads to another page, and wait until that page is whole and its scripts listen."""
        with self.page.expect_navigation():
            leading.click()

    def open(self, address: str) -> None:
        """Go there, and let axe look at what came."""
        self.page.goto(self.site + address)
        self.look(address)

    def look(self, where: str = "") -> None:
        """No finding of axe, and nothing wider than the screen, once the page is whole."""
        from axe_playwright_python.sync_playwright import Axe

        self.page.wait_for_load_state()
        found = Axe().run(self.page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
        told = [f"{v['id']}: {v['help']} {[n['target'] for n in v['nodes'][:3]]}" for v in found]
        assert not told, f"axe, {where or self.page.url}"
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{where or self.page.url} is {wide} px wider than the screen"


@pytest.fixture
def travel(site: str, chromium: object) -> Iterator[object]:
    """``travel(PHONE, color_scheme="dark")``: a fresh browser window with its own cookies."""
    opened = []

    def start(viewport: dict[str, int] = DESKTOP, **context: object) -> Journey:
        window = chromium.new_context(viewport=viewport, locale="vi-VN", **context)
        window.set_default_timeout(PATIENCE)
        journey = Journey(window.new_page(), site)
        journey.watch()
        opened.append((window, journey))
        return journey

    yield start
    complaints = [complaint for _, journey in opened for complaint in journey.complaints]
    for window, _ in opened:
        window.close()
    assert not complaints
