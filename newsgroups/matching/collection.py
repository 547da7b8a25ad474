"""A set of articles as sparse rows, one an article, ready to be compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.rows import Rows
from newsgroups.matching.statistics import Statistics, first_of_copies
from newsgroups.text.terms import Document

# A word is rare in less than a hundredth of the articles: a natural logarithm, as rarities are.
RARE = float(np.log(100))


@dataclass(frozen=True, eq=False)
class Collection:
    """Articles to compare. `days` are ordinals with a fraction, NaN where undated; `sources` are any ids; `words` are
    numbers of stems; `is_text` tells the first of several copies of a text, and every other article.

    Rows of `body`, `lead`, `title` and `names` have length 1. Those of `rare_words`, `phrases`, `places`, `people`,
    `ages`, `numbers`, `amounts` and those that are named weights hold the square root of how rare each term is, so that
    the product of two rows is how much they share. Of `presence`, `events`, `named_days` and `fingerprints` all are 1.
    """

    days: NDArray[np.float64]
    sources: NDArray[np.int64]
    words: NDArray[np.float64]
    is_text: NDArray[np.bool_]
    body: Rows
    presence: Rows
    rare_words: Rows
    lead: Rows
    lead_weights: Rows
    title: Rows
    title_weights: Rows
    names: Rows
    name_weights: Rows
    phrases: Rows
    places: Rows
    people: Rows
    ages: Rows
    numbers: Rows
    amounts: Rows
    events: Rows
    named_days: Rows
    fingerprints: Rows
    documents: float

    def __len__(self) -> int:
        return len(self.days)

    @classmethod
    def build(
        cls,
        documents: Sequence[Document],
        fingerprints: Sequence[NDArray[np.int64]],
        days: NDArray[np.float64],
        sources: NDArray[np.int64],
        statistics: Statistics | None = None,
    ) -> "Collection":
        """`statistics` are those of the whole archive; without them these articles are the archive."""
        known = statistics or Statistics.count(documents).with_background()

        def rarity(name: str, power: float = 1.0) -> Rows:
            rows = Rows.ones(getattr(each, name) for each in documents)
            rarity = known.inverse_document_frequency(rows.indices.astype(np.uint32))
            return rows.with_values(rarity ** np.float32(power))

        weights = rarity("stems")
        rare = weights.where(weights.data > RARE)
        body = weights.with_values(weights.data * _frequent(each.counts for each in documents))
        name_weights = rarity("names", 0.5)
        names = name_weights.with_values(name_weights.data**2 * _frequent(each.name_counts for each in documents))
        title_weights, lead_weights = rarity("title"), rarity("lead")
        return cls(
            days=days,
            sources=sources,
            words=np.array([int(each.counts.sum()) for each in documents], dtype=np.float64),
            is_text=first_of_copies(documents),
            body=body.unit(),
            presence=body.with_values(np.ones(len(body.data), np.int8)),
            rare_words=rare.with_values(np.sqrt(rare.data)),
            lead=lead_weights.unit(),
            lead_weights=lead_weights,
            title=title_weights.unit(),
            title_weights=title_weights,
            names=names.unit(),
            name_weights=name_weights,
            **{name: rarity(name, 0.5) for name in ("phrases", "places", "people", "ages", "numbers", "amounts")},
            events=Rows.ones(each.events for each in documents),
            named_days=Rows.ones(each.days for each in documents),
            fingerprints=_narrowed(fingerprints),
            documents=known.documents,
        )


def _frequent(counts: Iterable[NDArray[np.uint8]]) -> NDArray[np.float32]:
    flat = np.concatenate([np.empty(0, np.uint8), *counts])
    return np.asarray(1 + np.log(np.maximum(flat, 1).astype(np.float32)), dtype=np.float32)


def _narrowed(fingerprints: Sequence[NDArray[np.int64]]) -> Rows:
    """Ones in the columns of 31 of the 64 bits, each once."""
    flat = (np.concatenate([np.empty(0, np.int64), *fingerprints]) >> 33) + 2**30
    ends = np.cumsum([0, *map(len, fingerprints)])
    is_first = np.ones(len(flat) + 1, dtype=bool)
    is_first[1:-1] = flat[1:] != flat[:-1]
    is_first[ends] = True
    columns = flat[is_first[:-1]].astype(np.int32)
    return Rows(np.ones(len(columns), np.float32), columns, np.append(0, np.cumsum(is_first[:-1]))[ends])
