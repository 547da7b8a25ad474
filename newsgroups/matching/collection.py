"""A set of articles as sparse matrices, one row an article, ready to be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from newsgroups.matching.statistics import Statistics
from newsgroups.text.terms import Document

Matrix: TypeAlias = Any  # scipy.sparse.csr_array, which has no types


@dataclass(frozen=True, eq=False)
class Collection:
    """Articles to compare. Rows of the matrices are of length 1 but where the name says otherwise.

    `days` are ordinals with a fraction, NaN where undated; `sources` are any ids; `words` are numbers of stems.
    """

    days: NDArray[np.float64]
    sources: NDArray[np.int64]
    words: NDArray[np.float64]
    body: Matrix
    lead: Matrix
    title: Matrix
    title_weights: Matrix
    presence: Matrix
    names: Matrix
    numbers: Matrix
    events: Matrix
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
        vocabulary, idf = _vocabulary(documents, known)
        stems = _counted([(each.stems, each.counts) for each in documents], vocabulary)
        body = stems.copy()
        body.data = (1 + np.log(body.data)) * idf[body.indices]
        title_weights = _weighted([each.title for each in documents], vocabulary, idf)
        presence = stems
        presence.data = np.ones_like(presence.data)
        return cls(
            days=days,
            sources=sources,
            words=np.array([each.counts.sum() for each in documents], dtype=np.float64),
            body=_unit(body),
            lead=_unit(_weighted([each.lead for each in documents], vocabulary, idf)),
            title=_unit(title_weights),
            title_weights=title_weights,
            presence=presence,
            names=_unit(_weighted([each.names for each in documents], vocabulary, idf)),
            numbers=_unit(_weighted([each.numbers for each in documents], vocabulary, idf)),
            events=_unit(_weighted([each.events for each in documents], vocabulary, idf)),
            fingerprints=_flags(fingerprints),
            documents=known.documents,
        )


def _vocabulary(documents: Sequence[Document], known: Statistics) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
    parts = [
        array
        for each in documents
        for array in (each.stems, each.title, each.lead, each.names, each.numbers, each.events)
    ]
    vocabulary = np.unique(np.concatenate(parts)) if parts else np.empty(0, np.uint32)
    return vocabulary, known.inverse_document_frequency(vocabulary)


def _counted(rows: Sequence[tuple[NDArray[np.uint32], NDArray[np.uint8]]], vocabulary: NDArray[np.uint32]) -> Matrix:
    matrix = _presence([ids for ids, _ in rows], vocabulary)
    matrix.data = np.concatenate([np.empty(0, np.float32), *(counts.astype(np.float32) for _, counts in rows)])
    return matrix


def _weighted(rows: Sequence[NDArray[np.uint32]], vocabulary: NDArray[np.uint32], idf: NDArray[np.float32]) -> Matrix:
    matrix = _presence(rows, vocabulary)
    matrix.data = idf[matrix.indices]
    return matrix


def _flags(rows: Sequence[NDArray[np.int64]]) -> Matrix:
    """One column for each value that stands in several rows; the others cannot be shared."""
    values, often = np.unique(np.concatenate(rows) if len(rows) else np.empty(0, np.int64), return_counts=True)
    shared = values[often > 1]
    kept = [row[np.isin(row, shared, assume_unique=True)] for row in rows]
    return _presence(kept, shared)


def _presence(rows: Sequence[NDArray[np.generic]], columns: NDArray[np.generic]) -> Matrix:
    """Ones where a row holds a column's value; rows and columns are sorted."""
    ends = np.cumsum([0, *(len(row) for row in rows)])
    flat = np.concatenate(rows) if len(rows) else np.empty(0, columns.dtype)
    places = np.searchsorted(columns, flat).astype(np.int32)
    ones = np.ones(len(flat), dtype=np.float32)
    return sparse.csr_array((ones, places, ends), shape=(len(rows), len(columns)))


def _unit(matrix: Matrix) -> Matrix:
    """The rows scaled to length 1; an empty row stays empty."""
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    scale = 1 / np.where(lengths > 0, lengths, 1)
    result = matrix.copy()
    result.data = (result.data * np.repeat(scale, np.diff(matrix.indptr))).astype(np.float32)
    return result
