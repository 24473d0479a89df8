"""What stands behind the sample's figures: one page that says it is a sample, or a word that says why it is missing."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from thidua.figures.cells import Cell
from thidua_web.people.models import User
from thidua_web.returns.evidence import attach_evidence
from thidua_web.returns.models import Obligation
from thidua_web.returns.proof import unproven

NAME = "bien-ban-kiem-dem-mau.pdf"
NOT_YET = "Quyết định đang trình ký, gửi bản chụp sau."
LINES = ("DU LIEU MAU", "Bien ban kiem dem: trang mau, khong co gia tri.")


def prove(owed: Obligation, cells: dict[str, Cell], by: User) -> None:
    """Attach the page to every figure that asks for evidence."""
    wanted = [element.key for element in unproven(owed, cells)]
    if wanted:
        file = SimpleUploadedFile(NAME, page())
        attach_evidence(obligation=owed, elements=wanted, file=file, effective_on=min(owed.last_day, DAY), by=by)


def excuses(owed: Obligation, cells: dict[str, Cell]) -> dict[str, str]:
    """A word for every figure whose evidence is not there: what a verifier then has to weigh."""
    return {element.key: NOT_YET for element in unproven(owed, cells)}


DAY = date(2024, 3, 29)


def page() -> bytes:
    """One page of a PDF with the lines on it."""
    shown = " ".join(f"({line}) Tj 0 -28 Td" for line in LINES)
    drawn = f"BT /F1 18 Tf 72 760 Td {shown} ET"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
    ]
    out, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}"
    out += f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{out.index('xref')}\n%%EOF\n"
    return out.encode("ascii")
