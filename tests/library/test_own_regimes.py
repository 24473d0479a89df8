"""A province's own reporting regimes and days off are data; what is wrong in them is refused with a sentence."""

from collections.abc import Iterator
from datetime import date

import pytest

from thidua.errors import RuleKeeperError
from thidua.figures import regimes as library
from thidua.figures.regimes import add_regimes, regime, regimes

OWN = """
regimes:
  closing_20:
    label: Chốt số liệu ngày 20
    confidence: unconfirmed
    basis: Quy chế báo cáo của tỉnh
    closes_on_day: 20
    grace_days: 3
    grace_counts: working_days
    lengths: [month, quarter]
holidays: [2025-04-30, 2025-05-01]
"""


@pytest.fixture(autouse=True)
def _only_shipped() -> Iterator[None]:
    yield
    library._own.clear()
    regimes.cache_clear()


def test_a_regime_of_the_province_cuts_time_and_counts_grace_over_days_off() -> None:
    add_regimes({"tinh.yaml": OWN})
    april = regime("closing_20").window("2025-04")
    assert (april.opens_on, april.last_day) == (date(2025, 3, 21), date(2025, 4, 20))
    assert april.due_on == date(2025, 4, 23), "a Sunday closes; Monday, Tuesday, Wednesday are the grace"
    add_regimes({"hai.yaml": OWN.replace("closing_20", "closing_27").replace("day: 20", "day: 27")})
    assert regime("closing_27").window("2025-04").due_on == date(2025, 5, 2), "30 April and 1 May are days off"


def test_days_off_count_for_the_shipped_regimes_too() -> None:
    before = regime("closing_14").window("2025-09").due_on
    add_regimes({"nghi.yaml": f"holidays: [{before.isoformat()}]"})
    assert regime("closing_14").window("2025-09").due_on > before
    assert regime("calendar").window("2025-09").due_on == date(2025, 10, 5), "plain days are plain days"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (OWN.replace("closes_on_day: 20", "closes_on_day: 31"), "từ 1 đến 27"),
        (OWN.replace("closing_20", "calendar"), "hai định nghĩa"),
        (OWN.replace("    basis: Quy chế báo cáo của tỉnh\n", ""), "cần đúng các mục"),
        (OWN.replace("working_days", "ngày làm việc"), "working_days"),
        ("holidays: [mồng một tết]", "năm-tháng-ngày"),
        ("che_do: {}", "chỉ có"),
        ("regimes: [", "YAML"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_of_it_kept(text: str, told: str) -> None:
    with pytest.raises(RuleKeeperError, match=told):
        add_regimes({"sai.yaml": text})
    assert set(regimes()) == {"closing_14", "calendar"}
