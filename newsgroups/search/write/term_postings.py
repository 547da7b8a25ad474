"""The postings of consecutive terms of a field, in arrays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsgroups.search.index.postings.posting_blocks import PostingRun, Postings
from newsgroups.search.index.postings.strings import Strings
from newsgroups.search.index.postings.value_columns import MIN_POSTINGS
from newsgroups.search.index.postings.value_strings import encoded

Numbers = NDArray[Any]


@dataclass(frozen=True)
class TermPostings:
    """Terms in order with as many postings as `sizes` says, each with a document and a number of positions (`counts`).

    The positions of a posting are stored as deltas, the first from 0; each has the code of its form. A field without
    positions has None of both.
    """

    terms: Sequence[bytes]
    sizes: Numbers
    documents: Numbers
    counts: Numbers
    deltas: Numbers | None = None
    codes: NDArray[np.uint16] | None = None

    @classmethod
    def of_lists(cls, lists: dict[bytes, Postings]) -> "TermPostings":
        """Return the postings of a field without positions."""
        terms = sorted(lists)
        sizes = np.array([len(lists[term][0]) for term in terms], np.int64)
        documents, counts = (
            np.array([number for term in terms for number in lists[term][column]], np.int32) for column in (0, 1)
        )
        return cls(terms, sizes, documents, counts)

    def where(self, which: NDArray[np.bool_]) -> "TermPostings":
        """Return the postings of some of the terms."""
        postings = np.repeat(which, self.sizes)
        terms = [self.terms[place] for place in np.flatnonzero(which).tolist()]
        columns = self.sizes[which], self.documents[postings], self.counts[postings]
        if self.deltas is None or self.codes is None:
            return TermPostings(terms, *columns)
        positions = np.repeat(postings, self.counts)
        return TermPostings(terms, *columns, self.deltas[positions], self.codes[positions])

    def lengths(self) -> NDArray[np.int64]:
        """Return the number of words of the field in each document, up to the last document that has any."""
        return np.bincount(self.documents, self.counts).astype(np.int64)

    def values(self) -> Strings:
        """Return what Whoosh's `Positions` format stores of each posting."""
        if self.deltas is None or self.codes is None or not len(self.counts):
            return Strings.of([])
        return encoded(self.counts.astype(np.int64), self.deltas.astype(np.int64), self.codes)

    def frequencies(self) -> Strings:
        """Return what Whoosh's `Frequency` format stores of each posting."""
        return Strings.rows(self.counts.astype(">u4"))

    def lists(self, size: int | None) -> Iterator[Postings | PostingRun]:
        """Yield the postings of each term; `size` is the fixed size of a value, None for positions."""
        if size is not None:
            yield from self._plain_lists(self.frequencies().to_list() if size else [])
            return
        few = self.where(self.sizes < MIN_POSTINGS)
        of_few = few._plain_lists(few.values().to_list())
        ends = np.append(0, np.cumsum(self.sizes)).tolist()
        positions = np.append(0, np.cumsum(self.counts))
        for first, last in pairwise(ends):
            if last - first < MIN_POSTINGS:
                yield next(of_few)
            else:
                yield self._run(slice(first, last), slice(positions[first], positions[last]))

    def _plain_lists(self, values: list[bytes]) -> Iterator[Postings]:
        documents, counts = self.documents.tolist(), self.counts.astype(float).tolist()
        for first, last in pairwise(np.append(0, np.cumsum(self.sizes)).tolist()):
            yield documents[first:last], counts[first:last], values[first:last]

    def _run(self, postings: slice, positions: slice) -> PostingRun:
        assert self.deltas is not None and self.codes is not None
        return PostingRun(
            self.documents[postings].astype(np.int64),
            self.counts[postings].astype(np.int64),
            self.deltas[positions].astype(np.int64),
            self.codes[positions],
        )
