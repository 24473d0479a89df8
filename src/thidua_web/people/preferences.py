"""What a person sets for oneself alone: nobody permits it."""

from django.conf import settings
from django.db import transaction

from thidua_web.config.locking import locked
from thidua_web.journal import journal
from thidua_web.people.models import User


@transaction.atomic
def choose_language(*, user: User, language: str) -> None:
    """Let the pages speak this language to this person, wherever they sign in."""
    user = locked(User.objects.filter(pk=user.pk)).get()
    if language == user.language or language not in dict(settings.LANGUAGES):
        return
    changes = {"ngôn ngữ": [user.language or None, language]}
    user.language = language
    user.save(update_fields=["language"])
    journal.record(act="choose_language", by=user, of=user, changes=changes)
