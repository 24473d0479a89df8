"""Every paper that the real plans cite: numbers, symbols and days, read off by hand."""

import os
from pathlib import Path

import pytest

from thidua.reading import read_text

SEEDS = Path(os.environ.get("THIDUA_SEEDS", Path(__file__).parents[2] / "../shared/seeds"))

EXPECTED = {
    "000": """28-NQ/TW 2013-10-25, 46-CT/TW 2015-06-22, 28/CT-TTg 2017-06-30, 163-KH/TU 2019-03-26,
        161/KH-UBND 2019-07-02, 44-KL/TW 2019-01-21, 09-CT/TW 2011-12-01, 76/KH-UBND 2014-12-05,
        09/CT-UBND 2019-08-20""",
    "001": "2148/QĐ-UBND 2022-10-13, 630/KH-BCA-V05 2022-12-28, 163/HD-BCĐ 2023-01-17",
    "002": "",
    "003": """1891/KH-UBND 2023-06-22,
        30-CT/TU 2023-04-26, 3477/UBND-NC 2023-11-03, 34-CT/TU 2023-10-19, 44-KL/TW 2019-01-22,
        09-CT/TW 2011-12-01, 07/CTrPH-BCA-MTTW 2023-10-17, 06/2014/NĐ-CP 2014-01-21, 04/CT-BCA-V28 2014-04-21,
        07/CT-BCA-V28 2014-08-15, 09/CT-BCA-V28 2014-08-19, 124/2021/TT-BCA 2021-12-28, 03/ĐA-BCA 2023-01-27,
        27/ĐA-BCA 2023-11-02, 30/ĐA-BCA 2023-11-07, 395/KH-BCĐ 2024-02-05, 510/QĐ-BCA-V05 2022-01-20""",
    "004": "",
}
OWN = {
    "001": ("338", "2023-01-13"),
    "002": ("399", "2020-03-03"),
    "003": ("860", "2024-03-25"),
    "004": ("222", "2022-07-28"),
}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real plans are not here (THIDUA_SEEDS)")
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_citation_of_a_real_plan(name: str) -> None:
    (path,) = SEEDS.glob(f"{name}_*.txt")
    plan = read_text(path.read_text(encoding="utf-8"))
    found = [c.as_dict() for c in plan.citations]
    coded = {f"{_code(c)} {c['date']}" for c in found if c["number"]}
    assert coded == {entry.strip() for entry in EXPECTED[name].split(",") if entry.strip()}
    assert plan.document is not None
    assert (plan.document.number, plan.document.date) == OWN.get(name, (None, None))


def _code(c: dict[str, str]) -> str:
    between = "-" if "/" in c["symbol"] else "/"
    return "/".join(p for p in (c["number"], c["year"]) if p) + between + c["symbol"]
