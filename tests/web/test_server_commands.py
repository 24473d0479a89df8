"""What whoever keeps the server runs: help and refusals in Vietnamese, Django's own options out of the way."""

import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).parents[2]
OURS = sorted(name for name, app in get_commands().items() if app.startswith("thidua_web."))
ENGLISH = ("usage:", "options:", "positional", "show this", "settings module", "stack trace")


@pytest.mark.parametrize("name", OURS)
def test_help_speaks_vietnamese_and_shows_what_is_ours(name: str) -> None:
    told = load_command_class(get_commands()[name], name).create_parser("django-admin", name).format_help()
    assert "cách dùng: script/" in told and "tùy chọn:" in told
    assert not [word for word in ENGLISH if word in told]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["script/backup"], "script/backup: còn thiếu: THƯ_MỤC."),
        (["script/backup", "/proc/1/khong-co/x"], "script/backup: Không sao lưu được"),
        (["script/restore", "/khong/co"], "script/restore: "),
        (["script/manage", "import_accounts", "a.xlsx", "--by", "ai"], "không dùng được cơ sở dữ liệu"),
    ],
)
def test_a_refusal_is_one_sentence_behind_the_name_of_the_command(
    words: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THIDUA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "thidua_web.config.settings")
    monkeypatch.delenv("THIDUA_DATABASE_URL", raising=False)  # a server that answers has nothing to refuse
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode and told in done.stderr and done.stderr.count("\n") == 1
