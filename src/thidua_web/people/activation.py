"""Codes on paper: how one is made, written, read and recognized. Only a keyed hash of it is ever stored."""

import re
import secrets

import segno
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0 O, 1 I L: a code is read off paper by people of every age, and over the telephone."""

LENGTH = 12
"""31^12 is about 2^59: with a lockout and a last day nobody guesses it, so that a fast keyed hash is enough."""


def fresh_code() -> str:
    """A new code as it is printed: «K7QM-3XWD-9RTB»."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(drawn[at : at + 4] for at in range(0, LENGTH, 4))


def digest_of(code: str) -> str:
    """What is stored of a code: an HMAC under the installation's key; hyphens, blanks and case do not count."""
    plain = re.sub(r"[\s\-–—.]", "", code).upper()
    return salted_hmac("thidua_web.people.activation", plain, algorithm="sha256").hexdigest()


def is_code(code: str, digest: str) -> bool:
    """Whether what was typed is the code with this digest; the time it takes tells nothing."""
    return constant_time_compare(digest_of(code), digest)


def picture_of(address: str) -> SafeString:
    """The address as a picture for the camera of a phone (QR); the code itself is never in it."""
    drawn = segno.make(address, error="m").svg_inline(scale=1, border=2, omitsize=True, svgclass=None, lineclass=None)
    return mark_safe(
        drawn.replace("<svg ", f'<svg role="img" aria-label="{escape(gettext("Mã vuông của địa chỉ"))}" ', 1)
    )
