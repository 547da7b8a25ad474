"""The open index: one snapshot shared by all threads of the process, replaced after each commit."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from whoosh.index import TOC, FileIndex
from whoosh.searching import Searcher

from newsgroups.common.byte_cache import ByteBoundedCache
from newsgroups.search.query.ranking_weights import WEIGHTING
from newsgroups.text.languages.analysis import Analysis, analysis_of

from . import generations
from .columns import Columns
from .generations import Generation, IndexProblem
from .schema import build_schema
from .segment_files import SegmentStorage

MAIN = "MAIN"
# Memory for posting lists and filters per process: about a thousand common terms of 100,000 articles.
CACHE_BYTES = 128_000_000
# A site has one index; tests have one each and must not keep all of them open.
_FOLDERS = 4
_ATTEMPTS = 4
_PAUSE_SECONDS = 0.02

_log = logging.getLogger(__name__)
Value = TypeVar("Value")
Key = tuple[str, int]


class Snapshot:
    """The index as of one commit: a searcher, columns, and values computed from them.

    Whoosh's readers seek before they read, so anything that uses the searcher holds `lock`; the arrays are shared
    without a lock.
    """

    def __init__(self, key: Key, index: FileIndex) -> None:
        self.key = key
        self.lock = threading.RLock()
        contents = index._read_toc()
        # Not index.reader(), which retries a missing file for half a second.
        self.reader = FileIndex._reader(index.storage, contents.schema, contents.segments, contents.generation)
        self.segments: list[str] = [segment.segment_id() for segment in contents.segments]
        self.searcher = Searcher(self.reader, weighting=WEIGHTING, fromindex=index)
        self.schema = self.searcher.schema
        self.leaves = [(reader, offset) for reader, offset in self.reader.leaf_readers() if reader.doc_count_all()]
        self.columns = Columns(self.leaves)
        self.size = len(self.columns.article)
        self.cache = ByteBoundedCache(CACHE_BYTES)
        self._average_lengths: dict[str, float] = {}
        # Documents whose articles were deleted from the database without updating the index; see `articles`.
        self.gone: NDArray[np.int64] = np.empty(0, np.int64)

    @cached_property
    def analyses(self) -> list[Analysis]:
        """Return the text analyses of the archive: one for each language with its own rules."""
        columns = self.columns
        present = np.unique(columns.language[columns.live])
        return list(dict.fromkeys(analysis_of(columns.languages[number]) for number in present.tolist()))

    def of_analyses(self, codes: frozenset[str]) -> NDArray[np.bool_]:
        """Return the documents whose words are read by one of these analyses."""

        def read() -> NDArray[np.bool_]:
            columns = self.columns
            wanted = [number for number, code in enumerate(columns.languages) if analysis_of(code).code in codes]
            return np.isin(columns.language, wanted)

        return self.cached(("analyses", codes), read)

    def average_length(self, field: str) -> float:
        """Return the mean number of words of a field per document."""
        if field not in self._average_lengths:
            self._average_lengths[field] = self.searcher.avg_field_length(field) or 1
        return self._average_lengths[field]

    def cached(self, key: object, make: Callable[[], Value]) -> Value:
        """Return the value for a key, computed once. Values are arrays or tuples of arrays and are never modified."""
        value: Value | None = self.cache.get(key)
        if value is None:
            with self.lock:
                value = self.cache.get(key)
                if value is None:
                    value = make()
                    self.cache.put(key, value)
        return value


_open: dict[Path, Snapshot] = {}
_opening = threading.Lock()


def snapshot(folder: Path) -> Snapshot:
    """Return the current state of the index. Raises IndexProblem if it cannot be read.

    Each call checks the folder, which takes about ten microseconds; the index is reopened only after a commit.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        generation = generations.current(folder)
        try:
            return _snapshot(folder, generation)
        except Exception as error:
            # A writer may have replaced the files between checking the folder and opening them.
            replaced = isinstance(error, FileNotFoundError) or generations.current(folder) != generation
            if attempt == _ATTEMPTS or not replaced:
                raise _damaged(error) from error
            time.sleep(_PAUSE_SECONDS)
    raise AssertionError("the loop above returns or raises")


def _snapshot(folder: Path, generation: Generation) -> Snapshot:
    storage = SegmentStorage(generation.folder)
    key = (generation.folder.name, TOC._latest_generation(storage, MAIN))
    current_snapshot = _open.get(folder)
    if current_snapshot and current_snapshot.key == key:
        return current_snapshot
    with _opening:
        current_snapshot = _open.get(folder)
        if not current_snapshot or current_snapshot.key != key:
            current_snapshot = _open[folder] = Snapshot(key, open_index(generation))
            while len(_open) > _FOLDERS:
                _open.pop(next(iter(_open)))
        return current_snapshot


@contextmanager
def reading() -> Iterator[None]:
    """Convert any error caused by a damaged index to an IndexProblem that says how to repair it."""
    try:
        yield
    except IndexProblem:
        raise
    except Exception as error:
        _log.exception("Reading the search index failed")
        raise _damaged(error) from error


def open_index(generation: Generation) -> FileIndex:
    """Open the index with our own fields. On disk it names Whoosh's, so that it can be opened without this package."""
    return FileIndex(SegmentStorage(generation.folder), schema=build_schema(), indexname=MAIN)


def create_index(generation: Generation, schema: object) -> FileIndex:
    return FileIndex.create(SegmentStorage(generation.folder), schema, MAIN)


def _damaged(error: Exception) -> IndexProblem:
    return IndexProblem(f"The search index is damaged ({type(error).__name__}: {error}). Run: manage.py reindex")
