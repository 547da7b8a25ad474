"""Builds a query from words that each find something."""

from collections.abc import Iterator, Sequence
from itertools import islice

from newsgroups.search.engines.interface import SearchIndex, search_index
from newsgroups.search.evaluate import query_budget
from newsgroups.search.index.generations import IndexProblem
from newsgroups.search.query import query_words
from newsgroups.search.query.ast import AnyOf, Node, Words, combine, render
from newsgroups.search.service import Suggestion


def first_matching_words(told: Sequence[str], *, most: int) -> Suggestion | None:
    """Return a query for any of the first `most` words and names that match an article, with its number of articles.

    Return None if none of them matches or if the index is unavailable. Take one database query.
    """
    try:
        index = search_index()
        with query_budget.limited():
            matching = list(islice(_matching_nodes(index, told), most))
            query = combine(AnyOf, matching)
            return Suggestion(render(query), index.count(query)) if query else None
    except IndexProblem:
        return None


def _matching_nodes(index: SearchIndex, texts: Sequence[str]) -> Iterator[Node]:
    for text in texts:
        split = query_words.split(text)
        # A name must match as a whole; a single word matches in all of its forms.
        node = Words(" ".join(split), quoted=len(split) > 1)
        if split and index.count(node):
            yield node
