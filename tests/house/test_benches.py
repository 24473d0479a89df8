"""Every file that ``script/bench`` runs without a name is a bench: the others begin with "_"."""

import ast
from pathlib import Path

import pytest

BENCHES = [path for path in sorted((Path(__file__).parents[2] / "bench").glob("*.py")) if path.stem[0] != "_"]


@pytest.mark.parametrize("path", BENCHES, ids=lambda path: path.stem)
def test_a_bench_can_be_run(path: Path) -> None:
    assert "main" in {node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)}
