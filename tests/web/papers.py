"""Papers of a province that does not exist, and the few steps that every test of papers takes."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from thidua_web.documents import acts
from thidua_web.documents.models import Document, Reading
from thidua_web.people.models import User

PLAN = """ỦY BAN NHÂN DÂN
TỈNH SÔNG HẬU
Số: 86/KH-UBND
Sông Hậu, ngày 05 tháng 02 năm 2025

KẾ HOẠCH
Phát động phong trào thi đua “Toàn dân bảo vệ an ninh Tổ quốc” năm 2025

Căn cứ Chỉ thị số 12-CT/TU ngày 15/01/2025 của Tỉnh ủy Sông Hậu về phòng ngừa tội phạm;
Căn cứ Quyết định số 305/QĐ-BCA ngày 20/01/2025 của Bộ Công an;

I. CHỈ TIÊU
- Phấn đấu trên 90% hộ gia đình ký cam kết giữ gìn an ninh, trật tự.
- Mỗi xã, phường có ít nhất 02 mô hình tự quản hoạt động hiệu quả.
- Xây dựng mô hình mới ở các xã, phường.

II. TỔ CHỨC THỰC HIỆN
1. Công an tỉnh chủ trì, phối hợp với Sở Nội vụ kiểm tra việc thực hiện, báo cáo trước ngày 30/11/2025.
2. Sở Tài chính bố trí kinh phí theo quy định.
"""
NEWER = PLAN.replace("trên 90% hộ", "trên 95% hộ").replace(
    "- Xây dựng mô hình mới", "- Tỷ lệ điều tra, khám phá án đạt ít nhất 85%.\n- Xây dựng mô hình mới"
)
HEAD = {"title": "Phong trào năm 2025", "issuer": "UBND tỉnh", "from_year": 2025, "to_year": 2025}


def send(client, content: str | bytes = PLAN, name: str = "86-KH-UBND.txt", newer_than: Document | None = None):
    """Upload by the page."""
    address = reverse("documents:upload") + (f"?thay={newer_than.pk}" if newer_than else "")
    data = content.encode() if isinstance(content, str) else content
    return client.post(address, {"paper": SimpleUploadedFile(name, data)})


def keep(user: User, content: str = PLAN, name: str = "86-KH-UBND.txt", newer_than: Document | None = None) -> Document:
    """Upload by the act."""
    return acts.upload_document(user=user, name=name, content=content.encode(), supersedes=newer_than)


def mark(user: User, paper: Document, kind: str, words: str, **value: object) -> Reading:
    """Add an entry by the act, as if a person had selected these words."""
    start = paper.text.index(words)
    return acts.add_reading(user=user, document=paper, kind=kind, span=(start, start + len(words)), value=value)


def accept_the_rest(user: User, paper: Document) -> None:
    """Accept whatever still waits, as a person would who agrees with all of it."""
    for reading in paper.readings.waiting():
        acts.decide_reading(user=user, reading=reading, revision=reading.revision, after="accepted")
