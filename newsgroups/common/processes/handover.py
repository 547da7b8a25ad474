"""Keeps old workers answering during a reload until the new ones have loaded the site, which takes seconds.

Gunicorn starts new workers and tells the old ones to leave in the same moment; requests would wait in between.
"""

import multiprocessing
import time

# A release that does not load must not keep the old workers forever.
MAX_SECONDS = 30.0
_SLOTS = 64
# Shared by gunicorn's first process and the workers forked from it. Each worker writes into a slot of its own.
_began = multiprocessing.RawValue("d", -MAX_SECONDS)
_ready = multiprocessing.RawArray("b", _SLOTS)


def begin() -> None:
    """Called in gunicorn's first process before it starts the new workers."""
    for slot in range(_SLOTS):
        _ready[slot] = 0
    _began.value = time.monotonic()


def note_ready(number: int) -> None:
    """Called in each new worker, with its number, when it has loaded the site."""
    _ready[number % _SLOTS] = 1


def is_over(workers: int) -> bool:
    """Whether so many new workers are ready, none are expected, or it took too long."""
    ready: int = sum(_ready)
    return ready >= workers or time.monotonic() > _began.value + MAX_SECONDS
