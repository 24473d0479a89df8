"""Text files: the encodings Vietnamese papers were stored in, what is no text, the size limit."""

import hashlib
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.errors import UnreadableFile
from thidua.reading.opening import open_bytes, open_paper

PAPER = """ỦY BAN NHÂN DÂN TỈNH SÔNG HẬU
Số: 45/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
KẾ HOẠCH
Phát động phong trào thi đua bảo vệ an ninh trật tự trên địa bàn tỉnh năm 2031
Phấn đấu có 85% khu dân cư, 90% cơ quan, doanh nghiệp đạt tiêu chuẩn; mỗi xã, phường xây dựng ít nhất một mô hình.
Giao Công an tỉnh chủ trì, phối hợp với các sở, ban, ngành hướng dẫn các đơn vị thực hiện và báo cáo kết quả.
"""


def old_bytes(encoding: str, text: str) -> bytes:
    """Store text the old way: the conversion table turned round."""
    from thidua.old_letters import _table

    back = {letter: old for old, letter in sorted(_table(encoding)[1].items(), reverse=True)}
    return "".join(back.get(c, c) for c in unicodedata.normalize("NFC", text)).encode("latin-1")


def test_utf8_is_the_file_itself() -> None:
    paper = open_bytes(PAPER.encode(), name="a.txt")
    assert (paper.text, paper.encoding, paper.kind, paper.remarks) == (PAPER, "utf-8", "text", ())
    assert paper.sha256 == hashlib.sha256(PAPER.encode()).hexdigest()


def test_newlines_fold_and_the_mark_stays() -> None:
    paper = open_bytes("\ufeffmột\r\nhai\rba\n".encode(), name="a.txt")
    assert paper.text == "\ufeffmột\nhai\nba\n"


def test_letters_apart_from_their_marks_stay_apart() -> None:
    apart = unicodedata.normalize("NFD", PAPER)
    assert open_bytes(apart.encode(), name="a.txt").text == apart


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_with_and_without_its_mark(codec: str) -> None:
    paper = open_bytes(PAPER.encode(codec), name="a.txt")
    assert (paper.text, paper.encoding) == (PAPER, "utf-16")


def test_windows_1258() -> None:
    from thidua.reading.opening.plain import _windows

    marks = dict.fromkeys("̣̀́̃̉")
    stored = b""
    for letter in PAPER:
        for form in (letter, *_split(letter, marks)):
            try:
                stored += form.encode("windows-1258")
                break
            except UnicodeEncodeError:
                continue
        else:
            raise AssertionError(letter)
    assert _windows(stored) == PAPER
    paper = open_bytes(stored, name="a.txt")
    assert (paper.text, paper.encoding) == (PAPER, "windows-1258")


def _split(letter: str, marks: dict[str, None]) -> list[str]:
    parts = unicodedata.normalize("NFD", letter)
    tone = "".join(p for p in parts if p in marks)
    rest = unicodedata.normalize("NFC", "".join(p for p in parts if p not in marks))
    return [rest + tone]


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "vps", "viscii"])
def test_old_encodings_are_told_apart_and_converted(encoding: str) -> None:
    paper = open_bytes(old_bytes(encoding, PAPER), name="a.txt")
    assert (paper.text, paper.encoding) == (PAPER, encoding)


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_old_letters_saved_again_as_utf8(encoding: str) -> None:
    again = old_bytes(encoding, PAPER).decode("latin-1").encode()
    paper = open_bytes(again, name="a.txt")
    assert (paper.text, paper.encoding) == (PAPER, encoding)


def test_capital_fonts_of_tcvn3_give_capitals_back() -> None:
    paper = open_bytes("uû ban nh©n d©n\nUBND TØNH\nBé C«ng an, thùc hiÖn kÕ ho¹ch\n".encode("latin-1"), name="a.txt")
    assert paper.text.split("\n")[1:3] == ["UBND TỈNH", "Bộ Công an, thực hiện kế hoạch"]


@pytest.mark.parametrize(
    "text", ["Señor, el año pasado fue así.", "Über die Straße größer.", "ghi chú: xem à la carte"]
)
def test_other_languages_are_left_alone(text: str) -> None:
    assert open_bytes(text.encode(), name="a.txt").text == text


def test_a_few_broken_bytes_are_told_and_the_rest_is_read() -> None:
    data = (PAPER * 4).encode()
    at = data.index("thi đua".encode())
    paper = open_bytes(data[:at] + b"\xff" + data[at:], name="a.txt")
    assert paper.encoding == "utf-8"
    assert [(r.code, paper.text[r.start : r.end]) for r in paper.remarks] == [("broken-bytes", "\ufffd")]
    assert paper.text.replace("\ufffd", "") == PAPER * 4


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (bytes(range(256)) * 40, "nhị phân"),
        (b"\x7fELF\x02\x01\x01" + bytes(4000), "nhị phân"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "ảnh"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), ".doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (b"{\\rtf1\\ansi Ke hoach}", ".rtf"),
        (b"\x1f\x8b\x08\x00" + bytes(100), "nén"),
        (b"PK\x03\x04" + bytes(100), "hỏng"),
    ],
)
def test_what_is_no_paper_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        open_bytes(data, name="la.txt")
    assert said in refused.value.sentence
    assert refused.value.place.file == "la.txt"


def test_a_larger_file_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    large = tmp_path / "lon.txt"
    with large.open("wb") as file:
        os.truncate(file.fileno(), 200 * 2**20)
    with pytest.raises(UnreadableFile, match=r"64 MB.*--limit"):
        open_paper(large)


def test_the_limit_is_inclusive() -> None:
    assert open_bytes(b"a" * 10, name="a", limit=10).text == "a" * 10
    with pytest.raises(UnreadableFile):
        open_bytes(b"a" * 11, name="a", limit=10)


@pytest.mark.parametrize("name", ["khong-co.txt", ".", "a\x00b"])
def test_what_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile):
        open_paper(tmp_path / name)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t"), max_size=400))
def test_any_vietnamese_text_comes_back_as_it_was(text: str) -> None:
    whole = "Thực hiện kế hoạch của tỉnh. " + text
    assert open_bytes(whole.encode(), name="a.txt").text == whole


@given(st.binary(max_size=600))
def test_any_bytes_open_or_are_refused(data: bytes) -> None:
    try:
        paper = open_bytes(data, name="a")
    except UnreadableFile as refused:
        assert refused.sentence.endswith(".")
    else:
        assert all(0 <= p.start <= p.end <= len(paper.text) for p in paper.pieces)
        assert "\r" not in paper.text
