"""Batches of documents on disk, tokenized by one process and combined into a segment by another.

A batch is a folder with the plain arrays of `TermPostings` for each field with words (`text.counts.npy`), its terms,
and a pickle of everything else in the documents. The arrays are mapped, so that combining many batches takes little
memory. A field is read in portions of consecutive terms, and each posting list is encoded and written only once.
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

    def terms(self, field: str) -> TermPostings:
        """Return a field with its arrays mapped into memory."""
        listed = (self.folder / f"{field}.terms").read_bytes()
        files = [self.folder / f"{field}.{column}.npy" for column in _COLUMNS]
        columns = [np.load(file, mmap_mode="r") if file.exists() else None for file in files]
        return TermPostings(listed.split(b"\n") if listed else [], *columns)


def _narrowed(numbers: Numbers) -> Numbers:
    """Return the numbers, none of which is negative, in the narrowest type."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


class JoinedTerms:
    """A field of several batches as if it had been one: portions of consecutive terms.

    `parts` contains the postings of each batch and the number of its first document, ascending.
    """

    def __init__(self, parts: Sequence[tuple[TermPostings, int]]) -> None:
        self.terms = sorted(set().union(*(terms.terms for terms, _ in parts)))
        ranks = {term: rank for rank, term in enumerate(self.terms)}
        self._parts = [_Part(terms, first, ranks) for terms, first in parts]

    def lengths(self) -> NDArray[np.int64]:
        """Return the number of words of the field in each document, up to the last document that has any."""
        lengths = [(part.first, part.terms.lengths()) for part in self._parts]
        joined = np.zeros(max((first + len(each) for first, each in lengths), default=0), np.int64)
        for first, each in lengths:
            joined[first : first + len(each)] = each
        return joined

    def __iter__(self) -> Iterator[TermPostings]:
        number = len(self.terms)
        positions = sum((part.positions_by_rank(number) for part in self._parts), np.zeros(number, np.int64))
        ends = np.append(0, np.cumsum(positions))
        first = 0
        while first < number:
            last = max(first + 1, int(np.searchsorted(ends, ends[first] + PORTION, "right")) - 1)
            yield self._portion(first, last)
            first = last

    def _portion(self, first: int, last: int) -> TermPostings:
        """Join the postings of some terms; for each term, those of the first batch come first."""
        slices = [part.slice(first, last) for part in self._parts]
        ranks = np.concatenate([each.ranks for each in slices]) - first
        order = np.argsort(ranks, kind="stable")
        sizes, positions = (np.concatenate([each[column] for each in slices]) for column in (1, 2))
        postings = spread((np.cumsum(sizes) - sizes)[order], sizes[order])
        documents, counts = (np.concatenate([each[column] for each in slices])[postings] for column in (3, 4))
        by_term = np.bincount(ranks, sizes, last - first).astype(np.int64)
        terms = self.terms[first:last]
        if any(each.deltas is None for each in slices):
            return TermPostings(terms, by_term, documents, counts)
        places = spread((np.cumsum(positions) - positions)[order], positions[order])
        deltas, codes = (np.concatenate([each[column] for each in slices])[places] for column in (5, 6))
        return TermPostings(terms, by_term, documents, counts, deltas, codes)


class _Slice(NamedTuple):
    """Some terms of a batch: their ranks, postings and positions, and the columns of these."""

    ranks: Numbers
    sizes: Numbers
    positions: Numbers
    documents: Numbers
    counts: Numbers
    deltas: Numbers | None
    codes: Numbers | None


class _Part:
    """The terms of a batch, their ranks among those of all batches, and where their postings and positions are."""

    def __init__(self, terms: TermPostings, first: int, ranks: dict[bytes, int]) -> None:
        self.terms, self.first = terms, first
        self._ranks = np.fromiter(map(ranks.__getitem__, terms.terms), np.int32, len(terms.terms))
        self._postings = np.append(0, np.cumsum(terms.sizes, dtype=np.int64))
        self._positions = np.append(0, np.cumsum(terms.counts, dtype=np.int64))[self._postings]

    def positions_by_rank(self, number: int) -> NDArray[np.int64]:
        positions = np.zeros(number, np.int64)
        positions[self._ranks] = np.diff(self._positions)
        return positions

    def slice(self, first: int, last: int) -> _Slice:
        """Return the terms of these ranks."""
        start, end = np.searchsorted(self._ranks, [first, last]).tolist()
        terms, postings, positions = self.terms, self._postings[start : end + 1], self._positions[start : end + 1]
        of_postings, of_positions = slice(postings[0], postings[-1]), slice(positions[0], positions[-1])
        return _Slice(
            self._ranks[start:end],
            np.diff(postings),
            np.diff(positions),
            terms.documents[of_postings].astype(np.int32) + np.int32(self.first),
            terms.counts[of_postings].astype(np.int32),
            None if terms.deltas is None else terms.deltas[of_positions],
            None if terms.codes is None else terms.codes[of_positions],
        )
