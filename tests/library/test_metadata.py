"""What identifies a paper: its head, its close, or a page that tells of it. Sentences are the project's own."""

import pytest

from thidua.reading import read_text
from thidua.reading.plan import Document, Plan


def read(text: str) -> Document:
    document = read_text(text).document
    assert document is not None
    return document


HEAD = """ỦY BAN NHÂN DÂN
TỈNH AN GIANG
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 57/KH-UBND
An Giang, ngày 08 tháng 02 năm 2026

KẾ HOẠCH
Phòng cháy, chữa cháy rừng mùa khô năm 2026
trên địa bàn tỉnh

Căn cứ Chỉ thị số 01/CT-TTg ngày 05/01/2026 của Thủ tướng Chính phủ;
I. MỤC ĐÍCH, YÊU CẦU
1. Chủ động phòng ngừa.

Nơi nhận:
- Bộ Công an;
- TT. Tỉnh ủy;
- Lưu: VT, P. NC.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Thị Hạnh Dung
"""


def test_a_whole_paper_in_the_layout_of_the_decree() -> None:
    d = read(HEAD)
    assert (d.kind, d.type, d.number, d.symbol, d.date) == ("document", "Kế hoạch", "57", "KH-UBND", "2026-02-08")
    assert (d.place, d.issuer) == ("An Giang", "Ủy ban nhân dân tỉnh An Giang")
    assert d.title == "Phòng cháy, chữa cháy rừng mùa khô năm 2026 trên địa bàn tỉnh"
    assert d.signer == "Nguyễn Thị Hạnh Dung"
    assert d.recipients == ("Bộ Công an", "TT. Tỉnh ủy")
    for name, (start, end) in d.spans.items():
        assert HEAD[start:end].strip(), name
    assert HEAD[slice(*d.spans["number"])] == "Số: 57/KH-UBND"
    assert HEAD[slice(*d.spans["place"])] == "An Giang"


def test_columns_of_a_head_that_were_read_across() -> None:
    d = read(
        "UBND TỈNH ĐỒNG NAI      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ        Độc lập - Tự do - Hạnh phúc\n"
        "Số: 1208/KH-SYT        Đồng Nai, ngày 11 tháng 9 năm 2025\nKẾ HOẠCH\nTruyền thông bảo hiểm y tế\nI. MỤC TIÊU\n"
    )
    assert (d.number, d.symbol, d.date, d.place) == ("1208", "KH-SYT", "2025-09-11", "Đồng Nai")
    assert d.issuer == "Sở Y tế tỉnh Đồng Nai" and d.title == "Truyền thông bảo hiểm y tế"


def test_an_issuer_put_together_is_doubted() -> None:
    plan = read_text("Số: 31/KH-UBND\nCần Thơ, ngày 5 tháng 5 năm 2025\nKẾ HOẠCH\nChuyển đổi số năm 2025\nI. MỤC TIÊU")
    assert plan.document and plan.document.issuer == "UBND thành phố Cần Thơ"
    assert codes(plan) == ["issuer-missing"]


def codes(plan: Plan) -> list[str]:
    return [doubt.code for doubt in plan.doubts]


def test_a_blank_number_is_doubted_and_never_invented() -> None:
    plan = read_text(
        "ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\nSố:        /KH-UBND\nHà Tĩnh, ngày     tháng 6 năm 2025\n"
        "KẾ HOẠCH\nPhát động\nI. A"
    )
    assert plan.document is not None
    assert (plan.document.number, plan.document.symbol, plan.document.date) == (None, "KH-UBND", "2025-06")
    assert "broken-number" in codes(plan)


def test_a_party_paper() -> None:
    d = read(
        "ĐẢNG BỘ TỈNH NINH BÌNH\nBAN THƯỜNG VỤ\n*\nSố 19-CT/TU\nĐẢNG CỘNG SẢN VIỆT NAM\n"
        "Ninh Bình, ngày 02 tháng 4 năm 2025\n"
        "CHỈ THỊ\nvề công tác phòng, chống ma túy\n\nThời gian qua, các cấp ủy đã quan tâm."
    )
    assert (d.type, d.number, d.symbol, d.date, d.place) == ("Chỉ thị", "19", "CT/TU", "2025-04-02", "Ninh Bình")


def test_a_letter_has_no_kind_line() -> None:
    d = read(
        "BỘ NỘI VỤ\nSố: 2150/BNV-TĐKT\nV/v hướng dẫn tổng kết phong trào thi đua\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 14 tháng 10 năm 2025\nKính gửi: Ủy ban nhân dân các tỉnh"
    )
    assert (d.type, d.number, d.symbol, d.issuer) == ("Công văn", "2150", "BNV-TĐKT", "Bộ Nội vụ")


@pytest.mark.parametrize(
    ("page", "number", "symbol", "date", "issuer"),
    [
        (
            "Ra quân bảo đảm trật tự giao thông\n\nNgày 04/9/2025, UBND thành phố Huế ban hành Kế hoạch số 388/KH-UBND "
            "về Năm an toàn giao thông.\n",
            "388", "KH-UBND", "2025-09-04", "UBND thành phố Huế",
        ),
        (
            "Thứ Hai, 12/05/2025, 08:15\nXây dựng xã không ma túy\nNgày 9/5, Ban Chỉ đạo 138 tỉnh đã ký Kế hoạch số "
            "45/KH-BCĐ về xây dựng xã không ma túy.",
            "45", "KH-BCĐ", "2025-05-09", "Ban Chỉ đạo 138 tỉnh",
        ),
        (
            "Công an tỉnh vừa ban hành kế hoạch cao điểm phòng cháy mùa khô năm 2026 tại các khu công nghiệp.",
            None, None, None, "Công an tỉnh",
        ),
    ],
)  # fmt: skip
def test_a_page_that_tells_of_a_plan(
    page: str, number: str | None, symbol: str | None, date: str | None, issuer: str
) -> None:
    d = read(page)
    assert (d.kind, d.number, d.symbol, d.date, d.issuer) == ("article", number, symbol, date, issuer)


def test_the_plan_told_of_is_not_among_the_citations() -> None:
    plan = read_text(
        "Ngày 04/9/2025, UBND tỉnh ban hành Kế hoạch số 388/KH-UBND thực hiện Chỉ thị số 23/CT-TTg. "
        "Theo Kế hoạch số 388/KH-UBND, các xã đăng ký trước 15/9."
    )
    assert [c.as_dict()["number"] for c in plan.citations] == ["23"]


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "| MẬT |", "Độ mật: MẬT", "[TỐI MẬT]"])
def test_a_secrecy_mark_stops_the_reading(mark: str) -> None:
    plan = read_text(f"CÔNG AN TỈNH\n{mark}\nSố: 12/KH-CAT\nKẾ HOẠCH\nĐến năm 2026, 100% xã đạt chuẩn.")
    assert plan.document is None and codes(plan) == ["secret-mark"]
    assert not plan.targets and not plan.citations and not plan.dates


@pytest.mark.parametrize(
    "line",
    ["Bảo vệ BÍ MẬT nhà nước", "TUYÊN TRUYỀN LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC", "Tài liệu không MẬT", "mật độ dân cư"],
)
def test_the_words_in_a_sentence_are_ordinary(line: str) -> None:
    assert read_text(f"Số: 12/KH-UBND\nKẾ HOẠCH\n{line}\n").document is not None


def test_a_mark_far_below_the_head_is_none() -> None:
    assert read_text("KẾ HOẠCH\n" + "Nội dung thực hiện trong năm.\n" * 200 + "MẬT\n").document is not None


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("Phong trào thi đua được thực hiện từ nay đến hết ngày 15/12/2026.", "2026-02-08", "2026-12-15"),
        ("Thời gian thi đua: từ ngày 01/3/2026 đến ngày 30/11/2026.", "2026-03-01", "2026-11-30"),
        ("Đợt cao điểm được tổ chức từ ngày 15/12/2025 đến 14/02/2026.", "2025-12-15", "2026-02-14"),
        (
            "Đợt thi đua thực hiện giai đoạn 1 từ 15/3/2026 đến 19/5/2026, giai đoạn 2 từ 20/5 đến 02/9/2026.",
            "2026-03-15",
            "2026-09-02",
        ),
    ],
)
def test_how_long_the_plan_runs(sentence: str, start: str, end: str) -> None:
    d = read(HEAD.replace("1. Chủ động phòng ngừa.", sentence))
    assert d.runs == {"from": start, "to": end}


def test_an_urgent_telegram_prints_its_number_below_its_kind() -> None:
    d = read(
        "CHỦ TỊCH UBND TỈNH PHÚ THỌ\nCÔNG ĐIỆN\nVề phòng cháy, chữa cháy khu dân cư\n"
        "Số 07/CĐ-UBND, phát lúc 9 giờ 30 ngày 12/5/2025\nThời tiết nắng nóng kéo dài.\n"
    )
    assert (d.type, d.number, d.date) == ("Công điện", "07", "2025-05-12")
    assert d.title == "phòng cháy, chữa cháy khu dân cư"


def test_marks_of_a_page_language_do_not_hide_the_head() -> None:
    d = read(
        "**UBND TỈNH LONG AN**\nSố: 61/KH-UBND\n## KẾ HOẠCH\n## Phát động thi đua năm 2025\nCăn cứ Luật Đất đai;\n"
    )
    assert (d.number, d.type, d.title) == ("61", "Kế hoạch", "Phát động thi đua năm 2025")
    assert d.issuer == "UBND tỉnh Long An"


def test_the_card_of_a_page_of_papers() -> None:
    d = read(
        "VĂN BẢN CHỈ ĐẠO\nSố văn bản: 44\nKý hiệu: CT-UBND\nNgày ban hành: 02/10/2024\n"
        "Trích yếu: Tăng cường bảo đảm an toàn giao thông\nCơ quan ban hành: UBND tỉnh Phú Yên\n"
        "Người ký duyệt: Lê Thị Mai An\n"
    )
    assert (d.type, d.number, d.symbol, d.date) == ("Chỉ thị", "44", "CT-UBND", "2024-10-02")
    assert d.title == "Tăng cường bảo đảm an toàn giao thông"
    assert (d.issuer, d.signer) == ("UBND tỉnh Phú Yên", "Lê Thị Mai An")


def test_the_headline_of_a_library_page_tells_a_title_that_the_paper_lost() -> None:
    text = (
        "Đề án 10/ĐA-UBND năm 2022 về nâng cao tiêu chí an ninh, trật tự do tỉnh Lào Cai ban hành\n"
        "Số hiệu | 10/ĐA-UBND |\nLoại văn bản | Quyết định |\nCơ quan ban hành | Tỉnh Lào Cai |\n"
        "ỦY BAN NHÂN DÂN |\nSố: 10/ĐA-UBND |\nLào Cai, ngày 17 tháng 10 năm 2022 |\n1. Luật Công an nhân dân."
    )
    document = read_text(text).document
    assert (document.type, document.title) == ("Đề án", "nâng cao tiêu chí an ninh, trật tự")


def test_a_telegram_names_its_body_below_its_number() -> None:
    text = (
        "CÔNG ĐIỆN KHẨN\nSố:\n05/CĐ-UBND hồi 16 giờ 30 ngày 17/9/2022.\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH QUẢNG BÌNH\nĐIỆN:\n- Các sở, ban, ngành.\n1. Kêu gọi tàu cá vào bờ."
    )
    document = read_text(text).document
    assert (document.number, document.title) == ("05", None)
    assert document.issuer == "Chủ tịch Ủy ban nhân dân tỉnh Quảng Bình"


def test_a_day_of_signing_told_in_the_next_sentence_is_that_of_the_plan() -> None:
    text = (
        "UBND tỉnh vừa ban hành Kế hoạch số 84/KH-UBND về phòng, chống bạo lực gia đình. "
        "Kế hoạch được Phó Chủ tịch UBND tỉnh ký ngày 09/6/2023."
    )
    assert read_text(text).document.date == "2023-06-09"


def test_the_body_behind_the_paper_that_it_decides_by() -> None:
    text = "Tại Quyết định số 156/QĐ-UBND ngày 10-02-2025, Chủ tịch UBND tỉnh phê duyệt Kế hoạch cải cách hành chính."
    document = read_text(text).document
    assert (document.number, document.issuer) == ("156", "Chủ tịch UBND tỉnh")
    asked = read_text("Xét báo cáo của Bộ Công an tại Văn bản số 31/BCA-V01 ngày 07/9/2022, Thủ tướng yêu cầu xử lý.")
    assert asked.document.number is None


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Thành ủy TPHCM đã ban hành công văn về kết nạp đảng viên.", "Thành ủy TPHCM"),
        ("Ủy ban nhân dân Quận 8 ban hành kế hoạch năm 2023.", "Ủy ban nhân dân Quận 8"),
        ("Đó là nội dung tại Kế hoạch số 15/KH-UBND ngày 20.3.2023 của UBND tỉnh.", "UBND tỉnh"),
        ("UBND xã Tân Hội (huyện Châu Thành) cho biết kế hoạch năm nay.", "UBND xã Tân Hội"),
        ("UBND TP.HCM vừa có kế hoạch phát động thi đua.", "UBND TP.HCM"),
        ("Ban chỉ đạo “TDĐKXDĐSVH” huyện vừa ban hành kế hoạch năm 2020.", "Ban chỉ đạo “TDĐKXDĐSVH” huyện"),
    ],
)
def test_names_of_bodies_that_hold_abbreviations(text: str, issuer: str) -> None:
    assert read_text(text).document.issuer == issuer


def test_a_card_before_the_paper_does_not_hide_its_title() -> None:
    text = (
        "| Tên văn bản | Kế hoạch phát triển bảo hiểm năm 2025 |\n| Số ký hiệu | 58/KH-UBND |\n"
        "| Ngày ban hành | 14-03-2025 |\n| Cơ quan ban hành | UBND tỉnh Bến Tre |\n\nKẾ HOẠCH\n"
        "Phát triển đối tượng tham gia bảo hiểm xã hội năm 2025\n\nCăn cứ Nghị quyết số 28-NQ/TW ngày 23/5/2018."
    )
    assert read_text(text).document.title == "Phát triển đối tượng tham gia bảo hiểm xã hội năm 2025"


def test_a_telegram_tells_its_hour_before_its_day() -> None:
    text = "UBND TỈNH KHÁNH HÒA\nSố: 09/CĐ-UBND\nKhánh Hòa, hồi 17h30' ngày 23 tháng 01 năm 2024\nCÔNG ĐIỆN\nVề Tết"
    document = read_text(text).document
    assert (document.place, document.date) == ("Khánh Hòa", "2024-01-23")


def test_a_card_alone_is_a_paper() -> None:
    text = (
        "KẾ HOẠCH CHUYỂN ĐỔI SỐ NĂM 2023\nSố/Ký hiệu: 08/KH-STP\nNgày ban hành: 31/01/2023\n"
        "Người ký: Trần Xuân Huyên\nTrích yếu: Chuyển đổi số của Sở Tư pháp năm 2023\nCơ quan ban hành: Sở Tư pháp\n"
    )
    d = read_text(text).document
    assert (d.kind, d.number, d.date, d.issuer) == ("document", "08", "2023-01-31", "Sở Tư pháp")


@pytest.mark.parametrize(
    "text",
    [
        "Kính gửi:\n- Các bộ;\n- UBND các tỉnh.\nNgày 03/6/2020, Thủ tướng đã ban hành Quyết định số 749/QĐ-TTg.",
        "PHƯƠNG ÁN ỨNG PHÓ THIÊN TAI\nĐợt lũ năm ngoái làm ngập 1.240 ngôi nhà.",
        "PHỤ LỤC CHỈ TIÊU THI ĐUA\nTỷ lệ hộ nghèo dưới 2,5%.",
    ],
)
def test_a_paper_without_its_head_is_still_a_paper(text: str) -> None:
    assert read_text(text).document.kind == "document"


def test_what_the_page_carries_out_is_not_what_it_tells_of() -> None:
    page = (
        "Nhân rộng tổ liên gia\n\nNgày 03/1/2023, Thủ tướng Chính phủ đã ban hành Chỉ thị số 01/CT-TTg về PCCC. "
        "Thực hiện chỉ thị này, UBND tỉnh đã ban hành Kế hoạch số 55/KH-UBND. Theo đó, 95% hộ dân tham gia."
    )
    document = read(page)
    assert (document.number, document.issuer) == ("55", "UBND tỉnh")


def test_a_numbered_committee_ends_with_its_level_and_a_deputy_speaks_for_nobody() -> None:
    page = (
        "Triển khai nhiệm vụ\n\nChiều 18/12, Ban Chỉ đạo 138 tỉnh tổ chức hội nghị. "
        "Năm 2024, Ban Chỉ đạo 138 tỉnh đề ra mục tiêu giảm 5% số vụ.\n\n"
        "Ông An, Phó Chủ tịch UBND tỉnh đề nghị công an tỉnh tham mưu kế hoạch.\n\nTin: B.T"
    )
    assert read(page).issuer == "Ban Chỉ đạo 138 tỉnh"


def test_a_deputy_signs_for_the_body() -> None:
    page = "(GLO)- Ông Siu, Phó Chủ tịch UBND tỉnh vừa ký ban hành Kế hoạch số 512/KH-UBND về tự quản.\n\nPV"
    assert read(page).issuer == "UBND tỉnh"


def test_place_and_day_below_the_title() -> None:
    d = read(
        "ĐẢNG ỦY PHƯỜNG 5\nSố 12-NQ/ĐU\nNGHỊ QUYẾT\nvề lãnh đạo công tác an ninh năm 2025\n-----\n"
        "Phường 5, ngày 10 tháng 01 năm 2025\nI. MỤC TIÊU\n- Giảm 5% số vụ.\n"
    )
    assert (d.place, d.date, d.title) == ("Phường 5", "2025-01-10", "lãnh đạo công tác an ninh năm 2025")


BELOW_THE_BODY = [
    (
        "UBND XÃ VĨNH AN",
        "Kế hoạch số 27/KH-UBND ngày 14/3/2023 của UBND xã Vĩnh An Xây dựng lực lượng",
        "27",
        "Xây dựng",
    ),
    ("CÔNG AN TỈNH", "Hướng dẫn số 8/HD-CAT ngày 02/02/2024 của Công an tỉnh về chấm điểm thi đua", "8", "chấm điểm"),
]


@pytest.mark.parametrize(("head", "line", "number", "title"), BELOW_THE_BODY)
def test_a_line_below_the_body_that_names_the_paper_is_the_paper_itself(head, line, number, title) -> None:
    plan = read_text(f"{head}\n{line}\nI. MỤC ĐÍCH\n- Nâng cao ý thức cảnh giác.\n")
    assert plan.document is not None
    assert (plan.document.number, plan.document.kind) == (number, "document")
    assert title in (plan.document.title or "")
    assert plan.citations == ()


DECISION = """ỦY BAN NHÂN DÂN
TỈNH LAM GIANG
Số: 318/QĐ-UBND
Lam Giang, ngày 12 tháng 3 năm 2025

QUYẾT ĐỊNH
BAN HÀNH
CHƯƠNG TRÌNH BẢO VỆ AN NINH, TRẬT TỰ TRƯỜNG HỌC

Căn cứ Luật An ninh quốc gia;

QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Chương trình bảo vệ an ninh, trật tự trường học.

Nơi nhận:
- Như Điều 1;
- Lưu: VT.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Trần Văn Khê

CHƯƠNG TRÌNH
(Ban hành kèm theo Quyết định số 318/QĐ-UBND ngày 12 tháng 3 năm 2025 của UBND tỉnh)

I. CHỈ TIÊU
1- 100% trường học ký cam kết bảo đảm an ninh, trật tự.
2. Ít nhất 90% trường học được công nhận đạt tiêu chuẩn.
"""


def test_a_decision_that_brings_a_programme_behind_its_signature() -> None:
    plan = read_text(DECISION)
    assert plan.document is not None
    assert plan.document.title == "BAN HÀNH CHƯƠNG TRÌNH BẢO VỆ AN NINH, TRẬT TỰ TRƯỜNG HỌC"
    assert plan.document.signer == "Trần Văn Khê"
    assert [(t.comparator, t.value, t.subject, t.section) for t in plan.targets] == [
        ("eq", 100, "trường học", "I.1"), ("ge", 90, "trường học", "I.2"),
    ]  # fmt: skip


@pytest.mark.parametrize("bracket", ["(Ban hành kèm theo Quyết định", "(Kèm theo Quyết định"])
def test_the_title_of_what_a_decision_brings_may_stand_in_small_letters(bracket: str) -> None:
    titled = "CHƯƠNG TRÌNH\nBảo vệ an ninh, trật tự trường học trên địa bàn tỉnh năm 2025\n"
    text = DECISION.replace("CHƯƠNG TRÌNH\n(Ban hành kèm theo Quyết định", titled + bracket)
    assert [t.value for t in read_text(text).targets] == [100, 90]


def test_what_stands_below_the_recipients_of_a_plan_is_no_part_of_it() -> None:
    text = DECISION.replace("(Ban hành kèm theo Quyết định số 318/QĐ-UBND ngày", "(Tin liên quan số 318, ngày")
    assert read_text(text).targets == ()


def test_a_page_is_of_the_day_nearest_to_its_story_and_not_of_the_clock_at_its_top() -> None:
    told = "Ngày 28/7, UBND tỉnh Bình Phước đã ban hành Kế hoạch số 222/KH-UBND về nâng cao chất lượng phong trào."
    plan = read_text(f"Thứ ba, 14/05/2024, 09:12\nGiữ vững bình yên\nThứ năm - 28/07/2022 16:07\n{told}\n")
    assert plan.document is not None and plan.document.date == "2022-07-28"


@pytest.mark.parametrize(
    ("entry", "rest"),
    [
        ("các PCT UBND", "tỉnh"),
        ("Ban TĐKT Trung ương", "(b/c)"),
        ("Đảng ủy,", "HĐND xã"),
        ("Chủ tịch, các PCT", "UBND tỉnh"),
    ],
)
def test_an_entry_of_the_recipients_goes_on_below(entry: str, rest: str) -> None:
    plan = read_text(f"Số: 5/KH-UBND\nKẾ HOẠCH\nGiữ gìn trật tự\nNơi nhận:\n- {entry}\n{rest};\n- Các sở;\n- Lưu: VT.")
    assert plan.document is not None and plan.document.recipients == (f"{entry} {rest}", "Các sở")
