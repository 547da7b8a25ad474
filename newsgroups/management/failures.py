"""Explains failures of the environment (disk, database, driver, index, lock) in a sentence that says what to do.

Anything else is a bug and keeps its traceback, which a bug report needs.
"""

import errno
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import suppress

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import Error as DatabaseFailure

from newsgroups.common.processes.lock import AlreadyRunning
from newsgroups.matching.model.model_file import DamagedModel
from newsgroups.search.index.generations import IndexProblem

FULL = "The disk is full. No stored data is lost. Free some space and run the command again."
READ_ONLY = (
    "The disk or folder is not writable. Make it writable for this user, or set NEWSGROUPS_DATA_DIR "
    "to a folder that is, and run the command again."
)
LOCKED = (
    "Another program has kept the database locked for too long. No data is lost. Wait for it to "
    "finish (or stop it) and run the command again."
)
UNREADABLE = "The disk cannot be read or is full. Check the disk and its free space, then run: manage.py verify"
DAMAGED = "The database file is damaged. Stop the site and restore a backup (docs/operations.md, Backup)."
CANNOT_OPEN = "The database file cannot be opened. Check NEWSGROUPS_DATA_DIR and who may write to that folder."
UNMIGRATED = "Tables are missing or out of date. Run: manage.py migrate"
NO_SERVER = "The database is not responding. Start it, or correct DATABASE_URL, and run the command again."
NO_DATABASE = "There is no such database or user on the server. Create it, or correct DATABASE_URL."
NO_DRIVER = "The driver for PostgreSQL is not installed. Run: .venv/bin/pip install 'psycopg[binary]'"
BUSY = "Too many programs are using the database at once. No data is lost. Run the command again in a moment."
NO_MEMORY = "There is not enough memory. Close other programs and run the command again."
TOO_MANY_FILES = "Too many files are open. Raise the limit (ulimit -n) and run the command again."

# Messages of SQLite and PostgreSQL, in the order in which they are tried.
_MESSAGES = (
    (r"database or disk is full|No space left on device|could not extend file", FULL),
    (r"readonly database|read-only transaction|read-only file system", READ_ONLY),
    (r"database (table )?is locked|lock timeout", LOCKED),
    (r"disk I/O error|Input/output error", UNREADABLE),
    (r"file is not a database|malformed", DAMAGED),
    (r"unable to open database file", CANNOT_OPEN),
    (r'(database|role) ".*" does not exist|authentication failed|no password supplied', NO_DATABASE),
    (r"no such (table|column)|has no column named|(relation|column) .* does not exist", UNMIGRATED),
    (r"too many (clients|connections)|deadlock detected|remaining connection slots", BUSY),
    (
        r"connection .*(refused|failed|closed|lost|timed? ?out)|server closed|terminat|starting up|shutting down"
        r"|resolve host|could not translate host",
        NO_SERVER,
    ),
)
_ERRNO = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EIO: UNREADABLE,
    errno.ENOMEM: NO_MEMORY,
    errno.EMFILE: TOO_MANY_FILES,
    errno.ENFILE: TOO_MANY_FILES,
}


# A disk with less space than this counts as full: SQLite needs 32 kB to open a database even for reading.
MIN_FREE = 1_000_000


def in_words(error: BaseException) -> str | None:
    """Return a sentence that says what to do, or None if the error does not come from the environment."""
    said = next((said for link in _chain(error) if (said := _message_of(link))), None)
    return _cause() or said if said in (UNREADABLE, CANNOT_OPEN) else said


def _cause() -> str | None:
    """Find out why SQLite cannot use its files, which its error does not say."""
    with suppress(OSError):
        if shutil.disk_usage(settings.DATA_DIR).free < MIN_FREE:
            return FULL
        if not os.access(settings.DATA_DIR, os.W_OK):
            return READ_ONLY
    return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and its causes; the first one knows most about the operation."""
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _message_of(error: BaseException) -> str | None:
    if isinstance(error, (AlreadyRunning, DamagedModel, IndexProblem)):
        return str(error)
    if isinstance(error, ImproperlyConfigured):
        return NO_DRIVER if "psycopg" in str(error) else str(error)
    if isinstance(error, (DatabaseFailure, sqlite3.Error)):
        return next((said for words, said in _MESSAGES if re.search(words, str(error), re.IGNORECASE)), None)
    if isinstance(error, MemoryError):
        return NO_MEMORY
    return _of_system(error) if isinstance(error, OSError) else None


def _of_system(error: OSError) -> str | None:
    said = _ERRNO.get(error.errno or 0)
    return f"{error.filename}: {said}" if said and error.filename else said
