"""The words that differ between two versions of a text."""

import pytest

from thidua_web.programme.differing import differing


@pytest.mark.parametrize(
    ("before", "after", "gone", "come"),
    [
        ("tuyên truyền đến ít nhất 80% số hộ", "tuyên truyền đến ít nhất 85% số hộ", ["80%"], ["85%"]),
        ("trước ngày 29/3/2024", "trước ngày 05/4/2024", ["29/3/2024"], ["05/4/2024"]),
        ("Công an tỉnh", "Công an tỉnh phối hợp Sở Nội vụ", [], ["phối hợp Sở Nội vụ"]),
        ("giống  hệt", "giống hệt", [], []),
        ("80", "85", [], []),
        ("chưa có", "tin báo, tố giác", [], []),
    ],
)
def test_what_differs_is_marked(before: str, after: str, gone: list[str], come: list[str]) -> None:
    left, right = differing(before, after)
    assert [run.words for run in left if run.differs] == gone
    assert [run.words for run in right if run.differs] == come
    assert " ".join(run.words for run in left).split() == before.split()
    assert " ".join(run.words for run in right).split() == after.split()


def test_very_long_texts_are_shown_without_marks() -> None:
    long = "chữ " * 3000
    assert [run.differs for run in differing(long, long + "khác")[0]] == [False]
