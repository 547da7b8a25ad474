"""Detect text that recurs in unrelated articles: footers, "About us" paragraphs, cookie notices, stock phrases.

Document frequency alone cannot separate a footer from agency copy that many outlets republish, because both occur in
many articles. Articles that republish one text cover one story and so share its rare words; articles with the same
footer share nothing else. Frequency, in the archive and within each outlet, nominates candidates. The median
similarity of the rest of the articles decides.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.sparse.inverted_index import Ints, InvertedIndex
from newsgroups.matching.sparse.sparse_rows import Matrix

# In 37,000 articles of 491 outlets, agency copy occurred in a few dozen articles at most. The floor is for small
# archives; a passage above the ceiling is a stock phrase however large the archive is.
ARCHIVE_SHARE, ARCHIVE_FLOOR, ARCHIVE_CEILING = 0.002, 30, 200
# A footer occurs in half of what an outlet publishes and in at least four articles. Anything rarer is shown as shared
# text, even a sign-up form: one outlet had it in 35 of 75 articles, and two of those contained little else.
OUTLET_SHARE, OUTLET_FLOOR = 0.5, 4
# Hashes in more articles than this are not compared: storing all the pairs would take too much memory.
ALWAYS = 1_000
# Number of articles compared for each passage.
SAMPLED = 8
# Articles cover different stories if the median cosine of their heaviest terms is at most this. For articles of one
# labeled story it is .08 (5th percentile) to .33 (median); for random articles at most .02; for one topic .05. The
# median tolerates two articles of one story above the same footer.
UNRELATED = 0.08
# An article with fewer words outside the candidate boilerplate has no content of its own: it is a copy.
MIN_WORDS = 20

# Weighted terms of the rest of some articles, outside the positions of the given hashes. Each row has length 1, or
# length 0 if fewer than MIN_WORDS words remain.
Rest = Callable[[Ints, Ints], Matrix]


def archive_limit(articles: int) -> int:
    """Return how many of the archive's articles may contain a fingerprint before it is a boilerplate candidate."""
    return int(np.clip(round(ARCHIVE_SHARE * articles), ARCHIVE_FLOOR, ARCHIVE_CEILING))


def boilerplate(index: InvertedIndex, sources: Ints, rest: Rest) -> NDArray[np.bool_]:
    """Return which hashes of the index are boilerplate.

    `sources` holds the outlet of each row; `rest` returns the remaining terms of the given rows.
    """
    samples = _samples(index, sources)
    found = index.frequencies > ALWAYS
    places = np.array([place for place in sorted(samples) if not found[place]], dtype=np.int64)
    rows = np.unique(np.concatenate([np.empty(0, np.int64), *(samples[place] for place in places.tolist())]))
    vectors = rest(rows, index.hashes[np.union1d(places, np.flatnonzero(found))])
    related = _relatedness(vectors, [np.searchsorted(rows, samples[place]) for place in places.tolist()])
    found[places[related < UNRELATED]] = True
    return found


def _samples(index: InvertedIndex, sources: Ints) -> dict[int, Ints]:
    """Return the rows to compare for each hash that is frequent in the archive or in an outlet, by its position."""
    often = index.frequencies
    found = {
        int(place): _spread(index.holders(place)) for place in np.flatnonzero(often > archive_limit(index.articles))
    }
    outlet = np.unique(sources, return_inverse=True)[1]
    published = np.bincount(outlet)
    least = np.maximum(OUTLET_FLOOR, np.ceil(OUTLET_SHARE * published))
    # One entry for each hash that occurs in enough articles to reach the floor of one outlet.
    places = np.repeat(np.arange(len(often)), np.where(often >= OUTLET_FLOOR, often, 0))
    rows = index.rows[np.repeat(often >= OUTLET_FLOOR, often)]
    keys, counts = np.unique(places * len(published) + outlet[rows], return_counts=True)
    keys = keys[counts >= least[keys % len(published)]] if len(keys) else keys
    for place, source in zip((keys // len(published)).tolist(), (keys % len(published)).tolist(), strict=True):
        holders = index.holders(place)
        found.setdefault(place, _spread(holders[outlet[holders] == source]))
    return found


def _spread(rows: NDArray[np.int32]) -> Ints:
    """Return evenly spaced rows, from the first to the last."""
    return rows[np.linspace(0, len(rows) - 1, min(SAMPLED, len(rows))).astype(np.int64)].astype(np.int64)


def _relatedness(vectors: Matrix, samples: list[Ints]) -> NDArray[np.float64]:
    """Return the median cosine of the pairs in each sample, or 1 if most articles have no content of their own."""
    telling = np.diff(vectors.indptr) > 0
    known: dict[bytes, float] = {}
    for sample in samples:
        key = sample.tobytes()
        if key not in known:
            known[key] = _median_cosine(vectors, sample, telling[sample])
    return np.array([known[sample.tobytes()] for sample in samples])


def _median_cosine(vectors: Matrix, sample: Ints, telling: NDArray[np.bool_]) -> float:
    if 2 * telling.sum() <= len(sample):
        return 1.0
    own = vectors[sample[telling]]
    cosine = (own @ own.T).toarray()
    return float(np.median(cosine[np.triu_indices(len(cosine), 1)])) if len(cosine) > 1 else 1.0
