"""Figures of earlier years from a table: what is read, and one sentence for each row that is not."""

import io

import openpyxl
import pytest

from thidua.errors import OfficerError
from thidua.figures.earlier import read_earlier
from thidua.units.shipped import shipped_units

HEAD = "mã đơn vị,số liệu,kỳ,số,văn bản\n"


@pytest.fixture(scope="module")
def registry():
    return shipped_units()


@pytest.fixture(scope="module")
def code(registry) -> str:
    """A commune of old Tây Ninh."""
    return next(v.code for v in registry.versions if v.level == "commune" and v.code.startswith("254"))


def problem(registry, line: str) -> str:
    found = read_earlier(registry, (HEAD + line).encode(), "goc.csv")
    assert not found.figures and len(found.problems) == 1
    return str(found.problems[0])


def test_a_table_is_read_by_key_or_by_name(registry, code: str) -> None:
    text = f"{HEAD}{code},social_order_crimes,2023,12,Báo cáo 9\n{code},Số vụ cháy,2023-Q1,0,Báo cáo 9\n"
    text = text.replace("Số vụ cháy,", '"Số vụ cháy, nổ",')
    found = read_earlier(registry, text.encode("utf-8-sig"), "goc.csv")
    assert not found.problems
    assert [(f.element, f.period, f.value, f.row) for f in found.figures] == [
        ("social_order_crimes", "2023", 12, 2), ("fires", "2023-Q1", 0, 3),
    ]  # fmt: skip


def test_an_excel_table_with_a_title_above_its_head(registry, code: str) -> None:
    book = openpyxl.Workbook()
    for row in (["Số liệu năm 2023"], [], ["Kỳ", "Mã đơn vị", "Số", "Số liệu", "Văn bản"],
                [2023, int(code), "1.250", "households", "BC 1"]):  # fmt: skip
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    found = read_earlier(registry, out.getvalue(), "goc.xlsx")
    assert [(f.code, f.value, f.row) for f in found.figures] == [(code, 1250, 4)]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("99999,fires,2023,1,BC", "99999"),
        ("{code},fires,năm ngoái,1,BC", "không phải một kỳ"),
        ("{code},fires,2023,-1,BC", "âm"),
        ("{code},fires,2023,vài,BC", "vài"),
        ("{code},fires,2023,,BC", "ghi 0"),
        ("{code},fires,2023,1,", "văn bản"),
        ("{code},voi,2023,1,BC", "voi"),
        ("{code},good_practice,2023,1,BC", "không phải số đếm"),
    ],
)
def test_each_bad_row_has_its_sentence(registry, code: str, line: str, told: str) -> None:
    sentence = problem(registry, line.replace("{code}", code))
    assert told in sentence and "2" in sentence


def test_the_same_figure_twice_and_a_head_that_is_missing(registry, code: str) -> None:
    twice = read_earlier(registry, f"{HEAD}{code},fires,2023,1,BC\n{code},fires,2023,2,BC\n".encode(), "goc.csv")
    assert len(twice.figures) == 1 and "dòng 2" in str(twice.problems[0])
    for wrong in (b"a,b\n1,2\n", HEAD.encode(), b"\xff\xfe\x00"):
        with pytest.raises(OfficerError):
            read_earlier(registry, wrong, "goc.csv")
