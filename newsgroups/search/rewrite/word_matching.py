"""Words that match a pattern, or that differ from another word by a few letters."""

import re
from collections.abc import Iterable, Sequence
from fnmatch import translate

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from newsgroups.search.query.ast import Wildcard

# Words and their document frequencies, in the same order.
Listed = tuple[Sequence[str], Sequence[int] | NDArray[np.uint32]]


def pattern_of(node: Wildcard) -> re.Pattern[str]:
    # fnmatch uses atomic groups, so a pattern with many stars does not backtrack exponentially.
    return re.compile(translate(node.pattern))


def near(word: str, lists: Iterable[Listed], slips: int) -> dict[str, tuple[int, int]]:
    """Return the terms within `slips` edits of the word, with their document frequencies and distances."""
    matches: dict[str, tuple[int, int]] = {}
    for terms, documents in lists:
        for term, distance, place in process.extract(word, terms, scorer=OSA.distance, score_cutoff=slips, limit=None):
            often, _ = matches.get(term, (0, 0))
            matches[term] = often + int(documents[place]), distance
    return matches
