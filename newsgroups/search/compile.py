"""From the tree of a query to Whoosh's query objects, and to the words that are to be marked in what is found."""

import re
from dataclasses import dataclass, field
from datetime import datetime, time
from fnmatch import translate

from django.utils.text import slugify
from whoosh import query as q

from . import budget, postings, words
from .opening import Snapshot
from .phrases import ExactPhrase
from .tree import All, Any, Before, Node, Not, OfSource, Since, Wildcard, Words

# A wildcard stands for this many words at most; the most frequent ones are taken.
MAX_EXPANSIONS = 200
# How far the dictionary is read for one wildcard.
_MAX_READ = 20_000


@dataclass
class Compiled:
    """What to ask the index, and what follows from the query for the page."""

    query: q.Query
    notes: list[str] = field(default_factory=list)
    # Rows of stems to be marked in the text, and folded patterns.
    rows: list[tuple[str, ...]] = field(default_factory=list)
    patterns: list[re.Pattern[str]] = field(default_factory=list)
    # Words asked for that the archive does not hold in any form.
    unknown: list[str] = field(default_factory=list)


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
        self.asked_for = True

    def of(self, node: Node) -> q.Query:
        match node:
            case Words():
                return self._words(node)
            case Wildcard():
                return self._wildcard(node)
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
        wanted = _without_stop_words([part for part in node.parts if not isinstance(part, Not)])
        unwanted = [self._unwanted(part.part) for part in node.parts if isinstance(part, Not)]
        found = q.And([self.of(part) for part in wanted]) if wanted else q.Every()
        return q.AndNot(found, q.Or(unwanted)) if unwanted else found

    def _unwanted(self, node: Node) -> q.Query:
        asked_for, self.asked_for = self.asked_for, not self.asked_for
        query = self.of(node)
        self.asked_for = asked_for
        return query

    def _words(self, node: Words) -> q.Query:
        stemmed = node.field != "authors"
        terms = words.stems(node.text) if stemmed else words.folded(node.text)
        if self.asked_for and stemmed:
            self.out.rows.append(tuple(terms))
            self._note_unknown(node, terms)
            if node.field == "text":
                self.title_terms += [q.Term("title", term) for term in terms if term not in words.stop_stems()]
        if node.quoted and stemmed:
            return ExactPhrase(node.field, terms, words.folded(node.text))
        return q.Term(node.field, terms[0]) if len(terms) == 1 else q.Phrase(node.field, terms)

    def _note_unknown(self, node: Words, terms: list[str]) -> None:
        for word, term in zip(node.text.split(), terms, strict=False):
            if not frequency(self.snapshot, "text", term):
                self.out.unknown.append(word)

    def _wildcard(self, node: Wildcard) -> q.Query:
        terms, more = _expand(self.snapshot, node)
        if more:
            self.out.notes.append(
                f"{node.pattern} stands for very many words: searched for the {len(terms)} most frequent"
            )
        if self.asked_for and node.field != "authors":
            self.out.patterns.append(_pattern(node))
        return q.Or([q.Term(node.field, term) for term in terms]) if terms else q.NullQuery


def _without_stop_words(parts: list[Node]) -> list[Node]:
    """The parts that say something, or all of them if none does."""
    telling = [part for part in parts if not (isinstance(part, Words) and words.is_stop_word(part.text))]
    return telling or parts


def frequency(snapshot: Snapshot, field_name: str, term: str) -> int:
    """Number of documents that hold a term, deleted ones included."""
    return postings.frequency(snapshot, field_name, term.encode())


def _pattern(node: Wildcard) -> re.Pattern[str]:
    # fnmatch writes atomic groups, so that a pattern of many stars does not backtrack without end.
    return re.compile(translate(node.pattern))


def _expand(snapshot: Snapshot, node: Wildcard) -> tuple[list[str], bool]:
    """Terms that a wildcard stands for, and whether there were more.

    The terms of the index are stems: the stem of what stands before the wildcard counts too, so that
    `policies*` finds what `policy` does.
    """
    budget.check()
    prefix = re.split(r"[*?]", node.pattern)[0]
    pattern, found, read = _pattern(node), {}, 0
    with snapshot.lock:
        for name, term in snapshot.reader.terms_from(node.field, prefix):
            text = term.decode()
            if name != node.field or not text.startswith(prefix) or read >= _MAX_READ:
                break
            read += 1
            if pattern.match(text):
                found[text] = snapshot.reader.doc_frequency(node.field, text)
    if node.pattern == f"{prefix}*" and node.field != "authors":
        found.setdefault(words.stem(prefix), frequency(snapshot, node.field, words.stem(prefix)))
    terms = sorted(found, key=lambda term: (-found[term], term))
    return terms[:MAX_EXPANSIONS], len(terms) > MAX_EXPANSIONS or read >= _MAX_READ
