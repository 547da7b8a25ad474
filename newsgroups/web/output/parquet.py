"""Tables as Parquet, for programs that read columns (pandas, DuckDB, R): typed, compressed, and streamed."""

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from itertools import islice
from typing import Any

NOT_INSTALLED = (
    "Parquet needs the package pyarrow, which is not installed on this site "
    "(pip install --require-hashes -r requirements-parquet.txt). CSV and JSON lines have the same rows."
)
# Rows that are written together. A reader loads as many at a time; so does the site.
GROUP = 5_000
# Columns of other types than text. Dates stay text, because some have no time of day: "2026-11-02".
_INTEGERS = frozenset(
    "id story earlier later articles outlets independent_reports disagreements only_here longest_run".split()
)
_SHARES = frozenset("copied_earlier copied_later same_story".split())
_YES_OR_NO = frozenset(("one_story",))


def is_installed() -> bool:
    return find_spec("pyarrow") is not None


class _Drained:
    """A file that gives away what has been written to it, so that no table is ever in memory as a whole."""

    closed = False

    def __init__(self) -> None:
        self._chunks: list[bytes] = []
        self._written = 0

    def write(self, data: Any) -> int:
        self._chunks.append(bytes(data))
        self._written += len(self._chunks[-1])
        return len(self._chunks[-1])

    def tell(self) -> int:
        return self._written

    def flush(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    def take(self) -> bytes:
        taken, self._chunks = b"".join(self._chunks), []
        return taken


def parquet_chunks(rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """Yield the file of rows, of which the first names the columns; an empty cell is null."""
    import pyarrow
    from pyarrow import parquet

    lines = iter(rows)
    names = [str(name) for name in next(lines)]
    schema = pyarrow.schema([(name, _type(pyarrow, name)) for name in names])
    sink = _Drained()
    with parquet.ParquetWriter(pyarrow.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        for group in _in_groups(lines):
            columns = [[None if cell == "" else cell for cell in column] for column in zip(*group, strict=True)]
            writer.write_table(pyarrow.table(columns, schema=schema))
            yield sink.take()
    yield sink.take()


def _in_groups(lines: Iterator[Iterable[object]]) -> Iterator[list[Iterable[object]]]:
    while group := list(islice(lines, GROUP)):
        yield group


def _type(pyarrow: Any, name: str) -> Any:
    if name in _INTEGERS:
        return pyarrow.int64()
    if name in _SHARES:
        return pyarrow.float64()
    return pyarrow.bool_() if name in _YES_OR_NO else pyarrow.string()
