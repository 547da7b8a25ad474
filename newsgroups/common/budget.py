"""A bound on the processor time of one piece of work."""

import time

# Of this thread: a busy machine gives no other answers than an idle one.
now = time.thread_time


class Budget:
    """So many seconds of the processor from now on, or as many as it takes. Belongs to the thread that made it.

    `was_short` tells whether somebody left something out because it was spent.
    """

    def __init__(self, seconds: float | None = None) -> None:
        self.end = float("inf") if seconds is None else now() + seconds
        self.was_short = False

    def is_spent(self) -> bool:
        """To be asked before a step; who is told yes leaves the step out."""
        self.was_short |= (spent := now() >= self.end)
        return spent
