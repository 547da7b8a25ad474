"""What several articles have in common, in the reader's words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from newsgroups.matching.statistics import Statistics
from newsgroups.text.keywords import Keywords
from newsgroups.text.lexicon import name_id, term_id

# A reader takes in about this many words of a kind at a glance.
MOST_SHOWN = 12
# A word in more than one article of thirty is no reason for anything (the logarithm of 30).
LEAST_RARITY = 3.4


@dataclass(frozen=True, slots=True)
class SharedWord:
    """A word as written, in how many of the articles it stands, and how rare it is (idf, natural logarithm)."""

    text: str
    articles: int
    rarity: float

    @property
    def weight(self) -> float:
        return self.articles * self.rarity


@dataclass(frozen=True, slots=True)
class SharedWords:
    names: list[SharedWord]
    words: list[SharedWord]
    numbers: list[SharedWord]

    @property
    def by_kind(self) -> list[tuple[str, list[SharedWord]]]:
        """Each kind under what a reader calls it."""
        return [("Names and places", self.names), ("Rare words", self.words), ("Figures", self.numbers)]


def shared_words(articles: Sequence[Keywords], statistics: Statistics, *, least: int = 2) -> SharedWords:
    """Names, rare words and numbers that stand in at least `least` of the articles, heaviest first."""
    return SharedWords(
        names=_heaviest([{_key(name): name for name in each.names} for each in articles], "=", statistics, least),
        words=_heaviest([{root: w for root, (w, _) in each.words.items()} for each in articles], "", statistics, least),
        numbers=_heaviest([{number: number for number in each.numbers} for each in articles], "#", statistics, least),
    )


def _key(name: str) -> str:
    return " ".join(name.lower().split()[:2])


def _heaviest(articles: Iterable[dict[str, str]], prefix: str, statistics: Statistics, least: int) -> list[SharedWord]:
    """`articles` map the form that is compared to the form that is shown."""
    counts: dict[str, int] = {}
    written: dict[str, str] = {}
    for article in articles:
        for form, text in article.items():
            counts[form] = counts.get(form, 0) + 1
            written.setdefault(form, text)
    shared = [form for form, count in counts.items() if count >= least]
    ids = np.array([name_id(f) if prefix == "=" else term_id(prefix + f) for f in shared], dtype=np.uint32)
    rarity = statistics.inverse_document_frequency(ids).tolist()
    found = [SharedWord(written[f], counts[f], r) for f, r in zip(shared, rarity, strict=True) if r >= LEAST_RARITY]
    return sorted(found, key=lambda word: (-word.weight, word.text))[:MOST_SHOWN]
