"""What several articles have in common, in words for the reader."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.sparse.document_frequencies import Statistics
from newsgroups.text.display.keywords import Keywords
from newsgroups.text.terms.extract import TermDocument
from newsgroups.text.terms.lexicon import name_id, term_id

# About as many words of one kind as a reader takes in at a glance.
MAX_SHOWN = 12
# A word in more than one article in thirty explains nothing (natural logarithm of 30).
MIN_RARITY = 3.4


@dataclass(frozen=True, slots=True)
class SharedWord:
    """A word as written, the number of the articles that contain it, its idf (natural log), and its id in documents."""

    text: str
    articles: int
    rarity: float
    id: int = 0

    @property
    def weight(self) -> float:
        return self.articles * self.rarity


@dataclass(frozen=True, slots=True)
class SharedWords:
    """Shared words by kind. `days` are the dates that the articles mention, in order."""

    names: list[SharedWord]
    places: list[SharedWord]
    words: list[SharedWord]
    numbers: list[SharedWord]
    days: list[date] = field(default_factory=list)

    @property
    def by_kind(self) -> list[tuple[str, list[SharedWord]]]:
        """Return each kind of word under its label for readers."""
        kinds = self.names, self.places, self.words, self.numbers
        return list(zip(("Names", "Places", "Rare words", "Figures"), kinds, strict=True))

    def within(self, document: TermDocument) -> "SharedWords":
        """Return the shared words that another article also contains, given its document."""
        names = np.concatenate([document.names, document.phrases])
        days = set(document.days.tolist())
        return SharedWords(
            names=_held(self.names, names),
            places=_held(self.places, names),
            words=_held(self.words, document.stems),
            numbers=_held(self.numbers, document.numbers),
            days=[day for day in self.days if day.toordinal() in days],
        )


def shared_words(
    articles: Sequence[Keywords], statistics: Statistics, *, min_articles: int = 2, most: int = MAX_SHOWN
) -> SharedWords:
    """Return names, places, rare words, and numbers that occur in at least `min_articles` of the articles.

    The heaviest come first, at most `most` of each kind. A name is a place if half of the articles that contain it
    use it as one.
    """
    names = _once(
        _heaviest([{_key(name): name for name in each.names} for each in articles], "=", statistics, min_articles)
    )
    held = Counter(_key(name) for each in articles for name in each.names)
    told = Counter(_key(name) for each in articles for name in each.places)
    places = {key for key, count in told.items() if 2 * count >= held[key]}
    return SharedWords(
        names=[word for word in names if _key(word.text) not in places][:most],
        places=[word for word in names if _key(word.text) in places][:most],
        words=_heaviest(
            [{root: w for root, (w, _) in a.words.items()} for a in articles], "", statistics, min_articles
        )[:most],
        numbers=_heaviest([{n: n for n in each.numbers} for each in articles], "#", statistics, min_articles)[:most],
        days=_days(articles, min_articles)[:most],
    )


def _key(name: str) -> str:
    return " ".join(name.lower().split()[:2])


def _once(names: Iterable[SharedWord]) -> list[SharedWord]:
    """Of names that end in the same word ("Ruel", "Henning Ruel", "Officer Ruel"), keep the heaviest."""
    kept: dict[str, SharedWord] = {}
    for name in names:
        kept.setdefault(name.text.lower().split()[-1], name)
    return list(kept.values())


def _days(articles: Sequence[Keywords], min_articles: int) -> list[date]:
    counts = Counter(day for each in articles for day in each.days)
    return [date.fromordinal(day) for day, count in sorted(counts.items()) if count >= min_articles]


def _held(words: Iterable[SharedWord], ids: NDArray[np.uint32]) -> list[SharedWord]:
    known = set(ids.tolist())
    return [word for word in words if word.id in known]


def _heaviest(
    articles: Iterable[dict[str, str]], prefix: str, statistics: Statistics, min_articles: int
) -> list[SharedWord]:
    """Return the heaviest shared words. `articles` map the form that is compared to the form that is shown."""
    counts: dict[str, int] = {}
    written: dict[str, str] = {}
    for article in articles:
        for form, text in article.items():
            counts[form] = counts.get(form, 0) + 1
            written.setdefault(form, text)
    shared = [form for form, count in counts.items() if count >= min_articles]
    ids = np.array([name_id(f) if prefix == "=" else term_id(prefix + f) for f in shared], dtype=np.uint32)
    rarity = statistics.inverse_document_frequency(ids).tolist()
    found = [
        SharedWord(written[form], counts[form], rare, number)
        for form, rare, number in zip(shared, rarity, ids.tolist(), strict=True)
        if rare >= MIN_RARITY
    ]
    return sorted(found, key=lambda word: (-word.weight, word.text))
