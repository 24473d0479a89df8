"""What goes in and out, as the OpenAPI document shows it."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, StrictBool, StrictInt, StringConstraints

MOST_RETURNS = 200
"""Returns in one request: they are stored in one transaction, and others wait meanwhile."""

MOST_FIGURES = 500
"""Figures that one file may prove or one return may bring; no form asks for so many."""

Short = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class Exact(Schema):
    """A shape that takes its own fields only: a misspelled «submit» must not leave a draft in silence."""

    model_config = ConfigDict(extra="forbid")


class Sent(Exact):
    """One return. A cell is a number, true/false, text, null (chưa có) or ``{"s": "not_applicable"}``."""

    form: Short
    unit: Short
    period: Short
    cells: Annotated[dict[str, Any], Field(max_length=MOST_FIGURES)]
    words: Annotated[dict[str, str], Field(max_length=MOST_FIGURES)] = Field(default_factory=dict)
    revision: Annotated[StrictInt, Field(ge=0, lt=2**31)] | None = None
    submit: StrictBool = False


class SentMany(Exact):
    """Many returns, each answered for itself."""

    returns: Annotated[list[Sent], Field(min_length=1, max_length=MOST_RETURNS)]


class SentEvidence(Schema):
    """Which figures of which return a file proves; the file itself stands in ``file``."""

    form: Short
    unit: Short
    period: Short
    element: Annotated[list[Short], Field(min_length=1, max_length=MOST_FIGURES)]
    effective_on: Annotated[
        str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), Field(json_schema_extra={"format": "date"})
    ]


class ToldProblem(Schema):
    """What is wrong with one figure, and what to do."""

    element: str
    code: str
    error: bool
    sentence: str
    instruction: str


class Told(Schema):
    """The answer to one return, in the order sent."""

    form: str
    unit: str
    period: str
    result: Literal["submitted", "saved", "refused"]
    state: str = ""
    revision: int | None = None
    sentence: str = ""
    problems: list[ToldProblem] = Field(default_factory=list)


class ToldMany(Schema):
    """The answers, and how many of each."""

    submitted: int
    saved: int
    refused: int
    returns: list[Told]


class Refusal(Schema):
    """One sentence: what was met, what to do."""

    detail: str


class ElementOut(Schema):
    key: str
    label: str
    kind: str
    unit: str
    part_of: str | None
    held_elsewhere: bool
    instruction: str


class FormOut(Schema):
    key: str
    title: str
    level: str
    length: str
    is_open: bool
    elements: list[ElementOut]


class ObligationOut(Schema):
    form: str
    unit: str
    unit_name: str
    period: str
    opens_on: date
    due_on: date
    state: str


class ReturnOut(Schema):
    form: str
    unit: str
    unit_name: str
    period: str
    state: str
    revision: int
    version: int | None
    door: str
    submitted_at: datetime | None
    cells: dict[str, Any]
    words: dict[str, str]


class EvidenceOut(Schema):
    """One file behind one figure. A file that proves several figures stands once for each, with one hash."""

    id: int
    form: str
    unit: str
    period: str
    element: str
    name: str
    sha256: str
    size: int
    content_type: str
    effective_on: date
    keep_until: date
    uploaded_at: datetime


class EvidenceMade(Schema):
    items: list[EvidenceOut]


class EvidencePage(Schema):
    items: list[EvidenceOut]
    next: str | None


class FormPage(Schema):
    items: list[FormOut]


class ObligationPage(Schema):
    items: list[ObligationOut]
    next: str | None


class ReturnPage(Schema):
    items: list[ReturnOut]
    next: str | None
