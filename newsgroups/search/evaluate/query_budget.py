"""A limit on the processor time of one query, however expensive the query is."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from newsgroups.search.index.generations import IndexProblem

# Processor time, not wall-clock time, so that a busy machine gives the same answers as an idle one. Ordinary queries
# take a twentieth of this even with cold caches. The page around the results should load within a second.
SECONDS = 0.9
now = time.thread_time
_of_thread = threading.local()


class QueryTooSlow(IndexProblem):
    """The query exceeded its time budget; the message says what to leave out."""


@contextmanager
def limited() -> Iterator[None]:
    """Limit the processor time of searches that this thread runs in the block."""
    _of_thread.deadline = now() + SECONDS
    try:
        yield
    finally:
        del _of_thread.deadline


def check() -> None:
    """Raise QueryTooSlow once the time budget is spent; call it between the steps of a search."""
    if now() > getattr(_of_thread, "deadline", float("inf")):
        raise QueryTooSlow("This query takes too long. Remove some wildcards or phrases of very frequent words.")
