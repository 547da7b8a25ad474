"""Files named on a command line: names, folders, and patterns."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from .row_files import is_known

_MAGIC = frozenset("*?[")


def files_named(names: Iterable[str]) -> list[Path]:
    """Each file once, in the order given; the files of a folder (recursively) and of a pattern sorted by name.

    A folder yields the files of known types in it, a pattern (`2026-*/news-?.jsonl.gz`, `**`) all that match. A name
    that matches nothing is returned as is, so that reading it reports the problem.
    """
    return list(dict.fromkeys(path for name in names for path in _named(Path(name))))


def _named(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(each for each in path.rglob("*") if is_known(each) and each.is_file())
    elif path.exists() or not _MAGIC & set(str(path)):
        yield path
    else:
        found = sorted(Path(path.anchor or ".").glob(str(path.relative_to(path.anchor))))
        for each in found:
            yield from _named(each)
        if not found:
            yield path
