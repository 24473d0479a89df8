"""``thidua read`` as a person runs it: what is printed where, and with which exit status."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from thidua.cli.read import Ticker

COMMAND = [sys.executable, "-m", "thidua", "read"]
PAPER = "Số: 45/KH-UBND\r\nKẾ HOẠCH\r\nPhấn đấu có 85% khu dân cư đạt tiêu chuẩn.\r\n"


def read(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *map(str, words)], capture_output=True, env=os.environ | environment, check=False)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "ke-hoach.txt"
    file.write_bytes(PAPER.encode())
    return file


def test_one_object_for_one_file(paper: Path) -> None:
    done = read("--json", paper)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["source"]["name"] == "ke-hoach.txt"


def test_one_line_a_file_in_the_order_given(paper: Path, tmp_path: Path) -> None:
    other = tmp_path / "khac.txt"
    other.write_text("Báo cáo", encoding="utf-8")
    lines = read("--json", other, paper, other).stdout.decode().splitlines()
    assert [json.loads(line)["source"]["name"] for line in lines] == ["khac.txt", "ke-hoach.txt", "khac.txt"]


@pytest.mark.parametrize("form", ["--json", "--text"])
def test_the_others_are_printed_and_2_comes_at_the_end(paper: Path, tmp_path: Path, form: str) -> None:
    picture = tmp_path / "anh.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    done = read(form, tmp_path / "mat.txt", paper, picture)
    assert done.returncode == 2
    assert "Phấn đấu có 85%" in done.stdout.decode() or json.loads(done.stdout)
    told = done.stderr.decode().splitlines()
    assert [line.split(": ")[1] for line in told] == ["mat.txt", "anh.png"]
    assert all(line.startswith("thidua read: ") and line.endswith(".") for line in told)


def test_text_is_what_spans_index(paper: Path) -> None:
    assert read("--text", paper).stdout == PAPER.replace("\r\n", "\n").encode()


def test_output_is_utf8_whatever_the_machine_speaks(paper: Path) -> None:
    done = read("--json", paper, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert json.loads(done.stdout.decode("utf-8"))


def test_a_larger_limit_opens_a_larger_file(tmp_path: Path) -> None:
    large = tmp_path / "lon.txt"
    large.write_bytes(b"ke hoach " * 130_000)
    done = read("--text", "--limit", "1", large)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "1 MB" in done.stderr.decode()
    assert read("--text", "--limit", "2", large).returncode == 0


@pytest.mark.parametrize("words", [["--limit", "0"], ["--limit", "hai"], [], ["--json", "--text", "x"], ["--khong-co"]])
def test_wrong_arguments_end_with_2(words: list[str], paper: Path) -> None:
    done = read(*words, *([paper] if words else []))
    assert (done.returncode, done.stdout) == (2, b"")


def test_which_page_is_read_stands_on_one_line_and_goes() -> None:
    stream = io.StringIO()
    with Ticker("ban-quet\x1b[2J.pdf", stream) as ticker:
        for done, whole in ((0, 12), (0, 12), (1, 12), (12, 12)):
            ticker(done, whole)
    told = stream.getvalue()
    assert [part for part in told.split("\r") if part.strip()] == [
        f"ban-quet[2J.pdf: trang {page}/12 …" for page in (1, 2, 12)
    ]
    assert "\x1b" not in told
    assert told.endswith("\r")


@pytest.mark.parametrize("command", ["read", "cite"])
def test_a_dash_reads_what_comes_through_the_pipe(command: str, paper: Path) -> None:
    words = [sys.executable, "-m", "thidua", command, "--json", "-"]
    piped = subprocess.run(words, input=paper.read_bytes(), capture_output=True, check=True)
    named = subprocess.run([*words[:-1], str(paper)], capture_output=True, check=True)
    assert piped.stdout.decode() == named.stdout.decode().replace("ke-hoach.txt", "-")
    nothing = subprocess.run([*words[:-1], str(paper.parent / "-")], input=b"", capture_output=True, check=False)
    assert nothing.returncode == 2 and "không có tệp này" in nothing.stderr.decode(), (
        "a file of that name is given with its folder"
    )


def test_a_full_disk_is_told_in_a_sentence(paper: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, str(paper)], stdout=full, stderr=subprocess.PIPE, check=False)
    told = done.stderr.decode()
    assert done.returncode == 2 and told.startswith("thidua read: ") and told.count("\n") == 1
