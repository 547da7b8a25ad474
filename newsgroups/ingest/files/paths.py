"""Files by what people write on a command line: names, folders, patterns."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from .readers import is_known

_MAGIC = frozenset("*?[")


def files_named(names: Iterable[str]) -> list[Path]:
    """Each file once, in the order given; those of a folder (and of its folders) and of a pattern by name.

    A folder gives the files of known kinds in it, a pattern (`2026-*/news-?.jsonl.gz`, `**`) all that it fits. A name
    that fits nothing is given back as it is, so that reading it says what is wrong.
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
