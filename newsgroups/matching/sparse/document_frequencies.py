"""Document frequencies: how rare a term is in this archive and in news in general."""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.chance.beginning_similarity import gram_rarity
from newsgroups.text.fingerprints.beginnings import BUCKETS
from newsgroups.text.terms.extract import TermDocument

from .vocabulary import Terms, factorize, kinds

# News in general counts as this many articles: it dominates in an archive of ten, and hardly matters in one of 30,000.
BACKGROUND_WEIGHT = 1_000.0
_BACKGROUND = Path(__file__).with_name("background.npz")
# Places, people, and ages are counted as names and numbers.
COUNTED = ("stems", "names", "phrases", "numbers", "amounts")
# Below this number of ids, a binary search is faster.
_MANY = 2_000
Value = TypeVar("Value", bound=np.floating)
_HEADER = struct.Struct("<QQ")
# A term in more texts than this is as common as the archive says, however rare it is in news in general.
SEVERAL = 2
# Below this number of articles, an archive does not know its own vocabulary yet.
ARTICLES_UNSEEN = 50.0


@dataclass(frozen=True, eq=False)
class Statistics:
    """Document frequencies of terms.

    `ids` (uint32) are sorted and unique; `frequencies` say in how many of `documents` texts each occurs. Also counts,
    for each gram of a beginning, the archive's own `texts` that contain it. `common` holds the frequencies that
    determine rarity, if they differ.
    """

    documents: float
    ids: NDArray[np.uint32]
    frequencies: NDArray[np.float64]
    texts: float = 0.0
    grams: NDArray[np.float32] = field(default_factory=lambda: np.zeros(BUCKETS, np.float32))
    common: NDArray[np.float64] | None = None

    @classmethod
    def count(cls, documents: Iterable[TermDocument]) -> "Statistics":
        return cls.of(Terms.of(documents))

    @classmethod
    def of(cls, terms: Terms, of_events: NDArray[np.bool_] | None = None) -> "Statistics":
        """Count the terms of an archive.

        Terms in a single text are dropped: they are as rare as unseen ones. Copies of a text count once, so a hundred
        outlets that print one report do not make its words common. `of_events` are the articles that may cover an
        event; if they are a minority, the others are not counted (`covers_few_events`).
        """
        is_text = terms.is_text
        if of_events is not None and covers_few_events(int(of_events.sum()), len(of_events)):
            is_text = is_text & of_events
        often = np.zeros(len(terms.ids), np.int64)
        for rows in terms.rows.blocks(np.flatnonzero(is_text)):
            often += np.bincount(rows.of_kinds(kinds(*COUNTED)).indices, minlength=len(often))
        held = np.flatnonzero(often)
        # A number and a name may have the same id.
        ids, places = factorize(terms.ids[held].astype(np.int64))
        frequencies = np.bincount(places, often[held], len(ids)).astype(np.float64)
        several = frequencies > 1
        texts = int(is_text.sum())
        counted = np.repeat(is_text, np.diff(terms.gram_ends))
        grams = np.bincount(terms.grams[counted], minlength=BUCKETS).astype(np.float32)
        return cls(texts, ids[several].astype(np.uint32), frequencies[several], texts, grams)

    def with_background(self) -> "Statistics":
        """Return these counts plus those of news in general, which weigh as much as 1,000 articles.

        A term is at least as common as it is in the archive: in 300 items on technology, a third of which mention "AI",
        that term is uninformative, however rare it is elsewhere.
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
        """Return the squared weight of each gram of a beginning."""
        return gram_rarity(self.grams, self.texts)

    def inverse_document_frequency(self, ids: NDArray[np.uint32]) -> NDArray[np.float32]:
        """Return log((N + 1) / (df + 1)) for each id; unknown terms count as in one article."""
        return self._found(ids, self._rarity, self._rarity[-1])

    def rarity_here(self, ids: NDArray[np.uint32]) -> NDArray[np.float32]:
        """Like `inverse_document_frequency`, but a term is at least as common as it is in the archive."""
        return self._found(ids, self._rarity_here, self._rarity_here[-1])

    def frequency(self, ids: NDArray[np.uint32]) -> NDArray[np.float64]:
        """Return in how many articles each id occurs; 0 for ids that were not counted."""
        return self._found(ids, self.frequencies, 0.0)

    @cached_property
    def _rarity(self) -> NDArray[np.float32]:
        """Return the rarity of each id, followed by that of an unknown term."""
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
        """Return the index of each id, or where it would be inserted.

        Ids are hashes, so their leading bits nearly determine the position: for many ids this takes a third of the time
        of a binary search.
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
        """Return where the ids with each value of the leading bits begin, and the shift that extracts those bits."""
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


def covers_few_events(of_events: int, articles: int) -> bool:
    """Return whether items that cover no event, such as coupon pages, would decide what is rare in an archive.

    Beside 5,000 coupon pages, every word of the news would be rare, and an hour of English news would have a precision
    of .40 instead of .88.
    """
    return 2 * of_events < articles


@cache
def background() -> Statistics:
    """Return the terms of English news in general, counted by `benchmarks/count_background.py`."""
    with np.load(_BACKGROUND, allow_pickle=False) as file:
        return Statistics(float(file["documents"]), file["ids"], file["frequencies"].astype(np.float64))
