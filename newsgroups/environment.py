"""Parses the settings that come from the environment, with error messages that say what to change.

This module needs no Django settings, so the functions can be tested on their own.
"""

import os
import re
import secrets
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

# For the reasons, see docs/operations.md. A transaction that may write takes the lock at once, because a deferred one
# that reads first fails under load. The write-ahead log lets readers continue, FULL survives a power failure, and
# memory mapping is off, because an I/O error in a mapped file kills the process. A large import lets the log grow; it
# is cut back when it begins anew.
SQLITE_OPTIONS: dict[str, Any] = {"transaction_mode": "IMMEDIATE", "timeout": 20}
_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=0; PRAGMA journal_size_limit=64000000; "
    "PRAGMA cache_size=-{kilobytes};"
)
# A host of a cluster, and its port.
_HOST = re.compile(r"([\w.-]+|\[[0-9a-fA-F:]+\])(?::(\d{1,5}))?")
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def data_dir(path: str) -> Path:
    """Return the data folder, made private (0700).

    Anyone who can write the index can run code, and anyone who can read the database gets the password hashes and the
    shared look-ups. An existing folder is made private too; a folder that belongs to somebody else is rejected if
    others have access.
    """
    folder = Path(path).expanduser().resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"The data folder {folder} cannot be created ({error.strerror}). "
            "Set NEWSGROUPS_DATA_DIR to a folder that you can write to."
        ) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(
            f"The data folder {folder} is not writable. Set NEWSGROUPS_DATA_DIR to a folder that you can write to."
        )
    _make_private(folder)
    return folder


def _make_private(folder: Path) -> None:
    """Make the folder private first, then the files with secrets, which may be open or linked from elsewhere."""
    for path in (folder, folder / "secret_key", *folder.glob("*.sqlite3*")):
        mode = 0o700 if path == folder else 0o600
        try:
            if path.stat().st_mode & _OTHERS:
                path.chmod(mode)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise ImproperlyConfigured(
                f"{path} is open to other users and cannot be made private ({error.strerror}). "
                f"Run, as its owner: chmod {mode:o} '{path}'"
            ) from None


def secret_key(given: str, folder: Path) -> str:
    """Return the key given, or else the one in the data folder.

    That one is created at the first start, readable only by its owner.
    """
    if given:
        return given
    file = folder / "secret_key"
    if not file.exists():
        # Linked into place as a whole, so that two processes that start together end up with the same key.
        handle, draft = tempfile.mkstemp(dir=folder, prefix="secret_key.")
        with os.fdopen(handle, "w") as stream:
            stream.write(secrets.token_urlsafe(64))
        with suppress(FileExistsError):
            os.link(draft, file)
        Path(draft).unlink()
    return file.read_text().strip()


def private_file(path: Path) -> Path:
    """Return a file that only its owner can read, empty if new.

    SQLite creates its database in it and give the files next to it the same mode.
    """
    os.close(os.open(path, os.O_CREAT | os.O_RDONLY, 0o600))
    return path


def database(url: dict[str, Any], *, cache_mb: int) -> dict[str, Any]:
    """Return the database settings for a parsed DATABASE_URL, with the options that the engine needs.

    Each connection to SQLite caches up to `cache_mb` MB of pages.
    """
    if url["ENGINE"] == "django.db.backends.sqlite3":
        return url | {"OPTIONS": SQLITE_OPTIONS | {"init_command": _PRAGMAS.format(kilobytes=1_000 * cache_mb)}}
    return url | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def search(url: str, *, user: str, password: str, ca: str, shards: int, replicas: int) -> dict[str, Any]:
    """Return Haystack's settings for SEARCH_URL: an embedded index, or the address of a cluster.

    `whoosh:/folder`, `opensearch://host:9200,host:9200/name`, or `opensearchs://…` with TLS.
    """
    scheme, _, rest = url.partition(":")
    if scheme == "whoosh" and rest:
        return {"ENGINE": "newsgroups.search.engines.haystack.embedded_backend.ArchiveEngine", "PATH": rest}
    hosts, name = _cluster(url)
    if ca and not Path(ca).is_file():
        raise ImproperlyConfigured(f"SEARCH_CA is {ca!r}, but there is no such file.")
    if ca and scheme != "opensearchs":
        raise ImproperlyConfigured("SEARCH_CA needs TLS: SEARCH_URL must begin with opensearchs://.")
    return {
        "ENGINE": "newsgroups.search.engines.haystack.opensearch_backend.ClusterEngine",
        "HOSTS": hosts,
        "NAME": name,
        "USER": user,
        "PASSWORD": password,
        "CA": ca,
        "SHARDS": max(1, shards),
        "REPLICAS": max(0, replicas),
    }


def _cluster(url: str) -> tuple[list[str], str]:
    """Return the addresses of a cluster's nodes and the archive's name there."""
    match = re.fullmatch(r"opensearch(s?)://([^/@\s]+)/([a-z][a-z0-9_]{0,60})", url)
    hosts = [_HOST.fullmatch(host) for host in match[2].split(",")] if match else []
    if match and all(hosts):
        return [f"http{match[1]}://{host[1]}:{host[2] or 9200}" for host in hosts if host], match[3]
    shown = re.sub(r"//[^/@]*@", "//…@", url)
    raise ImproperlyConfigured(
        f"SEARCH_URL is {shown!r}: use whoosh:/folder or opensearch://host:9200/name (opensearchs:// with TLS; several "
        "hosts with commas; the name in small letters). User and password belong in SEARCH_USER and SEARCH_PASSWORD."
    )


def rate_limits(given: str, defaults: dict[str, int]) -> dict[str, int]:
    """Return the defaults, overridden by `given` (comma-separated `kind=requests per minute`)."""
    return _numbers("RATE_LIMITS", given, defaults)


def keep_days(given: str, defaults: dict[str, int]) -> dict[str, int]:
    """Return the retention periods in days: the defaults, overridden by `given` (`kind=days`)."""
    return _numbers("KEEP_DAYS", given, defaults)


def one_of(setting: str, given: str, known: tuple[str, ...]) -> str:
    """Return the value given, if it is known."""
    if given not in known:
        raise ImproperlyConfigured(f"{setting} is {given!r}: use {' or '.join(known)}.")
    return given


def _numbers(setting: str, setting_text: str, defaults: dict[str, int]) -> dict[str, int]:
    numbers = dict(defaults)
    for part in filter(None, map(str.strip, setting_text.split(","))):
        kind, _, number = part.partition("=")
        if kind not in defaults or not number.isdecimal():
            raise ImproperlyConfigured(
                f"{setting} has {part!r}: use kind=number, where kind is one of {', '.join(defaults)}."
            )
        numbers[kind] = int(number)
    return numbers


def logging(form: str, access: bool) -> dict[str, Any]:
    """Return the logging configuration: warnings as text or JSON (LOG_FORMAT) to standard error.

    Requests are logged only if `access` is set. Errors are also mailed to ADMINS.
    """
    formatters = {"text": "newsgroups.common.logs.TextFormatter", "json": "newsgroups.common.logs.JsonFormatter"}
    one_of("LOG_FORMAT", form, tuple(formatters))
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": "newsgroups.common.logs.RequestFilter"}},
        "formatters": {"line": {"()": formatters[form]}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request"]},
            "mail": {"()": "newsgroups.web.server.error_mail.ErrorMail", "filters": ["request"]},
        },
        "root": {"handlers": ["console", "mail"], "level": "WARNING"},
        "loggers": {
            # Django's own handlers would mail addresses, forms, and cookies.
            "django": {"handlers": [], "level": "INFO"},
            "newsgroups.access": {"level": "INFO" if access else "WARNING"},
            "newsgroups.security": {"level": "INFO"},
            # The cluster's client tells each retry with a traceback; what matters becomes an IndexProblem.
            "opensearch": {"level": "ERROR"},
        },
    }


def mail(url: str) -> dict[str, Any]:
    """Return Django's settings for a mail server, given as `smtp+tls://user:password@host:587`; none for ""."""
    if not url:
        return {}
    try:
        return dict(environ.Env.email_url_config(url))
    except (KeyError, ValueError, ImproperlyConfigured):
        raise ImproperlyConfigured(
            "EMAIL_URL cannot be read. Write it as smtp+tls://user:password@host:587 (or smtp+ssl:// for port 465)."
        ) from None


def site_url(given: str) -> str:
    """Return the public address of the site without a slash at the end, for links in messages; "" if not set."""
    url = given.strip().rstrip("/")
    if url and not re.fullmatch(r"https?://[^\s/?#]+", url):
        raise ImproperlyConfigured(f"SITE_URL is {given!r}. Write the scheme and the host: https://news.example")
    return url
