"""Citations in sentences of the project's own, with the noise that papers, pages and scans carry."""

import unicodedata

import pytest

from thidua.citations import cite

ONE = [
    # shapes of numbers
    ("Nghị quyết số 12-NQ/TW ngày 16/3/2022 của Bộ Chính trị", "Nghị quyết", "12", None, "NQ/TW", "2022-03-16"),
    ("Chỉ thị số 31-CT/TU, ngày 08 tháng 5 năm 2024 của Tỉnh ủy", "Chỉ thị", "31", None, "CT/TU", "2024-05-08"),
    ("Thông tư số 48/2025/TT-BCA ngày 30/6/2025", "Thông tư", "48", "2025", "TT-BCA", "2025-06-30"),
    ("Quyết định 18/2016/QĐ-UBND ngày 4/5/2016 của UBND tỉnh", "Quyết định", "18", "2016", "QĐ-UBND", "2016-05-04"),
    ("Công văn số 912/UBND-NC ngày 2/2/2025 của UBND tỉnh", "Công văn", "912", None, "UBND-NC", "2025-02-02"),
    ("Kế hoạch số 77/KH-BCA-C07 ngày 1/3/2025 của Bộ Công an", "Kế hoạch", "77", None, "KH-BCA-C07", "2025-03-01"),
    ("Chương trình hành động số 15-CTr/TU ngày 9/9/2021", "Chương trình hành động", "15", None, "CTr/TU", "2021-09-09"),
    ("Thông tư liên tịch số 02/2018/TTLT-BCA-BQP ngày 5/6/2018", "Thông tư liên tịch", "02", "2018", "TTLT-BCA-BQP",
     "2018-06-05"),
    ("Tờ trình số 85/TTr-CAT-PV05(XDPT) ngày 1/7/2024", "Tờ trình", "85", None, "TTr-CAT-PV05(XDPT)", "2024-07-01"),
    ("Kế hoạch số 12a/KH-UBND ngày 3/1/2024", "Kế hoạch", "12a", None, "KH-UBND", "2024-01-03"),
    ("Nghị quyết số 34/NQ-CP được Chính phủ ban hành ngày 3/12/2025", "Nghị quyết", "34", None, "NQ-CP", "2025-12-03"),
    ("Kế hoạch số 35/KH-UBND mà UBND tỉnh ký ngày 3.12.2025", "Kế hoạch", "35", None, "KH-UBND", "2025-12-03"),
    ("Công điện số 31/CĐ-QG hồi 9 giờ 00 ngày 17/9/2022", "Công điện", "31", None, "CĐ-QG", "2022-09-17"),
    ("Nghị quyết liên tịch số 03/2012/NQLT/BCA-MTTQ ngày 5/4/2012", "Nghị quyết liên tịch", "03", "2012",
     "NQLT/BCA-MTTQ", "2012-04-05"),
    ("Chương trình số 08/CTPH/MTTQ-CA ngày 2/6/2017", "Chương trình", "08", None, "CTPH/MTTQ-CA", "2017-06-02"),
    ("Chương trình hành động số 41 ngày 9-8-2022 của Huyện ủy", "Chương trình hành động", "41", None, None,
     "2022-08-09"),
    ("Mệnh lệnh số 14/ĐK-HT ngày 5/1/2021", "Mệnh lệnh", "14", None, "ĐK-HT", "2021-01-05"),
    ("Công điện 280 yêu cầu bảo đảm trật tự", "Công điện", "280", None, None, None),
    ("Kế hoạch 5147 về đời sống văn hóa", "Kế hoạch", "5147", None, None, None),
    ("Nghị quyết số 5 của Hội đồng nhân dân tỉnh", "Nghị quyết", "5", None, None, None),
    ("Nghị định 168/2024 của Chính phủ", "Nghị định", "168", "2024", None, None),
    ("Quyết định số 745 /QĐ ngày 6/6/2022 của Giám đốc Công an tỉnh", "Quyết định", "745", None, "QĐ", "2022-06-06"),
    ("Công văn số 06/TU ngày 3/3/2021 của Tỉnh ủy", "Công văn", "06", None, "TU", "2021-03-03"),
    ("Hướng dẫn số 5/HD-HĐTĐKT ngày 7/8/2023", "Hướng dẫn", "5", None, "HD-HĐTĐKT", "2023-08-07"),
    ("Luật Căn cước số 26/2023/QH15 ngày 27/11/2023", "Luật", "26", "2023", "QH15", "2023-11-27"),
    ("KH số 9/KH-UBND ngày 15/3/2023 của UBND xã", "Kế hoạch", "9", None, "KH-UBND", "2023-03-15"),
    ("CV số 37/PVHTT ngày 20/4/23 của phòng", "Công văn", "37", None, "PVHTT", "2023-04-20"),
    # white space, dashes, case, letters
    ("Kế hoạch số 31 /KH–UBND ngày 02/04/2024", "Kế hoạch", "31", None, "KH-UBND", "2024-04-02"),
    ("Kế\nhoạch số\n31/KH-\nUBND ngày 02\ntháng 4 năm\n2024", "Kế hoạch", "31", None, "KH-UBND", "2024-04-02"),
    ("Nghị định số 61/2018/NĐ- CP , ngày 23/4/2018", "Nghị định", "61", "2018", "NĐ-CP", "2018-04-23"),
    ("Thông tư số 01/2024/TT - BNV ngày 24/02/2024", "Thông tư", "01", "2024", "TT-BNV", "2024-02-24"),
    ("CHỈ THỊ SỐ 23/CT-TTG NGÀY 27/5/2024 CỦA THỦ TƯỚNG CHÍNH PHỦ", "Chỉ thị", "23", None, "CT-TTg", "2024-05-27"),
    ("nghị định số 100/2019/nđ-cp ngày 30.12.2019", "Nghị định", "100", "2019", "NĐ-CP", "2019-12-30"),
    ("Thực hiệnKế hoạch số 31/KH-UBNDngày 02/4/2024", "Kế hoạch", "31", None, "KH-UBND", "2024-04-02"),
    ("Quyết định số 06/QÐ-TTg ngày31/8/2022", "Quyết định", "06", None, "QĐ-TTg", "2022-08-31"),
    ("Kế hoạch số 31/KH-UBND[1] ngày 02/4/2024", "Kế hoạch", "31", None, "KH-UBND", "2024-04-02"),
    # read off a scan
    ("Hướng dẫn số 18321HD-BTDKT ngày 11/10/2023", "Hướng dẫn", "1832", None, "HD-BTĐKT", "2023-10-11"),
    ("Nghị định số 152/2025 IND-CP ngày 14/6/2025", "Nghị định", "152", "2025", "NĐ-CP", "2025-06-14"),
    ("Kế hoạch số 55/KHBCĐ ngày 1/2/2023", "Kế hoạch", "55", None, "KH-BCĐ", "2023-02-01"),
    ("hướng dẫn số 41/HD BCĐ ngày 9/1/2024", "Hướng dẫn", "41", None, "HD-BCĐ", "2024-01-09"),
    ("Quyết định số 04/2018/QĐUBND ngày 2/2/2018", "Quyết định", "04", "2018", "QĐ-UBND", "2018-02-02"),
    ("Nghị định số 4 7/2020/ND-CP ngày 09/4/2020", "Nghị định", "47", "2020", "NĐ-CP", "2020-04-09"),
    ("Kế hoạch sô O8/KH-CAH ngày 1I/3/2024", "Kế hoạch", "08", None, "KH-CAH", None),
    ("QUYÉT ĐỊNH số 31/QĐ-UBND ngày 02/4/2024", "Quyết định", "31", None, "QĐ-UBND", "2024-04-02"),
    # where the day stands
    ("Chỉ thị của Ban Bí thư số 16-CT/TW ngày 27/01/2023", "Chỉ thị", "16", None, "CT/TW", "2023-01-27"),
    ("Ngày 9.10.2023, Bộ Y tế ban hành Kế hoạch số 1315/KH-BYT", "Kế hoạch", "1315", None, "KH-BYT", "2023-10-09"),
    ("Kế hoạch số 31/KH-UBND (ngày 02/4/2024) về ma túy", "Kế hoạch", "31", None, "KH-UBND", "2024-04-02"),
    ("Kế hoạch số 31/KH-UBND của UBND tỉnh ngày 02/4/2024", "Kế hoạch", "31", None, "KH-UBND", "2024-04-02"),
    ("Kế hoạch số 31/KH-UBND năm 2024 của UBND tỉnh", "Kế hoạch", "31", None, "KH-UBND", "2024"),
    ("Quy chế 04-QC/TU (15-8-2021)", "Quy chế", "04", None, "QC/TU", "2021-08-15"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "kind", "number", "year", "symbol", "date"), ONE, ids=lambda p: str(p)[:44])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_one_paper_in_a_sentence(
    form: str, sentence: str, kind: str, number: str, year: str | None, symbol: str | None, date: str | None
) -> None:
    text = unicodedata.normalize(form, f"Căn cứ {sentence};")
    (c,) = cite(text).citations
    assert (c.type, c.number, c.year, c.symbol, c.date) == (kind, number, year, symbol, date)
    assert text[slice(*c.span)].strip()


NONE = [
    "Giai đoạn 2021-2025 toàn tỉnh có 124/142 xã đạt chuẩn, nhiệm kỳ 2020-2025.",
    "Trực 24/7, đường dây nóng 113, điện thoại 0276.3822.233, xe 70A-12345.",
    "Cụm thi đua số 6 của Bộ Công an; tiêu chí số 19; biểu mẫu số 02; phụ lục số 1.",
    "Báo cáo 6 tháng, kế hoạch 5 năm, quyết định 12 nội dung, chỉ thị trên.",
    "Ban Chỉ đạo 138 tỉnh, Ban Chỉ đạo 35/TU, Đề án 06/CP, Chương trình 135, Dự án 3.",
    "Giấy phép số 18/GP-TTĐT cấp ngày 05/9/2024; lượt truy cập: 1.234.567.",
    "Tỷ lệ 1/2 số hộ; cách mạng 4.0; đạt 30/63 tỉnh; dịch COVID-19; quốc lộ 22B, km 12/QL1A.",
    "Một số hộ dân, tổng số 250 vụ, dân số 1.200.000 người, số 5 đường Lê Lợi.",
    "Hội Luật gia và Đoàn Luật sư tỉnh phổ biến pháp luật; dự thảo Luật đang lấy ý kiến.",
    "Số 12 phố Huế, số 0912-345-678, tài khoản số 1200/A.",
]


@pytest.mark.parametrize("sentence", NONE)
def test_what_only_looks_like_a_paper(sentence: str) -> None:
    assert [c.code or c.title for c in cite(sentence).citations] == []


def named(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(c.code or f"{c.type} {c.title}", c.date, c.issuer) for c in cite(text).citations]


def test_papers_inside_the_title_of_a_paper() -> None:
    found = named(
        "Kế hoạch số 18/KH-UBND ngày 5/4/2021 của UBND tỉnh thực hiện Kết luận số 13-KL/TW ngày 16/8/2021 "
        "của Ban Bí thư về tiếp tục thực hiện Chỉ thị số 48-CT/TW ngày 22/10/2010 của Bộ Chính trị (khóa X) "
        "về phòng, chống tội phạm"
    )
    assert found == [
        ("18/KH-UBND", "2021-04-05", "UBND tỉnh"), ("13-KL/TW", "2021-08-16", "Ban Bí thư"),
        ("48-CT/TW", "2010-10-22", "Bộ Chính trị"),
    ]  # fmt: skip


def test_numbers_in_a_row_share_the_symbol_of_the_last() -> None:
    cited = cite("Quyết định số 12, 13 và 14/QĐ-UBND ngày 5/4/2024 của UBND tỉnh").citations
    assert [(c.type, c.code) for c in cited] == [
        ("Quyết định", "12/QĐ-UBND"), ("Quyết định", "13/QĐ-UBND"), ("Quyết định", "14/QĐ-UBND"),
    ]  # fmt: skip


def test_a_list_shares_its_kind_and_its_order() -> None:
    cited = cite(
        "gồm: Chỉ thị số 05-CT/TU ngày 3/2/2022, số 11-CT/TU ngày 8/8/2023 và số 19-CT/TU của Tỉnh ủy"
    ).citations
    assert [(c.type, c.code, c.date) for c in cited] == [
        ("Chỉ thị", "05-CT/TU", "2022-02-03"), ("Chỉ thị", "11-CT/TU", "2023-08-08"), ("Chỉ thị", "19-CT/TU", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "issuer"),
    [
        ("theo đề nghị của Giám đốc Công an tỉnh tại Tờ trình số 12/TTr-CAT ngày 1/2/2025", "Giám đốc Công an tỉnh"),
        ("Chủ tịch UBND tỉnh vừa ký Quyết định số 12/QĐ-UBND", "Chủ tịch UBND tỉnh"),
        ("UBND huyện ban hành Kế hoạch xây dựng xã an toàn (Kế hoạch số 9/KH-UBND)", "UBND huyện"),
        ("Kế hoạch số 9/KH-BCĐ ngày 1/2/2024 của Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội tỉnh về ma túy",
         "Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội tỉnh"),
        ("Quyết định số 9/QĐ-BVHTTDL của Bộ Văn hóa, Thể thao và Du lịch quy định", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("Quyết định số 9/QĐ-TTg ngày 1/2/2024 phê duyệt đề án", "Thủ tướng Chính phủ"),
        ("Kế hoạch số 9/KH-UBND của Uỷ ban nhân dân tỉnh Hoà Bình về", "Uỷ ban nhân dân tỉnh Hoà Bình"),
        ("Kế hoạch số 9/KH-UBND của UBND tỉnh Bà Rịa - Vũng Tàu triển khai", "UBND tỉnh Bà Rịa - Vũng Tàu"),
        ("Hướng dẫn số 9/HD-BHXH của Bảo hiểm xã hội tỉnh về thẻ bảo hiểm y tế", "Bảo hiểm xã hội tỉnh"),
        ("Chương trình phối hợp số 9/CTrPH-CAT-HPN giữa Công an tỉnh với Hội Liên hiệp Phụ nữ tỉnh về",
         "Công an tỉnh với Hội Liên hiệp Phụ nữ tỉnh"),
        ("Xét đề nghị của Sở Y tế (Tờ trình số 9/TTr-SYT ngày 8/1/2026), UBND tỉnh ban hành kế hoạch", "Sở Y tế"),
        ("Theo đề nghị của Bảo hiểm xã hội khu vực tại Tờ trình số 7/TTr-BHXH, UBND tỉnh quyết định",
         "Bảo hiểm xã hội khu vực"),
        ("Bãi bỏ Nghị quyết số 71/2020/NQ-HĐND và khoản 2 Điều 1 Nghị quyết số 23/2021/NQ-HĐND của HĐND tỉnh",
         "HĐND tỉnh"),
    ],
)  # fmt: skip
def test_who_issued_it(sentence: str, issuer: str) -> None:
    assert cite(sentence).citations[0].issuer == issuer


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Chỉ thị số 1/CT-TTg của Thủ tướng Chính phủ về tăng cường phòng cháy; các xã", "tăng cường phòng cháy"),
        ("Chỉ thị số 1/CT-UBND về “Năm an toàn giao thông 2025”, yêu cầu", "Năm an toàn giao thông 2025"),
        (
            "Quyết định số 1/QĐ-BCA của Bộ Công an ban hành quy định phân loại. Các đơn vị",
            "ban hành quy định phân loại",
        ),
        ("Kế hoạch số 1/KH-UBND của UBND tỉnh về chuyển đổi số, UBND xã yêu cầu các thôn", "chuyển đổi số"),
        ("Kế hoạch số 1/KH-UBND của UBND tỉnh về nông thôn mới, Chỉ thị số 2/CT-TTg", "nông thôn mới"),
    ],
)
def test_what_it_is_about(sentence: str, title: str) -> None:
    assert cite(sentence).citations[0].title == title


def test_laws_by_name() -> None:
    found = named(
        "Căn cứ Luật Phòng, chống ma túy ngày 30/3/2021; Luật sửa đổi, bổ sung một số điều của Luật Bảo hiểm y tế ngày "
        "27/11/2024; Bộ luật Hình sự năm 2015; Hiến pháp năm 2013; Luật Trật tự, an toàn giao thông đường bộ và"
    )
    assert [(name, date) for name, date, _ in found] == [
        ("Luật Phòng, chống ma túy", "2021-03-30"),
        ("Luật sửa đổi, bổ sung một số điều của Luật Bảo hiểm y tế", "2024-11-27"),
        ("Bộ luật Hình sự", None),
        ("Hiến pháp Hiến pháp", None),
        ("Luật Trật tự, an toàn giao thông đường bộ", None),
    ]


def test_short_forms_are_mentions_of_the_one_paper() -> None:
    text = (
        "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị. Thực hiện Nghị quyết 57-NQ/TW và Nghị quyết 57, "
        "Luật Dữ liệu (Luật số 60/2024/QH15). Theo Luật Dữ liệu, các xã"
    )
    cited = cite(text).citations
    assert [(c.code, len(c.mentions)) for c in cited] == [("57-NQ/TW", 2), ("60/2024/QH15", 1)]


def test_a_series_restarts_each_year_and_each_body_has_its_own() -> None:
    years = cite("Kế hoạch số 5/KH-UBND ngày 3/1/2023 của UBND tỉnh; Kế hoạch số 5/KH-UBND ngày 8/1/2024 của UBND tỉnh")
    assert [c.date for c in years.citations] == ["2023-01-03", "2024-01-08"]
    bodies = cite(
        "Kế hoạch số 5/KH-UBND ngày 3/1/2024 của UBND tỉnh; Kế hoạch số 5/KH-UBND ngày 8/2/2024 của UBND huyện"
    )
    assert [c.issuer for c in bodies.citations] == ["UBND tỉnh", "UBND huyện"] and not bodies.doubts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kết luận số 4-KL/TW ngày 1/2/2023; Kết luận số 04-KL/TW ngày 3/2/2023", "date-conflict"),
        (
            "Kế hoạch số 5/KH-UBND ngày 3/1/2023; Kế hoạch số 5/KH-UBND ngày 8/1/2024; Kế hoạch số 5/KH-UBND",
            "ambiguous",
        ),
        ("Kế hoạch số 5/KH-UBND ngày 31/6/2023", "impossible-date"),
        ("Kế hoạch số 5/KH-UBND ngày 12/25/2023", "swapped-day-month"),
        ("Kế hoạch số 5/KH-UBND ngày 15/11/202", "broken-number"),
        ("Hướng dẫn số 18321HD-BTDKT", "broken-number"),
        ("Quyết định số 5/QĐ-BNV ngày 3117/2017", "broken-number"),
    ],
)
def test_what_is_unsure_is_told(text: str, code: str) -> None:
    cited = cite(text)
    assert code in [d.code for d in cited.doubts]
    for doubt in cited.doubts:
        assert text[slice(*doubt.span)] == doubt.found and doubt.message.endswith(".")


def test_numbers_that_share_a_symbol_share_the_day_and_the_body() -> None:
    told = cite("các Nghị quyết số 18, 19-NQ/TW, ngày 25/10/2017 của Ban Chấp hành Trung ương Đảng")
    first, second = told.citations
    listed = cite("các Kế hoạch số 12/KH-UBND, số 15/KH-UBND ngày 08/01/2021 của UBND tỉnh").citations
    assert [c.date for c in listed] == ["2021-01-08", "2021-01-08"]
    assert (first.number, second.number) == ("18", "19")
    assert first.date == second.date == "2017-10-25" and first.issuer == second.issuer


@pytest.mark.parametrize(
    "text", ["Kế hoạch 5 năm 2021 - 2025 của tỉnh", "Kế hoạch 2023 của tỉnh", "Kế hoạch 10 năm này"]
)
def test_a_plan_of_some_years_is_no_number(text: str) -> None:
    assert cite(text).citations == []


def test_papers_told_by_a_bare_number_and_what_only_looks_like_one() -> None:
    text = "Theo Công văn 1230 của Sở Nội vụ, Thông báo 12 ngày 15/3/2024 của UBND huyện và Báo cáo 215 của UBND tỉnh"
    assert [c.number for c in cite(text).citations] == ["1230", "12", "215"]
    assert (
        cite("Báo cáo 6 tháng của xã; Thông báo 10 ngày trước; Hướng dẫn 12 hộ dân; Công văn 5 trang").citations == []
    )


def test_the_day_glued_to_the_name_of_a_law() -> None:
    (law,) = cite("Căn cứ Luật tổ chức HĐND và UBNDngày 26 tháng 11 năm 2003;").citations
    assert (law.title, law.date) == ("tổ chức HĐND và UBND", "2003-11-26")


def test_two_papers_of_the_same_day() -> None:
    cited = cite("Quyết định số 51/QĐ-TLĐ và Hướng dẫn số 71/HD-TLĐ cùng ngày 11/5/2023 của Tổng Liên đoàn").citations
    assert [c.date for c in cited] == ["2023-05-11", "2023-05-11"]
