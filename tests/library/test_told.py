"""Whose plan a page tells of; whether a text without a head is a page or a paper. Sentences are the project's own."""

import pytest

from thidua.reading import read_text
from thidua.reading.plan import Document


def read(text: str) -> Document:
    document = read_text(text).document
    assert document is not None
    return document


TOLD = [
    # bodies in short, as the subject of a deed
    ("Nam Định giao chỉ tiêu\n\n03/02/2017 09:12\n\nBan ATGT tỉnh Nam Định giao mỗi huyện giảm từ 5% số vụ.",
     "Ban ATGT tỉnh Nam Định", None),
    ("BCĐ 138 tỉnh vừa có kế hoạch phòng, chống tội phạm, phấn đấu giảm 5% số vụ.", "BCĐ 138 tỉnh", None),
    ("Năm qua nhiều việc.\nLĐLĐ tỉnh đã ban hành kế hoạch Tháng Công nhân với 80% cơ sở.", "LĐLĐ tỉnh", None),
    ("Hội LHPN TX. Bình Minh vừa tổ chức đại hội, phấn đấu 70% hội viên đạt chuẩn.", "Hội LHPN TX. Bình Minh", None),
    ("Ngày 12/3, tại hội nghị, Bộ CHQS tỉnh phát động thi đua, phấn đấu 100% đơn vị đạt.", "Bộ CHQS tỉnh", None),
    ("Công an phường 5 triển khai phong trào, phấn đấu 90% hộ ký cam kết.\nẢnh: V.N.", "Công an phường 5", None),
    # what the page told stands in the paper named next
    ("Giảm 10% số vụ đến năm 2030 là nội dung Kế hoạch 61/KH-UBND mà UBND tỉnh vừa ban hành.", "UBND tỉnh", "61"),
    ("(NTO) 80% số xã sạch ma túy. Đây là một trong những chỉ tiêu đề ra trong Kế hoạch số 61/KH-UBND của UBND tỉnh "
     "Ninh Thuận về phòng, chống ma túy.", "UBND tỉnh Ninh Thuận", "61"),
    ("Theo Kế hoạch số 61/KH-UBND vừa được UBND tỉnh Bắc Kạn ban hành, 80% số xã đạt.", "UBND tỉnh Bắc Kạn", "61"),
    ("Thực hiện Kế hoạch 14 của tỉnh.\nKế hoạch số 61/KH-UBND của UBND xã Tân Lập vừa ban hành nêu 80% số ấp đạt.",
     "UBND xã Tân Lập", "61"),
    ("Trong Công văn số 812/UBND-NC về phòng cháy dịp Tết, UBND TP Đà Nẵng yêu cầu kiểm tra 100% chợ.",
     "UBND TP Đà Nẵng", "812"),
    ("Theo Công điện số 07/CĐ-UBND ngày 4/5/2024 về cháy rừng, Chủ tịch UBND tỉnh Sơn La yêu cầu trực 100% quân số.",
     "Chủ tịch UBND tỉnh Sơn La", "07"),
    ("Phó Chủ tịch UBND tỉnh Trần Văn B vừa ký Kế hoạch số 71/KH-UBND về chuyển đổi số.", "UBND tỉnh", "71"),
    # two papers: the one that the page goes on with
    ("Huyện ủy đã ra Nghị quyết số 2-NQ/HU, UBND huyện có Kế hoạch số 8/KH-UBND về giảm nghèo.\n"
     "Kế hoạch của UBND huyện nêu rõ, năm 2024 giảm 5% hộ nghèo.", "UBND huyện", "8"),
    ("Chiều 5/3, đặc khu ra mắt mô hình, cụ thể hóa Kế hoạch số 8/KH-UBND của UBND đặc khu. Kế hoạch nêu: 90 cơ sở "
     "tham gia. Thủ tướng đã công bố chương trình chung.", "UBND đặc khu", "8"),
    # a plan without a number
    ("(HNN) - 80% dịch vụ công trực tuyến là mục tiêu của tỉnh trong kế hoạch chuyển đổi số của UBND tỉnh.\nNgoài ra, "
     "100% hồ sơ được số hóa.", "UBND tỉnh", None),
    ("Theo đề án chuyển đổi số giai đoạn 2021-2025 của UBND thành phố, 100% hồ sơ được số hóa.\nCập nhật 03/04/2022",
     "UBND thành phố", None),
    # the first word of a name stands for it later on
    ("Đại hội Phụ nữ TX. Phú Mỹ đã diễn ra.\nHội LHPN TX. Phú Mỹ nay mạnh hơn. Nhiệm kỳ tới, Hội phấn đấu 70% hội viên "
     "đạt chuẩn.", "Hội LHPN TX. Phú Mỹ", None),
    # papers that are carried out stand above the one told of
    ("Theo đó, UBND tỉnh Hậu Giang giao Ban An toàn giao thông tỉnh kiểm tra; thực hiện nghiêm các Chỉ thị của Thủ "
     "tướng Chính phủ và chỉ đạo của Tỉnh ủy; phấn đấu giảm 5% số vụ.", "UBND tỉnh Hậu Giang", None),
    ("Thực hiện Chỉ thị của Thủ tướng Chính phủ về an toàn giao thông, UBND tỉnh Kon Tum vừa yêu cầu giảm 5% số vụ.",
     "UBND tỉnh Kon Tum", None),
    ("Tin trong xã, ảnh: V.N.\nTrưởng Công an xã cho biết: “Theo Kế hoạch số 7 ngày 2/8/2025 của UBND xã, mỗi ấp có "
     "5 tổ”.", "UBND xã", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "issuer", "number"), TOLD, ids=lambda p: str(p)[:40])
def test_whose_paper_a_page_tells_of(text: str, issuer: str, number: str | None) -> None:
    d = read(text)
    assert (d.kind, d.issuer, d.number) == ("article", issuer, number)


PAGES = [
    "Tiêu chuẩn của cơ quan\nTheo Điều 6 Thông tư 124/2021/TT-BCA, cơ quan đạt khi:\n1. Có kế hoạch;\n2. Có tổ.",
    "Kế hoạch xây dựng nông thôn mới của huyện\nHuyện vừa xây dựng kế hoạch:\n- 3 xã đạt chuẩn.\n- 90% hộ có nước.",
    "Đề án bảo vệ rừng được Thủ tướng Chính phủ phê duyệt tại Quyết định số 77/QĐ-TTg ngày 6/1/2022.\n1. Mục tiêu\n"
    "1.1. Về rừng\n100% chủ rừng ký cam kết.",
    "Chuyển đổi số ở xã là gì?\n1. Mục tiêu\n- 100% hồ sơ số hóa.\n2. Giải pháp",
    "Mục tiêu Sóc Trăng giai đoạn 2016 - 2020\n\nMục tiêu cụ thể\n\n- 100% xã có quy hoạch.\n\n- 70% hộ có nước sạch.",
    "I. Giới thiệu chung\nXã Tân Lộc rộng 30 km2.\nII. Mục tiêu đến năm 2030\n1. 90% chi bộ hoàn thành tốt nhiệm vụ.",
    "I. Vị trí địa lý, dân cư\nPhường giáp sông.\nII. Định hướng\n1. Phấn đấu 100% tổ dân phố đạt chuẩn.",
]
PAPERS = [
    "Căn cứ khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP;\n1. Giao Công an xã chủ trì.\n2. Giao các ấp thực hiện.",
    "UBND xã xây dựng kế hoạch năm 2024\nI. MỤC ĐÍCH\n1. Nâng nhận thức.\nII. CHỈ TIÊU\n1. 90% hộ.\nTM. ỦY BAN",
    "I. MỤC TIÊU\n1. Giảm 5% số vụ phạm pháp.\n2. Khám phá đạt 80%.\nII. NHIỆM VỤ\n1. Công an xã chủ trì.",
    "1. Mục tiêu chung\nTạo chuyển biến.\n2. Chỉ tiêu\n- Giảm 5% số vụ.\n- 100% trường ký cam kết.",
    "Căn cứ Đề án đã được Thủ tướng Chính phủ phê duyệt tại Quyết định số 7/QĐ-TTg; xét tình hình,\n1. Giao Công an.\n"
    "2. Giao các ấp.",
    "PHỤ LỤC CHỈ TIÊU\nSTT | Chỉ tiêu | Ghi chú\n1 | Hộ nghèo dưới 2% | chuẩn đa chiều\n2 | Hộ dùng nước sạch 93% |",
]


@pytest.mark.parametrize("text", PAGES, ids=lambda p: p[:30])
def test_a_page_that_explains_or_portrays_is_no_paper(text: str) -> None:
    assert read(text).kind == "article"


@pytest.mark.parametrize("text", PAPERS, ids=lambda p: p[:30])
def test_a_part_of_a_paper_is_one(text: str) -> None:
    assert read(text).kind == "document"


def test_a_plan_told_to_belong_to_a_decision_keeps_its_kind_and_title() -> None:
    d = read(
        "KẾ HOẠCH\nPhát triển du lịch cộng đồng năm 2024\n(Kèm theo Quyết định số: 55/QĐ-UBND ngày 3/4/2024 của UBND "
        "tỉnh)\nI. MỤC TIÊU\n1. 100% điểm có bảng chỉ dẫn."
    )
    assert (d.type, d.title) == ("Kế hoạch", "Phát triển du lịch cộng đồng năm 2024")
    assert (d.number, d.symbol, d.date, d.issuer) == ("55", "QĐ-UBND", "2024-04-03", "UBND tỉnh")


def test_a_blank_number_is_not_filled_from_a_paper_cited_below() -> None:
    d = read(
        "ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\nSố: /KH-UBND\nHà Nam, ngày tháng 4 năm 2026\nKẾ HOẠCH\nHọc tập suốt đời\n"
        "Thực hiện Nghị quyết\nsố 71-NQ/TW ngày 22/8/2025 của Bộ Chính trị;\nI. MỤC TIÊU\n"
    )
    assert (d.number, d.symbol) == (None, "KH-UBND")


def test_an_office_takes_the_name_of_the_committee_above_it() -> None:
    d = read(
        "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HUẾ\nVĂN PHÒNG\nSố: 77/TB-VPUBND\nHuế, ngày 8 tháng 4 năm 2026\nTHÔNG BÁO\nKết luận"
    )
    assert d.issuer == "Văn phòng UBND thành phố Huế"


def test_a_line_of_the_site_gives_no_place_to_the_body_below_it() -> None:
    d = read(
        "CỔNG THÔNG TIN | THÀNH PHỐ HỒ CHÍ MINH\nTrang chủ | Giới thiệu | Liên hệ\nỦY BAN NHÂN DÂN\nPHƯỜNG BÌNH THỚI\n"
        "Số: 5/KH-UBND\nBình Thới, ngày 2 tháng 10 năm 2025\nKẾ HOẠCH\nPhòng, chống ma túy"
    )
    assert d.issuer == "Ủy ban nhân dân phường Bình Thới"


def test_of_two_who_sign_the_first_column_is_the_signer() -> None:
    head = "CÔNG AN TỈNH HÀ NAM\nSố: 5/KHLT-CAT-HPN\nHà Nam, ngày 2 tháng 3 năm 2024\nKẾ HOẠCH\nPhối hợp\nI. MỤC TIÊU\n"
    d = read(head + "TM. BAN THƯỜNG VỤ | GIÁM ĐỐC CÔNG AN TỈNH\nCHỦ TỊCH | Đại tá Trần Văn Minh\nLê Thị Hoa |\n")
    assert d.signer == "Lê Thị Hoa"
    d = read(head + "Nơi nhận: | GIÁM ĐỐC\n- Bộ Công an; | (Đã ký)\n- Lưu: VT. | Trần Văn Minh\n")
    assert d.signer == "Trần Văn Minh"


def test_a_name_may_hold_the_word_of_the_motto() -> None:
    d = read("| Số hiệu | 5/KH-UBND |\n| Người ký | Ngô Hạnh Phúc |\nỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\nKẾ HOẠCH\nTrồng cây")
    assert d.signer == "Ngô Hạnh Phúc"


def test_the_line_of_who_decides_tells_the_place_that_the_head_lacks() -> None:
    d = read(
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 31/2007/QĐ-UBND | Bảo Lộc, ngày 1/9/2007\n"
        "BAN HÀNH QUY ĐỊNH VỀ BẢO VỆ RỪNG\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG\nCăn cứ Luật Lâm nghiệp;\n"
    )
    assert d.issuer == "Ủy ban nhân dân tỉnh Lâm Đồng"
    assert read("HUYỆN ỦY CAO LỘC\n*\nSố 12-KH/HU\nCao Lộc, ngày 3 tháng 2 năm 2024\nKẾ HOẠCH\nThi đua").issuer == (
        "Huyện ủy Cao Lộc"
    )


MORE = [
    ("Theo UBND huyện Đạ Rsal: Thu ngân sách được chỉ đạo.\nUBND huyện Đạ Rsal tiếp tục tăng cường giải pháp; phấn đấu "
     "đạt 55%.", "UBND huyện Đạ Rsal"),
    ("Phó Chủ tịch HĐND TP Lê Văn B đề nghị huyện phải giảm 10% số hộ nghèo.\nẢnh: V.N.", "HĐND TP"),
    ("Đại hội Đảng bộ xã Tân Thành nhiệm kỳ 2025-2030 đề ra chỉ tiêu 100% ấp đạt chuẩn.", "Đảng bộ xã Tân Thành"),
    ("Cục Cảnh sát giao thông (C08) vừa ban hành Kế hoạch số 210/KH-C08 về cao điểm.", "Cục Cảnh sát giao thông"),
    ("Phòng GD&ĐT huyện Củ Chi phát động thi đua, phấn đấu 100% trường đạt.", "Phòng GD&ĐT huyện Củ Chi"),
    ("Đảng ủy Công an tỉnh vừa ban hành Nghị quyết số 5-NQ/ĐUCA về thi đua.", "Đảng ủy Công an tỉnh"),
    ("Ban Dân tộc tỉnh Sóc Trăng vừa ban hành kế hoạch, phấn đấu giảm 3% hộ nghèo.", "Ban Dân tộc tỉnh Sóc Trăng"),
    ("Ủy ban ATGT Quốc gia yêu cầu các địa phương kéo giảm 5% số người chết.", "Ủy ban ATGT Quốc gia"),
    ("Theo kế hoạch vừa được UBND tỉnh Quảng Trị phê duyệt, phải giảm 10% số vụ.\nẢnh: V.N.", "UBND tỉnh Quảng Trị"),
    ("Mục tiêu trên được Ban Thường vụ Tỉnh ủy Thanh Hóa đưa ra trong năm 2024.\nẢnh: V.N.",
     "Ban Thường vụ Tỉnh ủy Thanh Hóa"),
    ("Con đường được UBND tỉnh Hà Nam khen ngợi nay đã đông vui.\nẢnh: V.N.", None),
    ("Bắt nhóm trộm\nCông an huyện Ea Kar đã bắt giữ 5 đối tượng. Cập nhật 3/4/2024 08:00", None),
    ("Cơ sở phải làm gì?\nTheo Nghị định 136/2020/NĐ-CP của Chính phủ, cơ sở tự kiểm tra. Bạn đọc hỏi.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "issuer"), MORE, ids=lambda p: str(p)[:40])
def test_who_asks_on_a_page(text: str, issuer: str | None) -> None:
    assert read(text).issuer == issuer


def test_a_story_broken_into_lines_is_told_like_one_that_is_not() -> None:
    text = (
        "Xã Tân Lập giữ vững an ninh trật tự\n\nNăm qua, xã đã thực hiện tốt chương trình hành động của huyện "
        "và Kế hoạch số 33/KH-BCĐ của Ban Chỉ đạo tỉnh. UBND xã vừa ban hành kế hoạch năm 2025, phấn đấu có 12 ấp, "
        "tức là toàn xã, đạt chuẩn; 80% hộ tham gia."
    )
    broken = text.replace("và Kế hoạch số", "và Kế hoạch\nsố").replace("phấn đấu có 12", "phấn đấu có\n12")
    for told in (text, broken):
        d = read(told)
        assert (d.kind, d.number, d.issuer) == ("article", None, "UBND xã")


def test_a_day_with_hyphens_is_no_stamp_of_the_page() -> None:
    assert read("III. TỔ CHỨC\n1. Khám tuyển từ 1-11-2018 đến 31-12-2018.\n2. Công an xã chủ trì.").kind == "document"


MENU = "Trang chủ | Giới thiệu | Tin tức\nThứ Hai, 05/02/2024 08:30\nĐăng nhập\n\n"


def test_a_paper_below_the_menu_of_a_page_is_still_one() -> None:
    d = read(
        MENU
        + "Kế hoạch số 27/KH-UBND ngày 14/3/2023 của UBND xã Vĩnh An về xây dựng nông thôn mới\nThực hiện Kế hoạch số "
        "51/KH-UBND của UBND huyện,\nI. MỤC ĐÍCH\n- Nâng cao ý thức.\nII. CHỈ TIÊU\n- 100% số ấp đạt.\n"
    )
    assert (d.kind, d.number, d.issuer) == ("document", "27", "UBND xã Vĩnh An")
    d = read(MENU + "UBND xã vừa ban hành Kế hoạch số 27/KH-UBND về nông thôn mới, phấn đấu 100% số ấp đạt.\n")
    assert (d.kind, d.number, d.issuer) == ("article", "27", "UBND xã")


def test_a_title_goes_on_behind_a_blank_line_in_the_middle_of_a_phrase() -> None:
    d = read("Số: 5/KH-UBND\nHà Nam, ngày 2/3/2024\n\nKẾ HOẠCH\n\nPhòng cháy năm 2024\n\ntrên địa bàn tỉnh\n\nCăn cứ")
    assert d.title == "Phòng cháy năm 2024 trên địa bàn tỉnh"


def test_other_stories_at_the_foot_of_a_page_ask_nothing() -> None:
    foot = "\n\nTin liên quan\n- UBND tỉnh vừa ban hành kế hoạch mới\nBình luận (0)"
    story = "Người dân góp sức\n05/02/2024 08:30\nHơn 90% hộ đã lắp bình chữa cháy.\nAi cũng vui.\nMọi việc đều tốt."
    assert read(story + foot).issuer is None
    assert (
        read(MENU + "SỞ NỘI VỤ HÀ NAM: THÊM 20 XÃ ĐẠT CHUẨN\nSáng nay, nhiều xã vui mừng.").issuer == "SỞ NỘI VỤ HÀ NAM"
    )


def test_a_story_that_opens_with_the_paper_carried_out_tells_of_the_next() -> None:
    d = read(
        "Nhằm cụ thể hóa Kế hoạch số 1/KH-BCĐ của Ban Chỉ đạo 138 Trung ương, ngày 26-2, UBND tỉnh đã ban hành Kế "
        "hoạch số 19/KH-UBND về phòng, chống tội phạm."
    )
    assert (d.number, d.issuer) == ("19", "UBND tỉnh")
