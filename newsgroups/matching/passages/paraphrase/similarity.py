"""Similarity of the sentences of two texts, by term frequency and inverse sentence frequency.

After Sanchez-Perez, Gelbukh, Sidorov: Adaptive algorithm for plagiarism detection: the best-performing approach at
PAN 2014 (CLEF 2015).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.passages.base.document import Document
from newsgroups.matching.passages.base.sentence_terms import SentenceTerms

Floats = NDArray[np.float64]


class Range(NamedTuple):
    """Sentences ``first`` to ``last``, both included."""

    first: int
    last: int

    @property
    def sentences(self) -> int:
        return self.last - self.first + 1


class Stretch(NamedTuple):
    """Sentences of the query that match sentences of the article."""

    query: Range
    article: Range


@dataclass(frozen=True, eq=False)
class Side:
    """One of two texts, with n sentences.

    ``weights`` (v,) belong to the stems of ``terms``. ``shared`` (n, k) holds the weighted counts of the k stems in
    both texts; ``totals`` (n,) and ``norms`` (n,) are sums over all stems of each sentence.
    """

    document: Document
    terms: SentenceTerms
    weights: Floats
    shared: Floats
    totals: Floats
    norms: Floats

    def __len__(self) -> int:
        return len(self.terms)

    @cached_property
    def lengths(self) -> NDArray[np.int64]:
        return np.diff(self.terms.bounds)

    @cached_property
    def distinct(self) -> NDArray[np.int64]:
        return np.bincount(self.terms.sentence, minlength=len(self))

    def words(self, part: Range) -> tuple[int, int]:
        return int(self.terms.bounds[part.first]), int(self.terms.bounds[part.last + 1])

    def characters(self, part: Range) -> int:
        start, end = self.words(part)
        return int(self.document.tokens.ends[end - 1] - self.document.tokens.starts[start])

    def norm(self, part: Range) -> float:
        start, end = self.words(part)
        counts = np.bincount(self.terms.stems[start:end], minlength=len(self.weights))
        return float(np.linalg.norm(counts * self.weights))


@dataclass(frozen=True, eq=False)
class Likeness:
    """Two texts side by side; ``sides`` are the query and the article, which stretches call 0 and 1."""

    query: Side
    article: Side

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.query, self.article

    @cached_property
    def cosine(self) -> Floats:
        """Return the cosine of each sentence of the query (rows) with each of the article (columns)."""
        norms = self.query.norms[:, None] * self.article.norms[None, :]
        return np.asarray(self.query.shared @ self.article.shared.T / np.maximum(norms, 1e-12))

    @cached_property
    def dice(self) -> Floats:
        """Return Dice's coefficient of the sets of stems, in the shape of `cosine`."""
        present = [(side.shared > 0).astype(np.float64) for side in self.sides]
        sizes = self.query.distinct[:, None] + self.article.distinct[None, :]
        return np.asarray(2 * (present[0] @ present[1].T) / np.maximum(sizes, 1))

    def alike(self, part: Stretch) -> float:
        """Return the cosine of the two sides of a stretch as a whole."""
        sums = [
            side.shared[each.first : each.last + 1].sum(axis=0) for side, each in zip(self.sides, part, strict=True)
        ]
        norms = self.query.norm(part.query) * self.article.norm(part.article)
        return float(sums[0] @ sums[1] / norms) if norms else 0.0


def likeness(
    query: Document, article: Document, *, terms: tuple[SentenceTerms, SentenceTerms] | None = None
) -> Likeness:
    """Compare two texts by sentence, or by other units if their `terms` are given."""
    left, right = terms or (query.sentence_terms, article.sentence_terms)
    _, in_left, in_right = np.intersect1d(left.vocabulary, right.vocabulary, assume_unique=True, return_indices=True)
    spreads = left.spread.copy(), right.spread.copy()
    spreads[0][in_left] += right.spread[in_right]
    spreads[1][in_right] += left.spread[in_left]
    sentences = len(left) + len(right)
    weights = [np.log(sentences / np.maximum(spread, 1)) for spread in spreads]
    # A stem in every sentence has weight 0; a tiny weight keeps it in the sets for Dice's coefficient.
    weights = [np.maximum(each, 1e-9) for each in weights]
    return Likeness(_side(query, left, weights[0], in_left), _side(article, right, weights[1], in_right))


def _side(document: Document, terms: SentenceTerms, weights: Floats, shared: NDArray[np.int64]) -> Side:
    values = terms.count * weights[terms.term]
    column = np.full(len(weights), -1)
    column[shared] = np.arange(len(shared))
    columns = column[terms.term]
    kept = columns >= 0
    table = np.zeros((len(terms), len(shared)))
    table[terms.sentence[kept], columns[kept]] = values[kept]
    totals = np.bincount(terms.sentence, values, len(terms)).astype(np.float64)
    norms = np.sqrt(np.bincount(terms.sentence, values * values, len(terms)))
    return Side(document, terms, weights, table, totals, norms)
