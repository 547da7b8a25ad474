"""Arrays of unknown length."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


class GrowableArray:
    """An array that grows in place as parts are appended.

    Keeping the parts and joining them at the end would take twice the memory and fragment the heap.
    """

    def __init__(self, dtype: type[np.generic]) -> None:
        self._held: NDArray[Any] = np.empty(0, dtype)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, part: NDArray[Any]) -> None:
        end = self._count + len(part)
        if end > len(self._held):
            self._held.resize(end + end // 4, refcheck=False)
        self._held[self._count : end] = part
        self._count = end

    def whole(self) -> NDArray[Any]:
        """Return the whole array; nothing can be appended afterwards."""
        self._held.resize(self._count, refcheck=False)
        return self._held
