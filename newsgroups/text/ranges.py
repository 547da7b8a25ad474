"""Index arrays for several ranges."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def ranges(starts: Ints, lengths: Ints) -> Ints:
    """Return the indexes of several ranges, concatenated."""
    ends = np.cumsum(lengths)
    return (starts - ends + lengths).repeat(lengths) + np.arange(ends[-1] if len(ends) else 0)
