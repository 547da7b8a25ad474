"""Columns of document values, as arrays in the order of Whoosh's document numbers."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, _lenfield
from whoosh.util.numeric import byte_to_length

from newsgroups.common.byte_cache import ByteBoundedCache
from newsgroups.search.index.postings.posting_lists import read_list

UNDATED = np.iinfo(np.int64).max
Leaf = tuple[Any, int]
# The number of words for each byte of `Columns.length_codes`; 0 for a document without the field.
LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], np.float64)


# Segments never change, and a commit leaves most of them in place, so the next snapshot reuses what was read.
_of_segments = ByteBoundedCache(16_000_000)


class Columns:
    """Columns of all segments, concatenated; each is read on first use.

    `article` contains ids; `published` microseconds since the year 1, as in Whoosh (UNDATED for none); `content_hash`
    16 bytes each; `live` is false for deleted documents; `source` is an index into `source_names`; `language` is an
    index into `languages`, whose first entry is "" for unknown.
    """

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._leaves = leaves
        self.article = self._numbers("article", ">i8").astype(np.int64)
        self.live = self._live()
        self.has_deletions = not self.live.all()
        self._length_codes: dict[str, NDArray[np.uint8]] = {}

    def length_codes(self, field: str) -> NDArray[np.uint8]:
        """Return the length of a field in every document, in Whoosh's one-byte encoding."""
        if field not in self._length_codes:
            self._length_codes[field] = self._numbers(_lenfield(field), LENGTHS_COLUMN._typecode)
        return self._length_codes[field]

    @cached_property
    def published(self) -> NDArray[np.int64]:
        published = self._numbers("published", ">i8", missing=-1).astype(np.int64)
        # Whoosh's "no value" is the largest unsigned number, which reads as -1 here.
        published[published == -1] = UNDATED
        return published

    @cached_property
    def content_hash(self) -> NDArray[np.void]:
        return self._numbers("content_hash", "V16")

    @cached_property
    def source(self) -> NDArray[np.int32]:
        return self._sources[0]

    @cached_property
    def source_names(self) -> list[str]:
        return self._sources[1]

    @cached_property
    def language(self) -> NDArray[np.int32]:
        return self._languages[0]

    @cached_property
    def languages(self) -> list[str]:
        return self._languages[1]

    @cached_property
    def latest_rank(self) -> NDArray[np.int64]:
        """Return the rank of each document, latest first, undated last; for equal dates, the higher id comes first."""
        return _ranks(np.lexsort((-self.article, -self.published, self.published == UNDATED)))

    @cached_property
    def earliest_rank(self) -> NDArray[np.int64]:
        return _ranks(np.lexsort((self.article, self.published)))

    @cached_property
    def _sources(self) -> tuple[NDArray[np.int32], list[str]]:
        return self._values("source", [])

    @cached_property
    def _languages(self) -> tuple[NDArray[np.int32], list[str]]:
        codes, names = self._values("language", [""])
        return np.maximum(codes, 0), names

    def _values(self, field: str, known: list[str]) -> tuple[NDArray[np.int32], list[str]]:
        """Return an index into the field's terms for each document (-1 for none), and the terms."""
        numbers = {name: number for number, name in enumerate(known)}
        codes = np.full(len(self.article), -1, np.int32)
        for reader, offset in self._leaves:
            names, own = _values_of(reader, field)
            places = np.array([*(numbers.setdefault(name, len(numbers)) for name in names), -1], np.int32)
            codes[offset : offset + len(own)] = places[own]
        return codes, list(numbers)

    def _numbers(self, name: str, kind: str, missing: int = 0) -> NDArray[Any]:
        parts = [_read_column(reader, name, kind, missing) for reader, _ in self._leaves]
        return np.concatenate(parts) if parts else np.empty(0, kind)

    def _live(self) -> NDArray[np.bool_]:
        live = np.ones(len(self.article), bool)
        for reader, offset in self._leaves:
            live[np.fromiter(reader.segment().deleted_docs(), np.int64) + offset] = False
        return live


def _read_column(reader: Any, name: str, kind: str, missing: int) -> NDArray[Any]:
    """Read a fixed-width column from the file; documents without a value at its end are not stored there."""
    size, per_document = reader.doc_count_all(), reader._perdoc
    if not per_document.has_column(name):
        return np.full(size, missing).astype(kind) if kind[0] == ">" else np.zeros(size, kind)
    stream, offset, length = per_document._get_column_file(name)
    values = np.frombuffer(stream.get(offset, length), kind)
    rest = size - len(values)
    return np.concatenate([values, np.full(rest, missing).astype(kind) if kind[0] == ">" else np.zeros(rest, kind)])


def _values_of(reader: Any, field: str) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """Return the terms of a field in one segment, and each document's index among them (-1 for none)."""
    key = reader.segment().segment_id(), field
    cached: tuple[tuple[str, ...], NDArray[np.int32]] | None = _of_segments.get(key)
    if cached is None:
        names = list(reader.lexicon(field))
        codes = np.full(reader.doc_count_all(), -1, np.int32)
        for number, name in enumerate(names):
            codes[read_list(reader, field, name)] = number
        cached = tuple(name.decode() for name in names), codes
        _of_segments.put(key, cached)
    return cached


def _ranks(order: NDArray[np.int64]) -> NDArray[np.int64]:
    ranks = np.empty_like(order)
    ranks[order] = np.arange(len(order))
    return ranks
