"""Tables kept as JSON: always what the YAML says."""

import os
from pathlib import Path

import pytest

from thidua.errors import RuleKeeperError
from thidua.kept import kept_tables, read_yaml


def write(folder: Path, text: str, *, age: int = 0) -> None:
    (folder / "bang.yaml").write_text(text, encoding="utf-8")
    os.utime(folder / "bang.yaml", ns=(10**18 + age, 10**18 + age))


def test_a_change_of_the_yaml_is_seen(tmp_path: Path) -> None:
    write(tmp_path, "từ: [một, hai]")
    assert kept_tables(tmp_path, ["bang"]) == {"bang": {"từ": ["một", "hai"]}}
    assert kept_tables(tmp_path, ["bang"]) == {"bang": {"từ": ["một", "hai"]}}
    write(tmp_path, "từ: [ba]", age=1)
    assert kept_tables(tmp_path, ["bang"]) == {"bang": {"từ": ["ba"]}}


def test_the_kept_copy_is_used_and_a_broken_one_is_not(tmp_path: Path) -> None:
    write(tmp_path, "a: 1")
    kept_tables(tmp_path, ["bang"])
    (copy,) = (tmp_path / "__pycache__").glob("*.json")
    copy.write_text(copy.read_text(encoding="utf-8").replace('"a": 1', '"a": 2'), encoding="utf-8")
    assert kept_tables(tmp_path, ["bang"]) == {"bang": {"a": 2}}
    copy.write_text("{", encoding="utf-8")
    assert kept_tables(tmp_path, ["bang"]) == {"bang": {"a": 1}}


@pytest.mark.parametrize("text", ["ngày: 2024-03-01", "1: một"])
def test_what_json_would_change_is_not_kept(tmp_path: Path, text: str) -> None:
    write(tmp_path, text)
    first = kept_tables(tmp_path, ["bang"])
    assert first == kept_tables(tmp_path, ["bang"]) == {"bang": read_yaml(tmp_path / "bang.yaml")}


@pytest.mark.parametrize("text", ["a: [", None])
def test_a_table_that_cannot_be_read_names_itself(tmp_path: Path, text: str | None) -> None:
    if text:
        write(tmp_path, text)
    with pytest.raises(RuleKeeperError, match="bang"):
        kept_tables(tmp_path, ["bang"])
