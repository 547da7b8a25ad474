"""The texts of a story made ready: how rare each word is in it, which texts are copies, and where its figures are."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt

from .types import Place, Telling

# Two texts that share so much of the shorter one's sentences are one text: an agency's, or a page twice.
COPY_SHARE = 0.5
# Sentences with fewer words are shared by chance.
_LEAST_WORDS = 6
# Words around a figure are those of its sentence; very long ones are lists.
Vector = dict[str, float]


@dataclass(frozen=True, eq=False)
class Story:
    """Its texts in the order of publication."""

    texts: Sequence[Telling]

    @cached_property
    def idf(self) -> dict[str, float]:
        """By stem, over the sentences of all texts, each once: a copy does not make its words common."""
        sentences = {words for text in self.texts for words in text.mentions.words if words}
        often = Counter(word for words in sentences for word in words)
        return {word: log((len(sentences) + 1) / (count + 0.5)) for word, count in often.items()}

    def weight(self, words: frozenset[str]) -> float:
        return sum(self.idf.get(word, 0.0) for word in words)

    def overlap(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Weight of shared words over that of all, 0..1."""
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

    def names_of(self, place: Place) -> frozenset[str]:
        return self.texts[place.text].mentions.names[place.figure.sentence]

    @cached_property
    def families(self) -> list[int]:
        """For each text the first one that has the same text."""
        held: dict[frozenset[str], list[int]] = defaultdict(list)
        sizes: Counter[int] = Counter()
        shared: Counter[tuple[int, int]] = Counter()
        for number, text in enumerate(self.texts):
            for words in {words for words in text.mentions.words if len(words) >= _LEAST_WORDS}:
                sizes[number] += 1
                for other in held[words][:8]:
                    shared[other, number] += 1
                held[words].append(number)
        first = list(range(len(self.texts)))
        for (one, other), count in sorted(shared.items()):
            if count >= COPY_SHARE * min(sizes[one], sizes[other]):
                first[other] = min(first[other], first[one])
        return first

    @cached_property
    def places(self) -> list[Place]:
        """Figures of all texts; a caption or a tweet is none of the report."""
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
        """Sets of words of its sentences."""
        return self._sentences[text]

    @cached_property
    def _sentences(self) -> list[frozenset[frozenset[str]]]:
        return [frozenset(text.mentions.words) for text in self.texts]

    def values_but(self, text: int) -> frozenset[float]:
        """Figures of all other texts."""
        return self._values_but[text]

    @cached_property
    def _values_but(self) -> list[frozenset[float]]:
        own = [frozenset(figure.value for figure in text.mentions.figures) for text in self.texts]
        often = Counter(value for values in own for value in values)
        return [frozenset(v for v, count in often.items() if count > (v in values)) for values in own]
