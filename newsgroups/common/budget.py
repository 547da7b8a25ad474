"""A limit on the processor time of a piece of work."""

import time

# CPU time of this thread, so that a busy machine gives the same answers as an idle one.
now = time.thread_time


class Budget:
    """A number of seconds of processor time from now on, or unlimited. It belongs to the thread that created it.

    `was_short` tells whether anything was skipped because the budget was spent.
    """

    def __init__(self, seconds: float | None = None) -> None:
        self.end = float("inf") if seconds is None else now() + seconds
        self.was_short = False

    def is_spent(self) -> bool:
        """Return whether the budget is spent. Ask before each optional step, and skip the step if it is."""
        self.was_short |= (spent := now() >= self.end)
        return spent
