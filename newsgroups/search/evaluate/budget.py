"""A bound on the work that one query may cause, whatever somebody thinks of."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from newsgroups.search.index.generations import IndexProblem

# Of the processor, so that a busy machine gives no other answers than an idle one. Ordinary queries take a
# twentieth of this even when nothing of theirs is in memory yet. The page around it is to be there within a second.
SECONDS = 0.9
now = time.thread_time
_of_thread = threading.local()


class QueryTooSlow(IndexProblem):
    """The query takes longer than it may; the message says what to leave out."""


@contextmanager
def limited() -> Iterator[None]:
    """Limits what this thread searches for within the block."""
    _of_thread.deadline = now() + SECONDS
    try:
        yield
    finally:
        del _of_thread.deadline


def check() -> None:
    """To be called between the steps of a search; raises QueryTooSlow when the time is up."""
    if now() > getattr(_of_thread, "deadline", float("inf")):
        raise QueryTooSlow("This query takes too long. Remove some wildcards or phrases of very frequent words.")
