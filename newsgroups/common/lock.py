from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path


class AlreadyRunning(Exception):
    """Another process does the same work now."""


@contextmanager
def only_one(file: Path, work: str) -> Iterator[None]:
    """Runs the block while no other process of this machine does the same work.

    The lock is the kernel's and ends with the process, so that a killed one leaves none behind.
    Raises AlreadyRunning at once if it is held.
    """
    with file.open("a") as handle:
        try:
            flock(handle, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(f"{work} is already running; it takes up whatever is pending.") from None
        yield
