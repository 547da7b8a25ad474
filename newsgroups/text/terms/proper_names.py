"""Names in texts: capitalized words not merely at the start of a sentence; names of places and of people."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgroups.text.tokens.ranges import ranges

from . import lexicon
from .lexicon import joined
from .readings import Ints, Keys, Texts


class Names(NamedTuple):
    """Positions of the words that are names by capitalization.

    `inner` are those followed by another name; `first` and `last` bound the runs.
    """

    places: Ints
    inner: Ints
    first: Ints
    last: Ints

    @classmethod
    def of(cls, texts: Texts) -> "Names":
        """Find the names.

        At the start of a sentence and in titles, where any word may be capitalized, a word that English mostly writes
        in lower case counts only if it is capitalized within a sentence elsewhere in the text.
        """
        name = (texts.flags & lexicon.CAPITAL) > 0
        within = np.zeros(len(name), dtype=bool)
        np.not_equal(texts.flags[:-1] & (lexicon.WORD | lexicon.NUMBER), 0, out=within[1:])
        within[ranges(texts.starts, texts.titles + 1 - texts.starts)] = False
        doubtful = (name & ~within & ((texts.flags & lexicon.COMMON) > 0)).nonzero()[0]
        sure = (name & within).nonzero()[0]
        name[doubtful] = _is_among(texts.keys(doubtful, texts.names), texts.keys(sure, texts.names))
        places = name.nonzero()[0]
        # No name precedes or follows a text.
        before, behind = name[places - 1], name[places + 1]
        return cls(places, places[behind], places[~before], places[~behind])

    def before(self, end: int) -> "Names":
        """Return the names before a position between texts."""
        return Names(*(each[: each.searchsorted(end)] for each in self))

    def place_names(self, texts: Texts) -> Keys:
        """Return place names, judged by the words around them: the first two words, and American states always."""
        before, after = texts.flags[self.first - 1], texts.flags[self.last + 1]
        # The last word of a text is followed by itself.
        after = np.where(after == 0, texts.flags[self.last], after)
        long = self.last > self.first
        # "Cook County" is Cook; a street is not a name by itself.
        ends = long & ((texts.flags[self.last] & lexicon.AFTER_PLACE) > 0)
        told = ((before & lexicon.BEFORE_PLACE) > 0) | ((after & lexicon.AFTER_PLACE) > 0) | ends
        two = (self.last - ends) > self.first
        single, double = self.first[told & ~two], self.first[told & two]
        states = self.places[(texts.flags[self.places] & lexicon.STATE) > 0]
        pairs = texts.upper(double) | joined(texts.names[double], texts.names[double + 1])
        return np.concatenate([texts.keys(single, texts.names), pairs, texts.keys(states, texts.names)])

    def people(self, texts: Texts) -> Keys:
        """Return family names before an age, and of people whose role is given."""
        long = self.last > self.first
        first, last = self.first[long], self.last[long]
        told = (texts.flags[first - 1] & lexicon.BEFORE_PERSON) > 0
        comma = ((texts.flags[last + 1] & lexicon.COMMA) > 0).nonzero()[0]
        told[comma] |= texts.amounts[last[comma] + 2] > 0
        return texts.keys(last[told], texts.names)


def _is_among(keys: Keys, others: Keys) -> NDArray[np.bool_]:
    """Like `numpy.isin`, which takes three times as long for so few."""
    ordered = np.sort(others)
    return ordered.searchsorted(keys, "right") > ordered.searchsorted(keys)
