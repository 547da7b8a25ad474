"""What an alignment is asked for and what it answers."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

PassageKind = Literal["identical", "small changes", "reworded"]
AlignmentKind = Literal["identical", "near copy", "partial copy", "reworded", "none"]

# Two articles whose shares both reach this are one text for a reader, whatever was edited at its edges.
NEAR_COPY_SHARE = 0.8


class Run(NamedTuple):
    """``length`` words in a row that are the same, from word ``query`` and word ``article`` on."""

    query: int
    article: int
    length: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters of the query and of the article that were taken from each other.

    ``words`` counts the words of the query's side. ``boilerplate`` passages stand in very many articles
    and count in no share.
    """

    query_start: int
    query_end: int
    article_start: int
    article_end: int
    kind: PassageKind
    words: int
    boilerplate: bool = False


@dataclass(frozen=True, slots=True)
class AlignOptions:
    """What to look for and what to leave out."""

    min_words: int = 0
    without_quotations: bool = False
    without_boilerplate: bool = False
    reworded: bool = False
    """Also look for passages in other words, which costs some 5 ms a pair of articles."""
    boilerplate: AbstractSet[int] = field(default=frozenset())
    """Fingerprints (``text.fingerprint``) that stand in very many articles."""


@dataclass(frozen=True)
class Alignment:
    """The copied passages between a query and an article, in the order of the query.

    ``of_query`` and ``of_article`` are the shares of words inside copied passages, 0..1, without boilerplate
    and without what is told in other words;
    ``longest_run`` is the largest number of words in a row that are the same.
    """

    passages: tuple[Passage, ...]
    of_query: float
    of_article: float
    longest_run: int

    @cached_property
    def kind(self) -> AlignmentKind:
        """*identical*: nothing but the same words; *near copy*: most of both; *partial copy*: some passage
        in the same words; *reworded*: passages in other words only; *none*: nothing but boilerplate.
        """
        kinds = {passage.kind for passage in self.passages if not passage.boilerplate}
        less = min(self.of_query, self.of_article)
        if not kinds:
            return "none"
        if kinds == {"reworded"}:
            return "reworded"
        if kinds == {"identical"} and less == 1:
            return "identical"
        return "near copy" if less >= NEAR_COPY_SHARE else "partial copy"
