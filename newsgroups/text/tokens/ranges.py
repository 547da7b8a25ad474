"""Index arrays for several ranges."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def ranges(starts: Ints, lengths: Ints) -> Ints:
    """Return the indexes of several ranges, concatenated: starts 3, 10 and lengths 2, 3 give 3, 4, 10, 11, 12."""
    ends = np.cumsum(lengths)
    return (starts - ends + lengths).repeat(lengths) + np.arange(ends[-1] if len(ends) else 0)
