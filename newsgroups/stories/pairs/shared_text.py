"""Find articles that share text other than boilerplate: for one article through the posting table, for all at once."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.sparse.inverted_index import SHARED_FINGERPRINTS, Fingerprints, sharing_text
from newsgroups.models import CommonFingerprint
from newsgroups.stories.derived import postings
from newsgroups.stories.derived.boilerplate import FingerprintIndex

# Maximum number of articles aligned with one article because they share text, those that share most first.
MAX_SHARING = 100


@dataclass(frozen=True)
class SharedTextArticles:
    """Articles that share text with one article, and which of its fingerprints are boilerplate."""

    articles: Collection[int]
    boilerplate: frozenset[int]


@dataclass(frozen=True, eq=False)
class SharedTextPairs:
    """Pairs (m, 2) of ids of articles that share text, smaller first, and all boilerplate fingerprints.

    It also has the ids of all articles, ascending, and their fingerprints in the same order.
    """

    pairs: NDArray[np.int64]
    boilerplate: frozenset[int]
    ids: NDArray[np.int64]
    fingerprints: Fingerprints


def sharing_text_of(fingerprints: NDArray[np.int64], article: int) -> SharedTextArticles:
    """Return the articles that share text with this one. One query by key, however large the archive."""
    found, common = postings.fingerprint_postings(fingerprints)
    articles, shared = np.unique(found.articles, return_counts=True)
    most = np.argsort(-shared, kind="stable")[: MAX_SHARING + 1]
    close = most[(shared[most] >= SHARED_FINGERPRINTS) & (articles[most] != article)]
    return SharedTextArticles(set(articles[close].tolist()), common)


def sharing_text_within(held: FingerprintIndex) -> SharedTextPairs:
    """Return all pairs of the archive that share text."""
    common = np.fromiter(CommonFingerprint.objects.values_list("hash", flat=True), np.int64)
    pairs = held.ids[sharing_text(held.index, boilerplate=common)]
    return SharedTextPairs(pairs, frozenset(common.tolist()), held.ids, Fingerprints.of(held.index))
