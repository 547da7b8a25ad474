"""Callback types with which long-running work reports progress and problems."""

from collections.abc import Callable

Advance = Callable[[int], None]
# Called at the start of a stage with its name and number of items; returns a function to call with each number of
# finished items.
Progress = Callable[[str, int], Advance]
# Called with the URL or name of what failed and the reason.
Reporter = Callable[[str, str], None]


def silent(stage: str, total: int) -> Advance:
    """Report nothing."""
    return lambda done: None
