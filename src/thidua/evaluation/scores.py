"""Points as whole hundredths: exact to add, written the Vietnamese way."""

from typing import Any


def hundredths(points: Any) -> int:
    """Turn points as a rule file writes them into whole hundredths.

    >>> hundredths(2.5), hundredths("0.25"), hundredths(100)
    (250, 25, 10000)
    """
    return round(float(points) * 100)


def as_number(points: int) -> int | float:
    """Turn hundredths into the number a reader expects.

    >>> as_number(250), as_number(300)
    (2.5, 3)
    """
    return points // 100 if points % 100 == 0 else points / 100


def show_points(points: int) -> str:
    """Write points the Vietnamese way.

    >>> show_points(9250), show_points(300)
    ('92,5', '3')
    """
    return str(as_number(points)).replace(".", ",")
