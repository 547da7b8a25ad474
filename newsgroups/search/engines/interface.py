"""What the search page, feeds, suggestions and the API need of an index.

`embedded` implements it for the index in the data folder, `opensearch` for a cluster. Articles are given by their ids.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from haystack import connections

from newsgroups.search.query.ast import Node
from newsgroups.search.query.multilingual_terms import Place
from newsgroups.search.results.facet_counts import Counted
from newsgroups.search.results.search_filters import Narrowing
from newsgroups.search.rewrite.compiler import Compiled
from newsgroups.text.languages.analysis import Analysis

Sort = Literal["relevance", "newest", "oldest"]
# Near copies known by id under a hit; the others are only counted.
COPIES_NAMED = 10


@dataclass(frozen=True)
class Question:
    """A query, its filters, and the order of its hits; `fold` shows near copies of a text under the first of them."""

    tree: Node
    within: Narrowing
    sort: Sort = "relevance"
    fold: bool = False


@dataclass(frozen=True)
class Copies:
    """The first near copies of a hit among the hits, in their order, and the number of all of them."""

    first: Sequence[int] = ()
    count: int = 0


@dataclass(frozen=True)
class Slice:
    """Hits from one position to another, with the near copies of each and the scores of both.

    `count` is the number of all hits, and `texts` the same with near copies folded (if they are).
    """

    count: int
    texts: int
    articles: Sequence[int]
    scores: Mapping[int, float]
    copies: Mapping[int, Copies] = field(default_factory=dict)


class Found(Protocol):
    """The answer to one question."""

    compiled: Compiled
    slice: Slice

    def counted(self) -> Counted:
        """Return facets over all hits."""

    def corrected(self) -> Node | None:
        """Return the query in words of the archive (see `spelling`)."""

    def count_of(self, tree: Node) -> int:
        """Return the number of articles that another query finds within the same filters."""


class SearchIndex(Protocol):
    """An index in one state. Every method raises IndexProblem if it cannot be read, and QueryTooSlow."""

    def refresh(self) -> None:
        """Take up what changes without reindexing: stories, near copies, kinds of text.

        The first caller after a change waits for it; call it before the query's time starts.
        """

    def find(self, question: Question, start: int, end: int) -> Found:
        """Evaluate a question and return its hits from `start` to `end`."""

    def every(self, question: Question) -> Iterator[Sequence[int]]:
        """Yield all hits in order, in batches. The query is evaluated before the first one."""

    def count(self, tree: Node) -> int:
        """Return the number of visible articles that a query finds."""

    def skip_deleted(self) -> None:
        """Exclude articles that are no longer in the database from all counts from now on."""

    @property
    def analyses(self) -> Sequence[Analysis]:
        """Return the text analyses of the archive."""

    def title_words(self, beginning: str, beside: Sequence[Place], most: int) -> list[str]:
        """Return words of titles with this beginning, by the number of visible articles that also have `beside`."""

    def titles(self, terms: Sequence[str], beside: Sequence[Place], most: int) -> list[int]:
        """Return the best articles with any of these terms and all of `beside` in their titles."""


def search_index() -> SearchIndex:
    """Return the index in its current state. Raises IndexProblem if it cannot be read."""
    index: SearchIndex = connections["default"].get_backend().search_index()
    return index
