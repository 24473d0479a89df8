"""Shipped rule files pass the check and equal the compiled cache; broken ones are refused with file, line, sentence."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from thidua.rulebook.check import check_folder, check_layer
from thidua.rulebook.load import COMPILED, RULES, compile_rules, load_rule_set, rule_files, rule_set_keys


def test_shipped_files_pass() -> None:
    assert [str(fault) for fault in check_folder()] == []


def test_compiled_cache_is_what_the_files_say() -> None:
    assert (RULES / COMPILED).read_text(encoding="utf-8") == compile_rules(), "run: thidua rules check --compile"


def test_every_rule_set_loads_and_speaks_of_its_blanks() -> None:
    for key in rule_set_keys():
        rules = load_rule_set(key)
        assert rules.versions
        for version in rules.versions:
            assert version.criteria or version.blanks


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


TT124 = "recognition/tt-124-2021.yaml"
BROKEN = [
    (edit(TT124, "valid_from: 2022-02-10", "valid_from: 2022-02-09"), "recognition/tt-23-2012.yaml", "chồng"),
    (edit(TT124, "fact: law_carried_out", "fact: luat"), TT124, "không có dữ kiện «luat»"),
    (edit(TT124, "    article: Điều 4 khoản 2\n", ""), TT124, "article"),
    (edit(TT124, "article: Điều 4 khoản 2", "article: null"), TT124, "thiếu điều khoản"),
    (edit(TT124, "at_least: 100, until", "at_least: 101, until"), TT124, "at_least"),
    (edit(TT124, "test: reviewed", "test: guessed"), TT124, "test"),
    (edit(TT124, "includes: [kdc-2, kdc-3, kdc-4]", "includes: [xa-2]"), TT124, "vòng tròn"),
    (edit(TT124, "includes: [kdc-2, kdc-3, kdc-4]", "includes: [kdc-9]"), TT124, "kdc-9"),
    (edit(TT124, "key: kdc-2", "key: kdc-1"), TT124, "hai lần"),
    (edit(TT124, "events: [serious_crime]", "events: [crime]"), TT124, "crime"),
    (edit(TT124, "from: 01-01, to: 04-01", "from: 01-01, to: 13-01"), TT124, "to"),
    (edit(TT124, "confidence: verbatim", "confidence: sure"), TT124, "confidence"),
    (edit(TT124, "at_least: hoàn thành nhiệm vụ", "at_least: giỏi"), TT124, "giỏi"),
    (edit(TT124, "fact: party_resolution_on, what: nghị quyết của chi bộ", "fact: plan_on"), TT124, "không hỏi"),
    (edit("force/hd-01-2026.yaml", "of: [hoàn thành tốt nhiệm vụ]", "of: [hoàn thành xuất sắc nhiệm vụ]"),
     "force/hd-01-2026.yaml", "chính loại"),
    (edit("recognition/vocabulary.yaml", "from: force, kinds: [force_team]", "from: recognition, kinds: [commune]"),
     "recognition/vocabulary.yaml", "vòng tròn"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "file", "word"), BROKEN, ids=[f"{f}:{w}" for _, f, w in BROKEN])
def test_broken_files_are_refused(change: Callable[[Path], None], file: str, word: str, tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    change(folder)
    faults = [str(fault) for fault in check_folder(folder)]
    assert any(f"{folder / file}, dòng " in fault and word in fault for fault in faults), faults


LAYER = """
rule_set: recognition
layer: province
province: "72"
instrument: {type: Quyết định, symbol: 01/QĐ-UBND, issued_on: 2023-01-05, issuer: Ủy ban nhân dân tỉnh}
valid_from: 2023-01-15
valid_to: null
confidence: verbatim
confirmed_on: 2023-01-20
sources: [bản chính của tỉnh]
facts:
  cameras: {for: [residential_area], type: count, label: camera an ninh}
criteria:
  - key: tinh-1
    for: [residential_area]
    text: Có ít nhất một camera an ninh.
    article: Điều 2
    all: [{test: count, fact: cameras, at_least: 1}]
"""


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [("", "", ""), ("key: tinh-1", "key: kdc-1", "trung ương"), ("cameras", "households", "trung ương")],
)
def test_a_province_only_adds_keys(old: str, new: str, word: str, tmp_path: Path) -> None:
    path = tmp_path / "tinh.yaml"
    path.write_text(LAYER.replace(old, new) if old else LAYER, encoding="utf-8")
    faults = [str(fault) for fault in check_layer(path, rule_files("recognition"))]
    assert (not faults) if not word else all(str(path) in f and "dòng" in f for f in faults) and word in faults[0]
