"""Words that follow each other in every text that has them: numbers in order, days, and months."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from newsgroups.text.tokens.tokenizer import word_hashes

from .winnowing import shingles

# Years, numbers of seats and of raffle tickets; longer lists begin in the same way.
_LAST_NUMBER = 2_100
_SEQUENCES = (
    " ".join(map(str, range(_LAST_NUMBER))),
    " ".join(f"{number:02}" for number in range(100)),
    " ".join(map(str, range(_LAST_NUMBER, -1, -1))),
    "monday tuesday wednesday thursday friday saturday sunday " * 2,
    "mon tue wed thu fri sat sun " * 2,
    "january february march april may june july august september october november december " * 2,
    "jan feb mar apr may jun jul aug sep oct nov dec " * 2,
    "one two three four five six seven eight nine ten eleven twelve",
)


@cache
def counting_shingles() -> NDArray[np.int64]:
    """Return the hashes of their shingles, as in fingerprints that are boilerplate. Computed once."""
    return np.unique(np.concatenate([shingles(word_hashes(each)) for each in _SEQUENCES])).view(np.int64)


@cache
def counting() -> frozenset[int]:
    """Return them as a set."""
    return frozenset(counting_shingles().tolist())
