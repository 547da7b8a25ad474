"""The document of an article, and the words that it adds to the list of words."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any
from zlib import crc32

from newsgroups.search.engines.opensearch import rows
from newsgroups.search.evaluate.masks import microseconds
from newsgroups.search.index.segment_words import MAX_FORM_LENGTH, MIN_FORM_LENGTH
from newsgroups.search.query import query_words
from newsgroups.text.languages.analysis import analysis_of

# Document frequencies by field and word.
Counts = dict[str, Counter[str]]


@dataclass(frozen=True)
class State:
    """What changes without reindexing on the embedded index: story (0 for none), key of the near copies, kind of text.

    The key is the lowest id among the near copies, or None for a text without any.
    """

    story: int = 0
    group: int | None = None
    text_kind: str = ""

    @property
    def checksum(self) -> int:
        return crc32(f"{self.story} {self.group} {self.text_kind}".encode())


def document(prepared: Mapping[str, Any], state: State) -> dict[str, Any]:
    """Return the document of an article from what `ArticleIndex.prepare` says about it."""
    language, published = prepared.get("language", ""), prepared.get("published")
    made = {
        "article": prepared["article"],
        "text": " ".join(rows.stemmed(query_words.split(prepared["text"]), language)),
        "title": " ".join(rows.stemmed(query_words.split(prepared["title"]), language)),
        "authors": _folded(prepared["authors"]),
        "words": _folded(prepared["words"]),
        "source": prepared["source"],
        "analysis": analysis_of(language).code,
        "hash": prepared["content_hash"].hex(),
        "text_kind": state.text_kind,
        "copies": prepared["article"] if state.group is None else state.group,
        "state": state.checksum,
    }
    if language:
        made["language"] = language
    if state.story:
        made["story"] = state.story
    if state.group is not None:
        made["group"] = state.group
    if published:
        made["published"] = microseconds(published.replace(tzinfo=UTC))
        made["day"], made["month"] = published.toordinal() - 1, published.year * 12 + published.month - 1
    return made


def count_words(prepared: Mapping[str, Any], counts: Counts) -> None:
    """Count each word of an article once for each of its fields."""
    language = prepared.get("language", "")
    for field in ("text", "title"):
        places = set(rows.stemmed(set(query_words.split(prepared[field])), language))
        counts[field].update({term for place in places for term in rows.terms_of(place)})
    for field in ("words", "authors"):
        counts[field].update(set(query_words.folded(prepared[field])) - {""})
    forms = {query_words.fold(word) for word in set(query_words.split(prepared["text"]))}
    counts["forms"].update(form for form in forms if _is_listed(form))


def no_counts() -> Counts:
    return defaultdict(Counter)


def add_counts(counts: Counts, more: Mapping[str, Counter[str]]) -> None:
    for field, words in more.items():
        counts[field].update(words)


def _folded(text: str) -> str:
    return " ".join(word or rows.NOTHING for word in query_words.folded(text))


def _is_listed(form: str) -> bool:
    return MIN_FORM_LENGTH <= len(form) <= MAX_FORM_LENGTH and form[0].isalpha()


def chunks_of(ids: Iterable[int], size: int) -> Iterable[list[int]]:
    numbers = list(ids)
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]
