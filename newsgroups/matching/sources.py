"""Which articles a text may be taken from, told by the fingerprints that they share before any of them is read."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.passages import Document
from newsgroups.matching.passages.join import WIDEST_GAP
from newsgroups.text.fingerprint import GUARANTEED_RUN, SHINGLE_WORDS, longest_runs

# Two fingerprints of runs that are too short alone and are joined over an edit stand at most this far apart.
JOINED_WITHIN = 2 * (GUARANTEED_RUN - 1) + WIDEST_GAP - SHINGLE_WORDS

Ints = NDArray[np.int64]


class Postings(NamedTuple):
    """Fingerprints of articles, as three arrays of one length; `around` are traces of the words beside them."""

    hashes: Ints
    articles: Ints
    around: Ints


def likely_sources(query: Document, shared: Postings) -> list[int]:
    """Ids of the articles worth reading, those that share most fingerprints with the query first.

    An article that shares a run of the guaranteed length is always among them. One that shares a turn of phrase, as
    most do that hold a fingerprint of the query, is not: the words beside it differ, and no other runs are so near that
    both together are as long.
    """
    held = query.surrounded
    at = np.searchsorted(held.hashes, shared.hashes)
    runs, first_place = longest_runs(held.around[at], shared.around), held.places[at]
    order = np.lexsort((first_place, shared.articles))
    articles, first_place, runs = shared.articles[order], first_place[order], runs[order]
    is_apart = (np.diff(articles, prepend=-1) != 0) | (np.diff(first_place, prepend=-1) > JOINED_WITHIN)
    starts = np.flatnonzero(is_apart)
    together = np.add.reduceat(runs, starts) if len(starts) else runs
    likely = np.unique(articles[starts][together >= GUARANTEED_RUN])
    ids, counts = np.unique(shared.articles, return_counts=True)
    counts = counts[np.searchsorted(ids, likely)]
    return [int(pk) for pk in likely[np.lexsort((likely, -counts))]]
