"""Reading and writing model files."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class DamagedModel(ValueError):
    """A model file that cannot be used; the message says why."""


@contextmanager
def reading(file: Path) -> Iterator[None]:
    """Turn any error caused by a file's content into DamagedModel."""
    try:
        yield
    except DamagedModel:
        raise
    except (OSError, KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
        raise DamagedModel(f"{file.name} cannot be read as a model ({error!r}).") from None


def write_whole(file: Path, content: str) -> None:
    """Write to a temporary file and rename it, so that readers never see a partial file.

    Two processes that train at the same time write separate temporary files.
    """
    beside = file.with_name(f"{file.name}.{os.getpid()}.part")
    beside.write_text(content, encoding="utf-8")
    beside.replace(file)
