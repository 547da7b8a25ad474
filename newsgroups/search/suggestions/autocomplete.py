"""Autocompletion: words, outlets and headlines of the archive that continue what a visitor has typed."""

import re
from dataclasses import dataclass, field

import numpy as np
from haystack import connections
from whoosh import query as q

from newsgroups.models import Article, Source
from newsgroups.search.evaluate import budget
from newsgroups.search.evaluate.evaluator import evaluate
from newsgroups.search.evaluate.masks import Mask, without
from newsgroups.search.evaluate.term_scores import scored_term
from newsgroups.search.evaluate.word_rows import RowQuery, scored_place
from newsgroups.search.index.generations import IndexProblem
from newsgroups.search.index.snapshot import Snapshot, reading
from newsgroups.search.query import query_words as words
from newsgroups.search.query.wanted import Place, Row, wanted
from newsgroups.search.rewrite import lexicon_scan
from newsgroups.text.languages.writing.folding import fold

# As many of each kind as fit in a short list, and the number of words examined for them.
WORDS, SOURCES, TITLES = 5, 3, 4
# A single letter begins too many words.
MIN_LETTERS = 2
_TRIED = 60
# The end of the query to complete: a word of letters, outside an open phrase or a field.
_LAST = re.compile(r"(?:^|[\s(:-])([^\W_](?:[^\W_]|['’.-])*)$")
_SOURCE = re.compile(r'(?:^|[\s(])-?source:"?([^"()]*)$', re.IGNORECASE)
# Parts of a query that hits need not contain: excluded words, fields and operators.
_APART = re.compile(r"(?:^|(?<=[\s(]))(?:-\S*|[A-Za-z]+:(?:\"[^\"]*\"?|\S*)|(?:AND|NOT|NEAR(?:/\d+)?)(?=\s))")
# Number of preceding words that narrow the completions.
_BEFORE = 4


@dataclass(frozen=True)
class Completions:
    """`words` are whole queries; `sources` and `titles` are outlets and articles."""

    words: list[str] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    titles: list[Article] = field(default_factory=list)


def complete(typed: str) -> Completions:
    """Complete a query; return nothing if it is empty, too long or does not end in the beginning of a word.

    It never fails, and takes at most three database queries.
    """
    typed = typed[-200:]
    if source := _SOURCE.search(typed):
        return Completions(sources=_sources(source[1]))
    last = _LAST.search(typed)
    if not last:
        return Completions()
    before, beginning = typed[: last.start(1)], fold(last[1])
    if len(beginning) < MIN_LETTERS:
        return Completions()
    try:
        with budget.limited():
            snapshot: Snapshot = connections["default"].get_backend().snapshot()
            with reading():
                shown = without(snapshot, Article.objects.hidden_since_indexed().values_list("pk", flat=True))
                completions = _likely(snapshot, before, beginning, shown)
                titles = _titles(snapshot, before, completions)
    except IndexProblem:
        return Completions()
    return Completions([f"{before}{word}" for word in completions], _sources(typed.strip()), titles)


def _sources(typed: str) -> list[Source]:
    """Return outlets whose name has a word with this prefix."""
    typed = " ".join(typed.split())
    if not typed:
        return []
    beginning = re.compile(rf"(?<!\w){re.escape(typed)}", re.IGNORECASE)
    outlets = Source.objects.main_names().filter(name__icontains=typed).order_by("name")
    return [source for source in outlets if beginning.search(source.name)][:SOURCES]


def _likely(snapshot: Snapshot, before: str, beginning: str, shown: Mask | None) -> list[str]:
    """Return words of titles, ordered by the number of articles in which they occur with the preceding words.

    `shown` masks documents whose articles are visible; None means that all are.
    """
    beside = None
    for place in _before(snapshot, before):
        documents, _ = scored_place(snapshot, "text", place)
        beside = documents if beside is None else np.intersect1d(beside, documents, assume_unique=True)
    frequent = [word for word in _by_frequency(snapshot, beginning[:MIN_LETTERS]) if word.startswith(beginning)]
    if shown is not None:
        beside = np.flatnonzero(shown) if beside is None else beside[shown[beside]]
    if beside is None:
        return frequent[:WORDS]
    counts = {}
    for word in frequent[:_TRIED]:
        documents, _ = scored_term(snapshot, "words", word.encode())
        counts[word] = len(np.intersect1d(documents, beside, assume_unique=True))
    return sorted((word for word in counts if counts[word]), key=lambda word: -counts[word])[:WORDS]


def _before(snapshot: Snapshot, before: str) -> list[Place]:
    """Return the preceding words of the query that the completion must occur with."""
    if "OR" in before.split():
        return []
    codes = [analysis.code for analysis in snapshot.analyses]
    typed = words.split(_APART.sub(" ", before))
    telling = [word for word in typed if not any(words.is_stop_word(word, code) for code in codes)]
    return [wanted(word, snapshot.analyses) for word in telling[-_BEFORE:]]


def _by_frequency(snapshot: Snapshot, prefix: str) -> tuple[str, ...]:
    """Return all words of titles with this prefix, most frequent first."""

    def read() -> tuple[str, ...]:
        return tuple(word for word, _ in lexicon_scan.terms_with_prefix(snapshot, "words", prefix).most_common())

    return snapshot.cached(("completions", prefix), read)


def _titles(snapshot: Snapshot, before: str, completions: list[str]) -> list[Article]:
    """Return articles with the preceding words and one of the completions in their titles."""
    if not completions:
        return []
    terms = dict.fromkeys(words.stem(word, analysis.code) for word in completions for analysis in snapshot.analyses)
    last = q.Or([q.Term("title", term) for term in terms])
    beside = [RowQuery("title", Row((place,))) for place in _before(snapshot, before)]
    documents, scores = evaluate(snapshot, q.And([*beside, last]))
    best = documents[np.argsort(-scores, kind="stable")[:TITLES]]
    numbers = snapshot.columns.article[best].tolist()
    articles = Article.objects.visible().for_lists().in_bulk(numbers)
    return [articles[number] for number in numbers if number in articles]
