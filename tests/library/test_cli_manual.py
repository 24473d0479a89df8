"""The command line and its manual say the same; errors and help are Vietnamese."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from thidua.cli import COMMANDS, main
from thidua.cli.manual import filled, helps
from thidua.cli.vietnamese import VietnameseParser, in_vietnamese

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"


def test_every_command_is_in_the_manual_word_for_word() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in helps() if f"<!-- trợ giúp: {name} -->" not in page] == []
    assert page == filled(page), "run script/docs"


def test_commands_are_listed_with_a_line_of_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main([])
    assert done.value.code == 0
    shown = capsys.readouterr().out
    assert all(re.search(rf"^  {name} +\S", shown, re.M) for name in [*COMMANDS, "serve"])


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    import thidua

    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"thidua {thidua.__version__}\n"


def test_an_unknown_command_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docc"]) == 2
    assert "«docc»" in capsys.readouterr().err


def test_no_english_of_argparse_reaches_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    parser = VietnameseParser(prog="thử")
    parser.add_argument("--cỡ", type=int, choices=[1, 2])
    parser.add_argument("--cờ", action="store_true")
    parser.add_argument("tệp")
    for words in (["--cỡ", "x", "a"], ["--cỡ", "7", "a"], ["--cỡ"], ["--cờ=1", "a"], [], ["a", "b"], ["a", "--lạ"]):
        with pytest.raises(SystemExit) as done:
            parser.parse_args(words)
        assert done.value.code == 2
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert not re.search(r"\b(argument|invalid|expected|required|unrecognized|choose|usage)\b", said), said
    assert not re.search(r"\b(usage|positional|options|show this)\b", parser.format_help())


def test_an_error_that_is_not_known_is_still_said() -> None:
    assert in_vietnamese("something new") == "something new"


def doctor(**environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "thidua", "doctor", "--json"]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | environment, check=False)


def test_the_doctor_looks_at_every_part() -> None:
    done = doctor(THIDUA_DATABASE_URL="")
    findings = {finding["part"]: finding for finding in json.loads(done.stdout)}
    assert findings["Python"]["found"] == sys.version.split()[0]
    assert all(finding["fix"] for finding in findings.values() if not finding["present"])
    assert done.returncode == (2 if any(f["needed"] and not f["present"] for f in findings.values()) else 0)


def test_the_doctor_says_what_is_missing_and_how_to_mend_it(tmp_path: Path) -> None:
    done = doctor(PATH=str(tmp_path), THIDUA_DATABASE_URL="postgresql://127.0.0.1:1/thidua")
    findings = {finding["part"]: finding for finding in json.loads(done.stdout)}
    assert done.returncode == 2
    assert not findings["Cơ sở dữ liệu"]["present"]
    assert "tesseract-ocr-vie" in findings["Nhận dạng chữ (tesseract, tiếng Việt)"]["fix"]
    assert not findings["Chromium"]["present"]
