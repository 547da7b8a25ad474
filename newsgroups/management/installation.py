"""Checks an installation without changing anything; reports each problem in a sentence."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import checks
from django.db import connection

from newsgroups.pipeline import readiness
from newsgroups.search.engines.haystack import sync

# Minimum free space besides room for a second copy of everything: rebuilding the index writes a copy of it, and a
# backup writes a copy of the database.
MIN_FREE = 500_000_000
# Network file systems: neither write-ahead logs nor kernel locks work across machines.
NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ceph", "glusterfs", "fuse.glusterfs"}
LOCAL = {"localhost", "127.0.0.1", "[::1]"}


def problems(*, quick: bool = False) -> Iterator[str]:
    """Yield sentences; problems that keep the site from working come first.

    `quick` does not read the database file and the index, which takes a while in a large archive.
    """
    if problem := readiness.schema_problem():
        yield problem
    else:
        yield from _of_archive(quick)
    yield from _of_disk(Path(settings.DATA_DIR))
    yield from unsafe_storage()
    yield from _of_public_site()
    for message in checks.run_checks(include_deployment_checks=settings.HTTPS):
        if not message.is_silenced():
            yield f"{message.msg} ({message.id})"


def notes() -> Iterator[str]:
    """Yield sentences about what works, but not as well as it could."""
    if connection.vendor == "sqlite" and has_wal_reset_bug(sqlite3.sqlite_version_info):
        yield (
            f"SQLite {sqlite3.sqlite_version} has a rare bug that can damage a database to which several processes "
            "write (mended in 3.44.6, 3.50.7, and 3.51.3). Upgrade it if you can, back up and run verify every day, or "
            "use PostgreSQL."
        )


def has_wal_reset_bug(version: tuple[int, int, int]) -> bool:
    """Whether a version of SQLite can lose part of the write-ahead log when it begins anew in two processes."""
    mended = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    return version >= (3, 7) and not mended


def unsafe_storage() -> Iterator[str]:
    """Yield why stored data may not last: a network file system, or settings that SQLite did not accept."""
    yield from _of_file_system(Path(settings.DATA_DIR))
    yield from _of_sqlite()


def _of_archive(quick: bool) -> Iterator[str]:
    if not quick and (problem := readiness.database_problem()):
        yield problem
    if not quick and (problem := sync.problem()):
        yield problem
    if problem := readiness.backlog_problem(readiness.waiting()):
        yield problem
    if not get_user_model().objects.filter(is_superuser=True, is_active=True).exists():
        yield "There is no administrator. Run: manage.py setup --administrator NAME"


def _of_disk(folder: Path) -> Iterator[str]:
    free, needed = shutil.disk_usage(folder).free, _needed(folder)
    if free < needed:
        yield (
            f"The disk of {folder} has {free / 1e9:.1f} GB left; rebuilding the index and a backup need "
            f"{needed / 1e9:.1f} GB. Free some space."
        )


def _of_file_system(folder: Path) -> Iterator[str]:
    kind = file_system_of(folder, Path("/proc/self/mounts").read_text(encoding="utf-8"))
    if kind in NETWORK:
        yield (
            f"{folder} is on a network file system ({kind}), where SQLite and file locks are not reliable. "
            "Use a local disk."
        )


def _needed(folder: Path) -> int:
    return MIN_FREE + sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def file_system_of(folder: Path, mounts: str) -> str:
    """Return the type of a folder's file system, from the lines of /proc/self/mounts; "" if not found."""
    best = ("", "")
    for line in mounts.splitlines():
        _, place, kind, *_ = line.split(" ")
        place = place.replace("\\040", " ")
        if folder.is_relative_to(place) and len(place) >= len(best[0]):
            best = place, kind
    return best[1]


def _of_sqlite() -> Iterator[str]:
    if connection.vendor != "sqlite" or "memory" in str(connection.settings_dict["NAME"]):
        return
    wanted = {"journal_mode": "wal", "synchronous": 2, "mmap_size": 0}
    with connection.cursor() as cursor:
        for pragma, value in wanted.items():
            cursor.execute(f"PRAGMA {pragma}")
            (actual,) = cursor.fetchone() or (0,)
            if actual != value:
                yield f"SQLite's {pragma} is {actual}, not {value}: {settings.DATA_DIR} may not support it."


def _of_public_site() -> Iterator[str]:
    if not settings.HTTPS:
        return
    if set(settings.ALLOWED_HOSTS) <= LOCAL:
        yield "ALLOWED_HOSTS names only this machine. Set it to the site's host name."
    if not settings.TRUSTED_PROXIES:
        yield (
            "TRUSTED_PROXIES is empty. Behind a proxy, all visitors then share one set of rate "
            "limits. Set it to the proxy's address."
        )
