"""The index folder: generations side by side, a pointer to the current one, and a lock for the single writer.

    index/CURRENT            "gen-0002 1": the generation that readers open, and its schema version
    index/gen-0002/          a Whoosh index
    index/writer             the writer's lock file, which also names its holder

Opening a Whoosh index unpickles files: anyone who can write to the folder can run code as the site's user, so the
folder is private (0700).
"""

import os
import re
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from fcntl import LOCK_EX, LOCK_NB, flock
from functools import lru_cache
from pathlib import Path
from typing import TextIO

from newsgroups.common.processes.lock import AlreadyRunning

from .schema import SCHEMA_VERSION

WAIT_SECONDS = 60.0
_RETRY_SECONDS = 0.05
_NAME = re.compile(r"gen-(\d{4,})")


class IndexProblem(Exception):
    """The index cannot be read; the message says why and how to repair it."""


class IndexBusy(AlreadyRunning):
    """Another process is writing the index; the message says which."""


@dataclass(frozen=True)
class Generation:
    """One Whoosh index in the folder, with its schema version."""

    folder: Path
    schema: int


def current(folder: Path) -> Generation:
    """Return the generation that readers open. Raises IndexProblem if there is none or its schema version differs."""
    try:
        generation = _named(folder, (folder / "CURRENT").read_text())
    except FileNotFoundError:
        raise IndexProblem("There is no search index yet. Run: manage.py reindex") from None
    except (OSError, ValueError) as error:
        raise IndexProblem(f"The search index cannot be read ({error}). Run: manage.py reindex") from None
    if generation.schema != SCHEMA_VERSION or not _NAME.fullmatch(generation.folder.name):
        raise IndexProblem("The search index was built by another version. Run: manage.py reindex")
    return generation


@lru_cache(maxsize=16)
def _named(folder: Path, pointer: str) -> Generation:
    """Each search asks for the current generation, which rarely changes."""
    name, version = pointer.split()
    return Generation(folder / name, int(version))


def begin(folder: Path) -> Generation:
    """Create an empty folder for the next generation, and remove what an unfinished attempt left behind."""
    make_private(folder)
    remove_others(folder)
    names = (_NAME.fullmatch(path.name) for path in _generations(folder))
    last = max((int(name[1]) for name in names if name), default=0)
    fresh = folder / f"gen-{last + 1:04}"
    fresh.mkdir(mode=0o700)
    return Generation(fresh, SCHEMA_VERSION)


def switch_to(folder: Path, generation: Generation) -> None:
    """Atomically makes a finished generation the current one and removes the others.

    Readers that have an older one open can keep reading it: its files exist until they are closed.
    """
    draft = folder / "CURRENT.new"
    with draft.open("w") as stream:
        stream.write(f"{generation.folder.name} {generation.schema}\n")
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(folder / "CURRENT")
    sync_folder(folder)
    remove_others(folder)


def remove_others(folder: Path) -> None:
    """Remove every generation except the current one."""
    try:
        kept = (folder / "CURRENT").read_text().split()[0]
    except (OSError, IndexError):
        kept = ""
    for path in _generations(folder):
        if path.name != kept:
            shutil.rmtree(path, ignore_errors=True)


def make_private(folder: Path) -> None:
    """Create the folder if necessary, accessible only to its owner. Raises IndexProblem if that fails."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise IndexProblem(f"The search index cannot be written to {folder}: {error.strerror}.") from None


def sync_folder(folder: Path) -> None:
    """Flush a folder's directory entries to disk, which a rename alone does not do."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def writing(folder: Path, work: str) -> Iterator[None]:
    """Run the block as the only writer of the index.

    Raises IndexBusy, naming the holder, after WAIT_SECONDS, and IndexProblem if the disk is full or read-only. The
    kernel holds the lock, so it ends with the process.
    """
    make_private(folder)
    try:
        with (folder / "writer").open("a+") as stream:
            until = time.monotonic() + WAIT_SECONDS
            while not _locked(stream.fileno()):
                if time.monotonic() >= until:
                    holder = _holder(stream)
                    raise IndexBusy(f"The search index is being written by {holder}; gave up after {WAIT_SECONDS:g} s.")
                time.sleep(_RETRY_SECONDS)
            stream.truncate(0)
            # The lock works even on a full disk; only the holder's name is missing then.
            with suppress(OSError):
                since = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
                stream.write(f"{work} (process {os.getpid()}, {_command()}, since {since})")
                stream.flush()
            yield
            stream.truncate(0)
    except OSError as error:
        raise IndexProblem(
            f"The search index cannot be written to {folder}: {error.strerror or error}. No archive "
            "data is lost. Once this is fixed, run: manage.py process_articles"
        ) from error


def _locked(handle: int) -> bool:
    try:
        flock(handle, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(stream: TextIO) -> str:
    stream.seek(0)
    return stream.read().strip() or "another process"


def _command() -> str:
    return " ".join([Path(sys.argv[0]).name, *sys.argv[1:2]]).strip()


def _generations(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if _NAME.fullmatch(path.name)]
