"""Document frequencies: how rare a term is, in this archive and in news at large."""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.chance.beginnings import gram_rarity
from newsgroups.text.beginnings import BUCKETS
from newsgroups.text.terms.extract import Document

from .vocabulary import Terms, kinds, numbered

# News at large speaks with the voice of this many articles: an archive of ten trusts it, one of 30,000 itself.
BACKGROUND_WEIGHT = 1_000.0
_BACKGROUND = Path(__file__).with_name("background.npz")
# Places, people and ages are names and numbers.
COUNTED = ("stems", "names", "phrases", "numbers", "amounts")
# Fewer ids than this are found sooner by a binary search.
_MANY = 2_000
Value = TypeVar("Value", bound=np.floating)
_HEADER = struct.Struct("<QQ")
# A term of more texts than this is as common as the archive says, however rare it is in news at large.
SEVERAL = 2
# An archive of fewer articles does not know its own words yet.
ARTICLES_UNSEEN = 50.0


@dataclass(frozen=True, eq=False)
class Statistics:
    """In how many of `documents` texts each term stands: sorted unique `ids` (uint32) with their `frequencies`; and in
    how many of the archive's own `texts` each gram of a beginning. `common` are the frequencies that tell how rare a
    term is, where these are others.
    """

    documents: float
    ids: NDArray[np.uint32]
    frequencies: NDArray[np.float64]
    texts: float = 0.0
    grams: NDArray[np.float32] = field(default_factory=lambda: np.zeros(BUCKETS, np.float32))
    common: NDArray[np.float64] | None = None

    @classmethod
    def count(cls, documents: Iterable[Document]) -> "Statistics":
        return cls.of(Terms.of(documents))

    @classmethod
    def of(cls, terms: Terms) -> "Statistics":
        """Terms of a single text are left out: they are as rare as those of none.

        Copies of a text are counted once: a hundred outlets that print one report do not make its words common.
        """
        often = np.zeros(len(terms.ids), np.int64)
        for rows in terms.rows.blocks(np.flatnonzero(terms.is_text)):
            often += np.bincount(rows.of_kinds(kinds(*COUNTED)).indices, minlength=len(often))
        held = np.flatnonzero(often)
        # A number and a name may have one id.
        ids, places = numbered(terms.ids[held].astype(np.int64))
        frequencies = np.bincount(places, often[held], len(ids)).astype(np.float64)
        several = frequencies > 1
        texts = int(terms.is_text.sum())
        counted = np.repeat(terms.is_text, np.diff(terms.gram_ends))
        grams = np.bincount(terms.grams[counted], minlength=BUCKETS).astype(np.float32)
        return cls(texts, ids[several].astype(np.uint32), frequencies[several], texts, grams)

    def with_background(self) -> "Statistics":
        """These counts, with those of news at large added in the weight of 1,000 articles.

        A term is as common as it is in the archive, if that is more: in 300 items on technology, a third of which speak
        of "AI", it tells nothing, however rare it is elsewhere.
        """
        news = background()
        scale = BACKGROUND_WEIGHT / news.documents
        ids, places = np.unique(np.concatenate([self.ids, news.ids]), return_inverse=True)
        both = np.bincount(places, np.concatenate([self.frequencies, news.frequencies * scale])).astype(np.float64)
        documents = self.documents + BACKGROUND_WEIGHT
        own = places[: len(self.ids)]
        here = self.frequencies * documents / (self.documents + ARTICLES_UNSEEN)
        common = both.copy()
        common[own] = np.where(self.frequencies > SEVERAL, np.maximum(both[own], here), both[own])
        return replace(self, documents=documents, ids=ids, frequencies=both, common=common)

    @property
    def gram_rarity(self) -> NDArray[np.float32]:
        """The square of the weight of each gram of a beginning."""
        return gram_rarity(self.grams, self.texts)

    def inverse_document_frequency(self, ids: NDArray[np.uint32]) -> NDArray[np.float32]:
        """log((N + 1) / (df + 1)) of each id; a term not counted is that of one article."""
        return self._found(ids, self._rarity, self._rarity[-1])

    def rarity_here(self, ids: NDArray[np.uint32]) -> NDArray[np.float32]:
        """As `inverse_document_frequency`, of terms as common as they are in the archive, if that is more."""
        return self._found(ids, self._rarity_here, self._rarity_here[-1])

    def frequency(self, ids: NDArray[np.uint32]) -> NDArray[np.float64]:
        """In how many articles each id stands; 0 for those that were not counted."""
        return self._found(ids, self.frequencies, 0.0)

    @cached_property
    def _rarity(self) -> NDArray[np.float32]:
        """That of each id, and behind them that of a term not counted."""
        return self._rarity_of(self.frequencies)

    @cached_property
    def _rarity_here(self) -> NDArray[np.float32]:
        return self._rarity if self.common is None else self._rarity_of(self.common)

    def _rarity_of(self, frequencies: NDArray[np.float64]) -> NDArray[np.float32]:
        frequency = np.maximum(np.append(frequencies, 0), 1)
        return np.asarray(np.log((self.documents + 1) / (frequency + 1)), dtype=np.float32)

    def _found(self, ids: NDArray[np.uint32], values: NDArray[Value], unknown: Value | float) -> NDArray[Value]:
        if not len(self.ids):
            return np.full(len(ids), unknown, values.dtype)
        places = np.minimum(self._places(ids), len(self.ids) - 1)
        return np.where(self.ids[places] == ids, values[places], values.dtype.type(unknown))

    def _places(self, ids: NDArray[np.uint32]) -> NDArray[np.signedinteger]:
        """Where each id stands or would stand. Ids are hashes, and their first bits tell nearly where: of many ids a
        third of the time of a binary search.
        """
        if len(ids) < _MANY:
            return np.searchsorted(self.ids, ids)
        starts, shift = self._starts
        first: NDArray[np.int32] = starts[ids >> shift]
        after = starts[(ids >> shift) + np.uint32(1)]
        behind = np.flatnonzero(first < after)
        while len(behind):
            behind = behind[self.ids[first[behind]] < ids[behind]]
            first[behind] += 1
            behind = behind[first[behind] < after[behind]]
        return first

    @cached_property
    def _starts(self) -> tuple[NDArray[np.int32], np.uint32]:
        """Where the ids with each first bits begin, and by how much these are shifted."""
        bits = min(len(self.ids).bit_length() + 1, 32)
        bounds = np.arange((1 << bits) + 1, dtype=np.uint64) << np.uint64(32 - bits)
        return np.searchsorted(self.ids, bounds).astype(np.int32), np.uint32(32 - bits)

    def to_bytes(self) -> bytes:
        arrays = self.ids.astype("<u4"), self.frequencies.astype("<f4"), self.grams.astype("<f4")
        packed = zlib.compress(b"".join(each.tobytes() for each in arrays), 1)
        return _HEADER.pack(round(self.documents), len(self.ids)) + packed

    @classmethod
    def from_bytes(cls, data: bytes) -> "Statistics":
        documents, length = _HEADER.unpack_from(data)
        body = zlib.decompress(data[_HEADER.size :])
        ids = np.frombuffer(body, "<u4", length)
        frequencies = np.frombuffer(body, "<f4", length, 4 * length).astype(np.float64)
        return cls(documents, ids, frequencies, documents, np.frombuffer(body, "<f4", BUCKETS, 8 * length))


@cache
def background() -> Statistics:
    """Terms of English news at large, counted by `benchmarks/count_background.py`."""
    with np.load(_BACKGROUND, allow_pickle=False) as file:
        return Statistics(float(file["documents"]), file["ids"], file["frequencies"].astype(np.float64))
