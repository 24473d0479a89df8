"""Workbooks of figures: received whole and kept by their hash, read the same each time, entered into drafts at once.

Receiving stores the file only where it can be read and belongs to the returns it was sent for; entering writes all its
returns or none; taking back is possible until somebody saves on.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from thidua.errors import OfficerError, Place
from thidua.figures.cells import Cell, CellState, cells_as_json, cells_from_json
from thidua.figures.private_lists import find_private_list
from thidua.figures.workbooks import FormSheet, UnitRef, WorkbookReading, read_workbook
from thidua.figures.workbooks.grid import cell_name
from thidua.figures.workbooks.opening import open_book
from thidua_web.config.locking import locked
from thidua_web.documents import storage
from thidua_web.frame.context import is_demonstration
from thidua_web.journal import journal
from thidua_web.people.models import User, today
from thidua_web.people.reach import reach_of
from thidua_web.register.models import UnitVersion
from thidua_web.returns import acts
from thidua_web.returns.admission import why_not
from thidua_web.returns.keeping_files import check_kept
from thidua_web.returns.models import Form, Obligation, Return, Workbook, WorkbookEntry

LIMIT = 10 * 2**20
MOST_UNITS = 2_000
FigureName = tuple[int, str]
"""Number of the obligation and key of the element."""


def code_of(owed: Obligation) -> str:
    """The code by which a workbook names the unit of a return."""
    return owed.unit_version.code or owed.unit.key


def scope_of(user: User, form: Form, period: str) -> list[Obligation]:
    """The returns of a form and period that this person may report for, at most ``MOST_UNITS``."""
    rows = (
        form.obligations.not_passed_on().filter(period=period).with_answers().select_related("answer__current", "unit")
    )
    reach = reach_of(user, *acts.REPORTERS)
    if not reach.everything:
        rows = rows.filter(unit__in=reach.units)
    return list(rows.order_by("unit_version__sort_key")[:MOST_UNITS])


def asked_of(workbook: Workbook, user: User) -> list[Obligation]:
    """The returns that a received workbook was read against; none where the person does not report for all of them."""
    rows = Obligation.objects.filter(pk__in=workbook.scope).with_answers().select_related("answer__current", "unit")
    reach = reach_of(user, *acts.REPORTERS)
    found = list(rows.order_by("unit_version__sort_key"))
    return found if all(reach.covers(owed.unit_id) for owed in found) else []


def sheet_of(owed: Iterable[Obligation]) -> FormSheet:
    """What a workbook of these returns holds: what stands in each now and, for a single one, last period beside."""
    asked = list(owed)
    first = asked[0]
    cells = {(code_of(o), key): cell for o in asked for key, cell in draft_of(o).items()}
    before = acts.last_period_cells(first) if len(asked) == 1 else {}
    return FormSheet(
        first.form.key, first.form.title, first.period, first.window.label,
        tuple(UnitRef(code_of(o), o.unit_version.full_name) for o in asked), tuple(first.elements), cells,
        {(code_of(first), key): cell for key, cell in before.items()}, sample=is_demonstration(),
    )  # fmt: skip


class StoredCells(Mapping[tuple[str, str], Cell]):
    """The drafts of many returns as a workbook asks for them: unit after unit, some hundreds held at a time."""

    CHUNK = 200

    def __init__(self, codes: Mapping[str, int]) -> None:
        self.codes, self.order = codes, list(codes)
        self.place = {code: n for n, code in enumerate(self.order)}
        self.held: dict[str, dict[str, Cell]] = {}

    def __getitem__(self, name: tuple[str, str]) -> Cell:
        code, key = name
        if code not in self.held:
            start = self.place[code] // self.CHUNK * self.CHUNK
            self.held = self._read(self.order[start : start + self.CHUNK])
        return self.held[code][key]

    def _read(self, codes: list[str]) -> dict[str, dict[str, Cell]]:
        answers = Return.objects.filter(obligation__in=[self.codes[code] for code in codes], current__isnull=False)
        cells = dict(answers.values_list("obligation", "current__cells"))
        return {code: cells_from_json(cells.get(self.codes[code], {})) for code in codes}

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((code, key) for code in self.order for key in self.held.get(code, ()))

    def __len__(self) -> int:
        return len(self.order)


def sheet_of_all(user: User, form: Form, period: str) -> FormSheet | None:
    """The workbook of every unit that the person reports for, however many; figures are read while it is written."""
    rows = form.obligations.filter(period=period)
    reach = reach_of(user, *acts.REPORTERS)
    if not reach.everything:
        rows = rows.filter(unit__in=reach.units)
    names = ("pk", "unit_version__code", "unit__key", "unit_version__kind", "unit_version__name")
    told = list(rows.order_by("unit_version__sort_key").values_list(*names))
    if not told:
        return None
    window = form.window(period)
    units = tuple(
        UnitRef(code or key, UnitVersion(kind=kind, name=name).full_name) for _, code, key, kind, name in told
    )
    cells = StoredCells({code or key: pk for pk, code, key, _, _ in told})
    elements = tuple(form.elements_on(window.last_day))
    return FormSheet(form.key, form.title, period, window.label, units, elements, cells, sample=is_demonstration())


def draft_of(owed: Obligation) -> dict[str, Cell]:
    """The cells that stand in a return now."""
    found: Return | None = getattr(owed, "answer", None)
    return found.current.read_cells() if found and found.current else {}


def receive_workbook(*, obligations: list[Obligation], name: str, content: bytes, by: User) -> Workbook:
    """Keep a file for one return, or for all returns of a form and period. ThiduaError where it is not theirs."""
    for owed in obligations:
        acts.permit_reporting(by, owed.unit_id)
    if len(content) > LIMIT:
        raise OfficerError(gettext("Tệp lớn hơn 10 MB: không phải biểu số liệu."), Place(file=name))
    refusals = [why_not(owed, today()) for owed in obligations]
    if all(refusals):
        raise OfficerError(refusals[0], Place(file=name))
    reading = read_workbook(content, sheet_of(obligations), name)
    if not reading.readings:
        raise OfficerError(
            gettext("Không thấy số liệu nào của biểu này trong tệp; tải biểu về rồi chép số sang."), Place(file=name)
        )
    listed = find_private_list(_written_beside(content, name, reading))
    if listed:
        raise OfficerError(listed.sentence, Place(file=name))
    first, sha256 = obligations[0], hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        kept = Workbook.objects.create(
            form=first.form, period=first.period, scope=[owed.pk for owed in obligations], name=name[:200],
            sha256=sha256, size=len(content), received_by=by,
        )  # fmt: skip
        storage.keep(sha256, content)
        journal.record(act="receive_workbook", by=by, of=kept, changes={"name": kept.name, "sha256": sha256})
    return kept


def _written_beside(content: bytes, name: str, reading: WorkbookReading) -> str:
    """All texts of a file, and numbers outside its figures: where lists of persons would stand."""
    figures = {(found.place.sheet, found.place.column) for found in reading.readings.values()}
    told = []
    for grid in open_book(content, name).sheets:
        for r, row in enumerate(grid.rows):
            for c, value in enumerate(row):
                if isinstance(value, str):
                    told.append(value)
                elif isinstance(value, int | float) and (grid.name, cell_name((r, c))) not in figures:
                    told.append(f"{value:.0f}")
    return "\n".join(told)


def read_again(workbook: Workbook, obligations: list[Obligation]) -> WorkbookReading:
    """Read a received workbook. OfficerError where its file is gone."""
    check_kept(workbook)
    place = storage.path_of(workbook.sha256)
    if not place.exists():
        raise OfficerError(gettext("Tệp không còn trong kho: kiểm tra bản sao lưu."), Place(file=workbook.name))
    return read_workbook(place.read_bytes(), sheet_of(obligations), workbook.name)


def cells_to_enter(
    owed: Obligation, reading: WorkbookReading, corrections: Mapping[FigureName, Cell], *, clears_blanks: bool
) -> dict[str, Cell]:
    """What a return would hold. An empty cell of the file leaves what stands, unless blanks are to clear it."""
    cells, code = draft_of(owed), code_of(owed)
    for element in owed.elements:
        found = reading.readings.get((code, element.key))
        cell = corrections.get((owed.pk, element.key)) or (found.cell if found else None)
        if cell is None:
            continue
        if cell.state is not CellState.MISSING or clears_blanks:
            cells[element.key] = cell
    return cells


@transaction.atomic
def enter_workbook(
    *, workbook: Workbook, obligations: list[Obligation], corrections: Mapping[FigureName, Cell],
    revisions: Mapping[int, int], clears_blanks: bool, by: User,
) -> int:  # fmt: skip
    """Write the figures of a workbook into the drafts of its returns, all or none; tells how many cells changed.

    A return that may no longer be typed into is left out. ``Stale`` where a draft moved on since it was looked at.
    """
    workbook = locked(Workbook.objects.filter(pk=workbook.pk)).get()
    if workbook.entered_at is not None:
        raise OfficerError(gettext("Tệp này đã được đưa vào bản nháp; muốn làm lại thì hoàn tác trước."))
    reading = read_again(workbook, obligations)
    changed = 0
    for owed in sorted(obligations, key=lambda o: o.pk):
        found: Return | None = getattr(owed, "answer", None)
        before = draft_of(owed)
        cells = cells_to_enter(owed, reading, corrections, clears_blanks=clears_blanks)
        if cells == before or (found is not None and not found.is_editable) or why_not(owed, today()):
            continue
        words = found.current.words if found and found.current else {}
        saved = acts.save_draft(obligation=owed, cells=cells, words=words, revision=revisions.get(owed.pk, -1), by=by,
                                door="excel")  # fmt: skip
        count = sum(before.get(key) != cell for key, cell in cells.items())
        WorkbookEntry.objects.create(workbook=workbook, answer=saved.answer, before=cells_as_json(before),
                                     revision=saved.answer.revision, cells=count)  # fmt: skip
        changed += count
    workbook.entered_at = timezone.now()
    workbook.save(update_fields=["entered_at"])
    journal.record(act="enter_workbook", by=by, of=workbook, changes={"cells": changed, "sha256": workbook.sha256})
    return changed


@transaction.atomic
def undo_workbook(*, workbook: Workbook, by: User) -> None:
    """Give the drafts back what they held before. OfficerError where somebody has saved one of them since."""
    workbook = locked(Workbook.objects.filter(pk=workbook.pk)).get()
    for entry in workbook.entries.select_related("answer__obligation__form", "answer__obligation__unit_version"):
        answer = Return.objects.select_related("current").get(pk=entry.answer_id)
        owed = entry.answer.obligation
        acts.permit_reporting(by, owed.unit_id)
        if answer.revision != entry.revision or answer.current is None:
            raise OfficerError(
                gettext("%(unit_version)s: bản nháp đã được sửa sau khi đưa tệp vào, không hoàn tác được.")
                % {"unit_version": owed.unit_version}
            )
        acts.save_draft(obligation=owed, cells=cells_from_json(entry.before), words=answer.current.words,
                        revision=answer.revision, by=by, door="excel")  # fmt: skip
    workbook.entries.all().delete()
    workbook.entered_at = None
    workbook.save(update_fields=["entered_at"])
    journal.record(act="undo_workbook", by=by, of=workbook, changes={"sha256": workbook.sha256})
