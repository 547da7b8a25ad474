"""A cache of arrays with a limit on memory."""

import sys
import threading
from collections import OrderedDict
from typing import Any

# Overhead per entry besides its arrays: key, tuple, array headers, dictionary slot.
_ENTRY_BYTES = 500


class ByteBoundedCache:
    """Keeps the most recently used entries, up to a number of bytes; thread-safe."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.weight = 0
        self._entries: OrderedDict[object, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: object) -> Any:
        """Return the value of a key, or None."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            self._entries.move_to_end(key)
            return entry[0]

    def put(self, key: object, value: Any) -> None:
        """Store an array or a tuple of arrays, unless it takes more than half of the cache."""
        weight = _weight(value)
        if 2 * weight > self.capacity:
            return
        with self._lock:
            if key in self._entries:
                self.weight -= self._entries.pop(key)[1]
            self._entries[key] = value, weight
            self.weight += weight
            while self.weight > self.capacity:
                self.weight -= self._entries.popitem(last=False)[1][1]

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()
            self.weight = 0


def _weight(value: Any) -> int:
    if isinstance(value, tuple):
        return _ENTRY_BYTES + sum(_weight(array) for array in value)
    return value.nbytes + _ENTRY_BYTES if hasattr(value, "nbytes") else sys.getsizeof(value)
