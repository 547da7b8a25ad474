"""Progress bars on a terminal."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from django.core.management.base import OutputWrapper
from tqdm import tqdm

from newsgroups.common.progress import Advance, Progress


@contextmanager
def bars(stream: TextIO | OutputWrapper) -> Iterator[Progress]:
    """Show one progress bar per stage on a terminal, and nothing if the output goes to a file."""
    # Django ends what a command writes with a line break, and colors the error stream red.
    plain = stream._out if isinstance(stream, OutputWrapper) else stream
    shown: list[tqdm] = []

    def begin(stage: str, total: int) -> Advance:
        if shown:
            shown[-1].close()
        shown.append(tqdm(total=total, desc=stage, file=plain, disable=not stream.isatty(), unit_scale=True))
        advance: Advance = shown[-1].update
        return advance

    try:
        yield begin
    finally:
        if shown:
            shown[-1].close()
