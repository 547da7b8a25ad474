"""Find the runs of words that the two texts of each pair share, all pairs at once."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.passages.base.runs import MAX_PLACES, PLACE_BITS, Places, joined_on_diagonals, shared_runs
from newsgroups.text.fingerprints.winnowing import SHINGLE_WORDS

from .shingles import Hits, ShinglesOfPairs, Texts


class Runs(NamedTuple):
    """Arrays of runs: the index of the pair, the first word in its query and in its article, and the word count."""

    pairs: Places
    queries: Places
    articles: Places
    lengths: Places

    def where(self, kept: Places | NDArray[np.bool_]) -> "Runs":
        """Return the runs at the given indexes, or where the mask is set."""
        return Runs(*(column[kept] for column in self))


def shared_runs_of_pairs(pairs: Sequence[Texts], shingles: ShinglesOfPairs) -> Runs:
    """Run `shared_runs` on each pair (query, article), given its `shingles`, in a fifth of the time."""
    hits, incomplete = shingles.equal()
    runs = _joined(hits, [article.words for _, article in pairs])
    often = _with_frequent(hits, runs, len(pairs))
    alone = np.union1d(often, incomplete)
    if not len(alone):
        return runs
    found = [(pair, *run) for pair in alone.tolist() for run in shared_runs(*pairs[pair])]
    others = runs.where(~np.isin(runs.pairs, alone))
    return Runs(*np.concatenate([np.stack(others), np.array(found, np.int64).reshape(-1, 4).T], axis=1))


def _joined(hits: Hits, words: Sequence[int]) -> Runs:
    # Offset the articles so that no run extends from one to the next.
    starts = np.cumsum([0, *words])[:-1] + np.arange(len(words)) * (SHINGLE_WORDS + 1)
    queries, articles, lengths = joined_on_diagonals(hits.places, hits.others + starts[hits.pairs], SHINGLE_WORDS)
    of = np.searchsorted(starts, articles, "right") - 1
    return Runs(of, queries, articles - starts[of], lengths)


def _with_frequent(hits: Hits, runs: Runs, count: int) -> Places:
    """Return pairs with a query shingle that is too frequent in the article, each occurrence being in another run."""
    with_many = np.bincount(runs.pairs, minlength=count) > MAX_PLACES
    if not with_many.any():
        return np.empty(0, np.int64)
    some = with_many[hits.pairs]
    asked, times = np.unique(hits.pairs[some] << PLACE_BITS | hits.places[some], return_counts=True)
    return np.unique(asked[times > MAX_PLACES] >> PLACE_BITS)
