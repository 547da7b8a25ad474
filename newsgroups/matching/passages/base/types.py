"""Options and results of an alignment."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from newsgroups.matching.passages.base.copy_thresholds import NEAR_COPY_SHARE

PassageKind = Literal["identical", "small changes", "reworded"]
AlignmentKind = Literal["identical", "near copy", "partial copy", "reworded", "none"]


class SharedRun(NamedTuple):
    """``length`` equal consecutive words, starting at word ``query`` and word ``article``."""

    query: int
    article: int
    length: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters of the query and of the article that match.

    ``words`` counts the words on the query's side. ``boilerplate`` passages occur in very many articles and count
    toward no share.
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
    """What to look for and what to skip."""

    min_words: int = 0
    without_quotations: bool = False
    without_boilerplate: bool = False
    reworded: bool = False
    """Also look for reworded passages, which costs about 5 ms per pair of articles."""
    boilerplate: AbstractSet[int] = field(default=frozenset())
    """Fingerprints (``text.fingerprint``) that occur in very many articles."""


@dataclass(frozen=True)
class Alignment:
    """The passages that a query and an article share, in query order.

    ``of_query`` and ``of_article`` are the shares (0..1) of words inside copied passages, without boilerplate and
    reworded passages; ``longest_run`` is the greatest number of equal consecutive words.
    """

    passages: tuple[Passage, ...]
    of_query: float
    of_article: float
    longest_run: int

    @cached_property
    def kind(self) -> AlignmentKind:
        """The kind of pair.

        *identical*: the same words and no others; *near copy*: most of both; *partial copy*: some passage word for
        word; *reworded*: only reworded passages; *none*: nothing but boilerplate.
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
