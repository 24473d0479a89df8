"""Targets: sentence forms of Vietnamese plans, each with what a careful person reads out of it."""

import pytest

from thidua.reading import read_text

Told = tuple[str, float, float | None, str, str]


def read(sentence: str, heading: str = "II. CHỈ TIÊU") -> list[Told]:
    """Comparator, value, upper value, unit, subject in lower case."""
    plan = read_text(f"{heading}\n- {sentence}")
    return [
        (t.comparator or "", t.value or 0, t.value_max, t.unit or "", (t.subject or "").lower()) for t in plan.targets
    ]


SHARES = [
    ("Ít nhất 80% hộ dân được tuyên truyền.", "ge", 80, "hộ dân"),
    ("Có trên 90% hộ gia đình ký cam kết.", "gt", 90, "hộ gia đình"),
    ("100% xã, phường, thị trấn tổ chức ngày hội.", "eq", 100, "xã, phường, thị trấn"),
    ("70% trở lên cơ quan, doanh nghiệp đạt chuẩn.", "ge", 70, "cơ quan, doanh nghiệp"),
    ("Từ 85% trở lên khu dân cư được công nhận.", "ge", 85, "khu dân cư"),
    ("Tối thiểu 60% thôn có câu lạc bộ.", "ge", 60, "thôn"),
    ("Không dưới 95% học sinh tham gia học tập ngoại khóa.", "ge", 95, "học sinh"),
    ("Không quá 2% công dân bị xử phạt.", "le", 2, "công dân"),
    ("Tỷ lệ tái nghiện không vượt quá 60%.", "le", 60, "tái nghiện"),
    ("Tỷ lệ hộ nghèo giảm còn 2,5%.", "eq", 2.5, "hộ nghèo"),
    ("Tỷ lệ hộ nghèo giảm xuống dưới 3%.", "lt", 3, "hộ nghèo"),
    ("Nâng tỷ lệ thanh toán trực tuyến lên trên 50%.", "gt", 50, "thanh toán trực tuyến"),
    ("Nâng tỷ lệ lao động qua đào tạo từ 60% lên 65%.", "eq", 65, "lao động"),
    ("Tỷ lệ điều tra, khám phá án đạt trên 75%.", "gt", 75, "điều tra, khám phá án"),
    ("Tỷ lệ người dân tham gia bảo hiểm y tế đạt từ 95% trở lên.", "ge", 95, "người dân"),
    ("Tỷ lệ bao phủ bảo hiểm y tế đạt 95% dân số.", "eq", 95, "bao phủ bảo hiểm y tế"),
    ("Tuyên truyền 100% đến cán bộ, công chức, người lao động.", "eq", 100, "cán bộ, công chức"),
    ("Tuyên truyền đến 90% cán bộ, đảng viên, học sinh trở lên.", "ge", 90, "cán bộ, đảng viên"),
    ("Các xã tuyên truyền được ít nhất 75% trên tổng số hộ dân.", "ge", 75, "hộ dân"),
    ("Vận động đầu thú 30% số đối tượng truy nã hiện có.", "eq", 30, "đối tượng truy nã"),
    ("Chuyển hóa thành công ít nhất 60% tổng số địa bàn trọng điểm.", "ge", 60, "địa bàn trọng điểm"),
    ("Duy trì hoạt động nhóm Zalo ở 100% các mô hình hiện có.", "eq", 100, "mô hình"),
    ("Duy trì tỷ lệ trẻ em được tiêm chủng ở mức trên 98%.", "gt", 98, "trẻ em"),
    ("Phấn đấu đến cuối năm 2025: 90% trở lên thôn đạt chuẩn văn hóa.", "ge", 90, "thôn"),
    ("Mức độ hài lòng của người dân đạt tối thiểu 90%.", "ge", 90, "mức độ hài lòng"),
    ("Tỷ lệ che phủ rừng đạt 42%.", "eq", 42, "che phủ rừng"),
    ("Tỷ lệ giải quyết tin báo đạt ≥ 90%.", "ge", 90, "giải quyết tin báo"),
    ("Trên 80% số hồ sơ được giải quyết trực tuyến.", "gt", 80, "hồ sơ"),
]


@pytest.mark.parametrize(("sentence", "comparator", "value", "subject"), SHARES, ids=[c[0][:40] for c in SHARES])
def test_a_share(sentence: str, comparator: str, value: float, subject: str) -> None:
    told = read(sentence)
    assert [t[:4] for t in told] == [(comparator, value, None, "%")]
    assert subject in told[0][4]


CHANGES = [
    ("Giảm ít nhất 05% số vụ phạm tội so với năm 2023.", "decrease_ge", 5, None, "%", "vụ phạm tội"),
    ("Kéo giảm tội phạm về trật tự xã hội ít nhất 3%.", "decrease_ge", 3, None, "%", "tội phạm về trật tự xã hội"),
    ("Giảm từ 03 - 05% xã có tệ nạn ma túy.", "decrease_ge", 3, 5, "%", "xã có tệ nạn ma túy"),
    ("Giảm từ 5% đến 10% số vụ tai nạn giao thông.", "decrease_ge", 5, 10, "%", "tai nạn giao thông"),
    ("Tăng trên 05% số vụ bị bắt giữ so với năm 2020.", "increase_ge", 5, None, "%", "vụ bị bắt giữ"),
    ("Thu nhập bình quân tăng ít nhất 1,5 lần so với năm 2020.", "increase_ge", 1.5, None, "lần", "thu nhập"),
    ("Số vụ cháy giảm ít nhất 10%.", "decrease_ge", 10, None, "%", "vụ cháy"),
    ("Bình quân mỗi năm giảm 1,5% hộ nghèo.", "decrease_ge", 1.5, None, "%", "hộ nghèo"),
    ("Giảm bình quân 2 - 3%/năm số cặp tảo hôn.", "decrease_ge", 2, 3, "%", "cặp tảo hôn"),
    ("Giảm 2/3 lượng túi ni lông so với năm 2021.", "decrease_ge", 0.6667, None, "ratio", "túi ni lông"),
]


@pytest.mark.parametrize("case", CHANGES, ids=[c[0][:40] for c in CHANGES])
def test_a_change(case: tuple[str, str, float, float | None, str, str]) -> None:
    told = read(case[0])
    assert [t[:4] for t in told] == [case[1:5]]
    assert case[5] in told[0][4]


COUNTS = [
    ("Mỗi xã, phường xây dựng ít nhất 01 mô hình.", "ge", 1, None, "mô hình", "xã, phường"),
    ("Mỗi ấp có 01 tuyến đường hoa.", "eq", 1, None, "tuyến đường hoa", "ấp"),
    ("Mỗi đồn Biên phòng đỡ đầu từ 02 - 03 em học sinh.", "ge", 2, 3, "em học sinh", "đồn biên phòng"),
    ("Mỗi Công an xã vận động thu hồi được ít nhất 02 khẩu súng.", "ge", 2, None, "khẩu súng", "công an xã"),
    ("Mỗi khu dân cư có ít nhất một tổ tự quản.", "ge", 1, None, "tổ tự quản", "khu dân cư"),
    ("Giữ vững 42 xã sạch về ma túy.", "eq", 42, None, "xã sạch về ma túy", None),
    ("Duy trì 87 tổ tự quản đường biên.", "eq", 87, None, "tổ tự quản đường biên", None),
    ("Phấn đấu thành lập mới 05 tổ tuần tra.", "eq", 5, None, "tổ tuần tra", None),
    ("Triệt xóa tối thiểu 15 tụ điểm ma túy.", "ge", 15, None, "tụ điểm ma túy", None),
    ("Tập trung cho 05 xã chưa đạt tiêu chí.", "eq", 5, None, "xã chưa đạt", None),
    ("Trồng mới 2.500 cây xanh.", "eq", 2500, None, "cây xanh", None),
    ("Tổ chức ít nhất 02 buổi sinh hoạt chuyên đề.", "ge", 2, None, "buổi sinh hoạt", None),
    ("Vận động từ 12-15 xã đăng ký.", "ge", 12, 15, "xã", None),
]


@pytest.mark.parametrize("case", COUNTS, ids=[c[0][:40] for c in COUNTS])
def test_a_count(case: tuple[str, str, float, float | None, str, str | None]) -> None:
    sentence, comparator, value, value_max, subject, per = case
    plan = read_text(f"II. CHỈ TIÊU\n- {sentence}")
    assert [(t.comparator, t.value, t.value_max, t.unit) for t in plan.targets] == [
        (comparator, value, value_max, "count")
    ]
    assert subject in (plan.targets[0].subject or "").lower()
    assert (plan.targets[0].per or "").lower() == (per or "")


MANY = [
    ("95% xã, phường, 90% cơ quan, doanh nghiệp đạt chuẩn.", [(95, "xã, phường"), (90, "cơ quan, doanh nghiệp")]),
    ("Có 100% khu dân cư đăng ký, trong đó từ 70% trở lên được công nhận.", [(100, "khu dân cư"), (70, "khu dân cư")]),
    ("Tỷ lệ khám phá án đạt trên 75%, án nghiêm trọng đạt trên 90%.", [(75, "khám phá án"), (90, "án nghiêm trọng")]),
    ("70% dân số có tài khoản, 50% có chữ ký số.", [(70, "dân số"), (50, "dân số")]),
    ("Giảm 5% số vụ, 10% số người chết và 7% số người bị thương.", [(5, "vụ"), (10, "chết"), (7, "bị thương")]),
    ("Số vụ cháy giảm 10%, số người chết do cháy giảm 15%.", [(10, "vụ cháy"), (15, "người chết")]),
    ("Bắt 30% đối tượng truy nã hiện có và 50% đối tượng truy nã mới.", [(30, "truy nã"), (50, "truy nã mới")]),
    ("Trên 98% hộ dùng nước sạch; tỷ lệ hộ nghèo còn dưới 1,5%.", [(98, "hộ"), (1.5, "hộ nghèo")]),
    ("95% học sinh ký cam kết; riêng các trường nội trú phấn đấu 100%.", [(95, "học sinh"), (100, "trường nội trú")]),
    ("Trên 92% khu dân cư và 85% trường học được công nhận.", [(92, "khu dân cư"), (85, "trường học")]),
    ("Duy trì 87 tổ tự quản, 21 tổ tàu thuyền an toàn.", [(87, "tổ tự quản"), (21, "tổ tàu thuyền")]),
    ("100% hồ sơ số hóa, 70% hồ sơ thanh toán trực tuyến.", [(100, "hồ sơ"), (70, "hồ sơ")]),
]


@pytest.mark.parametrize(("sentence", "expected"), MANY, ids=[c[0][:40] for c in MANY])
def test_many_in_one_sentence(sentence: str, expected: list[tuple[float, str]]) -> None:
    told = read(sentence)
    assert [t[1] for t in told] == [value for value, _ in expected]
    for target, (_, subject) in zip(told, expected, strict=True):
        assert subject in target[4]


def test_a_change_is_shared_by_bare_nouns() -> None:
    told = read("Giảm 5% số vụ, 10% số người chết và 7% số người bị thương so với năm 2023.")
    assert {t[0] for t in told} == {"decrease_ge"}
    plan = read_text("II. CHỈ TIÊU\n- Giảm 5% số vụ, 10% số người chết so với năm 2023.")
    assert [t.baseline for t in plan.targets] == ["2023", "2023"]


NOT_TARGETS = [
    "Đến nay đã có 95% hộ dân ký cam kết.",
    "Tính đến tháng 6, tỷ lệ hộ nghèo còn 2,3%.",
    "Kết quả năm 2020: 98,2% hộ ký cam kết.",
    "Hiện có 168/200 xã có người nghiện, chiếm 84%.",
    "Toàn tỉnh xảy ra 61 vụ cháy (tăng 8,9% so với cùng kỳ).",
    "Tỉnh xếp thứ 21/63 tỉnh, thành phố.",
    "Tổng kinh phí thực hiện 24 tỷ 650 triệu đồng, trong đó dân góp 31%.",
    "Điện thoại: 0213.3876.114.",
    "Theo 06 lĩnh vực: phòng, chống tội phạm; dân tộc.",
    "Sơ kết 02 năm triển khai thực hiện mục tiêu 04 giảm.",
    "Thực hiện Chỉ thị số 09-CT/TW ngày 01/12/2011 của Ban Bí thư.",
    "Gửi bình luận tối thiểu 15 ký tự.",
    "Tặng Bằng khen cho 30 cá nhân.",
    "Học sinh lớp 1 và Quốc lộ 1A.",
    "Thời gian chờ: 60 giây.",
]


@pytest.mark.parametrize("sentence", NOT_TARGETS)
def test_not_a_target(sentence: str) -> None:
    assert read_text(f"III. NỘI DUNG\n- {sentence}").targets == ()


def test_scope_effort_deadline() -> None:
    plan = read_text(
        "II. CHỈ TIÊU\n1. Đến năm 2025\n- Các xã, phường phấn đấu tuyên truyền đến ít nhất 75% hộ dân.\n"
        "- Hằng năm, 100% cơ quan có kế hoạch.\n2. Bảo đảm xong trước ngày 15/11/2023 kiểm tra 100% nhà trọ."
    )
    first, second, third = plan.targets
    assert (first.scope, first.effort, first.deadline, first.section) == ("xã, phường", "strive", "2025", "II.1")
    assert second.deadline == "Hằng năm".lower() and second.effort == "must"
    assert third.deadline == "2023-11-15"


def test_a_lead_in_sets_the_effort() -> None:
    plan = read_text("Các đơn vị nỗ lực phấn đấu:\n- Có 90% thôn đạt chuẩn.\n- Có 80% xã đạt chuẩn.")
    assert {t.effort for t in plan.targets} == {"strive"}


def told_doubts(plan) -> list[str]:
    """Doubts about targets; a fragment without a head also lacks its issuer, which is not at issue here."""
    return [d.code for d in plan.doubts if d.code != "issuer-missing"]


def test_lines_broken_inside_a_number_and_a_range() -> None:
    assert [t[:4] for t in read("Hằng năm giảm từ 5\n- 10% số vụ so với năm liền kề.")] == [("decrease_ge", 5, 10, "%")]
    plan = read_text("II. CHỈ TIÊU\n- Tỷ lệ giải quyết tin báo đạt tối\nthiểu 9\n5%.")
    assert [(t.comparator, t.value) for t in plan.targets] == [("ge", 95)]
    assert told_doubts(plan) == ["broken-number"]


def test_a_target_without_a_number_is_a_doubt() -> None:
    plan = read_text("II. CHỈ TIÊU\n- Khu dân cư, xã, phường đạt chuẩn “An toàn về an ninh, trật tự”.")
    assert [(t.value, t.comparator, t.subject) for t in plan.targets] == [(None, None, "Khu dân cư, xã, phường")]
    assert told_doubts(plan) == ["target-without-number"]


def test_what_points_back_is_read_where_only_one_can_be_meant() -> None:
    plan = read_text(
        "II. CHỈ TIÊU\n- Năm 2026 có 40% ấp, 55% trường học lắp camera. "
        "Đến năm 2028, các tỷ lệ này lần lượt đạt 70% và 85%. "
        "Năm 2026, 30% chợ có tổ tự quản, con số này sẽ tăng lên 60% vào năm 2028."
    )
    assert [(t.value, t.subject, t.deadline) for t in plan.targets] == [
        (40, "ấp", "2026"), (55, "trường học", "2026"), (70, "ấp", "2028"), (85, "trường học", "2028"),
        (30, "chợ", "2026"), (60, "chợ", "2028"),
    ]  # fmt: skip
    assert not told_doubts(plan)


def test_what_points_back_is_not_guessed() -> None:
    plan = read_text("II. CHỈ TIÊU\n- 40% gia đình học tập; đến năm 2030 các tỷ lệ tương ứng là 60% và 70%.")
    assert [t.value for t in plan.targets] == [40]
    assert set(told_doubts(plan)) == {"ambiguous"}


def test_private_persons_stay_counts() -> None:
    plan = read_text("II. CHỈ TIÊU\n- Trên 85% người nghiện được lập hồ sơ quản lý.")
    assert [(t.value, t.subject) for t in plan.targets] == [(85, "người nghiện")]


def test_spans_cut_back_to_their_words() -> None:
    text = "II.  CHỈ TIÊU\n-  Ít nhất\n80%  hộ dân được tuyên truyền;   trên 90% thôn có tổ tự quản."
    plan = read_text(text)
    assert [text[slice(*t.span)].split()[:3] for t in plan.targets] == [["Ít", "nhất", "80%"], ["trên", "90%", "thôn"]]


def test_a_table_with_a_planned_column() -> None:
    plan = read_text(
        "| TT | Chỉ tiêu | Đơn vị tính | Thực hiện 2023 | Kế hoạch 2024 |\n| --- | --- | --- | --- | --- |\n"
        "| 1 | Tỷ lệ hộ nghèo | % | 14,2 | < 11 |\n| 2 | Số vườn chuẩn | vườn | 31 | 25 |\n"
    )
    told = [(t.id, t.comparator, t.value, t.unit, t.subject, t.deadline) for t in plan.targets]
    assert told == [("t1", "lt", 11, "%", "Tỷ lệ hộ nghèo", "2024"), ("t2", "eq", 25, "count", "Số vườn chuẩn", "2024")]


@pytest.mark.parametrize("each", ["cơ sở giáo dục", "cơ quan, doanh nghiệp, cơ sở giáo dục", "cơ quan, phòng giáo dục"])
def test_a_school_is_no_deed_of_education(each: str) -> None:
    (target,) = read_text(f"Mỗi {each} có từ 02 mô hình trở lên về “tự quản”.").targets
    assert (target.per, target.comparator, target.subject, target.indicator) == (each, "ge", "mô hình", "về “tự quản”")
