"""Settings of one installation, all from the environment; docs/reference/settings.md lists them."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from thidua_web.config.database import database
from thidua_web.config.home import home, secret_key
from thidua_web.config.mail import mail_settings

PACKAGE = Path(__file__).parents[1]
HOME = home()


def _on(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on", "co", "có"}


SECRET_KEY = secret_key(HOME)
DEBUG = _on("THIDUA_DEBUG")
HTTPS = _on("THIDUA_HTTPS")
"""Set where a reverse proxy speaks HTTPS in front of the site."""
HOSTS = [host.strip() for host in os.environ.get("THIDUA_HOSTS", "").split(",") if host.strip()]
ALLOWED_HOSTS = [*HOSTS, "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in HOSTS if not host.startswith(".")]

INSTALLED_APPS = [
    "thidua_web.frame",
    "thidua_web.people",
    "thidua_web.journal",
    "thidua_web.register",
    "thidua_web.documents",
    "thidua_web.programme",
    "thidua_web.returns",
    "thidua_web.verification",
    "thidua_web.dashboards",
    "thidua_web.api",
    "thidua_web.backup",
    "thidua_web.demonstration",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "thidua_web.journal.middleware.RequestNumberMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "thidua_web.frame.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "thidua_web.config.ceiling.CeilingMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "thidua_web.config.letters.LettersMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "thidua_web.people.middleware.SignInRequiredMiddleware",
]

ROOT_URLCONF = "thidua_web.config.urls"
WSGI_APPLICATION = "thidua_web.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thidua_web.frame.context.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "thidua_web.frame.templatetags.components",
                "thidua_web.frame.templatetags.vietnamese",
            ],
        },
    }
]

DATABASES = {"default": database(os.environ.get("THIDUA_DATABASE_URL", ""), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # one count of failed sign-ins for every worker and every machine: the lockout must not depend on who answers
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "thidua_cache"},
}

INDICATORS = Path(os.environ["THIDUA_INDICATORS"]) if os.environ.get("THIDUA_INDICATORS") else None
"""A folder of the province's own definitions (YAML, as in thidua/rules/indicators), beside those shipped."""

REGIMES = Path(os.environ["THIDUA_REGIMES"]) if os.environ.get("THIDUA_REGIMES") else None
"""A folder of the province's own reporting regimes and days off (YAML, as in thidua/rules/regimes)."""

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["thidua_web.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
MEDIA_ROOT = HOME / "uploads"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "thidua_web.config.storage.HashedStaticFiles"},
}
FILE_UPLOAD_TEMP_DIR = None
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 2**20
"""Bytes of a form without its files, or of what a program sends: two hundred returns with all their words."""

MAIL = os.environ.get("THIDUA_MAIL", "")
"""smtp://user:password@host:587 (STARTTLS) or smtps://…:465; empty: no letter is ever sent."""
ADDRESS = (os.environ.get("THIDUA_ADDRESS") or (f"https://{HOSTS[0]}" if HOSTS else "http://localhost:8000")).rstrip(
    "/"
)
"""Where the site is found; stands in letters, which no request asked for."""
DEFAULT_FROM_EMAIL = os.environ.get("THIDUA_MAIL_FROM") or f"thi-dua@{HOSTS[0] if HOSTS else 'localhost'}"
if MAIL:
    globals().update(mail_settings(MAIL))

# --- who signs in ---------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["thidua_web.people.signing_in.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("username", "full_name", "email")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]  # fmt: skip
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "thidua_web.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("THIDUA_PROXIES") or 0)
ACCOUNT_RATE_LIMITS = {
    # five wrong tries on one name lock that name for fifteen minutes; thirty from one address, that address
    "login_failed": "30/15m/ip,5/15m/key",
}
ACCOUNT_FORMS = {
    "login": "thidua_web.people.forms.SignInForm",
    "change_password": "thidua_web.people.forms.PasswordForm",
    "reauthenticate": "thidua_web.people.forms.ReauthenticateForm",
}
IDLE_DAYS = int(os.environ.get("THIDUA_IDLE_DAYS") or 45)
"""Days without a sign-in that make an account idle. 45 is reported to be usual; no instrument has been seen for it."""
CODE_DAYS = int(os.environ.get("THIDUA_CODE_DAYS") or 30)
"""Days for which a code on paper is good."""
KEEP_YEARS = max(1, int(os.environ.get("THIDUA_KEEP_YEARS") or 5))
"""Years for which evidence and received workbooks are kept. No instrument has been seen that names a term."""
SECOND_FACTOR = os.environ.get("THIDUA_SECOND_FACTOR", "")
"""``1`` demands a second factor of administrators and verifiers, ``0`` does not; empty: all but a demonstration do."""
MFA_ADAPTER = "thidua_web.people.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Thi đua"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
"""Passkeys on http://localhost, as a newcomer tries the site; browsers refuse any other plain address by themselves."""

# --- what the browser may do ----------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "thidua_web.frame.views.csrf_failure"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SESSION_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
