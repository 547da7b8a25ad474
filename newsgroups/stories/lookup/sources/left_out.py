"""Sentences next to the passages of a text that the text itself leaves out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.passages import Document, Passage
from newsgroups.models import Article
from newsgroups.text.sentences import sentences
from newsgroups.text.tokens.tokenizer import word_hashes

# Characters read before and after a passage: enough for a long sentence.
_AROUND = 800
# A shorter sentence says little; a longer one is a list or a torn page.
_MIN_WORDS, _MAX_WORDS = 6, 60
# A sentence with this share of its words in the text is there in other words.
_TOLD = 0.7
MAX_OF_SOURCE, MAX_SENTENCES = 3, 5


@dataclass(frozen=True)
class LeftOut:
    """A sentence of an article that stands `where` ("before" or "after") a numbered passage of the text."""

    sentence: str
    article: Article
    where: str
    passage: int


def left_out_of(
    query: Document, article: Article, passages: Sequence[Passage], numbers: dict[int, int]
) -> list[LeftOut]:
    """Return the sentences directly around the passages that the text does not have, in the order of the article.

    `numbers` maps the first character of a passage in the text to its number; passages without one are skipped.
    """
    known = np.unique(query.hashes)
    taken = [(passage.article_start, passage.article_end) for passage in passages]
    found: dict[int, LeftOut] = {}
    for passage in passages:
        number = numbers.get(passage.query_start)
        if number is None or passage.boilerplate:
            continue
        for where, start, end in _beside(article.text, passage):
            is_taken = any(start < last and first < end for first, last in taken)
            if not is_taken and _is_new(article.text[start:end], known):
                found.setdefault(start, LeftOut(article.text[start:end], article, where, number))
    return [found[start] for start in sorted(found)][:MAX_OF_SOURCE]


def _beside(text: str, passage: Passage) -> list[tuple[str, int, int]]:
    """Return the last sentence that ends before the passage and the first that begins after it, each with its place."""
    first = max(0, passage.article_start - _AROUND)
    last = min(len(text), passage.article_end + _AROUND)
    spans = [(first + start, first + end) for start, end in sentences(text[first:last])]
    # The first and the last one may be torn by the window.
    whole = [span for span in spans if (span[0] > first or first == 0) and (span[1] < last or last == len(text))]
    before = [span for span in whole if span[1] <= passage.article_start][-1:]
    after = [span for span in whole if span[0] >= passage.article_end][:1]
    return [("before", *span) for span in before] + [("after", *span) for span in after]


def _is_new(sentence: str, known: NDArray[np.uint64]) -> bool:
    hashes = word_hashes(sentence)
    if not _MIN_WORDS <= len(hashes) <= _MAX_WORDS or sentence[-1] not in '.!?…”"»。！？':
        return False
    return bool(np.isin(hashes, known).mean() < _TOLD)
