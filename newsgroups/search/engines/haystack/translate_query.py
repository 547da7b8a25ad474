"""Translates queries from Haystack's own query builder to the terms of this index."""

import re

from django.utils.text import slugify
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from whoosh import query as q

from newsgroups.search.evaluate.word_rows import RowQuery
from newsgroups.search.query import query_words
from newsgroups.search.query.ast import Wildcard
from newsgroups.search.query.multilingual_terms import Row, wanted
from newsgroups.search.rewrite.expansion import expand
from newsgroups.search.rewrite.vocabulary import Vocabulary

ARTICLE = "newsgroups.article"
_STEMMED = ("text", "title")


def in_our_terms(query: q.Query, vocabulary: Vocabulary) -> q.Query:
    """Return the same query with identifiers, outlets, wildcards and words as the index stores them."""
    return query.accept(lambda leaf: _translated(leaf, vocabulary))


def _translated(leaf: q.Query, vocabulary: Vocabulary) -> q.Query:
    match leaf:
        case q.Term(fieldname=name, text=text) if name == DJANGO_CT:
            return q.Every() if _without_quotes(text) == ARTICLE else q.NullQuery
        case q.Term(fieldname=name, text=text) if name == DJANGO_ID:
            return q.Term(ID, f"{ARTICLE}.{_without_quotes(text)}", boost=leaf.boost)
        case q.Term(fieldname="source", text=text):
            return q.Term("source", _slug(_without_quotes(text), vocabulary), boost=leaf.boost)
        case q.Term(fieldname=name, text=text) if name in (ID, "language"):
            return q.Term(name, _without_quotes(text), boost=leaf.boost)
        case q.Term(fieldname=name, text=text) if name in _STEMMED:
            return _row(vocabulary, name, query_words.split(text), leaf.boost)
        case q.Phrase(fieldname=name) if name in _STEMMED and leaf.slop == 1:
            return _row(vocabulary, name, [part for word in leaf.words for part in query_words.split(word)], leaf.boost)
        case q.Prefix(fieldname=name, text=text) if name in _STEMMED:
            return _any_of(vocabulary, name, f"{text}*", leaf.boost)
        case q.Wildcard(fieldname=name, text=text) if name in _STEMMED:
            return _any_of(vocabulary, name, text, leaf.boost)
    return leaf


def _without_quotes(text: str) -> str:
    """Remove the quotation marks that Haystack adds: one pair around values with signs, two around exact values."""
    return text.strip("'\"")


def _slug(name: str, vocabulary: Vocabulary) -> str:
    return name if name in vocabulary.outlets else slugify(name) or name


def _row(vocabulary: Vocabulary, name: str, typed: list[str], boost: float) -> q.Query:
    row = Row(tuple(wanted(word, vocabulary.analyses) for word in typed))
    if not typed:
        return q.NullQuery
    if not row.is_plain:
        return RowQuery(name, row, boost)
    return (
        q.Term(name, row.terms[0], boost)
        if len(typed) == 1
        else q.Phrase(name, [p[0].term for p in row.places], boost=boost)
    )


def _any_of(vocabulary: Vocabulary, name: str, pattern: str, boost: float) -> q.Query:
    folded = "".join(part if part in "*?" else query_words.fold(part) for part in re.split(r"([*?])", pattern))
    terms, _ = expand(vocabulary, Wildcard(folded, name))
    return q.Or([q.Term(name, term) for term in terms], boost=boost) if terms else q.NullQuery
