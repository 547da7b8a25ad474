"""From the tree of a query to Whoosh's query objects, and to the words that are to be marked in what is found."""

import re
from dataclasses import dataclass, field
from datetime import datetime, time

from django.utils.text import slugify
from whoosh import query as q

from newsgroups.search.evaluate.phrases import ExactPhrase
from newsgroups.search.evaluate.proximity import NearQuery
from newsgroups.search.index.snapshot import Snapshot
from newsgroups.search.query import words
from newsgroups.search.query.ast import All, Any, Before, Fuzzy, Near, Node, Not, OfSource, Since, Wildcard, Words
from newsgroups.search.query.highlight import Row

from .expansion import expand, frequency, pattern_of, similar_terms


@dataclass
class Compiled:
    """What to ask the index, and what follows from the query for the page."""

    query: q.Query
    notes: list[str] = field(default_factory=list)
    # Rows of words to be marked in the text, and folded patterns.
    rows: list[Row] = field(default_factory=list)
    patterns: list[re.Pattern[str]] = field(default_factory=list)
    # Words asked for that the archive does not hold in any form, and those that were left out for saying nothing.
    unknown: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def compile_query(snapshot: Snapshot, tree: Node | None) -> Compiled:
    """Whoosh's query for a tree; words in a title raise the score of what was found anyway."""
    compiled = Compiled(q.NullQuery)
    if tree is None:
        return compiled
    compiler = _Compiler(snapshot, compiled)
    compiled.query = compiler.of(tree)
    if compiler.title_terms:
        compiled.query = q.AndMaybe(compiled.query, q.Or(list(dict.fromkeys(compiler.title_terms))))
    return compiled


class _Compiler:
    def __init__(self, snapshot: Snapshot, compiled: Compiled) -> None:
        self.snapshot, self.out = snapshot, compiled
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
            case OfSource():
                return q.Term("source", slugify(node.name) or node.name)
            case Since():
                return q.DateRange("published", datetime.combine(node.day, time()), None)
            case Before():
                return q.DateRange("published", None, datetime.combine(node.day, time()), endexcl=True)
            case Not():
                return q.AndNot(q.Every(), self._unwanted(node.part))
            case Any():
                return q.Or([self.of(part) for part in node.parts])
            case All():
                return self._all(node)

    def _all(self, node: All) -> q.Query:
        positive = [part for part in node.parts if not isinstance(part, Not)]
        wanted = _without_stop_words(positive)
        self.out.left_out += [part.text for part in positive if part not in wanted]
        unwanted = [self._unwanted(part.part) for part in node.parts if isinstance(part, Not)]
        found = q.And([self.of(part) for part in wanted]) if wanted else q.Every()
        return q.AndNot(found, q.Or(unwanted)) if unwanted else found

    def _unwanted(self, node: Node) -> q.Query:
        asked_for, self.asked_for = self.asked_for, not self.asked_for
        query = self.of(node)
        self.asked_for = asked_for
        return query

    def _words(self, node: Words) -> q.Query:
        row, stemmed = self._row(node), node.field != "authors"
        terms = list(row.terms)
        if self.asked_for and stemmed:
            self.out.rows.append(row)
            self._note_unknown(node, terms)
            if node.field == "text":
                self.title_terms += [q.Term("title", term) for term in terms if term not in words.stop_stems()]
        if node.quoted and stemmed:
            return ExactPhrase(node.field, terms, row.forms)
        return q.Term(node.field, terms[0]) if len(terms) == 1 else q.Phrase(node.field, terms)

    def _near(self, node: Near) -> q.Query:
        field = node.parts[0].field
        rows = tuple(self._row(part) for part in node.parts)
        if self.asked_for and field != "authors":
            self.out.rows += rows
        return NearQuery(field, rows, node.distance)

    @staticmethod
    def _row(node: Words) -> Row:
        """The terms of words and, if they stand in quotes, the forms that alone are meant."""
        if node.field == "authors":
            return Row(tuple(words.folded(node.text)))
        return Row(tuple(words.stems(node.text)), tuple(words.folded(node.text)) if node.quoted else None)

    def _fuzzy(self, node: Fuzzy) -> q.Query:
        if node not in self.similar:
            self.similar[node] = similar_terms(self.snapshot, node)
        terms = self.similar[node]
        if self.asked_for and node.field != "authors":
            self.out.rows += [Row((term,)) for term in terms]
        return q.Or([q.Term(node.field, term) for term in terms]) if terms else q.NullQuery

    def _note_unknown(self, node: Words, terms: list[str]) -> None:
        for word, term in zip(node.text.split(), terms, strict=False):
            if not frequency(self.snapshot, "text", term):
                self.out.unknown.append(word)

    def _wildcard(self, node: Wildcard) -> q.Query:
        terms, more = expand(self.snapshot, node)
        if more:
            self.out.notes.append(
                f"{node.pattern} stands for very many words: searched for the {len(terms)} most frequent"
            )
        if self.asked_for and node.field != "authors":
            self.out.patterns.append(pattern_of(node))
        return q.Or([q.Term(node.field, term) for term in terms]) if terms else q.NullQuery


def _without_stop_words(parts: list[Node]) -> list[Node]:
    """The parts that say something, or all of them if none does."""
    telling = [part for part in parts if not (isinstance(part, Words) and words.is_stop_word(part.text))]
    return telling or parts
