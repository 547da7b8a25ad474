"""What a text says about its story: weighted stems, names, places, numbers and days, as small arrays.

Ids are 31-bit hashes of the stem or name, the same on every machine, so that a vocabulary need not be kept.
Among 500,000 terms some 60 share an id, which no ranking notices.
"""

import struct
from dataclasses import dataclass, fields
from datetime import date
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from newsgroups.text import lexicon
from newsgroups.text.event_days import event_days, named_days
from newsgroups.text.lexicon import FORMS, Lexicon, Read, joined

# News puts what happened first; beyond 800 words stand background and page chrome.
BODY_WORDS = 800
LEAD_WORDS = 60
BODY_CHARACTERS = 7 * BODY_WORDS
# Names that are combined with the days of the event: the most frequent ones say who, places say where.
EVENT_NAMES, EVENT_PLACES = 8, 12

_FORMAT = 2
_HEADER = struct.Struct("<BI12H")
_Ids = NDArray[np.uint32]
_lexicon = Lexicon()


class DamagedDocument(ValueError):
    """Bytes that are not a document of this version."""


@dataclass(frozen=True, eq=False, slots=True)
class Document:
    """Sorted unique ids (uint32) of the terms of one article, with counts (uint8) of stems and names.

    `names` are single capitalised words, `phrases` two of them in a row, `people` family names of those whose age or
    role is told, `amounts` numbers with the word behind them. `events` are names and
    places on days; `days` ordinals of all days named in the text.
    """

    stems: _Ids
    counts: NDArray[np.uint8]
    title: _Ids
    lead: _Ids
    names: _Ids
    name_counts: NDArray[np.uint8]
    phrases: _Ids
    places: _Ids
    people: _Ids
    ages: _Ids
    numbers: _Ids
    amounts: _Ids
    events: _Ids
    days: _Ids

    def to_bytes(self) -> bytes:
        """The document in about 2 kB: a header with the lengths and a checksum, then the arrays."""
        arrays = [getattr(self, each.name) for each in fields(self)]
        body = b"".join(a.astype("<u4" if a.dtype == np.uint32 else np.uint8).tobytes() for a in arrays)
        lengths = [len(a) for a in arrays if a.dtype == np.uint32]
        return _HEADER.pack(_FORMAT, crc32(body), *lengths) + body

    @classmethod
    def from_bytes(cls, data: bytes) -> "Document":
        """The document that `to_bytes` packed; raises DamagedDocument."""
        try:
            version, checksum, *lengths = _HEADER.unpack_from(data)
        except struct.error as error:
            raise DamagedDocument(f"not a document: {error}") from None
        if version != _FORMAT or crc32(memoryview(data)[_HEADER.size :]) != checksum:
            raise DamagedDocument(f"a document of version {version} with {len(data)} bytes cannot be read")
        arrays: list[NDArray[np.generic]] = []
        start, left = _HEADER.size, iter(lengths)
        for dtype, size in _DTYPES:
            length = len(arrays[-1]) if size == 1 else next(left)
            arrays.append(np.frombuffer(data, dtype, length, start))
            start += length * size
        return cls(*arrays)  # type: ignore[arg-type]


# How the arrays of a document are packed, and the bytes of an item.
_DTYPES = [("u1", 1) if each.name in ("counts", "name_counts") else ("<u4", 4) for each in fields(Document)]


def extract(title: str, text: str, published: date | None) -> Document:
    """Reads title and the first 800 words of the text. `published` resolves "Tuesday"; without it no events."""
    body = text[len(title) :] if title and text.startswith(title) else text
    read, head = _read(title, body)
    names = _Names.of(read, head)
    numbers = np.flatnonzero(read.numbers)
    followed = numbers[numbers < len(read.stems) - 1]
    followed = followed[read.stems[followed + 1] > 0]
    said = np.flatnonzero(read.stems)
    stems, counts = _counted(read.stems[said])
    unique_names, name_counts = _counted(read.names[names.places])
    where = _unique(names.where(read))
    named = _named_days(read, published)
    title_end = np.searchsorted(said, head)
    return Document(
        stems=stems,
        counts=counts,
        title=_unique(read.stems[said[:title_end]]),
        lead=_unique(read.stems[said[said < head + _words_in(read, head, LEAD_WORDS)]]),
        names=unique_names,
        name_counts=name_counts,
        phrases=_unique(joined(read.names[names.inner], read.names[names.inner + 1])),
        places=where,
        people=_unique(names.people(read)),
        ages=_unique(_ages(read)),
        numbers=_unique(read.numbers[numbers[(read.flags[numbers] & lexicon.NUMBER) > 0]]),
        amounts=_unique(joined(read.numbers[followed], read.stems[followed + 1])),
        events=_events(unique_names, name_counts, where, event_days(named, published) if published else []),
        days=_unique(np.array(named, dtype=np.uint32)),
    )


def stems_and_names(text: str) -> tuple[_Ids, NDArray[np.uint8], _Ids]:
    """Of what `extract` would read of a text without a title: sorted unique stems, their counts, and names."""
    read, head = _read("", text)
    stems, counts = _counted(read.stems[read.stems > 0])
    return stems, counts, _unique(read.names[_Names.of(read, head).places])


def _read(title: str, body: str) -> tuple[Read, int]:
    """The forms of the title, a line end, and the first words with what stands between them; and how many the title
    has. A word that the cut went through is left out.
    """
    head, beginning = FORMS.findall(title), FORMS.findall(body[:BODY_CHARACTERS])
    whole = beginning[: -1 if len(body) > BODY_CHARACTERS else None][: BODY_WORDS + BODY_WORDS // 4]
    return _lexicon.read([*head, "\n", *whole]), len(head)


@dataclass(frozen=True, slots=True)
class _Names:
    """Places of the words that are names by their capitals; `inner` are those with another name behind them, `first`
    and `last` bound the runs.
    """

    places: NDArray[np.intp]
    inner: NDArray[np.intp]
    first: NDArray[np.intp]
    last: NDArray[np.intp]

    @classmethod
    def of(cls, read: Read, title_length: int) -> "_Names":
        """At the start of a sentence and in titles, where everything may be capitalised, a word that English mostly
        writes small counts only if it is capitalised within a sentence elsewhere in the text.
        """
        words = (read.flags & lexicon.WORD) > 0
        capital = (read.flags & lexicon.CAPITAL) > 0
        within = np.zeros(len(words), dtype=bool)
        within[1:] = words[:-1] | ((read.flags[:-1] & lexicon.NUMBER) > 0)
        within[: title_length + 1] = False
        sure = capital & within
        doubtful = np.flatnonzero(capital & ~within & ((read.flags & lexicon.COMMON) > 0))
        name = capital
        name[doubtful] = _is_among(read.names[doubtful], read.names[sure])
        follows = np.zeros(len(name) + 1, dtype=bool)
        follows[1:-1] = name[:-1] & name[1:]
        places = np.flatnonzero(name)
        return cls(places, places[follows[places + 1]], places[~follows[places]], places[~follows[places + 1]])

    def where(self, read: Read) -> _Ids:
        """Names of places, by the words around them; of longer ones the first two words. American states always."""
        before = np.where(self.first > 0, read.flags[self.first - 1], 0)
        after = read.flags[np.minimum(self.last + 1, len(read.flags) - 1)]
        long = self.last > self.first
        # "Cook County" is Cook; a street is no name by itself.
        ends = long & ((read.flags[self.last] & lexicon.AFTER_PLACE) > 0)
        told = ((before & lexicon.BEFORE_PLACE) > 0) | ((after & lexicon.AFTER_PLACE) > 0) | ends
        two = (self.last - ends) > self.first
        single = read.names[self.first[told & ~two]]
        double = self.first[told & two]
        states = self.places[(read.flags[self.places] & lexicon.STATE) > 0]
        return np.concatenate([single, joined(read.names[double], read.names[double + 1]), read.names[states]])

    def people(self, read: Read) -> _Ids:
        """Family names before an age, and of those who are told as somebody."""
        ends = np.minimum(self.last + 2, len(read.flags) - 1)
        aged = (read.amounts[ends] > 0) & ((read.flags[ends - 1] & lexicon.COMMA) > 0)
        before = np.where(self.first > 0, read.flags[self.first - 1], 0)
        told = (self.last > self.first) & (aged | ((before & lexicon.BEFORE_PERSON) > 0))
        return np.asarray(read.names[self.last[told]], dtype=np.uint32)


def _ages(read: Read) -> _Ids:
    """Numbers before "year", and those between commas."""
    inside = np.flatnonzero(read.amounts[1:-1] > 0) + 1
    commas = (read.flags[inside - 1] & lexicon.COMMA) > 0
    commas &= (read.flags[inside + 1] & (lexicon.COMMA | lexicon.ENDS)) > 0
    return read.numbers[inside[commas | ((read.flags[inside + 1] & lexicon.YEAR) > 0)]]


def _named_days(read: Read, published: date | None) -> list[int]:
    if published is None:
        return []
    places = np.flatnonzero(read.days)
    behind = read.amounts[np.minimum(places + 1, len(read.amounts) - 1)]
    return named_days(zip(read.days[places].tolist(), behind.tolist(), strict=True), published)


def _events(names: _Ids, counts: NDArray[np.uint8], where: _Ids, days: list[int]) -> _Ids:
    """The most frequent names and the places, each on each day."""
    frequent = names[np.lexsort((names, -counts.astype(np.intp)))[:EVENT_NAMES]]
    told = np.unique(np.concatenate([frequent, where[:EVENT_PLACES]]))
    return _unique(np.concatenate([joined(told, np.full(len(told), day)) for day in days]) if days else told[:0])


def _words_in(read: Read, start: int, words: int) -> int:
    """How many forms after `start` hold so many words."""
    places = np.flatnonzero(read.flags[start:] & lexicon.WORD)
    return int(places[words]) if len(places) > words else len(read.flags)


def _counted(ids: _Ids) -> tuple[_Ids, NDArray[np.uint8]]:
    ordered, first = _ordered(ids)
    places = np.flatnonzero(first)
    return ordered[places], np.minimum(np.diff(places, append=len(ids)), 255).astype(np.uint8)


def _is_among(ids: _Ids, others: _Ids) -> NDArray[np.bool_]:
    """As `numpy.isin`, which takes thrice as long for so few."""
    ordered = np.sort(others)
    return np.searchsorted(ordered, ids, "right") > np.searchsorted(ordered, ids)


def _unique(ids: _Ids) -> _Ids:
    """As `numpy.unique`, which takes thrice as long for so few."""
    ordered, first = _ordered(ids)
    return ordered[first]


def _ordered(ids: _Ids) -> tuple[_Ids, NDArray[np.bool_]]:
    """The ids in order, and where each stands first."""
    ordered = np.sort(ids.astype(np.uint32, copy=False))
    first = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered, first
