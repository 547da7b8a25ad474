"""Autocompletion: words, outlets and headlines of the archive that continue what a visitor has typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsgroups.models import Article, Source
from newsgroups.search.engines.interface import SearchIndex, search_index
from newsgroups.search.evaluate import query_budget
from newsgroups.search.index.generations import IndexProblem
from newsgroups.search.query import query_words as words
from newsgroups.search.query.multilingual_terms import Place, wanted
from newsgroups.text.languages.analysis import Analysis
from newsgroups.text.languages.writing.folding import fold

# As many of each kind as fit in a short list.
WORDS, SOURCES, TITLES = 5, 3, 4
# A single letter begins too many words.
MIN_LETTERS = 2
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
        with query_budget.limited():
            index = search_index()
            beside = _before(index.analyses, before)
            completions = index.title_words(beginning, beside, WORDS)
            titles = _titles(index, beside, completions)
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


def _before(analyses: Sequence[Analysis], before: str) -> list[Place]:
    """Return the preceding words of the query that the completion must occur with."""
    if "OR" in before.split():
        return []
    codes = [analysis.code for analysis in analyses]
    typed = words.split(_APART.sub(" ", before))
    telling = [word for word in typed if not any(words.is_stop_word(word, code) for code in codes)]
    return [wanted(word, analyses) for word in telling[-_BEFORE:]]


def _titles(index: SearchIndex, beside: Sequence[Place], completions: list[str]) -> list[Article]:
    """Return articles with the preceding words and one of the completions in their titles."""
    if not completions:
        return []
    terms = dict.fromkeys(words.stem(word, analysis.code) for word in completions for analysis in index.analyses)
    numbers = index.titles(list(terms), beside, TITLES)
    articles = Article.objects.visible().for_lists().in_bulk(numbers)
    return [articles[number] for number in numbers if number in articles]
