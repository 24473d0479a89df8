"""The bodies printed at the head of a paper, whatever its columns, levels and line breaks."""

import pytest

from thidua.reading import read_text

PAPER = "{head}\nSố: 12/KH-{code}\nHưng Thịnh, ngày 03 tháng 02 năm 2023\nKẾ HOẠCH\nGiữ gìn trật tự năm 2023\n"


@pytest.mark.parametrize(
    ("head", "code", "issuer"),
    [
        ("UBND TỈNH GIA LAI\nSỞ NỘI VỤ", "SNV", "Sở Nội vụ tỉnh Gia Lai"),
        ("ỦY BAN NHÂN DÂN\nHUYỆN VỊ XUYÊN", "UBND", "Ủy ban nhân dân huyện Vị Xuyên"),
        ("THÀNH PHỐ HẢI PHÒNG\nỦY BAN NHÂN DÂN", "UBND", "Ủy ban nhân dân thành phố Hải Phòng"),
        ("TỈNH ỦY KHÁNH HÒA\nBAN TỔ CHỨC", "BTCTU", "Ban Tổ chức Tỉnh ủy Khánh Hòa"),
        ("UBND TỈNH BẾN TRE\nCÔNG AN TỈNH", "CAT", "Công an tỉnh Bến Tre"),
        ("BAN CHỈ HUY QUÂN SỰ\nXÃ HƯNG THỊNH", "BCHQS", "Ban Chỉ huy Quân sự xã Hưng Thịnh"),
        ("PHÒNG GD&ĐT BÌNH LONG\nTRƯỜNG THCS AN LỘC", "THCSAL", "Trường THCS An Lộc"),
        (
            "ỦY BAN MTTQ VIỆT NAM\nXÃ HƯNG THỊNH\nBAN THƯỜNG TRỰC",
            "MTTQ",
            "Ban Thường trực Ủy ban MTTQ Việt Nam xã Hưng Thịnh",
        ),
        (
            "UBND HUYỆN A LƯỚI   CỘNG HÒA XÃ HỘI\nBAN CHỈ ĐẠO 138   CHỦ NGHĨA VIỆT NAM",
            "BCĐ",
            "Ban Chỉ đạo 138 huyện A Lưới",
        ),
    ],
)
def test_the_lowest_body_issues_and_takes_its_place_from_above(head: str, code: str, issuer: str) -> None:
    plan = read_text(PAPER.format(head=head, code=code))
    assert plan.document is not None and plan.document.issuer == issuer
    assert "issuer-missing" not in {doubt.code for doubt in plan.doubts}


def test_a_head_without_a_body_is_put_together_and_doubted() -> None:
    plan = read_text("Số: 860/KH-UBND\nTây Ninh, ngày 25 tháng 3 năm 2024\nKẾ HOẠCH\nPhát động thi đua")
    assert plan.document is not None and plan.document.issuer == "UBND tỉnh Tây Ninh"
    assert [doubt.found for doubt in plan.doubts] == ["Số: 860/KH-UBND"]


def test_a_name_that_holds_a_word_of_bodies_is_still_a_name() -> None:
    paper = PAPER.format(head="UBND XÃ HƯNG THỊNH", code="UBND") + "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Thị Thủy\n"
    plan = read_text(paper)
    assert plan.document is not None and plan.document.signer == "Nguyễn Thị Thủy"


def test_columns_run_together_by_one_space_are_parted() -> None:
    plan = read_text(
        "UBND THỊ XÃ HOÀNG MAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBAN CHỈ ĐẠO 389 Độc lập - Tự do - Hạnh phúc\n"
        "Số:07 /KH-BCĐ389 Hoàng Mai, ngày 22 tháng 11 năm 2022\nKẾ HOẠCH\nChống buôn lậu dịp Tết\n"
    )
    told = plan.document
    assert told is not None
    assert (told.issuer, told.place, told.title) == (
        "Ban Chỉ đạo 389 thị xã Hoàng Mai",
        "Hoàng Mai",
        "Chống buôn lậu dịp Tết",
    )


def test_marks_misread_in_the_head_are_put_right() -> None:
    plan = read_text(
        "ƯỶ BAN NHÂN DÂN\nTỈNH QUẢNG NGÃI\nSố: 138/KH-UBND\nQuàng Ngãi, ngày 20 tháng 9 năm 2022\nKẾ HOẠCH\nX Y Z\n"
    )
    assert plan.document is not None
    assert (plan.document.issuer, plan.document.place) == ("Ủy ban nhân dân tỉnh Quảng Ngãi", "Quảng Ngãi")


def test_a_title_may_speak_of_happiness() -> None:
    plan = read_text(PAPER.format(head="UBND XÃ A", code="UBND").replace("Giữ gìn trật tự", "Gia đình hạnh phúc"))
    assert plan.document is not None and plan.document.title == "Gia đình hạnh phúc năm 2023"


def test_a_motto_broken_by_its_column_is_no_part_of_the_body() -> None:
    plan = read_text(PAPER.format(head="UBND TỈNH BẾN TRE\nCỘNG HÒA XÃ HỘI CHỦ\nNGHĨA VIỆT NAM", code="UBND"))
    assert plan.document is not None and plan.document.issuer == "UBND tỉnh Bến Tre"


def test_a_name_broken_at_its_dash_keeps_it_and_society_is_no_commune() -> None:
    plan = read_text(PAPER.format(head="UBND THÀNH PHỐ HUẾ\nHỘI ĐỒNG THI ĐUA -\nKHEN THƯỞNG", code="HĐTĐKT"))
    assert plan.document is not None and plan.document.issuer == "Hội đồng Thi đua - Khen thưởng thành phố Huế"
    plan = read_text(PAPER.format(head="BAN CHỈ ĐẠO PHÒNG, CHỐNG TỆ NẠN\nXÃ HỘI TỈNH LÀO CAI", code="BCĐ"))
    assert plan.document is not None and plan.document.issuer == "Ban Chỉ đạo phòng, chống tệ nạn xã hội tỉnh Lào Cai"


HEADS = [
    ("VĂN PHÒNG CHÍNH PHỦ\nSố: 12/TB-VPCP\nHà Nội", "Văn phòng Chính phủ"),
    ("BỘ CÔNG AN\nCỤC CẢNH SÁT GIAO THÔNG\nSố: 12/KH-C08-P5\nHà Nội", "Cục Cảnh sát giao thông"),
    ("CÔNG AN TỈNH KIÊN GIANG\nPHÒNG CẢNH SÁT GIAO THÔNG\nSố: 12/KH-PC08\nKiên Giang",
     "Phòng Cảnh sát giao thông Công an tỉnh Kiên Giang"),
    ("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM\nTỈNH HÀ NAM\nBAN THƯỜNG TRỰC\nSố: 12/KH-MTTQ-BTT\nHà Nam",
     "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Hà Nam"),
    ("BAN CHẤP HÀNH ĐOÀN TNCS HỒ CHÍ MINH\nTỈNH HÀ NAM\n***\nSố: 12-KH/TĐTN-PT\nHà Nam",
     "Ban Chấp hành Đoàn TNCS Hồ Chí Minh tỉnh Hà Nam"),
    ("UBND HUYỆN CÁT HẢI\nBAN CHỈ ĐẠO ĐỀ ÁN 06\nSố: 12/KH-BCĐ\nCát Hải", "Ban Chỉ đạo Đề án 06 huyện Cát Hải"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "issuer"), HEADS, ids=lambda p: p[:30])
def test_bodies_that_stand_under_others(head: str, issuer: str) -> None:
    document = read_text(f"{head}, ngày 14 tháng 7 năm 2023\nTHÔNG BÁO\nKết luận cuộc họp\nI. A").document
    assert document is not None and document.issuer == issuer
