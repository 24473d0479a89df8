"""Compiled patterns are kept between runs and mean the same."""

import re
import re._compiler as compiler
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.citations.issuers import _grammar
from thidua.patterns import kept_patterns
from thidua.reading.heading import _BODY
from thidua.reading.quantities import _scan

SOURCES = [
    *(rf"(?P<day>ngày \d+)(?P<rest> tháng \d+)?(?<!x)[a-zà-ỹđ]*+(?:kế hoạch|chỉ thị|thông tư {n})" for n in range(6)),
    _scan().pattern, _BODY.pattern, _grammar()[0].pattern,
]  # fmt: skip
TEXT = "ngày 12 tháng 3kế hoạch; ngày 5 thông tư; Căn cứ; ít nhất 95% hộ dân; ủy ban nhân dân tỉnh"


def compiled(folder: Path, flags: int = 0) -> list["re.Pattern[str]"]:
    re.purge()
    with kept_patterns(folder):
        return [re.compile(source, flags) for source in SOURCES]


def told(pattern: "re.Pattern[str]", text: str) -> list[object]:
    return [
        pattern.flags,
        pattern.groups,
        pattern.groupindex,
        *[(m.span(), m.groupdict(), m.lastgroup) for m in pattern.finditer(text)],
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("kept")
    compiled(place)
    return place


def test_the_second_run_parses_no_kept_pattern(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("parsed again")

    monkeypatch.setattr(compiler._parser, "parse", refuse)  # type: ignore[attr-defined]
    assert [p.pattern for p in compiled(folder)] == SOURCES


@settings(max_examples=12, deadline=None)
@given(st.text(alphabet="ngày thángkếhoạchđ 0123456789%;,.", max_size=60))
def test_a_kept_pattern_finds_what_a_fresh_one_finds(folder: Path, text: str) -> None:
    for kept in compiled(folder):
        re.purge()
        assert told(kept, TEXT + text) == told(re.compile(kept.pattern), TEXT + text)


def test_flags_are_part_of_what_is_kept(folder: Path) -> None:
    assert all(p.flags & re.I for p in compiled(folder, re.I))
    assert not any(p.flags & re.I for p in compiled(folder))


@pytest.mark.parametrize("damage", [b"", b"junk", b"\xfb", b"[]"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    compiled(tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    for bad in (damage, whole[: len(whole) // 2], whole.replace(b"\x00\x00\x00", b"\xff\xff\xff")):
        file.write_bytes(bad)
        assert [told(p, TEXT) for p in compiled(tmp_path)] == [told(re.compile(s), TEXT) for s in SOURCES]


def test_a_folder_that_cannot_be_made_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert len(compiled(tmp_path / "file" / "below")) == len(SOURCES)


def test_the_compiler_of_the_interpreter_is_given_back(tmp_path: Path) -> None:
    before = compiler.compile, compiler._sre  # type: ignore[attr-defined]
    with pytest.raises(ZeroDivisionError), kept_patterns(tmp_path):
        raise ZeroDivisionError
    assert (compiler.compile, compiler._sre) == before  # type: ignore[attr-defined]
