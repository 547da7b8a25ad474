"""Extract what texts say about their stories: stems with counts, names, places, numbers, and days, as small arrays.

Ids are 31-bit hashes of the stem or name, the same on every machine, so no vocabulary has to be stored. Among 500,000
terms about 60 share an id, too few to affect any ranking.

Many texts are processed at once: each id is prefixed with the number of its text to form a key, and the keys of all
texts are sorted together.
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgroups.text.fingerprints.beginnings import Grams, grams
from newsgroups.text.tokens.ranges import ranges

from . import lexicon
from .event_days import event_days, named_days
from .lexicon import joined
from .proper_names import Names
from .readings import BODY_CHARACTERS, BODY_WORDS, HALF, Ints, Keys, Readings, Texts, read_beginning
from .term_document import DamagedDocument, TermDocument

__all__ = ["BODY_CHARACTERS", "BODY_WORDS", "DamagedDocument", "TermDocument", "TermKeys", "documents_of", "extract"]

LEAD_WORDS = 60
# Names combined with the days of the event: the most frequent ones say who, places say where.
EVENT_NAMES, EVENT_PLACES = 8, 12

Counts = NDArray[np.uint8]
_NO_GRAMS = np.empty(0, np.uint16)


class TermKeys(NamedTuple):
    """Keys of the stems of several texts, with their counts, and of their names."""

    stems: Keys
    counts: Counts
    names: Keys
    texts: int


def extract(title: str, text: str, published: date | None, language: str = "") -> TermDocument:
    """Read the title and the first 800 words of the text.

    `published` resolves days such as "Tuesday"; without it there are no events. If `language` is not English, its
    function words are dropped, too.
    """
    return documents_of(read_beginning(title, text), [published], [language], [grams(title, text)])[0][0]


def documents_of(
    readings: Readings,
    published: Sequence[date | None],
    languages: Sequence[str] = (),
    beginnings: Sequence[Grams] = (),
) -> tuple[list[TermDocument], TermKeys]:
    """Extract articles published on the given days in the given languages (English by default).

    The documents include the grams of their `beginnings`, if given. Also returns the terms of the articles' further
    pieces.
    """
    texts = Texts.of_readings(readings, languages)
    names = Names.of(texts)
    said = texts.stems.nonzero()[0]
    stems, counts = _counted(texts.keys(said, texts.stems))
    single, single_counts = _counted(texts.keys(names.places, texts.names))
    articles, first = len(published), np.uint64(len(published)) << HALF
    ends = stems.searchsorted(first), single.searchsorted(first)
    pieces = TermKeys(
        stems[ends[0] :] - first, counts[ends[0] :], single[ends[1] :] - first, len(texts.starts) - articles
    )
    whole = TermKeys(stems[: ends[0]], counts[: ends[0]], single[: ends[1]], articles)
    said = said[: said.searchsorted(texts.end)]
    begun = beginnings or [_NO_GRAMS] * articles
    return _documents(texts, names.before(texts.end), said, whole, single_counts[: ends[1]], published, begun), pieces


def _documents(
    texts: Texts,
    names: Names,
    said: Ints,
    whole: TermKeys,
    name_counts: Counts,
    published: Sequence[date | None],
    beginnings: Sequence[Grams],
) -> list[TermDocument]:
    numbers = texts.numbers[: texts.end].nonzero()[0]
    followed = numbers[texts.stems[numbers + 1] > 0]
    figures = numbers[(texts.flags[numbers] & lexicon.NUMBER) > 0]
    of = texts.of[said]
    # The line end after the title is not a word.
    words = np.cumsum((texts.flags[: texts.end + 1] & lexicon.WORD) > 0, dtype=np.int32)
    in_lead = words[said] - words[texts.titles[of]] <= LEAD_WORDS
    where = _unique(names.place_names(texts))
    days = _named_days(texts, published)
    parts = [
        whole.stems,
        _unique(texts.keys(said[said < texts.titles[of]], texts.stems)),
        _unique(texts.keys(said[in_lead], texts.stems)),
        whole.names,
        _unique(texts.upper(names.inner) | joined(texts.names[names.inner], texts.names[names.inner + 1])),
        where,
        _unique(names.people(texts)),
        _unique(texts.keys(_ages(texts), texts.numbers)),
        _unique(texts.keys(figures, texts.numbers)),
        _unique(texts.upper(followed) | joined(texts.numbers[followed], texts.stems[followed + 1])),
        _events(whole.names, name_counts, where, days, published),
    ]
    stems, title, lead, single, *others = (_apart(each, whole.texts) for each in parts)
    counts = _apart(whole.stems, whole.texts, whole.counts)
    often = _apart(whole.names, whole.texts, name_counts)
    named = [np.array(sorted(each), dtype=np.uint32) for each in days]
    return list(map(TermDocument, stems, counts, title, lead, single, often, *others, named, beginnings))


def _apart(keys: Keys, texts: int, values: NDArray[np.generic] | None = None) -> list[NDArray[np.generic]]:
    """Split the ids of sorted keys, or the values that belong to them, by text."""
    held = keys.astype(np.uint32) if values is None else values
    if texts == 1:
        return [held]
    bounds = keys.searchsorted(np.arange(texts + 1, dtype=np.uint64) << HALF).tolist()
    return [held[start:end] for start, end in pairwise(bounds)]


def _ages(texts: Texts) -> Ints:
    """Return the positions of numbers before "year" and of those between commas, except the first form."""
    inside = (texts.amounts[: texts.end] > 0).nonzero()[0]
    behind, before = texts.flags[inside + 1], texts.flags[inside - 1]
    told = ((before & lexicon.COMMA) > 0) & ((behind & (lexicon.COMMA | lexicon.ENDS)) > 0)
    told |= ((behind & lexicon.YEAR) > 0) & (before > 0)
    return inside[told]


def _named_days(texts: Texts, published: Sequence[date | None]) -> list[list[int]]:
    places = texts.days[: texts.end].nonzero()[0]
    told = list(zip(texts.days[places].tolist(), texts.amounts[places + 1].tolist(), strict=True))
    bounds = places.searchsorted([*texts.starts[: len(published)].tolist(), texts.end]).tolist()
    return [
        named_days(told[start:end], day) if day else []
        for (start, end), day in zip(pairwise(bounds), published, strict=True)
    ]


def _events(
    names: Keys, counts: Counts, where: Keys, named: Sequence[list[int]], published: Sequence[date | None]
) -> Keys:
    """Combine the most frequent names, and the places, with each day."""
    days = [event_days(each, day) if day else [] for each, day in zip(named, published, strict=True)]
    often = np.array([len(each) for each in days], dtype=np.int64)
    # Within each text, by descending count, then by id. Reordering does not change how many names a text has.
    rank = np.lexsort((names, ~counts, names >> HALF))
    frequent = names[rank[_place_in_text(names) < EVENT_NAMES]]
    told = _unique(np.concatenate([frequent, where[_place_in_text(where) < EVENT_PLACES]]))
    of = (told >> HALF).astype(np.int64)
    each = told.repeat(often[of])
    flat = np.array([day for each in days for day in each], dtype=np.int64)
    nth = ranges((np.cumsum(often) - often)[of], often[of])
    return _unique((each >> HALF << HALF) | joined(each.astype(np.uint32), flat[nth]))


def _place_in_text(keys: Keys) -> Ints:
    """Return, for each sorted key, the number of preceding keys of the same text."""
    of = keys >> HALF
    return np.arange(len(keys)) - of.searchsorted(of)


def _counted(keys: Keys) -> tuple[Keys, Counts]:
    ordered, first = _ordered(keys)
    places = first.nonzero()[0]
    often = np.empty(len(places), np.int64)
    np.subtract(places[1:], places[:-1], out=often[:-1])
    often[-1:] = len(keys) - places[-1:]
    return ordered[places], np.minimum(often, 255).astype(np.uint8)


def _unique(keys: Keys) -> Keys:
    """Like `numpy.unique`, which takes three times as long for so few."""
    ordered, first = _ordered(keys)
    return ordered[first]


def _ordered(keys: Keys) -> tuple[Keys, NDArray[np.bool_]]:
    """Return the sorted keys and a mask of the first occurrence of each."""
    ordered = np.sort(keys)
    first = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered, first
