"""Near-copies of one text under the first of them, so that one agency report does not fill a page of results."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Keys = Sequence[NDArray]


def firsts(copies: NDArray[np.int64], keys: Keys) -> NDArray[np.bool_]:
    """Which hits stay when only the first of each text is shown.

    `copies` has a number that near-copies share for each hit, -1 for a text of its own; `keys` sort the hits, the
    most important first, each ascending; equals stay in the order of the hits.
    """
    stay = np.ones(len(copies), bool)
    shared = np.flatnonzero(copies >= 0)
    order = shared[np.lexsort([shared, *(key[shared] for key in reversed(keys))])]
    _, first = np.unique(copies[order], return_index=True)
    stay[shared] = False
    stay[order[first]] = True
    return stay
