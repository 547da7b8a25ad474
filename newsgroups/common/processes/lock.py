"""A lock between processes, so that two of them never do the same work at once."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import TextIO

_PAUSE_SECONDS = 0.1


class AlreadyRunning(Exception):
    """Another process is doing the same work."""


@contextmanager
def process_lock(file: Path, work: str, *, wait: float = 0) -> Iterator[None]:
    """Run the block while no other process on this machine holds `file`, and record in it what holds the lock.

    The kernel holds the lock, so it ends with the process, even if that is killed. Raises AlreadyRunning if it is
    still taken after `wait` seconds.
    """
    until = time.monotonic() + wait
    with file.open("a+") as handle:
        while not _locked(handle):
            if time.monotonic() >= until:
                raise AlreadyRunning(_refusal(handle, work))
            time.sleep(_PAUSE_SECONDS)
        handle.truncate(0)
        # On a full disk, the lock works, but the holder's name cannot be recorded.
        with suppress(OSError):
            handle.write(f"{work} {os.getpid()}")
            handle.flush()
        yield


def _locked(handle: TextIO) -> bool:
    try:
        flock(handle, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _refusal(handle: TextIO, work: str) -> str:
    handle.seek(0)
    holder, _, process = handle.read().partition(" ")
    if holder in ("", work):
        return f"{work} is already running and will process whatever is pending."
    return f"{holder} (process {process}) is running. Run {work} again when it has finished."
