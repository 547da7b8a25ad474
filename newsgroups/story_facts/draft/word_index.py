"""Where words, and words in a row, occur in the articles of a story."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from newsgroups.facts.quotes import spoken_words

# A word that occurs more often than this is looked for only in the first places, those of the earliest articles.
MAX_PLACES = 2_000


class Words(NamedTuple):
    """The words of a text, folded, with the characters at which they begin and end."""

    folded: list[str]
    starts: list[int]
    ends: list[int]


class Found(NamedTuple):
    """Characters ``start`` to ``end`` of the text with this number."""

    text: int
    start: int
    end: int


def folded(word: str) -> str:
    """Return a word without accents and possessive: outlets write Malaga and Málaga, Ansgar and Ansgar's."""
    bare = word[:-2] if word.endswith("'s") else word
    if bare.isascii():
        return bare
    return "".join(letter for letter in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(letter))


def words_of(text: str) -> Words:
    found = list(spoken_words(text))
    return Words([folded(word) for word, _, _ in found], [each[1] for each in found], [each[2] for each in found])


@dataclass(frozen=True, eq=False)
class WordIndex:
    """The words of all texts, whole, in the order given."""

    texts: Sequence[Words]

    @cached_property
    def places(self) -> dict[str, list[tuple[int, int]]]:
        """Map each word to its first places: the number of the text, and of the word in it."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, words in enumerate(self.texts):
            for place, word in enumerate(words.folded):
                if len(held := found[word]) < MAX_PLACES:
                    held.append((number, place))
        return found

    def has(self, word: str) -> bool:
        return word in self.places

    def rows(self, words: Sequence[str]) -> Iterator[Found]:
        """Yield the places where the words stand in a row; the first in each text only."""
        if not words or not all(map(self.has, words)):
            return
        at = min(range(len(words)), key=lambda place: len(self.places[words[place]]))
        seen: set[int] = set()
        for number, place in self.places[words[at]]:
            first = place - at
            text = self.texts[number]
            if number not in seen and first >= 0 and text.folded[first : first + len(words)] == list(words):
                seen.add(number)
                yield Found(number, text.starts[first], text.ends[first + len(words) - 1])

    def near(self, words: Sequence[str], within: int) -> Iterator[Found]:
        """Yield the places where the words stand close together in any order; the first in each text only."""
        if not words or not all(map(self.has, words)):
            return
        rarest = min(words, key=lambda word: len(self.places[word]))
        wanted, seen = set(words), set[int]()
        for number, place in self.places[rarest]:
            text = self.texts[number]
            first, last = max(0, place - within), place + within + 1
            if number in seen or not wanted <= set(text.folded[first:last]):
                continue
            seen.add(number)
            around = [at for at in range(first, min(last, len(text.folded))) if text.folded[at] in wanted]
            yield Found(number, text.starts[around[0]], text.ends[around[-1]])
