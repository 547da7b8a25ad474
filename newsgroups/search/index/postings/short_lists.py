"""Writes the short posting lists of many terms at once: most lists have one posting, and few have a dozen.

Each consists, as in `block_format`, of Whoosh's magic bytes, a length, statistics, and a pickle of (document deltas,
weights, values), all of them plain tuples. Pickling them one by one took most of the time of writing a segment.
"""

from typing import Any, NamedTuple
from zlib import compress

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC

from .block_format import COMPRESSION, WORTH_COMPRESSING, statistics
from .strings import Strings

Numbers = NDArray[Any]
_MAGIC_AND_LENGTH = 8
_TEMPLATE = WHOOSH3_HEADER_MAGIC + bytes(4) + statistics(0, 0, 0.0, 0, 0, 0)
# Where the numbers of a list are in the bytes that precede its pickle.
_HEAD = np.dtype(
    {
        "names": ["length", "number", "last", "heaviest", "compression", "shortest", "longest"],
        "formats": [">i4", "<u4", "<u4", ">f8", "u1", "u1", "u1"],
        "offsets": [4, 12, 17, 22, 31, 33, 35],
        "itemsize": len(_TEMPLATE),
    }
)
# Pickle has opcodes for tuples of up to three; longer ones are marked at their start.
_TUPLES = np.array([0, 0x85, 0x86, 0x87, ord("t")], np.uint8)
_UNMARKED = 3


class ListStatistics(NamedTuple):
    """What Whoosh records about each of many posting lists; the lengths are in its one-byte encoding."""

    number: Numbers
    weight: Numbers
    heaviest: Numbers
    shortest: Numbers
    longest: Numbers
    first: Numbers
    last: Numbers

    @classmethod
    def of(cls, sizes: Numbers, documents: Numbers, counts: Numbers, lengths: bytes) -> "ListStatistics":
        """Summarize lists of `sizes` postings each, at least one; `lengths` has one entry per document."""
        first, of_postings = np.cumsum(sizes) - sizes, np.frombuffer(lengths, np.uint8)[documents]
        return cls(
            sizes,
            np.add.reduceat(counts, first, dtype=np.int64),
            np.maximum.reduceat(counts, first),
            np.minimum.reduceat(of_postings, first),
            np.maximum.reduceat(of_postings, first),
            documents[first],
            documents[first + sizes - 1],
        )

    def where(self, which: NDArray[np.bool_]) -> "ListStatistics":
        return ListStatistics(*(column[which] for column in self))


def encoded_lists(
    of_lists: ListStatistics, documents: Numbers, counts: Numbers, values: Strings | None, size: int | None
) -> Strings:
    """Return the bytes of each list, given the documents, counts and values of all their postings.

    The documents of a list are ascending, and its counts are its weights. `values` has one string per posting, and
    `size` is their fixed size; without values, they are None and 0.
    """
    sizes = of_lists.number
    if not len(sizes):
        return Strings.of([])
    body = Strings.concatenated(
        _tuples(Strings.pushed(_deltas(documents, sizes)), sizes),
        _weights(counts, of_lists),
        _values(values, sizes, size),
        Strings.constant(b"\x87.", np.ones(len(sizes), bool)),
    )
    body, is_deflated = _deflated(body)
    head = np.tile(np.frombuffer(_TEMPLATE, np.uint8), len(sizes)).view(_HEAD)
    head["length"] = -(body.lengths + len(_TEMPLATE) - _MAGIC_AND_LENGTH)
    head["number"], head["last"], head["heaviest"] = sizes, of_lists.last, of_lists.heaviest
    head["shortest"], head["longest"] = of_lists.shortest, of_lists.longest
    head["compression"] = COMPRESSION * is_deflated
    return Strings.concatenated(Strings(head.view(np.uint8), np.full(len(sizes), _HEAD.itemsize)), body)


def _deltas(documents: Numbers, sizes: Numbers) -> Numbers:
    first = np.cumsum(sizes) - sizes
    deltas = np.diff(documents, prepend=0)
    deltas[first] = documents[first]
    return deltas


def _tuples(items: Strings, sizes: Numbers) -> Strings:
    """Return a pickled tuple of each group of items; nothing for a group of none."""
    closing = _TUPLES[np.minimum(sizes, _UNMARKED + 1)][sizes > 0]
    return Strings.concatenated(
        Strings.constant(b"(", sizes > _UNMARKED), items.grouped(sizes), Strings(closing, (sizes > 0).astype(np.int64))
    )


def _weights(counts: Numbers, of_lists: ListStatistics) -> Strings:
    """Return the pickled weights: None for ones, a number if all are alike, else a tuple."""
    is_alike = of_lists.weight == of_lists.heaviest * of_lists.number
    is_one = is_alike & (of_lists.heaviest == 1)
    alike = np.full(int((is_alike & ~is_one).sum()), 0, [("push", "u1"), ("weight", ">f8")])
    alike["push"], alike["weight"] = ord("G"), of_lists.heaviest[is_alike & ~is_one]
    several = np.where(is_alike, 0, of_lists.number)
    return Strings.concatenated(
        Strings.constant(b"N", is_one),
        Strings(alike.view(np.uint8).reshape(-1), (is_alike & ~is_one) * np.int64(alike.itemsize)),
        _tuples(Strings.pushed(counts[np.repeat(~is_alike, of_lists.number)]), several),
    )


def _values(values: Strings | None, sizes: Numbers, size: int | None) -> Strings:
    """Return the pickled values of each list: None, one string if they have a fixed size, else a tuple of strings."""
    if values is None:
        return Strings.constant(b"N", np.ones(len(sizes), bool))
    return _bytes(values.grouped(sizes)) if size else _tuples(_bytes(values), sizes)


def _bytes(values: Strings) -> Strings:
    is_short = values.lengths < 0x100
    return Strings.concatenated(
        Strings.constant(b"C", is_short),
        Strings.constant(b"B", ~is_short),
        Strings(values.lengths[is_short].astype(np.uint8), is_short.astype(np.int64)),
        Strings(values.lengths[~is_short].astype("<u4").view(np.uint8), ~is_short * np.int64(4)),
        values,
    )


def _deflated(bodies: Strings) -> tuple[Strings, NDArray[np.bool_]]:
    """Compress the strings that gain by it."""
    each, is_deflated = bodies.to_list(), np.zeros(len(bodies.lengths), bool)
    for place in np.flatnonzero(bodies.lengths >= WORTH_COMPRESSING).tolist():
        packed = compress(each[place], COMPRESSION)
        if len(packed) < len(each[place]):
            each[place], is_deflated[place] = packed, True
    return Strings.of(each) if is_deflated.any() else bodies, is_deflated
