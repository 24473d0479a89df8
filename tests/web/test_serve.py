"""``thidua serve``: what it says when it cannot, and what it leaves alone."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from tests.ports import port_of_its_own

from thidua.errors import AuthorError, OfficerError
from thidua_web.config.database import database
from thidua_web.config.home import secret_key
from thidua_web.config.serve import check_port


def test_a_taken_port_is_said_with_the_next_one():
    with port_of_its_own() as port:
        with socket.socket() as taken:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # lines of a server that has ended may linger
            taken.bind(("127.0.0.1", port))
            taken.listen()
            with pytest.raises(AuthorError, match=rf"Cổng {port} đang có chương trình khác dùng.*--port {port + 1}"):
                check_port("127.0.0.1", port)
        check_port("127.0.0.1", port)


def test_a_port_that_is_no_port():
    with pytest.raises(AuthorError, match="Cổng 70000 không hợp lệ"):
        check_port("127.0.0.1", 70000)


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path, monkeypatch):
    monkeypatch.delenv("THIDUA_SECRET_KEY", raising=False)
    first = secret_key(tmp_path)
    assert len(first) > 50
    assert secret_key(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_the_address_of_a_database_is_read_whole(tmp_path):
    told = database("postgresql://an:m%40t@may:5433/thi-dua?sslmode=require", tmp_path)
    assert (told["USER"], told["PASSWORD"], told["HOST"], told["PORT"], told["NAME"]) == (
        "an", "m@t", "may", "5433", "thi-dua",
    )  # fmt: skip
    assert told["OPTIONS"].items() >= {"sslmode": "require", "options": "-c jit=off"}.items()
    assert database("postgresql:///thidua?options=", tmp_path)["OPTIONS"]["options"] == "", "the address has its way"
    assert database("postgresql:///thidua?host=/run/pg", tmp_path)["HOST"] == "/run/pg"
    assert database("", tmp_path)["NAME"] == tmp_path / "thidua.sqlite3"


@pytest.mark.parametrize(("said", "after"), [("", 5), ("?prepare_threshold=2", 2), ("?prepare_threshold=", None)])
def test_the_address_says_when_questions_are_prepared(said, after, tmp_path):
    assert database(f"postgresql:///thidua{said}", tmp_path)["OPTIONS"]["prepare_threshold"] == after


def test_an_address_of_another_kind_is_refused(tmp_path):
    from django.core.exceptions import ImproperlyConfigured

    with pytest.raises(ImproperlyConfigured, match="mysql"):
        database("mysql://x/y", tmp_path)
    with pytest.raises(ImproperlyConfigured, match="prepare_threshold là «nhiều»"):
        database("postgresql:///thidua?prepare_threshold=nhiều", tmp_path)


@pytest.mark.django_db
def test_sample_data_never_mixes_with_real_data(office, settings, tmp_path):
    from thidua_web.demonstration import acts

    settings.HOME = tmp_path
    with pytest.raises(OfficerError, match="đã có người dùng thật"):
        acts.demonstrate()
    assert not (tmp_path / "demonstration").exists()


def test_every_address_printed_can_be_opened_and_no_path_becomes_one(capsys, settings):
    from thidua_web.config.serve import greet

    greet("127.0.0.1", 8123, ["  1. Kế hoạch: mở /van-ban/1/", "  2. Bảng (mở /bang-diem/1/; xem), chọn /srv/tep.docx"])
    told = capsys.readouterr().out
    assert "mở http://localhost:8123/van-ban/1/\n" in told
    assert "mở http://localhost:8123/bang-diem/1/; xem), chọn /srv/tep.docx" in told


@pytest.mark.django_db
def test_sqlite_keeps_what_it_acknowledged(tmp_path):
    from django.db import connection

    from thidua_web.config.database import PRAGMAS

    assert "synchronous=FULL" in PRAGMAS
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")
            assert cursor.fetchone() == ("wal",)
            cursor.execute("PRAGMA foreign_keys")
            assert cursor.fetchone() == (1,)


def _until(said) -> None:
    for _ in range(3000):
        if said():
            return
        time.sleep(0.1)
    raise AssertionError(said)


def test_the_reader_beside_the_site_is_started_again_and_ends_with_it(monkeypatch, settings, tmp_path):
    """A real process: it goes on duty, a broken paper may take it along, and nothing of it outlives the site."""
    from thidua_web.config.serve import reader_beside
    from thidua_web.documents import waiting_room

    monkeypatch.setenv("THIDUA_HOME", str(tmp_path))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "thidua_web.config.settings")
    settings.HOME = tmp_path
    with reader_beside() as readers:
        _until(waiting_room.is_a_reader_on_duty)
        first = readers()
        os.kill(first, signal.SIGKILL)
        _until(lambda: readers() != first and waiting_room.is_a_reader_on_duty())
    _until(lambda: not waiting_room.is_a_reader_on_duty())


def _answers(port: int) -> bool:
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).status == 200
    except (urllib.error.URLError, OSError):
        return False


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_server_that_is_killed_outright_leaves_nobody_behind(tmp_path):
    """A real server with two workers: its parent can tell nobody, and yet the port is free and the reader gone."""
    kept = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"} | {"THIDUA_HOME": str(tmp_path)}
    with port_of_its_own() as port, (tmp_path / "log").open("wb") as log:
        command = [str(Path(sys.executable).with_name("thidua")), "serve", "--port", str(port), "--workers", "2"]
        with subprocess.Popen(command, env=kept, stdout=log, stderr=log, start_new_session=True) as server:
            try:
                _until(lambda: _answers(port))
                server.kill()
                server.wait()
                _until(lambda: not _listens(port))
                _until(lambda: not _in_session(server.pid))
            finally:
                if _in_session(server.pid):
                    os.killpg(server.pid, signal.SIGKILL)


def _in_session(number: int) -> list[int]:
    """The living processes of a session."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session, *_ = place.read_text().rpartition(")")[2].split()
        except (OSError, ValueError):
            continue
        if int(session) == number and state != "Z":
            found.append(int(place.parent.name))
    return found
