"""The demonstration papers: made from their sources, laid out as the decree asks, each saying that it is a sample."""

from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document

from thidua_web.demonstration.papers import FOLDER, PLAN, PLAN_AFTER_REFORM, REVISED_PLAN, SCANNED_PLAN
from thidua_web.demonstration.papers.make import CHANGES, SAMPLE, SLIPS, changed, parse, scan, write_docx

SOURCE = (FOLDER / "ke-hoach-2024.nguon.txt").read_text(encoding="utf-8")


def _told(path: Path) -> list[str]:
    paper = Document(str(path))
    cells = [p.text for t in paper.tables for row in t.rows for cell in row.cells for p in cell.paragraphs]
    return [p.text for p in paper.paragraphs] + cells


@pytest.mark.parametrize("path", [PLAN, REVISED_PLAN, PLAN_AFTER_REFORM], ids=lambda p: p.stem)
def test_the_layout_is_that_of_the_decree(path: Path) -> None:
    paper = Document(str(path))
    page = paper.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert 30 <= round(page.left_margin.mm) <= 35 and 15 <= round(page.right_margin.mm) <= 20
    assert 20 <= round(page.top_margin.mm) <= 25 and 20 <= round(page.bottom_margin.mm) <= 25
    assert page.different_first_page_header_footer, "no page number on the first page"
    assert paper.styles["Normal"].font.name == "Times New Roman"
    assert SAMPLE in page.footer.paragraphs[0].text and SAMPLE in page.first_page_footer.paragraphs[0].text


def test_the_committed_papers_are_those_that_the_sources_make(tmp_path: Path) -> None:
    for path, source in ((PLAN, SOURCE), (REVISED_PLAN, changed(SOURCE))):
        write_docx(parse(source), tmp_path / "again.docx")
        assert _told(tmp_path / "again.docx") == _told(path)
    assert scan(parse(SOURCE)) == SCANNED_PLAN.read_text(encoding="utf-8")


def test_the_revised_plan_differs_in_its_three_changes_only() -> None:
    before, after = _told(PLAN), _told(REVISED_PLAN)
    differing = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert len(differing) == len(CHANGES) == 3


def test_the_scan_holds_every_slip_and_every_page() -> None:
    text = " ".join(SCANNED_PLAN.read_text(encoding="utf-8").split())
    assert all(" ".join(slip.split()) in text for _, slip in SLIPS)
    marks = [line for line in SCANNED_PLAN.read_text(encoding="utf-8").split("\n") if line.isdigit()]
    assert all(int(b) == int(a) + 1 for a, b in pairwise(marks)) and len(marks) >= 2


def test_a_change_that_lost_its_place_is_refused() -> None:
    with pytest.raises(ValueError, match="one place"):
        changed("không có gì để đổi")
