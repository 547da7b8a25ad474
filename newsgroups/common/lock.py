import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import TextIO

_PAUSE_SECONDS = 0.1


class AlreadyRunning(Exception):
    """Another process does the same work now."""


@contextmanager
def process_lock(file: Path, work: str, *, wait: float = 0) -> Iterator[None]:
    """Runs the block while no other process of this machine holds `file`, and writes there what holds it.

    The lock is the kernel's and ends with the process, so that a killed one leaves none behind.
    Raises AlreadyRunning if it is still held after `wait` seconds.
    """
    until = time.monotonic() + wait
    with file.open("a+") as handle:
        while not _locked(handle):
            if time.monotonic() >= until:
                raise AlreadyRunning(_refusal(handle, work))
            time.sleep(_PAUSE_SECONDS)
        handle.truncate(0)
        # A full disk keeps the holder's name from being told, not the lock from working.
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
