"""Which language a page speaks: Vietnamese, unless the person chose English."""

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class ChosenLanguageMiddleware(LocaleMiddleware):
    """Follow the person's own choice (on the account; a cookie before signing in) and never the browser's.

    Many offices run browsers with English menus; their Accept-Language says nothing about the people in front of them.
    """

    def process_request(self, request: HttpRequest) -> None:
        chosen = getattr(request.user, "language", "") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
