"""How much of a reporter's own writing occurs in another text."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .speech import words_in


def taken_share(text: str, speech: NDArray[np.bool_], spans: Sequence[tuple[int, int]]) -> float:
    """Return the share (0..1) of the words outside speech that are in some character spans; 0 if all is speech."""
    words, spoken = words_in(text, speech, [(0, len(text))])
    shared, shared_spoken = words_in(text, speech, spans)
    return min(1.0, (shared - shared_spoken) / (words - spoken)) if words > spoken else 0.0
