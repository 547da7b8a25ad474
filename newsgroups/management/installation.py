"""Checks an installation without changing anything; reports each problem in a sentence."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import checks
from django.db import connection

from newsgroups.pipeline import readiness
from newsgroups.search.haystack import sync

# Minimum free space besides room for a second copy of everything: rebuilding the index writes a copy of it, and a
# backup writes a copy of the database.
MIN_FREE = 500_000_000
# Network file systems: neither write-ahead logs nor kernel locks work across machines.
NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ceph", "glusterfs", "fuse.glusterfs"}
LOCAL = {"localhost", "127.0.0.1", "[::1]"}


def problems() -> Iterator[str]:
    """Yield sentences; problems that keep the site from working come first."""
    if problem := readiness.schema_problem():
        yield problem
    else:
        yield from _of_archive()
    yield from _of_disk(Path(settings.DATA_DIR))
    yield from _of_sqlite()
    yield from _of_public_site()
    for message in checks.run_checks(include_deployment_checks=settings.HTTPS):
        yield f"{message.msg} ({message.id})"


def _of_archive() -> Iterator[str]:
    if problem := readiness.database_problem():
        yield problem
    if problem := sync.problem():
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
