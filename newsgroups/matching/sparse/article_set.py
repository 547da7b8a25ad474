"""A set of articles as sparse rows, ready to be compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.chance.beginnings import Beginnings
from newsgroups.text.terms.extract import Document

from .document_frequencies import Statistics
from .inverted_index import Fingerprints, InvertedIndex
from .sparse_rows import Rows, joined
from .vocabulary import Terms, kinds

# A word is rare in less than a hundredth of the articles: a natural logarithm, as rarities are.
RARE = float(np.log(100))
# A text of fewer words says too little to be like any other.
LEAST_WORDS = 5
# Kinds of rows, in their order.
ALIKE = ("stems", "names", "lead")
TOLD = ("title", "lead")
SHARED = ("title", "stems", "names", "phrases", "places", "people", "ages", "numbers", "amounts", "events", "days")
_LOGARITHMS = 1 + np.log(np.maximum(np.arange(256), 1)).astype(np.float32)


@dataclass(frozen=True, eq=False)
class Collection:
    """Articles to compare. `days` are ordinals with a fraction, NaN where undated; `sources` are any ids; `words` are
    numbers of stems; `is_text` tells the first of several copies of a text, and every other article.

    Rows of `alike`, and of titles among those `shared`, have length 1. Those of `told` hold how rare each term is. The
    others that are `shared` hold the square root of that, so that the product of two rows is how much they share, stems
    only if they are rare; those of events and days, and `fingerprints`, ones. `prints` is how many fingerprints each
    article has: its row holds only those of several.
    """

    days: NDArray[np.float64]
    sources: NDArray[np.int64]
    words: NDArray[np.float64]
    is_text: NDArray[np.bool_]
    alike: Rows
    told: Rows
    shared: Rows
    fingerprints: Rows
    prints: NDArray[np.int64]
    beginnings: Beginnings
    documents: float

    def __len__(self) -> int:
        return len(self.days)

    @cached_property
    def says(self) -> NDArray[np.bool_]:
        """Which texts say enough to be like another."""
        return np.asarray(self.words >= LEAST_WORDS)

    @cached_property
    def weight_to_tell(self) -> NDArray[np.float32]:
        """The sum of each row of `told`, at least 1 (articles, 2)."""
        return np.asarray(np.maximum(self.told.sums(), 1), dtype=np.float32)

    @classmethod
    def build(
        cls,
        documents: Iterable[Document],
        fingerprints: Sequence[NDArray[np.int64]],
        days: NDArray[np.float64],
        sources: NDArray[np.int64],
        statistics: Statistics | None = None,
    ) -> "Collection":
        """`statistics` are those of the whole archive; without them these articles are the archive."""
        terms = Terms.of(documents)
        known = statistics or Statistics.of(terms).with_background()
        return cls.of(terms, Fingerprints.of(InvertedIndex.build(fingerprints)), days, sources, known)

    @classmethod
    def of(
        cls,
        terms: Terms,
        fingerprints: Fingerprints,
        days: NDArray[np.float64],
        sources: NDArray[np.int64],
        statistics: Statistics,
    ) -> "Collection":
        # An event or a day is one, however rare it is.
        rarity = np.ones(len(terms.ids), np.float32)
        weighted = terms.end_of("amounts")
        rarity[:weighted] = statistics.rarity_here(terms.ids[:weighted])
        told = terms.of_kinds(*TOLD)
        return cls(
            days=days,
            sources=sources,
            words=_words(terms),
            is_text=terms.is_text,
            fingerprints=fingerprints.rows,
            prints=fingerprints.counts,
            beginnings=Beginnings.of(terms.grams, terms.gram_ends, statistics.gram_rarity),
            shared=joined((_shared(rows, rarity, len(terms.ids)) for rows in terms.rows.blocks()), len(SHARED)),
            told=told.with_values(rarity[told.indices]),
            alike=joined((_alike(rows, rarity, terms.end_of("names")) for rows in terms.rows.blocks()), len(ALIKE)),
            documents=statistics.documents,
        )


def _words(terms: Terms) -> NDArray[np.float64]:
    stems = terms.of_kinds("stems")
    return stems.with_values(stems.data.astype(np.float64)).sums()[:, 0]


def _alike(rows: Rows, rarity: NDArray[np.float32], apart: int) -> Rows:
    """Words of the beginning are others than those of the text: their columns are so far `apart`."""
    rows = rows.of_kinds(kinds(*ALIKE))
    weights = rarity[rows.indices] * _LOGARITHMS[rows.data]
    rows.indices[rows.kind_of_cells == ALIKE.index("lead")] += np.int32(apart)
    return rows.with_values(weights).unit()


def _shared(rows: Rows, rarity: NDArray[np.float32], apart: int) -> Rows:
    """Words of the title are others than the rare words of the text: their columns are so far `apart`."""
    titles = rows.of_kinds(kinds("title"))
    rows = rows.of_kinds(kinds(*SHARED))
    rows = rows.where((rows.kind_of_cells != SHARED.index("stems")) | (rarity[rows.indices] > RARE))
    values = np.sqrt(rarity[rows.indices])
    in_title = rows.kind_of_cells == SHARED.index("title")
    values[in_title] = titles.with_values(rarity[titles.indices]).unit().data
    rows.indices[in_title] += np.int32(apart)
    return rows.with_values(values)
