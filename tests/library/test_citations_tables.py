"""The tables of papers: every pattern reads its examples, every example belongs to its pattern."""

from typing import Any

import pytest

from thidua.citations.codes import parse_code
from thidua.citations.find import find
from thidua.citations.issuers import issuer_at
from thidua.citations.laws import add_laws
from thidua.citations.tables import Tables, load_yaml, tables
from thidua.text import Folded

RAW = load_yaml()
SHAPES = [(shape, example) for shape in RAW["numbers"]["shapes"] for example in shape["examples"]]
KINDS = [(kind["name"], example) for kind in RAW["kinds"]["kinds"] for example in kind["examples"]]
ISSUERS = [(entry, example) for entry in RAW["issuers"]["issuers"] for example in entry["examples"]]


@pytest.mark.parametrize(("shape", "example"), SHAPES, ids=lambda p: p.get("name") or p.get("text"))
def test_a_shape_reads_its_examples_and_no_earlier_shape_takes_them(shape: Any, example: Any) -> None:
    kind = {"number-and-year": "Nghị định", "bare": "Kế hoạch"}.get(shape["name"])
    code = parse_code(example["text"], 0, said=True, kind=kind)
    assert code is not None and code.end == len(example["text"])
    assert (code.shape, code.number, code.year, code.symbol) == (
        shape["name"], example["n"], example.get("y"), example.get("s") and code.symbol,
    )  # fmt: skip
    if example.get("s") and not shape.get("damaged"):
        assert (code.symbol or "").replace("-", "") == example["s"].replace("-", "")
    elif example.get("s"):
        assert code.symbol == example["s"]
        assert code.meant is not None


@pytest.mark.parametrize(("name", "example"), KINDS)
def test_a_kind_is_read_in_its_examples(name: str, example: str) -> None:
    fold = Folded(f"Căn cứ {example};")
    kinds = [m.kind for m in add_laws(fold, find(fold))]
    assert kinds == [name]


@pytest.mark.parametrize(("entry", "example"), ISSUERS, ids=lambda p: p if isinstance(p, str) else p["name"])
def test_an_issuer_is_read_whole(entry: Any, example: str) -> None:
    fold = Folded(f"{example} về việc tăng cường")
    span = issuer_at(fold, 0)
    assert span is not None
    told = example.split(" (khóa")[0].split(" khóa")[0] if entry.get("strip") else example
    assert fold.folded[slice(*span)] == told


def test_every_entry_has_examples() -> None:
    entries = [*RAW["kinds"]["kinds"], *RAW["numbers"]["shapes"], *RAW["issuers"]["issuers"]]
    assert not [e["name"] for e in entries if not e.get("examples")]


def test_no_code_and_no_name_stands_twice() -> None:
    codes = [o["code"] for o in RAW["organs"]["organs"]]
    names = [k["name"] for k in RAW["kinds"]["kinds"]]
    assert len(codes) == len(set(codes)) and len(names) == len(set(names))


def test_a_law_name_is_read_to_its_end() -> None:
    for kind, names in RAW["laws"].items():
        for name in names:
            fold = Folded(f"thực hiện {kind.capitalize()} {name} và các văn bản")
            (law,) = add_laws(fold, [])
            assert law.title and fold.folded[slice(*law.title)].lower() == name.lower()


def test_compiled_tables_say_what_the_yaml_says() -> None:
    assert tables().raw == RAW
    assert Tables(RAW).kind_of_code["KH"] == "Kế hoạch"
