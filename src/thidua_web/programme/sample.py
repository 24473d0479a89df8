"""The demonstration's programme: the plan of 2024, confirmed entry by entry."""

from thidua_web.documents import acts as paper_acts
from thidua_web.documents.models import Document, Reading
from thidua_web.documents.sample import FOLDER, paper_of
from thidua_web.people.models import User
from thidua_web.programme import acts
from thidua_web.programme.forms import MOVEMENT
from thidua_web.programme.heads import first_guess
from thidua_web.programme.models import Programme


def lay(people: dict[str, User]) -> list[str]:
    """Confirm the plan of 2024 into a programme that is under way."""
    user = people["thuongtruc"]
    paper, _is_new = paper_of(user, "ke-hoach-2024.docx")
    if paper.is_open:
        programme = _confirm(user, paper)
        acts.move_programme(user=user, programme=programme, to=Programme.State.UNDER_WAY, revision=programme.revision)
    made = Programme.objects.filter(document=paper).first()
    if made is None:
        return []
    return [
        f"Chương trình năm 2024, mỗi chỉ tiêu có “Xem câu” dẫn về câu trong kế hoạch: mở {made.get_absolute_url()}",
        f"Kế hoạch ấy được sửa đổi: ở đó bấm Tải lên bản mới của văn bản, chọn {FOLDER / 'ke-hoach-2024-sua-doi.docx'}",
    ]


def _confirm(user: User, paper: Document) -> Programme:
    for reading in paper.readings.waiting():
        paper_acts.decide_reading(user=user, reading=reading, revision=reading.revision, after=Reading.State.ACCEPTED)
    readings = list(paper.readings.standing())
    about = first_guess(paper, readings)
    about["from_year"], about["to_year"] = int(about["from_year"] or 2024), int(about["to_year"] or 2024)
    bare = [reading.key for reading in readings if acts.is_numberless(reading)]
    return acts.confirm_programme(user=user, document=paper, campaign=MOVEMENT, about=about, without_number=bare)
