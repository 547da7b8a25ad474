"""Compiles a query tree to Whoosh's query objects and the words to highlight in the results.

The objects only describe a query: the embedded index evaluates them, and `opensearch` translates them for a cluster.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, time

from django.utils.text import slugify
from whoosh import query as q

from newsgroups.models import Source
from newsgroups.search.evaluate.half_remembered import NearlyQuery
from newsgroups.search.evaluate.proximity import NearQuery
from newsgroups.search.evaluate.word_rows import ReadBy, RowQuery
from newsgroups.search.query import query_words
from newsgroups.search.query.ast import (
    AllOf,
    AnyOf,
    Before,
    Fuzzy,
    InLanguage,
    Near,
    Nearly,
    Node,
    OfSource,
    Since,
    Wildcard,
    Without,
    Words,
    is_pattern,
)
from newsgroups.search.query.multilingual_terms import Place, Row, Wanted, wanted
from newsgroups.search.query.ranking_weights import TITLE_WEIGHT
from newsgroups.text.languages.analysis import analysis_of
from newsgroups.text.languages.writing.korean import without_unsure_particle
from newsgroups.text.languages.writing.signed_words import is_signed, signed

from .expansion import expand, similar_terms
from .vocabulary import Vocabulary
from .word_matching import pattern_of

_SIGNS = re.compile("[&+#.]")


@dataclass
class Compiled:
    """The query for the index, and what the page needs to know about it."""

    query: q.Query
    notes: list[str] = field(default_factory=list)
    # Rows of words and folded patterns to highlight.
    rows: list[Row] = field(default_factory=list)
    patterns: list[re.Pattern[str]] = field(default_factory=list)
    # Query words that occur in the archive in no form, and stop words that were ignored.
    unknown: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    # Outlets in the query that have no articles.
    unknown_sources: list[str] = field(default_factory=list)

    @property
    def is_scored(self) -> bool:
        """Return whether the query has words; outlets, dates and authors alone make no article more relevant."""
        return bool(self.rows or self.patterns)


def compile_query(vocabulary: Vocabulary, tree: Node | None, *, languages: Collection[str] = ()) -> Compiled:
    """Compile a tree to Whoosh's query; matching words in the title raise a document's score.

    A word expands to its stems in the languages of the archive, or only in `languages` if the query is limited to
    some of them by filters or by its own syntax.
    """
    compiled = Compiled(q.NullQuery)
    if tree is None:
        return compiled
    compiler = _Compiler(vocabulary, compiled, languages or _languages_of(tree))
    compiled.query = compiler.of(tree)
    if compiler.title_terms:
        compiled.query = q.AndMaybe(compiled.query, q.Or(list(dict.fromkeys(compiler.title_terms)), boost=TITLE_WEIGHT))
    return compiled


class _Compiler:
    def __init__(self, vocabulary: Vocabulary, compiled: Compiled, languages: Collection[str]) -> None:
        self.vocabulary, self.out = vocabulary, compiled
        requested = {analysis_of(language) for language in languages}
        # An index without articles has no language and nothing to find.
        self.analyses = [analysis for analysis in vocabulary.analyses if not requested or analysis in requested] or [
            analysis_of("")
        ]
        self.title_terms: list[q.Term] = []
        self.similar: dict[Fuzzy, list[str]] = {}
        self.asked_for = True

    def of(self, node: Node) -> q.Query:
        match node:
            case Words():
                return self._words(node)
            case Wildcard():
                return self._wildcard(node)
            case Fuzzy():
                return self._fuzzy(node)
            case Near():
                return self._near(node)
            case Nearly():
                return self._nearly(node)
            case InLanguage():
                return q.Term("language", node.code) if node.code != "unknown" else _without_language()
            case OfSource():
                return self._source(node)
            case Since():
                return q.DateRange("published", datetime.combine(node.day, time()), None)
            case Before():
                return q.DateRange("published", None, datetime.combine(node.day, time()), endexcl=True)
            case Without():
                return q.AndNot(q.Every(), self._unwanted(node.part))
            case AnyOf():
                return q.Or([self.of(part) for part in node.parts])
            case AllOf():
                return self._all(node)

    def _all(self, node: AllOf) -> q.Query:
        positive: list[Node] = [part for part in node.parts if not isinstance(part, Without)]
        telling = self._without_stop_words(positive)
        self.out.left_out += [part.text for part in positive if isinstance(part, Words) and part not in telling]
        unwanted = [self._unwanted(part.part) for part in node.parts if isinstance(part, Without)]
        query = q.And([self._part(part) for part in telling]) if telling else q.Every()
        return q.AndNot(query, q.Or(unwanted)) if unwanted else query

    def _without_stop_words(self, parts: list[Node]) -> list[Node]:
        """Remove the parts that are stop words in every language of the archive; keep all if nothing else is left."""
        return [part for part in parts if len(self._says_nothing_in(part)) < len(self.analyses)] or parts

    def _part(self, node: Node) -> q.Query:
        """Compile one of several parts. Texts in a language in which it is a stop word do not have to contain it."""
        query, codes = self.of(node), self._says_nothing_in(node)
        return q.Or([query, ReadBy(codes)]) if codes and len(codes) < len(self.analyses) else query

    def _says_nothing_in(self, node: Node) -> frozenset[str]:
        if not isinstance(node, Words) or " " in node.text or node.field == "authors":
            return frozenset()
        return frozenset(
            analysis.code for analysis in self.analyses if query_words.is_stop_word(node.text, analysis.code)
        )

    def _source(self, node: OfSource) -> q.Query:
        slug, known = slugify(node.name) or node.name, self.vocabulary.outlets
        if slug not in known:
            # Names in scripts that have no slug, outlets that share one, and other names of an outlet.
            outlet = Source.objects.called(node.name)
            slug = outlet.slug if outlet else slug
        if slug not in known and self.asked_for:
            self.out.unknown_sources.append(node.name)
        return q.Term("source", slug)

    def _unwanted(self, node: Node) -> q.Query:
        asked_for, self.asked_for = self.asked_for, not self.asked_for
        query = self.of(node)
        self.asked_for = asked_for
        return query

    def _words(self, node: Words) -> q.Query:
        row, stemmed = self._row(node), node.field != "authors"
        if self.asked_for and stemmed:
            self.out.rows.append(row)
            self._note_unknown(node)
            if node.field == "text":
                self.title_terms += [q.Term("title", term) for term in row.terms if not self._is_stop_stem(term)]
        shorter = without_unsure_particle(node.text)
        if not node.quoted and stemmed and shorter != node.text and not self.vocabulary.has(node.field, row):
            return self.of(replace(node, text=shorter))
        if not row.is_plain:
            return RowQuery(node.field, row)
        return q.Term(node.field, row.terms[0]) if len(row.places) == 1 else _phrase(node.field, row)

    def _is_stop_stem(self, term: str) -> bool:
        return all(term in query_words.stop_stems(analysis.code) for analysis in self.analyses)

    def _near(self, node: Near) -> q.Query:
        field = node.parts[0].field
        left, right = node.parts
        rows = self._row(left), self._row(right)
        if self.asked_for and field != "authors":
            self.out.rows += rows
        return NearQuery(field, rows, node.distance)

    def _nearly(self, node: Nearly) -> q.Query:
        row = self._row(node)
        if self.asked_for and node.field != "authors":
            self.out.rows += [Row((place,)) for place in row.places if not self._is_stop_place(place)]
        return NearlyQuery(node.field, row)

    def _is_stop_place(self, place: Place) -> bool:
        return all(self._is_stop_stem(term.term) for term in place)

    def _row(self, node: Words | Nearly) -> Row:
        """Return the terms of each word; in quotes, only the exact forms."""
        exact = isinstance(node, Words) and node.quoted
        places: list[Place] = []
        for part in node.text.split():
            if exact and is_pattern(part):
                places.append(self._place_of_pattern(part, node.field))
            elif node.field == "authors":
                places += [(Wanted(term),) for term in query_words.folded(part)]
            else:
                for word in query_words.split(part):
                    places += self._places_of(word, exact)
        return Row(tuple(places))

    def _places_of(self, word: str, exact: bool) -> list[Place]:
        """Return one place, or those of the plain words if the archive lacks the word with its sign: C++, AT&T."""
        if not is_signed(word) or self.vocabulary.frequency("text", signed(word)):
            return [wanted(word, self.analyses, exact=exact)]
        plain = query_words.split(_SIGNS.sub(" ", word))
        self.out.notes.append(
            f"{word} occurs nowhere with its symbols, so this was searched for instead: {' '.join(plain)}"
        )
        return [wanted(each, self.analyses, exact=exact) for each in plain]

    def _place_of_pattern(self, pattern: str, field: str) -> Place:
        """Return the terms that match a pattern within a phrase; * alone matches any word."""
        if pattern == "*":
            return ()
        terms = self._expanded(Wildcard(pattern, field))
        return tuple(Wanted(term) for term in terms) or (Wanted(pattern),)

    def _fuzzy(self, node: Fuzzy) -> q.Query:
        if node not in self.similar:
            self.similar[node] = similar_terms(self.vocabulary, node)
        terms = self.similar[node]
        if self.asked_for and node.field != "authors":
            self.out.rows += [Row.of_terms([term]) for term in terms]
        return q.Or([q.Term(node.field, term) for term in terms]) if terms else q.NullQuery

    def _note_unknown(self, node: Words) -> None:
        for word in query_words.split(node.text):
            if node.quoted and is_pattern(word):
                continue
            known = any(self.vocabulary.frequency("text", term.term) for term in wanted(word, self.analyses))
            if not known:
                self.out.unknown.append(word)

    def _expanded(self, node: Wildcard) -> list[str]:
        terms, more = expand(self.vocabulary, node)
        if more:
            self.out.notes.append(
                f"{node.pattern} matches very many words, so only the {len(terms)} most frequent were searched for"
            )
        return terms

    def _wildcard(self, node: Wildcard) -> q.Query:
        terms = self._expanded(node)
        if self.asked_for and node.field != "authors":
            self.out.patterns.append(pattern_of(node))
        return q.Or([q.Term(node.field, term) for term in terms]) if terms else q.NullQuery


def _phrase(field: str, row: Row) -> q.Query:
    return q.Phrase(field, [term.term for place in row.places for term in place])


def _without_language() -> q.Query:
    return q.AndNot(q.Every(), q.Every("language"))


def _languages_of(tree: Node) -> tuple[str, ...]:
    """Return the languages to which a query limits itself; empty if it may also match others."""
    match tree:
        case InLanguage() if tree.code != "unknown":
            return (tree.code,)
        case AnyOf() if all(languages := [_languages_of(part) for part in tree.parts]):
            return tuple(code for codes in languages for code in codes)
        case AllOf():
            return next(filter(None, map(_languages_of, tree.parts)), ())
    return ()
