"""The house rules that a machine can hold: room sizes, names, hosts, versions."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import thidua

ROOT = Path(__file__).parents[2]
LISTED = ["git", "ls-files", "-co", "--exclude-standard"]
TRACKED = [
    ROOT / f
    for f in subprocess.run(LISTED, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    if f and (ROOT / f).is_file()
]
SOURCES = [f for f in TRACKED if f.suffix == ".py" and f.is_relative_to(ROOT / "src") and "migrations" not in f.parts]
ATTIC = {"utils", "helpers", "common", "misc", "manager", "services", "selectors"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_rooms_are_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400, "a file has at most 400 lines (house rule 7)"
    functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    sizes = {f"{n.name}:{n.lineno}": (n.end_lineno or n.lineno) - n.lineno + 1 for n in functions}
    long = {name: size for name, size in sizes.items() if size > 40}
    assert not long, "a function has at most 40 lines (house rule 7)"


def test_no_attic() -> None:
    assert not [name_of(f) for f in SOURCES if f.stem in ATTIC or ATTIC & set(f.parts)]


def test_every_public_thing_has_a_docstring() -> None:
    bare = []
    for path in SOURCES:
        if not path.is_relative_to(ROOT / "src" / "thidua"):
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):
                bare.append(f"{name_of(path)}:{node.lineno} {node.name}")
    assert not bare


def test_no_registry_host_and_no_path_of_one_machine() -> None:
    index, links, lock = rb"--(extra-)?" + rb"index-url", rb"--find" + rb"-links", rb'"resolved"' + rb': *"http'
    address = b"|".join((index, links, lock, rb"registry" + rb' *= *"http'))
    told = re.compile(address + rb"|(^|[^\w.])/(work|farm|root)/")
    read = [f for f in TRACKED if f != Path(__file__) and f.suffix not in {".png", ".pdf", ".docx", ".parquet"}]
    hits = [name_of(f) for f in read if told.search(f.read_bytes())]
    assert not hits


def test_no_mark_of_an_unfinished_merge_is_left() -> None:
    marks = re.compile(rb"^(<{7}|>{7}) ", re.MULTILINE)
    assert not [name_of(f) for f in TRACKED if marks.search(f.read_bytes())]


def test_version_and_changelog_agree() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## (\[)?{re.escape(thidua.__version__)}", changelog, re.M)


def test_dependencies_are_pinned_with_hashes() -> None:
    named = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower()
    for requirement in named["project"]["dependencies"] + named["project"]["optional-dependencies"]["web"]:
        name = re.split(r"[\[~=<>;]", requirement)[0].lower()
        assert re.search(rf"^{re.escape(name)}(\[[\w,]+\])?==", lock, re.M), name
    for block in re.split(r"\n(?=\S)", lock):
        if "==" in block:
            assert "--hash=sha256:" in block


def test_no_possessive_group_in_a_pattern() -> None:
    told = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+|" + re.escape("(?" + ">"))
    read = [f for f in TRACKED if f.suffix in {".py", ".yaml"} and f.is_relative_to(ROOT / "src")]
    hits = [name_of(f) for f in read if told.search(f.read_text(encoding="utf-8"))]
    assert not hits, "Python 3.11.0 to 3.11.4 matches a possessive or atomic group wrongly; look ahead instead"


def test_a_decision_has_a_number_of_its_own() -> None:
    numbers = [f.name[:4] for f in TRACKED if f.parent == ROOT / "docs" / "adr"]
    assert numbers
    assert sorted(set(numbers)) == sorted(numbers)
