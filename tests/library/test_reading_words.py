"""The word lists by which plans are read: each example is taken by its group, names begin where they should."""

import re
from typing import Any

import pytest

from thidua.reading.agencies import bodies
from thidua.reading.bare_dates import bare_dates
from thidua.reading.initiatives import read_initiatives
from thidua.reading.lexicon import either, load
from thidua.reading.misread import misread_words
from thidua.reading.spans import Spans
from thidua.text import Folded


def groups(data: dict[str, Any], path: str = "") -> list[tuple[str, list[str], str]]:
    found = []
    for name, value in data.items():
        if isinstance(value, dict) and "examples" in value and "words" in value:
            found += [(f"{path}{name}", [str(w) for w in value["words"]], e) for e in value["examples"]]
        elif isinstance(value, dict):
            found += groups(value, f"{path}{name}.")
    return found


EXAMPLES = groups(load("targets"))


@pytest.mark.parametrize(("name", "words", "example"), EXAMPLES, ids=[f"{n}: {e}" for n, _, e in EXAMPLES])
def test_each_example_is_taken_by_its_group(name: str, words: list[str], example: str) -> None:
    assert re.search(either(words), example.casefold()), name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Công an tỉnh chủ trì hướng dẫn", ["Công an tỉnh"]),
        ("Sở Lao động, Thương binh và Xã hội tham mưu", ["Sở Lao động, Thương binh và Xã hội"]),
        ("Sở Tài chính, Sở Nội vụ bố trí kinh phí", ["Sở Tài chính", "Sở Nội vụ"]),
        ("Ban Chỉ đạo các huyện, thành phố chỉ đạo củng cố", ["Ban Chỉ đạo các huyện, thành phố"]),
        ("Các ban, ngành, đoàn thể tập trung tuyên truyền", ["Các ban, ngành, đoàn thể"]),
        ("Công an tỉnh (Thường trực Ban Chỉ đạo) chủ trì", ["Công an tỉnh"]),
        ("Ban hành kế hoạch thực hiện", []),
        ("Báo cáo kết quả về Sở Nội vụ", []),
        ("Phòng ngừa, ngăn chặn tội phạm", []),
        ("Tổ chức hội nghị sơ kết", []),
    ],
)
def test_bodies(text: str, names: list[str]) -> None:
    assert bodies(text, 0, len(text))[0] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("nhân rộng mô hình “Tiếng kẻng an ninh”, “Cổng rào an toàn”", ["Tiếng kẻng an ninh", "Cổng rào an toàn"]),
        ("xây dựng mô hình Camera an ninh, Tổ xe ôm tự quản tại các xã", ["Camera an ninh", "Tổ xe ôm tự quản"]),
        ("thực hiện tốt Chương trình “Nâng bước em đến lớp”", ["Nâng bước em đến lớp"]),
        ("phong trào “Dân vận khéo” và cuộc vận động “Toàn dân đoàn kết”", []),
        ("các mô hình theo phương châm “Tự phòng, tự quản”", []),
        ("phê duyệt Chương trình “Chuyển đổi số quốc gia đến năm 2025”", []),
        ("củng cố mô hình hiện có trên địa bàn", []),
        ("mỗi cơ sở ra mắt 01 đội “Thanh niên xung kích”, câu lạc bộ “Sống xanh”", ["Thanh niên xung kích"]),
        ("thành lập Câu lạc bộ “Pháp luật với thanh niên”", ["Pháp luật với thanh niên"]),
        ("triệt phá nhóm “tín dụng đen”; xây dựng Đề án “Camera an ninh”", []),
        ("phối hợp với Tỉnh đoàn triển khai chương trình “Đổi rác lấy quà”", ["Đổi rác lấy quà"]),
        ("ban hành kế hoạch phối hợp chương trình “Chuyển đổi số”", []),
    ],
)
def test_initiatives(text: str, names: list[str]) -> None:
    assert [i.name for i in read_initiatives(text, text.lower(), len(text))] == names


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("xây dựng thể trận an ninh nhân dân", ["thế trận"]),
        ("đồng bào dân tộc thiếu số", ["thiểu số"]),
        ("phần đầu 100% số hộ", ["phấn đấu"]),
        ("Thấp sáng đường quê", ["Thắp sáng"]),
        ("nền quốc phòng vững chức", ["vững chắc"]),
        ("chỉ đạo thực hiệnthi đua năm nay", ["chỉ đạo thực hiện thi đua"]),
        ("phần đầu tiên của báo cáo, thiếu số liệu", []),
        ("công nhân và cơ sở, có số liệu; từ phòng họp", []),
        ("Dòng họ Vững Chãi; vững vàng, vững mạnh", []),
        ("UBND câp huyện, hoạt đông của Hội đổng nhân dân", ["cấp huyện", "hoạt động", "Hội đồng"]),
        ("Thực hiện Chỉ thị của Bộ Cong an về bảo đảm an ninh trật tụ", ["Công an", "trật tự"]),
        ("Bo Cong an ban hanh ke hoach bao dam giao thong", []),
        ("hộ gia đình ký cam kết; phổ biến pháp luật; cung cấp tình hình; ở cơ sở kết quả tốt", []),
        ("tỉnh Điện Biên, ông Phan Công Bảo, UBND tỉnh Nguyễn Minh", []),
        ("địa bàn hành chính, văn bản hành chính, mỗi trường học, hằng quý định kỳ, công ăn việc làm", []),
    ],
)
def test_misread_words(text: str, meant: list[str]) -> None:
    told = [d.suggests or "" for d in misread_words(Folded(text))]
    assert len(told) == len(meant)
    assert all(right.split()[-1] in suggestion for right, suggestion in zip(meant, told, strict=True))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ngày hội toàn dân bảo vệ an ninh tổ quốc (19/8)", [("--08-19", "commemoration", None)]),
        ("ngày toàn dân phòng cháy và chữa cháy (10/4)", [("--10-04", "commemoration", "4/10")]),
        ("ngày toàn dân phòng cháy và chữa cháy (4/10)", [("--10-04", "commemoration", None)]),
        ("gửi báo cáo trước 15-3 hằng năm", [("--03-15", "deadline", None)]),
        ("hoàn thành trong quý iii năm 2024", [("2024-09-30", "deadline", None)]),
        ("từ 2/3 số xã trở lên; từ 12-15 xã", []),
        ("đạt tỷ lệ (3/5)", []),
    ],
)
def test_days_without_a_year(text: str, told: list[tuple[str, str, str | None]]) -> None:
    assert [(d.date, d.kind, d.meant) for d in bare_dates(text, 0, len(text), Spans([]))] == told
