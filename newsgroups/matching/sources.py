"""Which articles a text may be taken from, told by the fingerprints that they share before any of them is read."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.passages import Document
from newsgroups.matching.passages.join import WIDEST_GAP
from newsgroups.text.fingerprint import GUARANTEED_RUN, SHINGLE_WORDS, longest_runs, with_surroundings

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
    most do that hold a fingerprint of the query, is not: the words beside it differ, and nothing else is near.
    """
    values, places = query.winnowed
    hashes, around = with_surroundings(values, places, query.hashes)
    at = np.searchsorted(hashes, shared.hashes)
    is_run = longest_runs(around[at], shared.around) >= GUARANTEED_RUN
    first_place = places[np.unique(values, return_index=True)[1]][at]
    order = np.lexsort((first_place, shared.articles))
    articles, first_place = shared.articles[order], first_place[order]
    is_near = (np.diff(articles) == 0) & (np.diff(first_place) <= JOINED_WITHIN)
    likely = np.union1d(shared.articles[is_run], articles[1:][is_near])
    ids, counts = np.unique(shared.articles, return_counts=True)
    kept = np.isin(ids, likely, assume_unique=True)
    ids, counts = ids[kept], counts[kept]
    return [int(pk) for pk in ids[np.lexsort((ids, -counts))]]
