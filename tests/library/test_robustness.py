"""Whatever the text: a reading comes back, of the promised shape, with every span inside the text."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from thidua.reading import read_text

ROOT = Path(__file__).parents[2]
WORDS = (
    "Kế hoạch|số |860|/KH-UBND| ngày |25/3/2024| của |UBND tỉnh|\n|. |; |Phấn đấu |75%|ít nhất |"
    "hộ dân|I. |1. |a) |- |“|”|MẬT|trong tháng 7| năm 2024|Công an tỉnh chủ trì, |phối hợp với |"
    "Sở Nội vụ|giảm 05 % so với năm 2023|05 xã|2/3|mô hình |Nghị định số |124/2021/NĐ-CP|Thực hiện |"
    "(|)|| | |trước ngày |từ | đến |mỗi xã |100%|trong đó |Điều 4|khoản 2|,|/|-|%"
)


@cache
def schema() -> Draft202012Validator:
    text = files("thidua.reading").joinpath("reading.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def spans(node: Any) -> list[list[int]]:
    """Every span of a reading: under ``span``, ``spans`` and ``mentions``."""
    if isinstance(node, list):
        return [span for part in node for span in spans(part)]
    if not isinstance(node, dict):
        return []
    own = [node["span"]] if "span" in node else []
    own += list(node.get("spans", {}).values()) + list(node.get("mentions", []))
    return own + [span for part in node.values() for span in spans(part)]


def assert_whole(text: str) -> dict[str, Any]:
    reading = json.loads(json.dumps(read_text(text, name="a.txt", sha256="0" * 64, encoding="utf-8").as_dict()))
    wrong = [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in schema().iter_errors(reading)]
    assert not wrong
    assert reading["source"]["chars"] == len(text)
    outside = [span for span in spans(reading) if not 0 <= span[0] <= span[1] <= len(text)]
    assert not outside
    for kind in ("targets", "tasks", "citations", "initiatives", "dates"):
        assert all(entry["span"][0] < entry["span"][1] for entry in reading[kind]), kind
    return reading


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema().schema)


@given(st.lists(st.sampled_from(WORDS.split("|")), max_size=120).map("".join))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_heap_of_plan_words_is_read(text: str) -> None:
    assert_whole(text)


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_is_read(text: str) -> None:
    assert_whole(text)


@pytest.mark.parametrize(
    "text", ["", " ", "\ufeff", "\n\n", "\x00", "\ud800", "%", "số", "ngày 32/13/2024", "0" * 5000]
)
def test_corners(text: str) -> None:
    assert_whole(text)


@pytest.mark.parametrize("text", ["", " \n\t ", "\ufeff\n"])
def test_nothing_to_read_is_one_doubt(text: str) -> None:
    reading = assert_whole(text)
    assert [doubt["code"] for doubt in reading["doubts"]] == ["empty"]


def test_a_monstrous_line_is_one_doubt_and_ordinary_long_ones_are_read() -> None:
    monster = "Phấn đấu 75% hộ dân. " * 250_000
    reading = assert_whole(f"Số: 1/KH-UBND\n{monster}\nhết")
    assert [doubt["code"] for doubt in reading["doubts"]] == ["long-line"]
    assert reading["doubts"][0]["span"] == [14, 14 + len(monster)]
    assert not reading["targets"]
    assert "long-line" not in [doubt["code"] for doubt in assert_whole("một hai ba " * 3000)["doubts"]]


@pytest.mark.parametrize("text", sorted((ROOT / "tests" / "corpus").rglob("*.txt")), ids=lambda path: path.stem)
def test_the_corpus_keeps_the_shape(text: Path) -> None:
    assert_whole(text.read_text(encoding="utf-8"))
