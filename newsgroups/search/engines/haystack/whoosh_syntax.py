"""Parses queries in Whoosh's syntax, which Haystack's own query builder writes."""

from haystack.constants import DJANGO_CT, DJANGO_ID
from haystack.exceptions import SearchBackendError
from whoosh import fields
from whoosh.qparser import FuzzyTermPlugin, QueryParser
from whoosh.query import Every, Query

from newsgroups.search.index.schema import WrittenWords, build_schema
from newsgroups.search.rewrite.vocabulary import Vocabulary

from .translate_query import ARTICLE, in_our_terms

__all__ = ["ARTICLE", "Parser"]


class Parser:
    """The parser of both backends: words as written, because their terms depend on the languages of the archive."""

    def __init__(self) -> None:
        known = build_schema().copy()
        for name in (DJANGO_CT, DJANGO_ID):
            known.add(name, fields.ID())
        for name in ("text", "title"):
            known._fields[name] = fields.TEXT(analyzer=WrittenWords())
        self._parser = QueryParser("text", schema=known)
        self._parser.add_plugins([FuzzyTermPlugin])

    def parsed(self, query_string: str, vocabulary: Vocabulary) -> Query:
        """Parse a query. Raises SearchBackendError if it is invalid."""
        if query_string == "*":
            return Every()
        try:
            return in_our_terms(self._parser.parse(query_string), vocabulary).normalize()
        except Exception as error:
            raise SearchBackendError(f"the query cannot be read: {error}") from error
