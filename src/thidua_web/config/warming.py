"""What a worker loads before its first visitor, so that the first page is as quick as the thousandth."""

import gc
from pathlib import Path

from django.conf import settings
from django.template import engines
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from thidua.figures.elements import catalogue
from thidua.figures.regimes import regimes
from thidua_web.frame.doors import doors
from thidua_web.people.models import today


def warm() -> int:
    """Load addresses, doors, words, templates, the catalogue of the day; return how many templates.

    No database is asked. What is loaded stays for ever: it is taken out of the rounds of the garbage collector.
    """
    reverse("home")
    catalogue(today())
    regimes()
    doors()
    with translation.override(settings.LANGUAGE_CODE):
        gettext("")
    names = sorted(template_names())
    for name in names:
        get_template(name)
    gc.collect()
    gc.freeze()
    return len(names)


def template_names() -> set[str]:
    """The names of our own templates."""
    own = Path(__file__).parents[1]
    folders = [*map(Path, engines["django"].dirs), *get_app_template_dirs("templates")]
    return {
        path.relative_to(folder).as_posix()
        for folder in folders if folder.is_relative_to(own) for path in folder.rglob("*.html")
    }  # fmt: skip
