"""The demonstration's papers: the plan of 2024 and that of 2025, the latter read and half confirmed."""

from pathlib import Path

from django.urls import reverse

from thidua_web.demonstration import papers
from thidua_web.documents import acts
from thidua_web.documents.errors import AlreadyHere
from thidua_web.documents.models import Document, Reading
from thidua_web.people.models import User

FOLDER = Path(papers.__file__).parent
SCANNED = FOLDER / "ke-hoach-2024-quet.txt"
HALF_SEEN = ("paper", "citation")
"""The kinds that the newcomer finds already confirmed; targets, tasks and doubts are left to try."""


def paper_of(user: User, name: str) -> tuple[Document, bool]:
    """Give the sample paper and whether it was uploaded just now."""
    content = (FOLDER / name).read_bytes()
    try:
        return acts.upload_document(user=user, name=name, content=content), True
    except AlreadyHere as twin:
        return twin.document, False


def lay(people: dict[str, User]) -> list[str]:
    """Upload the plan of 2025 and confirm its first part."""
    user = people["thuongtruc"]
    paper, is_new = paper_of(user, "ke-hoach-2025.docx")
    if is_new:
        for reading in paper.readings.filter(kind__in=HALF_SEEN):
            if not reading.has_doubts:
                acts.decide_reading(user=user, reading=reading, revision=reading.revision, after=Reading.State.ACCEPTED)
    return [
        f"Kế hoạch năm 2025 mà hệ thống đã đọc, một phần đã xác nhận: mở {paper.get_absolute_url()}",
        "Ở đó bấm ? để xem phím tắt, Enter để chấp nhận từng mục; chỗ còn ngờ đứng trước.",
        f"Tự thử: mở {reverse('documents:upload')} rồi chọn kế hoạch của mình hoặc bản giống bản quét {SCANNED}",
    ]
