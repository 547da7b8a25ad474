"""Batches of documents on disk, tokenized by one process and combined into a segment by another.

A batch is a folder with the plain arrays of `TermPostings` for each field with words (`text.counts.npy`), its terms,
and a pickle of everything else in the documents. A field of many batches is read in portions of consecutive terms, so
that combining them takes little memory, and each posting list is encoded and written only once.
"""

import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgroups.search.index.postings.strings import spread

from .term_postings import TermPostings

# Positions in memory at a time, unless a single term has more.
PORTION = 2_000_000

Numbers = NDArray[Any]
_COLUMNS = ("sizes", "documents", "counts", "deltas", "codes")


class SavedBatch(NamedTuple):
    """A batch in a folder: a name derived from its content, and the number of documents."""

    folder: Path
    name: str
    documents: int

    def save(self, others: list[dict[str, Any]], fields: dict[str, TermPostings], forms: Counter[str]) -> None:
        """Write the fields with words, the other fields of each document, and the forms of the texts."""
        for field, terms in fields.items():
            (self.folder / f"{field}.terms").write_bytes(b"\n".join(terms.terms))
            for column in _COLUMNS:
                numbers = getattr(terms, column)
                if numbers is not None:
                    np.save(self.folder / f"{field}.{column}.npy", _narrowed(numbers))
        (self.folder / "others").write_bytes(pickle.dumps((list(fields), others, forms)))

    def others(self) -> tuple[list[str], list[dict[str, Any]], Counter[str]]:
        """Return the names of the fields with words, the other fields of each document, and the forms."""
        found: tuple[list[str], list[dict[str, Any]], Counter[str]] = pickle.loads(  # noqa: S301 - our own objects
            (self.folder / "others").read_bytes()
        )
        return found

    def terms(self, field: str) -> list[bytes]:
        listed = (self.folder / f"{field}.terms").read_bytes()
        return listed.split(b"\n") if listed else []

    def column(self, field: str, name: str) -> Numbers | None:
        """Return an array of `TermPostings`, mapped into memory, or None if the field does not have it.

        What has been read of a mapped file counts as memory of the process, so keep copies of parts of it instead.
        """
        file = self.folder / f"{field}.{name}.npy"
        return np.load(file, mmap_mode="r") if file.exists() else None


def _narrowed(numbers: Numbers) -> Numbers:
    """Return the numbers, none of which is negative, in the narrowest type."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


class JoinedTerms:
    """A field of several batches as if it had been one batch, in portions of consecutive terms.

    `batches` contains each batch with the number of its first document, ascending.
    """

    def __init__(self, field: str, batches: Sequence[tuple[SavedBatch, int]]) -> None:
        terms = [batch.terms(field) for batch, _ in batches]
        self.terms = sorted(set().union(*terms))
        ranks = {term: rank for rank, term in enumerate(self.terms)}
        self._parts = [
            _Part(batch, field, first, np.fromiter(map(ranks.__getitem__, listed), np.int32, len(listed)))
            for (batch, first), listed in zip(batches, terms, strict=True)
        ]

    def lengths(self) -> NDArray[np.int64]:
        """Return the number of words of the field in each document, up to the last document that has any."""
        ends = (part.first + len(part.lengths) for part in self._parts if len(part.lengths))
        lengths = np.zeros(max(ends, default=0), np.int64)
        for part in self._parts:
            lengths[part.first : part.first + len(part.lengths)] = part.lengths
        return lengths

    def __iter__(self) -> Iterator[TermPostings]:
        ends = np.zeros(len(self.terms) + 1, np.int64)
        for part in self._parts:
            ends[part.ranks + 1] += np.diff(part.positions)
        np.cumsum(ends, out=ends)
        first = 0
        while first < len(self.terms):
            last = max(first + 1, int(np.searchsorted(ends, ends[first] + PORTION, "right")) - 1)
            yield self._portion(first, last)
            first = last

    def _portion(self, first: int, last: int) -> TermPostings:
        """Join the postings of some terms; for each term, those of the first batch come first."""
        parts = zip(*(part.some(first, last) for part in self._parts), strict=True)
        columns: list[Any] = list(map(_concatenated, parts))
        ranks, sizes, counts = columns[:3]
        order = np.argsort(ranks, kind="stable")
        postings, positions = (spread((np.cumsum(each) - each)[order], each[order]) for each in (sizes, counts))
        joined: list[Any] = [
            None if column is None else column[places]
            for column, places in zip(columns[3:], (postings, postings, positions, positions), strict=True)
        ]
        by_term = np.bincount(ranks - first, sizes, last - first).astype(np.int64)
        return TermPostings(self.terms[first:last], by_term, *joined)


def _concatenated(arrays: Sequence[Numbers | None]) -> Numbers | None:
    present = [array for array in arrays if array is not None]
    return np.concatenate(present) if present else None


class _Part:
    """A field of a batch: the ranks of its terms, and where the postings and positions of each begin."""

    def __init__(self, batch: SavedBatch, field: str, first: int, ranks: Numbers) -> None:
        self._batch, self._field, self.first, self.ranks = batch, field, first, ranks
        sizes, documents, counts = (self._column(name) for name in _COLUMNS[:3])
        self.lengths = np.bincount(documents, counts).astype(np.int64)
        self._postings = np.append(0, np.cumsum(sizes, dtype=np.int64))
        self.positions = np.append(0, np.cumsum(counts, dtype=np.int64))[self._postings]

    def some(self, first: int, last: int) -> tuple[Numbers | None, ...]:
        """Return the terms of these ranks: rank, postings and positions of each; then the columns of all of them."""
        start, end = np.searchsorted(self.ranks, [first, last]).tolist()
        postings, positions = self._postings[start : end + 1], self.positions[start : end + 1]
        of_postings, of_positions = slice(postings[0], postings[-1]), slice(positions[0], positions[-1])
        return (
            self.ranks[start:end],
            np.diff(postings),
            np.diff(positions),
            self._column("documents")[of_postings].astype(np.int32) + np.int32(self.first),
            self._column("counts")[of_postings].astype(np.int32),
            *(self._positions(name, of_positions) for name in ("deltas", "codes")),
        )

    def _column(self, name: str) -> Any:
        return self._batch.column(self._field, name)

    def _positions(self, name: str, places: slice) -> Numbers | None:
        column = self._column(name)
        return None if column is None else column[places].copy()
