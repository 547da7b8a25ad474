"""Folds near copies of a text under the first of them, so that one agency report does not fill a page of results."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Keys = Sequence[NDArray]


def first_copies_mask(copies: NDArray[np.int64], keys: Keys) -> NDArray[np.bool_]:
    """Return a mask of the hits to keep if only the first copy of each text is shown.

    For each hit, `copies` is a number that near copies share, or -1 for a text without copies. `keys` are sort keys,
    most significant first, each ascending; ties keep the order of the hits. Example: with `copies` [5, -1, 5] and one
    key [3, 1, 2], the third hit precedes the first, so the mask is [False, True, True].
    """
    stay = np.ones(len(copies), bool)
    shared = np.flatnonzero(copies >= 0)
    order = shared[np.lexsort([shared, *(key[shared] for key in reversed(keys))])]
    _, first = np.unique(copies[order], return_index=True)
    stay[shared] = False
    stay[order[first]] = True
    return stay
