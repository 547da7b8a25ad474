"""Adds many terms at once to Whoosh's term dictionary."""

from collections.abc import Sequence
from hashlib import md5
from itertools import accumulate
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.system import pack_ushort

from newsgroups.search.index.postings.short_lists import ListStatistics

# The dictionary's entry for a term: statistics (W3TermInfo), then the place and length of its list.
_ENTRY = np.dtype(
    [
        *(("is_inlined", "u1"), ("weight", ">f4"), ("number", ">u4"), ("shortest", "u1"), ("longest", "u1")),
        *(("heaviest", ">f4"), ("first", ">u4"), ("last", ">u4"), ("start", ">i8"), ("length", ">i4")),
    ]
)
_KEY = Struct("!ii")

Numbers = NDArray[np.int64]


def add_terms(
    table: Any,
    field: int,
    terms: Sequence[bytes],
    of_lists: ListStatistics,
    starts: NDArray[Any],
    lengths: NDArray[Any],
) -> None:
    """Add terms of a field, in order, whose lists are at these places.

    `table` is an `OrderedHashWriter`, whose `add` spends most of its time on asking for its place in the file.
    """
    entries = np.zeros(len(terms), _ENTRY)
    for name, column in of_lists._asdict().items():
        entries[name] = column
    entries["start"], entries["length"] = starts, lengths
    prefix, values, size = pack_ushort(field), entries.tobytes(), _ENTRY.itemsize
    keys = [prefix + term for term in terms]
    records = [
        _KEY.pack(len(key), size) + key + values[place * size : (place + 1) * size] for place, key in enumerate(keys)
    ]
    *places, _ = accumulate(map(len, records), initial=table.dbfile.tell())
    table.dbfile.write(b"".join(records))
    table.index.extend(places)
    for key, place in zip(keys, places, strict=True):
        hashed = int.from_bytes(md5(key, usedforsecurity=False).digest()[-4:])
        table.buckets[hashed & 255].append((hashed, place))
    table.lastkey = keys[-1]
