"""The mail server by one address, as the database is."""

from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 587, "smtps": 465}


def mail_settings(address: str) -> dict[str, object]:
    """Django's settings for ``smtp://user:password@host:587`` (STARTTLS) or ``smtps://…`` (TLS from the start)."""
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("THIDUA_MAIL: viết smtp://người:mật-khẩu@máy:587 hoặc smtps://người:mật-khẩu@máy:465.")
    return {
        "EMAIL_HOST": parts.hostname, "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""), "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.hostname not in ("localhost", "127.0.0.1"),
        "EMAIL_USE_SSL": parts.scheme == "smtps", "EMAIL_TIMEOUT": 20,
    }  # fmt: skip
