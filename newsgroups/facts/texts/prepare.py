"""Prepare the texts of a story: word rarity, which texts are copies, and where the figures are."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt

from newsgroups.facts.types import Place, Telling

from .coverage import Cover, covers

# Two texts that share this much of the shorter one's sentences are one text: agency copy, or a page fetched twice.
COPY_SHARE = 0.5
# A sentence is the same as another if this share of it occurs there.
_SAME_SENTENCE = 0.8
# Sentences with fewer words match by chance.
_MIN_WORDS = 6


@dataclass(frozen=True, eq=False)
class Story:
    """The texts of a story in order of publication."""

    texts: Sequence[Telling]

    @cached_property
    def idf(self) -> dict[str, float]:
        """Return idf by stem over the distinct sentences of all texts: copies do not make their words common."""
        sentences = {words for text in self.texts for words in text.mentions.words if words}
        often = Counter(word for words in sentences for word in words)
        return {word: log((len(sentences) + 1) / (count + 0.5)) for word, count in often.items()}

    def weight(self, words: frozenset[str]) -> float:
        return sum(self.idf.get(word, 0.0) for word in words)

    def overlap(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return the weight of shared words over the weight of all words (0..1)."""
        both = self.weight(one & other)
        every = self.weight(one | other)
        return both / every if every > 0 else 0.0

    def cosine(self, one: frozenset[str], other: frozenset[str]) -> float:
        norm = sqrt(self._squares(one) * self._squares(other))
        return self._squares(one & other) / norm if norm > 0 else 0.0

    def _squares(self, words: frozenset[str]) -> float:
        return sum(self.idf.get(word, 0.0) ** 2 for word in words)

    def words_of(self, place: Place) -> frozenset[str]:
        return self.texts[place.text].mentions.words[place.figure.sentence]

    def sentence_of(self, place: Place) -> str:
        mentions = self.texts[place.text].mentions
        return mentions.text[slice(*mentions.sentences[place.figure.sentence])]

    def around(self, place: Place) -> tuple[frozenset[str], frozenset[str]]:
        """Return the words and the names of the sentence of a figure and of its neighbors."""
        mentions, number = self.texts[place.text].mentions, place.figure.sentence
        near = slice(max(0, number - 1), number + 2)
        nothing: frozenset[str] = frozenset()
        return nothing.union(*mentions.words[near]), nothing.union(*mentions.names[near])

    def names_of(self, place: Place) -> frozenset[str]:
        return self.texts[place.text].mentions.names[place.figure.sentence]

    @cached_property
    def families(self) -> list[int]:
        """Return, for each text, the first one with the same text, word for word or nearly."""
        first = list(range(len(self.texts)))
        for number, sentences in enumerate(self.covers):
            told = [words for words in self.texts[number].mentions.words if len(words) >= _MIN_WORDS]
            copied = Counter(
                cover.text
                for cover, words in zip(sentences, self.texts[number].mentions.words, strict=True)
                if cover.share >= _SAME_SENTENCE and len(words) >= _MIN_WORDS
            )
            for other, count in copied.items():
                if count >= COPY_SHARE * len(told):
                    one, two = self._root(first, number), self._root(first, other)
                    first[max(one, two)] = min(one, two)
        return [self._root(first, number) for number in range(len(first))]

    @staticmethod
    def _root(first: list[int], number: int) -> int:
        while first[number] != number:
            number = first[number]
        return number

    @cached_property
    def covers(self) -> list[list[Cover]]:
        """Return how much of each sentence a single sentence of another text covers."""
        return covers([text.mentions.words for text in self.texts], self.idf)

    @cached_property
    def places(self) -> list[Place]:
        """Return the figures of all texts, except those in captions and tweets, which are not part of the report."""
        return [
            Place(number, figure)
            for number, text in enumerate(self.texts)
            for figure in text.mentions.figures
            if "caption" not in figure.flags
        ]

    def places_of(self, text: int) -> list[Place]:
        return self._by_text[text]

    @cached_property
    def _by_text(self) -> dict[int, list[Place]]:
        found: dict[int, list[Place]] = defaultdict(list)
        for place in self.places:
            found[place.text].append(place)
        return found

    def sentences_of(self, text: int) -> frozenset[frozenset[str]]:
        """Return the sentences of a text as sets of words."""
        return self._sentences[text]

    @cached_property
    def _sentences(self) -> list[frozenset[frozenset[str]]]:
        return [frozenset(text.mentions.words) for text in self.texts]

    def values_but(self, text: int) -> frozenset[float]:
        """Return the figures of all other texts."""
        return self._values_but[text]

    @cached_property
    def _values_but(self) -> list[frozenset[float]]:
        own = [frozenset(figure.value for figure in text.mentions.figures) for text in self.texts]
        often = Counter(value for values in own for value in values)
        return [frozenset(v for v, count in often.items() if count > (v in values)) for values in own]
