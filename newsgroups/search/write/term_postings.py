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

    def __len__(self) -> int:
        return len(self.terms)

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

    def values(self, size: int | None) -> Strings | None:
        """Return what Whoosh stores of each posting.

        `size` is the fixed size of a value: none in a field of single words, a number in one with frequencies, and of
        no fixed size (None) in one with positions.
        """
        if size is not None:
            return Strings.rows(self.counts.astype(">u4")) if size else None
        if self.deltas is None or self.codes is None:
            raise ValueError("the field has no positions")
        if not len(self.counts):
            return Strings.of([])
        return encoded(self.counts.astype(np.int64), self.deltas.astype(np.int64), self.codes)

    def lists(self, size: int | None) -> Iterator[Postings | PostingRun]:
        """Yield the postings of each term; `size` as for `values`."""
        if size is not None:
            yield from self._plain_lists(size)
            return
        if self.deltas is None or self.codes is None:
            raise ValueError("the field has no positions")
        few = self.where(self.sizes < MIN_POSTINGS)
        of_few = few._plain_lists(size)
        ends = np.append(0, np.cumsum(self.sizes)).tolist()
        positions = np.append(0, np.cumsum(self.counts))
        for first, last in pairwise(ends):
            if last - first < MIN_POSTINGS:
                yield next(of_few)
            else:
                of_postings, of_positions = slice(first, last), slice(positions[first], positions[last])
                yield PostingRun(
                    self.documents[of_postings].astype(np.int64),
                    self.counts[of_postings].astype(np.int64),
                    self.deltas[of_positions].astype(np.int64),
                    self.codes[of_positions],
                )

    def _plain_lists(self, size: int | None) -> Iterator[Postings]:
        strings = self.values(size)
        values = [] if strings is None else strings.to_list()
        documents, counts = self.documents.tolist(), self.counts.astype(float).tolist()
        for first, last in pairwise(np.append(0, np.cumsum(self.sizes)).tolist()):
            yield documents[first:last], counts[first:last], values[first:last]
