"""Limits how much work of one kind runs at once; further callers wait briefly or are rejected."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

# Seconds between attempts to take a place that another process holds.
_LOOK_AGAIN = 0.02


class Busy(Exception):
    """All places are taken; the message is a sentence for the visitor.

    `seconds` is the time to wait before retrying.
    """

    def __init__(self, sentence: str, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class Gate:
    """Admits at most `no_wait` threads of this process; up to `waiting` more wait for `patience` seconds."""

    def __init__(self, sentence: str, *, no_wait: int, waiting: int = 0, patience: float = 0.0, ask_again: int) -> None:
        self.sentence, self.patience, self.ask_again = sentence, patience, ask_again
        self._admitted = threading.BoundedSemaphore(no_wait + waiting)
        self._inside = threading.BoundedSemaphore(no_wait)

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Run the block once admitted. Raises Busy."""
        with ExitStack() as places:
            self._take(places, self._admitted, 0.0)
            self._take(places, self._inside, self.patience)
            yield

    def _take(self, places: ExitStack, among: threading.Semaphore, patience: float) -> None:
        if not among.acquire(timeout=patience):
            raise Busy(self.sentence, self.ask_again)
        places.callback(among.release)


@contextmanager
def one_of_machine(folder: Path, name: str, count: int, *, busy: Busy, patience: float = 0.0) -> Iterator[None]:
    """Run the block in one of `count` places shared by all processes that use the folder.

    Raises `busy` if all are taken for `patience` seconds. The places are kernel locks on files `name.0`, `name.1` …,
    so they are released when their process ends.
    """
    ends = time.monotonic() + patience
    with ExitStack() as taken:
        while not any(_take_place(taken, folder / f"{name}.{number}") for number in range(count)):
            if time.monotonic() >= ends:
                raise busy
            time.sleep(_LOOK_AGAIN)
        yield


def _take_place(taken: ExitStack, file: Path) -> bool:
    with ExitStack() as trying:
        place = trying.enter_context(file.open("a"))
        try:
            flock(place.fileno(), LOCK_EX | LOCK_NB)
        except BlockingIOError:
            return False
        taken.push(trying.pop_all())
        return True
