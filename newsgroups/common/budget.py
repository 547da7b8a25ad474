"""A bound on the processor time of one piece of work."""

import time

# Of this thread: a busy machine gives no other answers than an idle one.
now = time.thread_time


class Budget:
    """So many seconds of the processor from now on; None for as many as it takes. Belongs to the thread that made it."""

    def __init__(self, seconds: float | None) -> None:
        self.end = float("inf") if seconds is None else now() + seconds

    @property
    def is_spent(self) -> bool:
        return now() >= self.end

    def keep(self, seconds: float) -> bool:
        """Whether more than these seconds are left, for work that is to follow."""
        return now() + seconds < self.end
