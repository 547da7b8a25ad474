"""A set of articles as sparse rows, ready to compare."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.chance.beginning_similarity import Beginnings
from newsgroups.text.terms.extract import TermDocument

from .document_frequencies import Statistics
from .inverted_index import Fingerprints, InvertedIndex
from .sparse_rows import SparseRows, concatenated
from .vocabulary import Terms, kinds

# A rare word occurs in less than 1% of the articles (idf, natural logarithm).
RARE = float(np.log(100))
# A text with fewer words has too little content to be similar to any other.
MIN_WORDS = 5
# Kinds of rows, in order.
COSINE_KINDS = ("stems", "names", "lead")
COVERAGE_KINDS = ("title", "lead")
OVERLAP_KINDS = (
    "title",
    "stems",
    "names",
    "phrases",
    "places",
    "people",
    "ages",
    "numbers",
    "amounts",
    "events",
    "days",
)
_LOGARITHMS = 1 + np.log(np.maximum(np.arange(256), 1)).astype(np.float32)


@dataclass(frozen=True, eq=False)
class ArticleSet:
    """Articles to compare.

    `days` are ordinals with a fraction, NaN if undated; `sources` are arbitrary ids; `words` are numbers of stems;
    `is_text` is False for every copy of a text after the first.

    Rows of `alike`, and of titles in `shared`, have length 1. Rows of `coverage` hold the idf of each term. The other
    rows of `shared` hold its square root, so that the product of two rows is the weight they share; stems count only if
    rare. Rows of events, days, and `fingerprints` hold ones. `fingerprint_counts` has the number of fingerprints of
    each article; its row holds only those that several articles share.
    """

    days: NDArray[np.float64]
    sources: NDArray[np.int64]
    words: NDArray[np.float64]
    is_text: NDArray[np.bool_]
    alike: SparseRows
    coverage: SparseRows
    shared: SparseRows
    fingerprints: SparseRows
    fingerprint_counts: NDArray[np.int64]
    beginnings: Beginnings
    documents: float

    def __len__(self) -> int:
        return len(self.days)

    @cached_property
    def has_enough_words(self) -> NDArray[np.bool_]:
        """Return which texts have enough words to compare."""
        return np.asarray(self.words >= MIN_WORDS)

    @cached_property
    def coverage_weights(self) -> NDArray[np.float32]:
        """Return the sum of each row of `coverage`, at least 1 (articles, 2)."""
        return np.asarray(np.maximum(self.coverage.sums(), 1), dtype=np.float32)

    @classmethod
    def build(
        cls,
        documents: Iterable[TermDocument],
        fingerprints: Sequence[NDArray[np.int64]],
        days: NDArray[np.float64],
        sources: NDArray[np.int64],
        statistics: Statistics | None = None,
        of_events: NDArray[np.bool_] | None = None,
    ) -> "ArticleSet":
        """Build the set.

        `statistics` cover the whole archive; without them, these articles are the archive, and `of_events` says which
        of them may cover an event (by default, all).
        """
        terms = Terms.of(documents)
        known = statistics or Statistics.of(terms, of_events).with_background()
        return cls.of(terms, Fingerprints.of(InvertedIndex.build(fingerprints)), days, sources, known)

    @classmethod
    def of(
        cls,
        terms: Terms,
        fingerprints: Fingerprints,
        days: NDArray[np.float64],
        sources: NDArray[np.int64],
        statistics: Statistics,
    ) -> "ArticleSet":
        # Events and days count 1, however rare they are.
        rarity = np.ones(len(terms.ids), np.float32)
        weighted = terms.end_of("amounts")
        rarity[:weighted] = statistics.rarity_here(terms.ids[:weighted])
        coverage = terms.of_kinds(*COVERAGE_KINDS)
        return cls(
            days=days,
            sources=sources,
            words=_words(terms),
            is_text=terms.is_text,
            fingerprints=fingerprints.rows,
            fingerprint_counts=fingerprints.counts,
            beginnings=Beginnings.of(terms.grams, terms.gram_ends, statistics.gram_rarity),
            shared=concatenated(
                (_shared(rows, rarity, len(terms.ids)) for rows in terms.rows.blocks()), len(OVERLAP_KINDS)
            ),
            coverage=coverage.with_values(rarity[coverage.indices]),
            alike=concatenated(
                (_alike(rows, rarity, terms.end_of("names")) for rows in terms.rows.blocks()), len(COSINE_KINDS)
            ),
            documents=statistics.documents,
        )


def _words(terms: Terms) -> NDArray[np.float64]:
    stems = terms.of_kinds("stems")
    return stems.with_values(stems.data.astype(np.float64)).sums()[:, 0]


def _alike(rows: SparseRows, rarity: NDArray[np.float32], apart: int) -> SparseRows:
    """Separate words of the beginning from those of the text, by shifting their columns by `apart`."""
    rows = rows.of_kinds(kinds(*COSINE_KINDS))
    weights = rarity[rows.indices] * _LOGARITHMS[rows.data]
    rows.indices[rows.kind_of_cells == COSINE_KINDS.index("lead")] += np.int32(apart)
    return rows.with_values(weights).unit()


def _shared(rows: SparseRows, rarity: NDArray[np.float32], apart: int) -> SparseRows:
    """Separate words of the title from rare words of the text, by shifting their columns by `apart`."""
    titles = rows.of_kinds(kinds("title"))
    rows = rows.of_kinds(kinds(*OVERLAP_KINDS))
    rows = rows.where((rows.kind_of_cells != OVERLAP_KINDS.index("stems")) | (rarity[rows.indices] > RARE))
    values = np.sqrt(rarity[rows.indices])
    in_title = rows.kind_of_cells == OVERLAP_KINDS.index("title")
    values[in_title] = titles.with_values(rarity[titles.indices]).unit().data
    rows.indices[in_title] += np.int32(apart)
    return rows.with_values(values)
