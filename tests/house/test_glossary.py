"""docs/glossary.md and the tables of the site speak with the same words."""

import re
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parents[2]
ROWS = [
    ([term.strip().casefold() for term in cells[0].split(",")], re.findall(r"`(\w+)`", cells[1]))
    for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| Tiếng Việt")
    for cells in [[cell.strip() for cell in line.strip("| ").split("|")]]
]
MODELS = [model for model in apps.get_models() if model.__module__.startswith("thidua_web.")]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_table_stands_in_the_glossary_under_its_own_name(model):
    terms = [term for names, words in ROWS if model.__name__ in words for term in names]
    assert terms, f"docs/glossary.md has no row for `{model.__name__}` (house rule: one term, one word)"
    assert str(model._meta.verbose_name).casefold() in terms, (
        f"`{model.__name__}` is called otherwise in docs/glossary.md"
    )


def test_one_term_one_word():
    terms = [term for names, _ in ROWS for term in names]
    words = [word for _, named in ROWS for word in named]
    assert len(terms) == len(set(terms))
    assert len(words) == len(set(words))


def test_every_setting_is_documented():
    told = (ROOT / "docs" / "reference" / "thiet-dat.md").read_text(encoding="utf-8")
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "thidua_web").rglob("*.py"))
    asked = set(re.findall(r"\"(THIDUA_[A-Z_]+)\"", source))
    assert asked
    assert asked == set(re.findall(r"`(THIDUA_[A-Z_]+)`", told)) - {"THIDUA_HOME/secret-key"}
