"""What the settings read from the environment, with errors that say what to change.

No Django settings are needed here, so that the functions can be tested by themselves.
"""

import os
import secrets
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

# SQLite as docs/operations.md explains: a transaction that may write takes the lock at once (a deferred
# one that reads first fails under load), the write-ahead log lets readers go on, FULL survives
# a power cut, and no memory map, because an I/O error under one kills the process.
SQLITE_OPTIONS: dict[str, Any] = {"transaction_mode": "IMMEDIATE", "timeout": 20}
_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=0; PRAGMA cache_size=-{kilobytes};"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def data_dir(path: str) -> Path:
    """The folder of all state, private (0700): whoever can write the index can run code, and whoever can read the
    database has the passwords' hashes and the reports that visitors shared with a few.

    A folder that was there is made private, too; one that is not ours to change is refused if others can get in.
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
    """The folder, then the files with secrets: somebody may have them open, or linked to from elsewhere."""
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
    """The key given, or the one kept in the data folder, made at the first start and readable by its owner only."""
    if given:
        return given
    file = folder / "secret_key"
    if not file.exists():
        # Linked into place whole, so that two processes that start at once end up with the same key.
        handle, draft = tempfile.mkstemp(dir=folder, prefix="secret_key.")
        with os.fdopen(handle, "w") as stream:
            stream.write(secrets.token_urlsafe(64))
        with suppress(FileExistsError):
            os.link(draft, file)
        Path(draft).unlink()
    return file.read_text().strip()


def private_file(path: Path) -> Path:
    """A file that only its owner can read, empty if it is new: SQLite makes its database in it, and gives the files
    beside it the same mode.
    """
    os.close(os.open(path, os.O_CREAT | os.O_RDONLY, 0o600))
    return path


def database(url: dict[str, Any], *, cache_mb: int) -> dict[str, Any]:
    """A database setting from its parsed DATABASE_URL, with the options that each engine needs. Each connection to
    SQLite keeps up to `cache_mb` of pages.
    """
    if url["ENGINE"] == "django.db.backends.sqlite3":
        return url | {"OPTIONS": SQLITE_OPTIONS | {"init_command": _PRAGMAS.format(kilobytes=1_000 * cache_mb)}}
    return url | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def search_path(url: str) -> Path:
    """The folder of the embedded search index from SEARCH_URL (`whoosh:/folder`)."""
    scheme, _, path = url.partition(":")
    if scheme != "whoosh" or not path:
        raise ImproperlyConfigured(
            f"SEARCH_URL is {url!r}: this version supports only whoosh:/folder (opensearch:// is not supported yet)."
        )
    return Path(path)


def rate_limits(given: str, defaults: dict[str, int]) -> dict[str, int]:
    """The defaults with what is given (`kind=requests a minute`, separated by commas) in their place."""
    return _numbers("RATE_LIMITS", given, defaults)


def keep_days(given: str, defaults: dict[str, int]) -> dict[str, int]:
    """The same for what is kept for so many days (`kind=days`)."""
    return _numbers("KEEP_DAYS", given, defaults)


def _numbers(setting: str, given: str, defaults: dict[str, int]) -> dict[str, int]:
    numbers = dict(defaults)
    for part in filter(None, map(str.strip, given.split(","))):
        kind, _, number = part.partition("=")
        if kind not in defaults or not number.isdecimal():
            raise ImproperlyConfigured(
                f"{setting} has {part!r}: use kind=number, where kind is one of {', '.join(defaults)}."
            )
        numbers[kind] = int(number)
    return numbers


def logging(form: str, access: bool) -> dict[str, Any]:
    """What is logged and how: warnings as text or JSON (LOG_FORMAT) to standard error, each request if asked for."""
    formatters = {"text": "newsgroups.common.logs.TextFormatter", "json": "newsgroups.common.logs.JsonFormatter"}
    if form not in formatters:
        raise ImproperlyConfigured(f"LOG_FORMAT is {form!r}: use text or json.")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": "newsgroups.common.logs.RequestFilter"}},
        "formatters": {"line": {"()": formatters[form]}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request"]}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "newsgroups.access": {"level": "INFO" if access else "WARNING"},
            "newsgroups.security": {"level": "INFO"},
        },
    }
