"""All documents of a query in order, within filters, with near copies folded or not."""

from collections.abc import Collection, Sequence
from functools import cached_property, reduce
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from whoosh.query import Query

from newsgroups.search.evaluate import masks as filters
from newsgroups.search.evaluate.evaluator import evaluate
from newsgroups.search.evaluate.masks import Mask
from newsgroups.search.index.snapshot import Snapshot

from .copy_folding import first_copies_mask
from .facet_counts import Documents
from .top_hits import best, sort_keys

Sort = Literal["relevance", "newest", "oldest"]
_ORDER = {"relevance": (), "newest": (("published", True),), "oldest": (("published", False),)}


class Ranked:
    """`documents` within all filters with their `scores`, and `unfiltered` documents, all in ascending order.

    `shown` masks documents whose articles are visible; None means that all are.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        query: Query,
        masks: Sequence[Mask],
        shown: Mask | None,
        sort: Sort,
        copies: NDArray[np.int64] | None,
    ) -> None:
        self._snapshot, self._masks, self.shown, self._copies = snapshot, masks, shown, copies
        self.unfiltered, scores = self._of(query)
        kept = self._kept(self.unfiltered)
        self.documents, self.scores = (
            (self.unfiltered, scores) if kept is None else (self.unfiltered[kept], scores[kept])
        )
        self._keys = sort_keys(snapshot, self.documents, self.scores, _ORDER[sort])

    @property
    def count(self) -> int:
        return len(self.documents)

    @property
    def texts(self) -> int:
        """Return the number of hits with near copies folded, or of all hits if they are not."""
        return self.count if self._firsts is None else int(np.count_nonzero(self._firsts))

    def slice(self, start: int, end: int) -> Documents:
        """Return the hits from `start` to `end`."""
        stay = self._firsts
        if stay is None:
            return self.documents[best(self._keys, start, end)]
        return self.documents[stay][best([key[stay] for key in self._keys], start, end)]

    def copies_of(self, document: int) -> list[int]:
        """Return the other hits that are near copies of this document, in the order of the hits."""
        if self._copies is None or (group := self._copies[document]) < 0:
            return []
        places = np.flatnonzero(self._copies[self.documents] == group)
        order = np.lexsort([places, *(key[places] for key in reversed(self._keys))])
        return [other for other in self.documents[places[order]].tolist() if other != document]

    def score(self, document: int) -> float:
        return float(self.scores[np.searchsorted(self.documents, document)])

    def count_of(self, query: Query) -> int:
        """Return the number of documents that another query matches within the same filters."""
        documents, _ = self._of(query)
        kept = self._kept(documents)
        return len(documents) if kept is None else int(np.count_nonzero(kept))

    @cached_property
    def _firsts(self) -> Mask | None:
        return None if self._copies is None else first_copies_mask(self._copies[self.documents], self._keys)

    def _of(self, query: Query) -> tuple[Documents, NDArray[np.float64]]:
        documents, scores = evaluate(self._snapshot, query)
        if self.shown is None:
            return documents, scores
        shown = self.shown[documents]
        return documents[shown], scores[shown]

    def _kept(self, documents: Documents) -> Mask | None:
        return reduce(np.logical_and, (mask[documents] for mask in self._masks)) if self._masks else None


def rank(
    snapshot: Snapshot,
    query: Query,
    *,
    masks: Sequence[Mask] = (),
    hidden: Collection[int] = (),
    sort: Sort = "relevance",
    copies: NDArray[np.int64] | None = None,
) -> Ranked:
    """Rank documents. `hidden` contains ids of hidden articles; `copies` folds near copies (see `copy_folding`)."""
    return Ranked(snapshot, query, masks, filters.without(snapshot, hidden), sort, copies)
