"""Passages told in other words: sentences that share much of their rare vocabulary, in stretches on both sides.

After Sanchez-Perez, Gelbukh, Sidorov: Adaptive algorithm for plagiarism detection: the best-performing approach at
PAN 2014 (CLEF 2015): sentences as vectors of term frequency and inverse sentence frequency; pairs of sentences that
are alike by cosine and by Dice's coefficient are seeds; seeds that follow each other closely on both sides are one
passage, as long as the two sides as a whole stay alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from newsgroups.matching.passages.document import Document
from newsgroups.matching.passages.types import Run
from newsgroups.text.lexicon import stem

# Chosen on half of the annotated pairs, scored on the other (benchmarks/reuse_passages.py).
LEAST_COSINE = 0.33
LEAST_DICE = 0.33
# The sides of a whole passage, once its seeds are joined.
LEAST_ALIKE = 0.38
# A summary stands for much more than it says; only a close one is told from a common topic.
LEAST_ALIKE_SUMMARY = 0.45
# Sentences between two seeds of one passage: tried from the first to the last while the sides are not alike.
GAPS = (2, 1, 0)
# A summary leaves out much between two sentences; it is one if a side is this many times as long.
SUMMARY_GAPS = (24, 8, 2, 1, 0)
SUMMARY_RATIO = 3
# What one stretch tells is no summary of parts.
SUMMARY_PARTS = 2
# Words in a row that tie two sentences.
LEAST_RUN = 5
# Fewer characters on a side are a turn of phrase, not a passage.
LEAST_CHARACTERS = 150
# A heading or an exclamation goes with the sentence after it.
_SHORT_SENTENCE = 3
_CACHED_STEMS = 200_000
_stems: dict[int, int] = {}

Seeds = NDArray[np.int64]


class Stretch(NamedTuple):
    """Words ``query_start`` to ``query_end`` of the query told in those of the article; ``alike`` is their cosine."""

    query_start: int
    query_end: int
    article_start: int
    article_end: int
    alike: float


@dataclass(frozen=True, eq=False)
class _Side:
    """A text by sentences: word bounds (n + 1,) and how often each stem of both texts stands in each (n, stems)."""

    document: Document
    bounds: NDArray[np.int64]
    counts: sparse.csr_array

    def words(self, first: int, last: int) -> tuple[int, int]:
        return int(self.bounds[first]), int(self.bounds[last + 1])

    def characters(self, start: int, end: int) -> int:
        return int(self.document.tokens.ends[end - 1] - self.document.tokens.starts[start])


def reworded_stretches(query: Document, article: Document, runs: Sequence[Run] = ()) -> list[Stretch]:
    """Stretches in the order of the query; no word of the query stands in two of them.

    ``runs`` of words that both share tie the sentences in which they begin.
    """
    if not len(query.tokens) or not len(article.tokens):
        return []
    left, right = _sides(query, article)
    weights = _weights(left.counts, right.counts)
    rows, columns = left.counts * weights, right.counts * weights
    seeds = _seeds(left.counts, right.counts, sparse.csr_array(rows), sparse.csr_array(columns))
    seeds = np.unique(np.concatenate([seeds, _tied(left, right, runs)]), axis=0)
    if not len(seeds):
        return []
    vectors = sparse.csr_array(rows), sparse.csr_array(columns)
    found = _without_overlaps(_stretches(left, right, *vectors, seeds, GAPS))
    if len(found) < SUMMARY_PARTS:
        return found
    summed_up = _without_overlaps(_stretches(left, right, *vectors, seeds, SUMMARY_GAPS))
    return summed_up if _is_summary(summed_up) else found


def _is_summary(found: list[Stretch]) -> bool:
    """Whether one side tells at length what the other sums up."""
    query = sum(each.query_end - each.query_start for each in found)
    article = sum(each.article_end - each.article_start for each in found)
    return max(query, article) >= SUMMARY_RATIO * min(query, article) > 0


def _sides(query: Document, article: Document) -> tuple[_Side, _Side]:
    stems = [_stems_of(each) for each in (query, article)]
    vocabulary, place = np.unique(np.concatenate(stems), return_inverse=True)
    cut = len(stems[0])
    places = place[:cut], place[cut:]
    return tuple(_side(each, words, len(vocabulary)) for each, words in zip((query, article), places, strict=True))  # type: ignore[return-value]


def _stems_of(document: Document) -> NDArray[np.int64]:
    """A number for the stem of each word; the same in both texts, not from one run to the next."""
    tokens = document.tokens
    if len(_stems) > _CACHED_STEMS:
        _stems.clear()
    found = []
    for hashed, start, end in zip(tokens.hashes.tolist(), tokens.starts.tolist(), tokens.ends.tolist(), strict=True):
        if hashed not in _stems:
            _stems[hashed] = hash(stem(document.text[start:end].lower()))
        found.append(_stems[hashed])
    return np.array(found, dtype=np.int64)


def _side(document: Document, words: NDArray[np.int64], vocabulary: int) -> _Side:
    bounds = _sentence_bounds(document)
    sentence = np.searchsorted(bounds, np.arange(len(words)), side="right") - 1
    counts = sparse.csr_array(
        (np.ones(len(words)), (sentence, words)), shape=(len(bounds) - 1, vocabulary), dtype=np.float64
    )
    counts.sum_duplicates()
    return _Side(document, bounds, counts)


def _sentence_bounds(document: Document) -> NDArray[np.int64]:
    """Places of the first words of sentences, short ones joined to the next, and the number of words."""
    starts = np.searchsorted(document.tokens.starts, [span.start for span in document.sentences]).tolist()
    bounds = [0]
    for start in starts:
        if start - bounds[-1] >= _SHORT_SENTENCE:
            bounds.append(start)
    total = len(document.tokens)
    if total - bounds[-1] < _SHORT_SENTENCE and len(bounds) > 1:
        bounds.pop()
    return np.array([*bounds, total], dtype=np.int64)


def _weights(left: sparse.csr_array, right: sparse.csr_array) -> NDArray[np.float64]:
    """Inverse sentence frequency of each stem over both texts."""
    sentences = left.shape[0] + right.shape[0]
    often = np.bincount(left.indices, minlength=left.shape[1]) + np.bincount(right.indices, minlength=left.shape[1])
    return np.asarray(np.log(sentences / np.maximum(often, 1)), dtype=np.float64)


def _seeds(left: sparse.csr_array, right: sparse.csr_array, rows: sparse.csr_array, columns: sparse.csr_array) -> Seeds:
    """Pairs (sentence of the query, sentence of the article) that are alike."""
    norms = _norms(rows)[:, None] * _norms(columns)[None, :]
    cosine = (rows @ columns.T).toarray() / np.maximum(norms, 1e-12)
    present = [
        sparse.csr_array((np.ones_like(each.data), each.indices, each.indptr), each.shape) for each in (left, right)
    ]
    sizes = np.diff(left.indptr)[:, None] + np.diff(right.indptr)[None, :]
    dice = 2 * (present[0] @ present[1].T).toarray() / np.maximum(sizes, 1)
    return np.argwhere((cosine > LEAST_COSINE) & (dice > LEAST_DICE))


def _tied(left: _Side, right: _Side, runs: Sequence[Run]) -> Seeds:
    places = np.array([(run.query, run.article) for run in runs if run.length >= LEAST_RUN], dtype=np.int64).reshape(
        -1, 2
    )
    sentences = [np.searchsorted(side.bounds, places[:, n], side="right") - 1 for n, side in enumerate((left, right))]
    return np.stack(sentences, axis=1)


def _norms(vectors: sparse.csr_array) -> NDArray[np.float64]:
    return np.asarray(np.sqrt(vectors.multiply(vectors).sum(axis=1))).ravel()


def _stretches(
    left: _Side, right: _Side, rows: sparse.csr_array, columns: sparse.csr_array, seeds: Seeds, gaps: tuple[int, ...]
) -> list[Stretch]:
    """Seeds joined over the first of the gaps; what is not alike as a whole is tried with the next ones."""
    found = []
    for cluster in _clusters(seeds, gaps[0]):
        (first, other_first), (last, other_last) = cluster.min(axis=0), cluster.max(axis=0)
        words, others = left.words(first, last), right.words(other_first, other_last)
        if min(left.characters(*words), right.characters(*others)) < LEAST_CHARACTERS:
            continue
        alike = _cosine(rows[first : last + 1].sum(axis=0), columns[other_first : other_last + 1].sum(axis=0))
        if alike >= (LEAST_ALIKE_SUMMARY if len(gaps) > len(GAPS) else LEAST_ALIKE):
            found.append(Stretch(*words, *others, alike))
        elif len(gaps) > 1:
            found += _stretches(left, right, rows, columns, cluster, gaps[1:])
    return found


def _clusters(seeds: Seeds, gap: int) -> list[Seeds]:
    """Seeds with no more than `gap` sentences between neighbours on either side."""
    open_, done = [seeds] if len(seeds) else [], []
    while open_:
        cluster = open_.pop()
        for side in (0, 1):
            ordered = cluster[np.argsort(cluster[:, side], kind="stable")]
            breaks = np.flatnonzero(np.diff(ordered[:, side]) > gap + 1) + 1
            if len(breaks):
                open_ += np.split(ordered, breaks)
                break
        else:
            done.append(cluster)
    return done


def _cosine(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    product = np.linalg.norm(a) * np.linalg.norm(b)
    return float(a @ b / product) if product else 0.0


def _without_overlaps(found: list[Stretch]) -> list[Stretch]:
    """The longest stretches; others only where they meet none of these in the query."""
    kept: list[Stretch] = []
    for each in sorted(found, key=lambda stretch: (stretch.query_start - stretch.query_end, stretch)):
        if all(each.query_end <= other.query_start or other.query_end <= each.query_start for other in kept):
            kept.append(each)
    return sorted(kept)
