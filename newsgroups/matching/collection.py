"""A set of articles as sparse matrices, one row an article, ready to be compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from newsgroups.matching.statistics import Statistics, first_of_copies
from newsgroups.text.terms import Document

Matrix: TypeAlias = Any  # scipy.sparse.csr_array, which has no types
# Ids have 31 bits and are columns as they are: no vocabulary is kept, and an empty column costs nothing.
_COLUMNS = 2**31 - 1


@dataclass(frozen=True, eq=False)
class Collection:
    """Articles to compare. `days` are ordinals with a fraction, NaN where undated; `sources` are any ids; `words` are
    numbers of stems; `is_text` tells the first of several copies of a text, and every other article.

    Rows of `body`, `lead`, `title` and `names` have length 1. Those of `phrases`, `places`, `people`, `ages`,
    `numbers`, `amounts` and those that are named weights hold the square root of how rare each term is, so that the
    product of two rows is how much they share. Of `presence`, `events`, `named_days` and `fingerprints` all are 1.
    """

    days: NDArray[np.float64]
    sources: NDArray[np.int64]
    words: NDArray[np.float64]
    is_text: NDArray[np.bool_]
    body: Matrix
    presence: Matrix
    lead: Matrix
    lead_weights: Matrix
    title: Matrix
    title_weights: Matrix
    names: Matrix
    name_weights: Matrix
    phrases: Matrix
    places: Matrix
    people: Matrix
    ages: Matrix
    numbers: Matrix
    amounts: Matrix
    events: Matrix
    named_days: Matrix
    fingerprints: Matrix
    documents: float

    def __len__(self) -> int:
        return len(self.days)

    @classmethod
    def build(
        cls,
        documents: Sequence[Document],
        fingerprints: Sequence[NDArray[np.int64]],
        days: NDArray[np.float64],
        sources: NDArray[np.int64],
        statistics: Statistics | None = None,
    ) -> "Collection":
        """`statistics` are those of the whole archive; without them these articles are the archive."""
        known = statistics or Statistics.count(documents).with_background()

        def rarity(name: str, power: float = 1.0) -> Matrix:
            matrix = _ones(getattr(each, name) for each in documents)
            matrix.data = known.inverse_document_frequency(matrix.indices.astype(np.uint32)) ** np.float32(power)
            return matrix

        body = rarity("stems")
        presence = _like(body, np.ones(len(body.data), np.int8))
        body.data *= _frequent(each.counts for each in documents)
        name_weights = rarity("names", 0.5)
        names = _like(name_weights, name_weights.data**2 * _frequent(each.name_counts for each in documents))
        title_weights, lead_weights = rarity("title"), rarity("lead")
        return cls(
            days=days,
            sources=sources,
            words=np.array([int(each.counts.sum()) for each in documents], dtype=np.float64),
            is_text=first_of_copies(documents),
            body=_unit(body),
            presence=presence,
            lead=_unit(lead_weights),
            lead_weights=lead_weights,
            title=_unit(title_weights),
            title_weights=title_weights,
            names=_unit(names),
            name_weights=name_weights,
            **{name: rarity(name, 0.5) for name in ("phrases", "places", "people", "ages", "numbers", "amounts")},
            events=_ones(each.events for each in documents),
            named_days=_ones(each.days for each in documents),
            fingerprints=_ones(_narrowed(each) for each in fingerprints),
            documents=known.documents,
        )


def _ones(rows: Iterable[NDArray[np.generic]]) -> Matrix:
    """Ones in the columns that each row names, sorted and each once."""
    held = list(rows)
    ends = np.cumsum([0, *(len(row) for row in held)])
    flat = np.concatenate([np.empty(0, np.int32), *(row.astype(np.int32) for row in held)])
    matrix = sparse.csr_array((np.ones(len(flat), np.float32), flat, ends), shape=(len(held), _COLUMNS))
    matrix.has_canonical_format = True
    return matrix


def _like(matrix: Matrix, data: NDArray[np.generic]) -> Matrix:
    """Other values at the same places, which are not copied."""
    same = sparse.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape, copy=False)
    same.has_canonical_format = True
    return same


def _frequent(counts: Iterable[NDArray[np.uint8]]) -> NDArray[np.float32]:
    flat = np.concatenate([np.empty(0, np.uint8), *counts])
    return np.asarray(1 + np.log(np.maximum(flat, 1).astype(np.float32)), dtype=np.float32)


def _narrowed(fingerprints: NDArray[np.int64]) -> NDArray[np.int64]:
    """31 of the 64 bits, sorted and each once."""
    return np.unique((fingerprints >> 33) + 2**30)


def _unit(matrix: Matrix) -> Matrix:
    """The rows scaled to length 1; an empty row stays empty."""
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    lengths = np.sqrt(np.bincount(rows, matrix.data.astype(np.float64) ** 2, matrix.shape[0]))
    scale = 1 / np.where(lengths > 0, lengths, 1)
    return _like(matrix, (matrix.data * scale[rows]).astype(np.float32))
