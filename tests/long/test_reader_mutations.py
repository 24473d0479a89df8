"""The reader under ten thousand mangled papers: no exception, no span outside the text, no blow-up in time.

Runs with ``script/check --long``. The dice are seeded; a text that fails is printed with its number.
"""

import json
import os
import random
import time
import unicodedata
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from thidua.reading import read_text

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif("THIDUA_LONG" not in os.environ, reason="ten thousand mangled papers: script/check --long"),
]
ROOT = Path(__file__).parents[2]
SEEDS = Path(os.environ.get("THIDUA_SEEDS", ROOT / "../shared/seeds"))
SCHEMA = Draft202012Validator(json.loads(files("thidua.reading").joinpath("reading.schema.json").read_text("utf-8")))
TEXTS = [
    path.read_text("utf-8")[:6000]
    for folder in (ROOT / "tests" / "corpus", SEEDS)
    if folder.is_dir()
    for path in sorted(folder.rglob("*.txt"))
]
NOISE = [
    " ",
    "\n",
    "\n\n",
    "\t",
    "|",
    "%",
    "“",
    "”",
    "(",
    ")",
    ",",
    ";",
    ".",
    "-",
    "–",
    "/",
    "0",
    "9",
    "١",
    "½",
    "Ⅳ",
    "İ",
    "ß",
]
NOISE += [
    "\u0301",
    "\u0323",
    "\u200b",
    "\ufeff",
    "\u00ad",
    "\x00",
    "\ud800",
    "計",
    "😀",
    "Ð",
    "số",
    "ngày",
    "và",
    "Kế hoạch",
]
DEEDS: list[Callable[[str, random.Random], str]] = [
    lambda t, d: t[: (a := d.randrange(len(t) + 1))] + t[a + d.randrange(40) :],
    lambda t, d: t[: (a := d.randrange(len(t) + 1))] + d.choice(NOISE) * d.choice([1, 1, 2, 50]) + t[a:],
    lambda t, d: (
        t[: (a := d.randrange(len(t) + 1))] + t[(b := d.randrange(len(t) + 1)) : b + 60] * d.choice([1, 5]) + t[a:]
    ),
    lambda t, d: "".join(c if d.random() > 0.02 else d.choice(NOISE) for c in t),
    lambda t, d: t[: d.randrange(len(t) + 1)] + (other := d.choice(TEXTS))[d.randrange(len(other)) :],
    lambda t, d: unicodedata.normalize("NFD", t),
    lambda t, d: t.upper(),
    lambda t, d: t.replace(d.choice([" ", "\n", ".", "/", "-", "số "]), d.choice(["", " ", "\n"])),
    lambda t, d: "\n".join(d.sample(lines := t.split("\n"), len(lines))),
]
FRAGMENTS = [
    "1 | Nội dung | Chủ trì | Phối hợp | Thời hạn\n1 | Mở lớp cho ít nhất 5 hộ | Sở Y tế | Sở Nội vụ | 5/5/2024\n",
    "75% hộ phân loại rác (năm 2026 đạt tối thiểu 40%), ",
    "8.500 người, trong đó xuất khẩu 250 người, ",
    "từ một đến hai công trình, mỗi chi hội ",
    "trong quý i, tỷ lệ đạt 5% (năm 2022 là 4%); ",
    "Sở A chủ trì, Sở B phối hợp; ",
    "mô hình “a b” ",
    "xã A, ngày 5 tháng 6 năm 2024|",
    "1. ",
    "1.",
    "a) ",
    "- ",
    "I. \n",
    "| ",
    "|",
    "\n",
    " ",
    "\t\n",
    "0",
    "1/",
    "1.1.",
    "-",
    "%",
    "5% ",
    "75%, ",
    "(",
    "“",
    "”",
    ". ",
    "Kế hoạch số ",
    "Kế hoạch số 1/KH-UBND ",
    "số ",
    "số 1",
    "KH-",
    "/KH",
    "Nghị định ",
    "ngày ",
    "ngày 1/1/2024 ",
    "tháng ",
    "năm 2024 ",
    "ngày 1 tháng ",
    "từ 1 đến ",
    "ít nhất ",
    "phấn đấu ",
    "Phấn đấu 75% hộ dân ",
    "hộ dân, ",
    "và ",
    "của ",
    "về ",
    "thực hiện ",
    "Ủy ban nhân dân ",
    "Công an tỉnh, ",
    "chủ trì, phối hợp ",
    "các ",
    "mỗi xã ",
    "trong đó ",
    "giảm 5% so với năm 2023 ",
    "2/3 ",
    "mô hình “",
    "mô hình ",
    "trước ngày ",
    "Điều 1. ",
    "khoản 1 ",
    "A",
    "Đ",
    "aa ",
    "Aa ",
    "\u0301",
    "\u0323\u0301",
    "a\u0323\u0301",
    "é",
    "İ",
    "\u200b",
    "😀",
    "Nơi nhận: ",
    "Thứ nhất, ",
    "(gọi tắt là ",
    "theo ",
    "; ",
    ": ",
    "quý I/2024 ",
    "hằng năm ",
    "05 xã đạt ",
]


def wrong(text: str) -> list[str]:
    """What is wrong with the reading of ``text``."""
    reading = json.loads(json.dumps(read_text(text, name="a.txt").as_dict()))
    told = [f"{list(e.absolute_path)}: {e.message[:120]}" for e in SCHEMA.iter_errors(reading)]
    return told + [f"span {span}" for span in _spans(reading) if not 0 <= span[0] <= span[1] <= len(text)]


def _spans(node: Any) -> list[list[int]]:
    if isinstance(node, list):
        return [span for part in node for span in _spans(part)]
    if not isinstance(node, dict):
        return []
    own = ([node["span"]] if "span" in node else []) + list(node.get("mentions", []))
    own += list(node["spans"].values()) if "spans" in node else []
    return own + [span for part in node.values() for span in _spans(part)]


@pytest.mark.parametrize("lot", range(10))
def test_ten_thousand_mangled_papers(lot: int) -> None:
    for number in range(lot * 1000, lot * 1000 + 1000):
        dice = random.Random(number)
        text = dice.choice(TEXTS)
        start = dice.randrange(max(1, len(text) - 2500))
        text = text[start : start + 2500]
        for _ in range(dice.randint(1, 5)):
            text = dice.choice(DEEDS)(text, dice)[:8000] or " "
        try:
            found = wrong(text)
        except Exception as error:
            raise AssertionError(f"paper {number}: {type(error).__name__}: {error}") from error
        assert not found, f"paper {number}"


def seconds(text: str) -> float:
    """The least processor time of three readings: what else the machine does only adds."""
    best = 1e9
    for _ in range(3):
        start = time.process_time()
        read_text(text)
        best = min(best, time.process_time() - start)
    return best


def heaps() -> list[str]:
    """Fragments alone, and chance sequences of some of them."""
    dice = random.Random(2031)
    return FRAGMENTS + ["".join(dice.choices(FRAGMENTS, k=dice.randint(2, 6))) for _ in range(60)]


@pytest.mark.parametrize("heap", heaps(), ids=lambda heap: repr(heap)[:60])
def test_time_grows_with_the_text_and_no_faster(heap: str) -> None:
    size = 15_000
    small = seconds((heap * (size // len(heap) + 1))[:size])
    large = seconds((heap * (4 * size // len(heap) + 1))[: 4 * size])
    assert large < 0.25 or large < 10 * small, f"{small:.3f} s for {size}, {large:.3f} s for {4 * size}"
