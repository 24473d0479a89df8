"""The examples in the docstrings hold."""

import doctest

import pytest

from thidua_web.documents import locating, register, wording
from thidua_web.programme import comparing


@pytest.mark.parametrize("module", [locating, register, wording, comparing], ids=lambda module: module.__name__)
def test_examples_hold(module) -> None:
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed
