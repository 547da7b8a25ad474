"""Find articles that may reword a part of a text, window by window, through the posting table of terms."""

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from newsgroups.common.budget import Budget
from newsgroups.matching.passages import Document
from newsgroups.matching.retrieval.heavy_terms import heavy_terms
from newsgroups.stories.derived import postings
from newsgroups.text.terms.extract import extract

# Windows of about five sentences; each word is in two of them. With the best eight articles of each window, a look-up
# finds .968 of the sources of passages with substituted words in annotated texts of thousands of words; with the best
# five, .957.
WINDOW_WORDS = 90
STEP_WORDS = 45
BEST = 8
# The rarest terms of a window. The others cost rows and contribute little.
WINDOW_TERMS = 40
# A window that mostly occurs in an article already found needs no other source.
COVERED = 0.5
# In a very long text, evenly spaced windows are used to bound the work. Below about 6,000 words, all are.
MAX_WINDOWS = 200
# Windows whose terms are queried together. This takes 10 to 20 ms, after which the budget is checked.
WINDOWS_BATCH_SIZE = 50
# Weight of a term from the rest of a long article, equal to that of one of the heaviest at its beginning.
FURTHER_WEIGHT = 0.1
# Terms that occur in more articles than this describe the topic, not the story.
COMMON_ARTICLES = 400


def reworded_in(
    words: Document, covered: NDArray[np.bool_], *, limit: int, language: str = "", budget: Budget | None = None
) -> list[int]:
    """Return the ids of at most `limit` articles, most similar first.

    `covered` has one flag per word and marks words found already.

    One query covers about two thousand words. Windows that the budget does not reach are skipped.
    """
    budget = budget or Budget()
    windows = (terms for terms in _windows(words, covered, language) if len(terms))
    best: dict[int, float] = {}
    while (some := list(islice(windows, WINDOWS_BATCH_SIZE))) and not budget.is_spent():
        for article, score in _best_of_each(some):
            best[article] = max(best.get(article, 0.0), score)
    return sorted(best, key=lambda article: (-best[article], article))[:limit]


def _best_of_each(windows: Sequence[NDArray[np.int64]]) -> Iterator[tuple[int, float]]:
    found, articles, weights = postings.term_postings(np.unique(np.concatenate(windows)))
    order = np.argsort(found, kind="stable")
    found, articles, weights = found[order], articles[order], weights[order]
    for terms in windows:
        yield from _best_of(terms, found, articles, weights)


def _windows(words: Document, covered: NDArray[np.bool_], language: str) -> Iterator[NDArray[np.int64]]:
    """Yield the rarest terms of each window."""
    tokens = words.tokens
    starts = range(0, max(1, len(tokens) - STEP_WORDS), STEP_WORDS)
    open_ = [start for start in starts if covered[start : start + WINDOW_WORDS].mean() < COVERED]
    for start in open_[:: -(-len(open_) // MAX_WINDOWS) or 1]:
        end = min(start + WINDOW_WORDS, len(tokens)) - 1
        terms, weights = heavy_terms(extract("", words.text[tokens.starts[start] : tokens.ends[end]], None, language))
        yield terms[np.argsort(-weights, kind="stable")[:WINDOW_TERMS]]


def _best_of(
    terms: NDArray[np.int64], found: NDArray[np.int64], articles: NDArray[np.int64], weights: NDArray[np.float64]
) -> list[tuple[int, float]]:
    """Return the articles with most of the window's terms, scored by the weights the terms have there."""
    first, last = np.searchsorted(found, terms, "left"), np.searchsorted(found, terms, "right")
    spans = [slice(a, b) for a, b in zip(first, last, strict=True) if 0 < b - a <= COMMON_ARTICLES]
    if not spans:
        return []
    # Rare terms count for more than those in many articles.
    rarity = np.concatenate([np.full(each.stop - each.start, 1 / np.log(2 + each.stop - each.start)) for each in spans])
    unique, place = np.unique(np.concatenate([articles[each] for each in spans]), return_inverse=True)
    there = np.maximum(np.concatenate([weights[each] for each in spans]), FURTHER_WEIGHT)
    scores = np.bincount(place, there * rarity)
    chosen = np.argsort(-scores, kind="stable")[:BEST]
    return [(int(unique[each]), float(scores[each])) for each in chosen]
