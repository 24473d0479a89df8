"""One cell of a return: a value, or the reason why there is none. Missing ≠ zero ≠ not applicable ≠ not yet.

A cell is stored and sent as JSON: ``{"v": 120}``, ``{"v": true}``, ``{"v": "…"}``, ``{"s": "missing"}``,
``{"s": "not_applicable"}``, ``{"s": "not_yet"}``. A body that answers for a figure held elsewhere sends
``{"v": true, "paper": "Báo cáo số 12/BC-CAT"}``.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from thidua.errors import OfficerError


class CellState(StrEnum):
    """Say what stands in a cell."""

    VALUE = "value"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    NOT_YET = "not_yet"

    @property
    def label(self) -> str:
        """The Vietnamese word shown to people.

        >>> CellState.MISSING.label
        'chưa có'
        """
        return _LABELS[self]


_LABELS = {
    CellState.VALUE: "có số liệu",
    CellState.MISSING: "chưa có",
    CellState.NOT_APPLICABLE: "không áp dụng",
    CellState.NOT_YET: "chưa đến kỳ",
}

Scalar = int | bool | str


@dataclass(frozen=True)
class Cell:
    """Hold a value, or the state that says why there is none.

    >>> Cell.of(0) == Cell.missing()
    False
    """

    state: CellState
    value: Scalar | None = None
    paper: str | None = None

    @classmethod
    def of(cls, value: Scalar, paper: str | None = None) -> "Cell":
        """A cell that holds a value."""
        return cls(CellState.VALUE, value, paper)

    @classmethod
    def missing(cls) -> "Cell":
        """A cell that nobody has filled."""
        return _MISSING

    @property
    def number(self) -> int | None:
        """The value where it is a number (money in đồng), else None."""
        return self.value if isinstance(self.value, int) and not isinstance(self.value, bool) else None

    def as_json(self) -> dict[str, Any]:
        """The stored form.

        >>> Cell.of(12).as_json(), Cell.missing().as_json()
        ({'v': 12}, {'s': 'missing'})
        """
        if self.state is not CellState.VALUE:
            return {"s": self.state.value}
        return {"v": self.value} if self.paper is None else {"v": self.value, "paper": self.paper}

    @classmethod
    def from_json(cls, data: object) -> "Cell":
        """Read the stored form; OfficerError where it is none.

        A bare number, text or yes/no is taken as a value and null as missing, so that a bulk sender may write
        ``{"households": 120}``.
        """
        if data is None:
            return cls.missing()
        if isinstance(data, bool | int | str):
            return cls.of(data)
        if isinstance(data, float) and data.is_integer():
            return cls.of(int(data))
        if isinstance(data, Mapping):
            return cls._from_mapping(data)
        raise OfficerError(f"«{_shown(data)}» không phải một ô số liệu: cần số nguyên, chữ, có/không hoặc để trống.")

    @classmethod
    def _from_mapping(cls, data: Mapping[Any, Any]) -> "Cell":
        if set(data) == {"s"} and data["s"] in [state for state in CellState if state is not CellState.VALUE]:
            return cls(CellState(data["s"]))
        if set(data) <= {"v", "paper"} and isinstance(data.get("v"), bool | int | str):
            paper = data.get("paper")
            if paper is None or isinstance(paper, str):
                return cls.of(data["v"], paper)
        raise OfficerError(f'«{_shown(data)}» không phải một ô số liệu: viết {{"v": 12}} hoặc {{"s": "missing"}}.')


def _shown(data: object) -> str:
    """What was sent, as it was sent; a sentence needs no more than its beginning."""
    try:
        told = json.dumps(data, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        told = type(data).__name__
    return told if len(told) <= 60 else told[:60] + "…"


_MISSING = Cell(CellState.MISSING)


def cells_from_json(document: Mapping[str, Any]) -> dict[str, Cell]:
    """Read a whole return document, element key to cell.

    >>> cells_from_json({"households": {"v": 120}, "teams": None})["teams"].state.label
    'chưa có'
    """
    return {str(key): Cell.from_json(value) for key, value in document.items()}


def cells_as_json(cells: Mapping[str, Cell]) -> dict[str, Any]:
    """Write a whole return document; the reverse of ``cells_from_json``."""
    return {key: cell.as_json() for key, cell in cells.items()}
