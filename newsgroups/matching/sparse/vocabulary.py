"""Terms of many articles by column number instead of id, so that vectors over all terms are short."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray

from newsgroups.text.fingerprints.beginnings import Grams
from newsgroups.text.terms.extract import TermDocument

from .growable_array import GrowableArray
from .sparse_rows import Ints, SparseRows, offsets_of

# Kinds of terms and their vocabularies. A stem is the same in title, beginning, and text.
KINDS = (
    "stems",
    "title",
    "lead",
    "names",
    "phrases",
    "places",
    "people",
    "ages",
    "numbers",
    "amounts",
    "events",
    "days",
)
_VOCABULARY = np.array([0, 0, 0, *range(1, len(KINDS) - 2)], dtype=np.int64)
# Ids have 31 bits; this many documents have fewer cells than 27 bits can number.
_BATCH_SIZE = 2_000
_ID_BITS, _PLACE_BITS = 31, 27
_ONES = np.ones(1 << 16, np.uint8)


@dataclass(frozen=True, eq=False)
class Terms:
    """The terms of articles, as rows in the order of `KINDS`.

    The values are term frequencies (1..255). `ids` are those of all columns: each vocabulary is contiguous and
    ascending, from `starts` on. `is_text` is False for every copy of a text after the first. `grams` are those of the
    beginnings, concatenated; `gram_ends` holds where each article's end.
    """

    rows: SparseRows
    ids: NDArray[np.uint32]
    starts: Ints
    is_text: NDArray[np.bool_]
    grams: Grams
    gram_ends: Ints

    @classmethod
    def of(cls, documents: Iterable[TermDocument]) -> "Terms":
        """Collect the terms. If documents are generated lazily, only a few are in memory at once."""
        each = iter(documents)
        copies = _Copies()
        columns, counts, lengths = GrowableArray(np.int32), GrowableArray(np.uint8), GrowableArray(np.int32)
        known, is_text = GrowableArray(np.int64), GrowableArray(np.bool_)
        grams, gram_lengths = GrowableArray(np.uint16), GrowableArray(np.int64)
        ends = [(0, 0)]
        while held := list(islice(each, _BATCH_SIZE)):
            block = _Block.of(held, copies)
            known.add(block.vocabulary)
            columns.add(block.places)
            counts.add(block.counts)
            lengths.add(block.lengths)
            is_text.add(block.is_text)
            grams.add(np.concatenate([each.grams for each in held]))
            gram_lengths.add(np.array([len(each.grams) for each in held]))
            ends.append((len(known), len(columns)))
        vocabulary = unique_of(known.whole())
        rows = SparseRows(counts.whole(), columns.whole(), offsets_of(lengths.whole()), len(KINDS))
        for (start, first), (end, last) in pairwise(ends):
            number = np.searchsorted(vocabulary, known.whole()[start:end]).astype(np.int32)
            rows.indices[first:last] = number[rows.indices[first:last]]
        return cls(
            rows=rows,
            ids=(vocabulary & (1 << _ID_BITS) - 1).astype(np.uint32),
            starts=np.searchsorted(vocabulary, np.arange(_VOCABULARY[-1] + 2) << _ID_BITS),
            is_text=is_text.whole(),
            grams=grams.whole(),
            gram_ends=np.append(0, np.cumsum(gram_lengths.whole())),
        )

    def of_kinds(self, *names: str) -> SparseRows:
        return self.rows.of_kinds(kinds(*names))

    def end_of(self, name: str) -> int:
        """Return the end of the columns of the vocabulary of a kind of terms."""
        return int(self.starts[_VOCABULARY[KINDS.index(name)] + 1])


def kinds(*names: str) -> list[int]:
    """Return the numbers of kinds of rows, by name."""
    return [KINDS.index(name) for name in names]


def factorize(ids: Ints, bits: int = _PLACE_BITS) -> tuple[Ints, NDArray[np.int32]]:
    """Return the unique ids, ascending, and the index of each id among them.

    Like `numpy.unique`, in a fifth of the time: one sort of ids packed with their positions in the low bits.
    For example, ids 30, 10, 30 give 10, 30 and the indexes 1, 0, 1.
    """
    keys = ids << bits | np.arange(len(ids))
    keys.sort()
    first = np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:] >> bits, keys[:-1] >> bits, out=first[1:])
    places = np.empty(len(keys), np.int32)
    places[keys & (1 << bits) - 1] = np.cumsum(first, dtype=np.int32) - 1
    return keys[first] >> bits, places


def unique_of(values: Ints) -> Ints:
    """Return the unique values, ascending. `numpy.unique` takes ten times as long for millions."""
    return each_of_sorted(np.sort(values))


def each_of_sorted(values: Ints) -> Ints:
    """Return the unique values of an ascending array."""
    return values[np.append(True, values[1:] != values[:-1])] if len(values) else values


class _Copies:
    """Detects texts with the same words as an earlier one."""

    def __init__(self) -> None:
        self._seen = set[bytes]()

    def is_new(self, document: TermDocument) -> bool:
        words = blake2b(document.stems.tobytes(), digest_size=16)
        words.update(document.counts.tobytes())
        before = len(self._seen)
        self._seen.add(words.digest())
        return len(self._seen) > before


@dataclass(frozen=True, eq=False)
class _Block:
    """Some documents, whose cells are indexes into a vocabulary of their own."""

    vocabulary: Ints
    places: NDArray[np.int32]
    counts: NDArray[np.uint8]
    lengths: NDArray[np.int32]
    is_text: NDArray[np.bool_]

    @classmethod
    def of(cls, documents: list[TermDocument], copies: _Copies) -> "_Block":
        held = [getattr(each, name) for each in documents for name in KINDS]
        lengths = np.fromiter(map(len, held), np.int32, len(held))
        vocabulary = np.repeat(np.tile(_VOCABULARY << _ID_BITS, len(documents)), lengths)
        return cls(
            *factorize(np.concatenate(held, dtype=np.int64) | vocabulary),
            np.concatenate([part for each in documents for part in _counts(each)]),
            lengths,
            np.array([copies.is_new(each) for each in documents]),
        )


def _counts(document: TermDocument) -> Iterator[NDArray[np.uint8]]:
    """Yield the frequency of each term in the document, in the order of `KINDS`; most kinds are not counted."""
    yield document.counts
    yield _ones(len(document.title) + len(document.lead))
    yield document.name_counts
    yield _ones(sum(len(getattr(document, name)) for name in KINDS[4:]))


def _ones(count: int) -> NDArray[np.uint8]:
    return _ONES[:count] if count <= len(_ONES) else np.ones(count, np.uint8)
