"""The same tests on the other database: Django binds one per process, so PostgreSQL gets a pytest of its own.

Plainly, the journal and sign-in; with ``--all``, every web test.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
pytestmark = pytest.mark.postgres


def run_here(address: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    workers = ("PYTEST_XDIST_WORKER", "PYTEST_XDIST_WORKER_COUNT", "PYTEST_CURRENT_TEST", "THIDUA_HOME")
    environment = {k: v for k, v in os.environ.items() if k not in workers} | {"THIDUA_DATABASE_URL": address}
    ask = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
        "-m",
        "not postgres and not long",
    ]
    return subprocess.run(
        [*ask, *map(str, paths)], cwd=HERE.parents[1], env=environment, capture_output=True, text=True
    )


@pytest.mark.skipif("THIDUA_DATABASE_URL" in os.environ, reason="đang chạy trên PostgreSQL rồi")
@pytest.mark.parametrize(
    "paths",
    [
        pytest.param(
            [HERE / "test_journal.py", HERE / "test_sign_in.py", HERE / "test_locking.py", HERE / "test_accounts.py"],
            id="journal-and-sign-in",
        ),
        pytest.param(
            [HERE / "test_api.py::test_two_senders_of_one_key_at_once", HERE / "test_odd_letters.py"], id="bulk-figures"
        ),
        pytest.param([HERE / "test_documents_jobs.py"], id="long-readings"),
        pytest.param([HERE], id="everything", marks=pytest.mark.long),
    ],
)
def test_web_tests_pass_on_postgresql(postgresql, paths):
    ran = run_here(postgresql, *paths)
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-1000:]
    assert "passed" in ran.stdout
