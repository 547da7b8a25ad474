"""A limit on the processor time of a piece of work, which also ends when nobody waits for it any more."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# CPU time of this thread, so that a busy machine gives the same answers as an idle one.
now = time.thread_time
_nobody_waits: ContextVar[Callable[[], bool]] = ContextVar("nobody_waits", default=lambda: False)


@contextmanager
def ends_with(is_gone: Callable[[], bool]) -> Iterator[None]:
    """Count every budget of this thread as spent, within the block, once `is_gone` says that the client hung up."""
    token = _nobody_waits.set(is_gone)
    try:
        yield
    finally:
        _nobody_waits.reset(token)


def nobody_waits() -> bool:
    """Return whether the client that asked for this thread's work has hung up."""
    return _nobody_waits.get()()


class Budget:
    """A number of seconds of processor time from now on, or unlimited. It belongs to the thread that created it.

    `was_short` tells whether anything was skipped because the budget was spent.
    """

    def __init__(self, seconds: float | None = None) -> None:
        self.end = float("inf") if seconds is None else now() + seconds
        self.was_short = False

    def is_spent(self) -> bool:
        """Return whether the budget is spent. Ask before each optional step, and skip the step if it is."""
        self.was_short |= (spent := now() >= self.end or nobody_waits())
        return spent
