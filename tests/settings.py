"""The site's own settings with a throw-away home, fast hashes and static files straight from the source."""

import os
import tempfile

os.environ.setdefault("THIDUA_HOME", tempfile.mkdtemp(prefix="thidua-test-"))

from thidua_web.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
ALLOWED_HOSTS = ["*"]
SECOND_FACTOR = "0"  # its own test turns it on

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # a file, so that threads meet at one database as they do in earnest; it need not survive a power cut
    DATABASES["default"]["TEST"] = {"NAME": HOME / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
