"""Builds a query from words that each find something."""

from collections.abc import Iterator, Sequence
from itertools import islice

from haystack import connections

from newsgroups.models import Article
from newsgroups.search.evaluate import budget
from newsgroups.search.index.generations import IndexProblem
from newsgroups.search.index.snapshot import Snapshot, reading
from newsgroups.search.query import query_words
from newsgroups.search.query.ast import AnyOf, Node, Words, combine, render
from newsgroups.search.results.ranking import rank
from newsgroups.search.rewrite.compiler import compile_query
from newsgroups.search.service import Suggestion


def first_matching_words(told: Sequence[str], *, most: int) -> Suggestion | None:
    """Return a query for any of the first `most` words and names that match an article, with its number of articles.

    Return None if none of them matches or if the index is unavailable. Take one database query.
    """
    hidden = list(Article.objects.hidden_since_indexed().values_list("pk", flat=True))
    try:
        snapshot: Snapshot = connections["default"].get_backend().snapshot()
        with budget.limited(), reading():
            matching = list(islice(_matching_nodes(snapshot, told, hidden), most))
            query = combine(AnyOf, matching)
            return Suggestion(render(query), _count(snapshot, query, hidden)) if query else None
    except IndexProblem:
        return None


def _matching_nodes(snapshot: Snapshot, texts: Sequence[str], hidden: Sequence[int]) -> Iterator[Node]:
    for text in texts:
        split = query_words.split(text)
        # A name must match as a whole; a single word matches in all of its forms.
        node = Words(" ".join(split), quoted=len(split) > 1)
        if split and _count(snapshot, node, hidden):
            yield node


def _count(snapshot: Snapshot, node: Node, hidden: Sequence[int]) -> int:
    budget.check()
    return rank(snapshot, compile_query(snapshot, node).query, hidden=hidden).count
