"""Citations as pages really print them: hyphens lost, names in short, the body before, inside or behind its paper."""

import pytest

from thidua.citations import cite
from thidua.citations.issuers import issuer_at
from thidua.text import Folded

PARTED = [
    ("Quyết định số 731/QĐ TTg ngày 14/6/2012", "731", None, "QĐ-TTg", "2012-06-14"),
    ("Quyết định số 59/2007/QĐ TTg ngày 7/5/2007", "59", "2007", "QĐ-TTg", "2007-05-07"),
    ("Thông tư số 12/2010/TT BCA ngày 8/4/2010", "12", "2010", "TT-BCA", "2010-04-08"),
    ("Thông tư liên tịch số 09/2006/TTLT BCA BQP ngày 1/9/2006", "09", "2006", "TTLT-BCA-BQP", "2006-09-01"),
    ("Kế hoạch số 14/KH BCA X11 ngày 3/4/2013", "14", None, "KH-BCA-X11", "2013-04-03"),
    ("Hướng dẫn số 07/HD V11 ngày 3/4/2008", "07", None, "HD-V11", "2008-04-03"),
    ("Thông báo số 44/TB/TT BCĐ ngày 5/9/2010", "44", None, "TB/TT-BCĐ", "2010-09-05"),
    ("Thông báo số 44/TB/TT-BCĐ ngày 5/9/2010", "44", None, "TB/TT-BCĐ", "2010-09-05"),
    ("Công văn số 311/UBND NC ngày 5/3/2014", "311", None, "UBND-NC", "2014-03-05"),
    ("Báo cáo số 301/BC BVHXH ngày 5/3/2023", "301", None, "BC-BVHXH", "2023-03-05"),
    ("Công văn số 618/SNNMT CCTY ngày 5/3/2023", "618", None, "SNNMT-CCTY", "2023-03-05"),
    ("Hướng dẫn số 22/HD BCA- V05 ngày 5/3/2023", "22", None, "HD-BCA-V05", "2023-03-05"),
    ("Kế hoạch số 19/KH BCĐ138/CP ngày 5/3/2023", "19", None, "KH-BCĐ138/CP", "2023-03-05"),
    ("Công văn số 4216/CAT PV05 ngày 5/3/2023", "4216", None, "CAT-PV05", "2023-03-05"),
]


@pytest.mark.parametrize(("sentence", "number", "year", "symbol", "date"), PARTED, ids=lambda p: str(p)[:44])
def test_a_symbol_whose_hyphens_were_lost(sentence: str, number: str, year: str | None, symbol: str, date: str) -> None:
    (c,) = cite(f"Căn cứ {sentence} về thi đua;").citations
    assert (c.number, c.year, c.symbol, c.date) == (number, year, symbol, date)


def test_the_issuer_behind_a_kind_alone_is_no_part_of_the_symbol() -> None:
    (c,) = cite("Quyết định số 88/QĐ UBND tỉnh ban hành ngày 5/3/2014").citations
    assert (c.symbol, c.issuer, c.date) == ("QĐ", "UBND tỉnh", "2014-03-05")
    (c,) = cite("Kế hoạch số 88/KH UBND TỈNH HÀ NAM ngày 5/3/2014").citations
    assert c.symbol == "KH"


SHORT = [
    ("UBND TX. Gò Công về", "UBND TX. Gò Công"),
    ("UBND TP.Vị Thanh về", "UBND TP.Vị Thanh"),
    ("UBND H. Củ Chi triển khai", "UBND H. Củ Chi"),
    ("UBND P. Bến Thành, đơn vị", "UBND P. Bến Thành"),
    ("UBND Q.7 phát động", "UBND Q.7"),
    ("UBND TP. Kế hoạch nêu", "UBND TP"),
    ("Công an TX. Hồng Lĩnh, về", "Công an TX. Hồng Lĩnh"),
    ("LĐLĐ tỉnh Bắc Ninh về", "LĐLĐ tỉnh Bắc Ninh"),
    ("Ban ATGT huyện Kim Bôi, về", "Ban ATGT huyện Kim Bôi"),
    ("MTTQ huyện Trần Đề phát động", "MTTQ huyện Trần Đề"),
    ("UBND huyện Kế Sách ban hành", "UBND huyện Kế Sách"),
    ("UBND huyện Năm Căn về", "UBND huyện Năm Căn"),
    ("UBND xã Tân Lập Kế hoạch", "UBND xã Tân Lập"),
    ("Giám đốc Công an tỉnh Nguyễn Văn A ký", "Giám đốc Công an tỉnh"),
    ("Chủ tịch UBND tỉnh Hà Nam ký", "Chủ tịch UBND tỉnh Hà Nam"),
    ("Bộ VH, TT&DL về", "Bộ VH, TT&DL"),
    ("Phòng CSGT Công an tỉnh Bình Định về", "Phòng CSGT Công an tỉnh Bình Định"),
]


@pytest.mark.parametrize(("text", "name"), SHORT)
def test_a_body_named_in_short(text: str, name: str) -> None:
    fold = Folded(text)
    span = issuer_at(fold, 0)
    assert span is not None and fold.folded[slice(*span)] == name


OWNED = [
    ("Kế hoạch của UBND tỉnh số 33/KH-UBND ngày 4/2/2024", "UBND tỉnh"),
    ("Kế hoạch ra quân của UBND tỉnh (số 33/KH-UBND ngày 4/2/2024)", "UBND tỉnh"),
    ("Kế hoạch số 33/KH-UBND vừa được UBND tỉnh Bắc Kạn ban hành", "UBND tỉnh Bắc Kạn"),
    ("Kế hoạch 33/KH-UBND mà UBND huyện mới ban hành", "UBND huyện"),
    ("Kế hoạch số 33/KH-UBND do Chủ tịch UBND xã ký ban hành", "Chủ tịch UBND xã"),
    ("Trong Công văn số 33/UBND-NC về phòng cháy dịp Tết, UBND TP Huế yêu cầu kiểm tra", "UBND TP Huế"),
    ("Tại Văn bản số 33/UBND-NC về phòng cháy, Chủ tịch UBND tỉnh giao Công an tỉnh", "Chủ tịch UBND tỉnh"),
    ("Với Quyết định số 33/QĐ-UBND về giao chỉ tiêu, UBND huyện Tri Tôn đặt mục tiêu 90%", "UBND huyện Tri Tôn"),
    ("Theo Quyết định số 33/QĐ-TTg về an toàn, UBND tỉnh giao các sở", "Thủ tướng Chính phủ"),
    ("UBND thành phố vừa có công văn khẩn số 33/UBND-ĐT", "UBND thành phố"),
]


@pytest.mark.parametrize(("sentence", "issuer"), OWNED)
def test_whose_paper_it_is_wherever_the_body_stands(sentence: str, issuer: str) -> None:
    (c,) = cite(f"{sentence}.").citations
    assert c.issuer == issuer


DATED = [
    ("Ngày 26/9, Phó Thủ tướng Lê Văn A đã ký Quyết định số 12/QĐ-TTg", "--09-26"),
    ("Kế hoạch số 33/KH-UBND ngày 04tháng 02năm 2024", "2024-02-04"),
    ("Kế hoạch số 33/KH-UBND tháng 02/2024 của UBND tỉnh", "2024-02"),
]


@pytest.mark.parametrize(("sentence", "date"), DATED)
def test_the_day_of_a_paper(sentence: str, date: str) -> None:
    (c,) = cite(f"{sentence}.").citations
    assert c.date == date


def test_a_bare_number_behind_a_kind_in_small_letters_needs_its_body_or_day() -> None:
    found = cite("theo chỉ thị 20 của Thủ tướng, công văn 347 ngày 8/9/2023 của UBND tỉnh").citations
    assert [(c.type, c.number, c.issuer) for c in found] == [
        ("Chỉ thị", "20", "Thủ tướng"), ("Công văn", "347", "UBND tỉnh"),
    ]  # fmt: skip
    assert not cite("ra quyết định 12 nội dung; kế hoạch 2024 của tỉnh; báo cáo 9 tháng; phụ lục 01/BC").citations


@pytest.mark.parametrize(
    ("sentence", "laws"),
    [
        ("Luật Tổ chức chính quyền địa phương ngày 19/6/2015 và Luật sửa đổi, bổ sung ngày 22/11/2019",
         [("2015-06-19", None), ("2019-11-22", None)]),
        ("Luật Đầu tư công năm 2019 và Luật sửa đổi, bổ sung một số điều năm 2022", [(None, "2019"), (None, "2022")]),
        ("Luật PCCC năm 2001, Luật Cư trú 2020", [(None, "2001"), (None, "2020")]),
        ("tuyên truyền Luật PCCC cho hộ dân", []),
    ],
)  # fmt: skip
def test_laws_named_in_short_or_by_what_they_change(sentence: str, laws: list[tuple[str | None, str | None]]) -> None:
    assert [(c.date, c.year) for c in cite(f"Căn cứ {sentence};").citations] == laws


PROPOSED = [
    ("Xét đề nghị của Công an thành phố (Công văn số 5/CATP-TM ngày 2/1/2023)", "Công an thành phố"),
    ("Xét đề nghị của Trưởng Ban ATGT tỉnh (Tờ trình số 5/TTr-BATGT ngày 2/1/2023)", "Trưởng Ban ATGT tỉnh"),
    ("Theo đề nghị của Trưởng phòng An toàn tại Tờ trình số 5/TTr-AT", "Trưởng phòng An toàn"),
    ("UBND thành phố Cần Thơ vừa phê duyệt Đề án camera an ninh tại Quyết định số 5/QĐ-UBND", "UBND thành phố Cần Thơ"),
    ("(HDO) UBND TP Hải Dương vừa phát động thi đua theo Kế hoạch số 5/KH-UBND", "UBND TP Hải Dương"),
    ("UBND tỉnh phát động thi đua theo Quyết định số 5/QĐ-TTg", "Thủ tướng Chính phủ"),
    ("Đảng ủy xã ban hành Nghị quyết chuyên đề số 5-NQ/ĐU", "Đảng ủy xã"),
    ("Nghị quyết liên tịch số 5/NQLT-BCA-TLĐ mà Bộ Công an và Tổng LĐLĐ Việt Nam ký ngày 2/2/2020",
     "Bộ Công an và Tổng LĐLĐ Việt Nam"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "issuer"), PROPOSED)
def test_who_proposed_or_did_it_by_the_paper(sentence: str, issuer: str) -> None:
    (c,) = cite(f"{sentence}.").citations
    assert c.issuer == issuer


def test_the_same_day_is_shared() -> None:
    found = cite(
        "Nghị định số 5/2025/NĐ-CP ngày 15/5/2025, Nghị định số 6/2025/NĐ-CP cùng ngày của Chính phủ; các Quyết định "
        "số 7/QĐ-TTg, 8/QĐ-TTg và 9/QĐ-TTg cùng ngày 8/3/2022 của Thủ tướng Chính phủ"
    ).citations
    assert [c.date for c in found] == ["2025-05-15"] * 2 + ["2022-03-08"] * 3
    (c,) = cite("Ngày 5/4/2024, Công an tỉnh và Hội LHPN tỉnh ký Chương trình phối hợp số 2/CTPH-CAT-HPN").citations
    assert c.date == "2024-04-05"


@pytest.mark.parametrize(
    ("sentence", "symbol", "issuer"),
    [
        ("Kế hoạch 5/KH-UBND về thực hiện Chỉ thị 3-CT/TW do tỉnh Hà Nam ban hành", "CT/TW", None),
        ("Nghị quyết số 5-NQ/HU do Huyện ủy Hải Hậu ban hành", "NQ/HU", "Huyện ủy Hải Hậu"),
    ],
)
def test_a_body_that_cannot_have_issued_it_did_not(sentence: str, symbol: str, issuer: str | None) -> None:
    found = [c for c in cite(f"{sentence}.").citations if c.symbol == symbol]
    assert [c.issuer for c in found] == [issuer]


def test_one_paper_whose_body_is_named_in_short_and_in_full_is_one() -> None:
    found = cite(
        "Kế hoạch số 31-KH/TU ngày 4/7/2017 của Ban Thường vụ Tỉnh ủy và Kế hoạch số 31-KH/TU ngày 4/7/2017 của BTV "
        "Tỉnh ủy An Giang"
    ).citations
    assert len(found) == 1


def test_numbers_in_a_row_behind_their_kind() -> None:
    found = cite("Kế hoạch 301, 302/KH-UBND của UBND tỉnh; Công văn 5 và 6/CV-BCĐ389").citations
    assert [c.code for c in found] == ["301/KH-UBND", "302/KH-UBND", "5/CV-BCĐ389", "6/CV-BCĐ389"]


@pytest.mark.parametrize(
    ("sentence", "issuer"),
    [
        ("Kế hoạch số 12/KH-UBND về phòng, chống ma túy năm 2024 của UBND tỉnh Hà Nam", "UBND tỉnh Hà Nam"),
        ("Nghị quyết số 12/NQ-HĐND về giao chỉ tiêu của HĐND huyện; Kế hoạch năm", "HĐND huyện"),
        ("Kế hoạch số 12/KH-UBND “Phát động thi đua” của UBND huyện", "UBND huyện"),
        ("Kế hoạch số 12/KH-UBND về nâng cao chất lượng hoạt động của Công an xã", None),
        ("Ban chỉ đạo phòng chống tội phạm TP. Huế ban hành Kế hoạch số 1/KH-BCĐ",
         "Ban chỉ đạo phòng chống tội phạm TP. Huế"),
    ],
)  # fmt: skip
def test_whose_paper_it_is_behind_its_title(sentence: str, issuer: str | None) -> None:
    (c,) = cite(f"{sentence}.").citations
    assert c.issuer == issuer


def test_a_paper_carried_out_is_no_inner_owner() -> None:
    found = cite("Kế hoạch số 12/KH-UBND về thực hiện Kế hoạch số 5/KH-UBND của UBND tỉnh").citations
    assert [c.issuer for c in found] == [None, "UBND tỉnh"]
