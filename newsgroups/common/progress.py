"""How long work tells how far it is, without knowing who listens."""

from collections.abc import Callable

Advance = Callable[[int], None]
# Called at the start of a stage with its name and the number of things to do; gives what to call with each number done.
Progress = Callable[[str, int], Advance]


def silent(stage: str, total: int) -> Advance:
    """A listener that shows nothing."""
    return lambda done: None
