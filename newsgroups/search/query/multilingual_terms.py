"""Translates a word of a query to index terms in the languages of the archive."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from newsgroups.text.languages.analysis import Analysis

from . import query_words


@dataclass(frozen=True)
class Wanted:
    """A term; with a `code`, only in that form; with analyses, only in texts that they read."""

    term: str
    code: int | None = None
    analyses: frozenset[str] | None = None


# The terms accepted at one place of a text; any word if empty.
Place = tuple[Wanted, ...]


@dataclass(frozen=True)
class Row:
    """Consecutive places; a row of one is a single word."""

    places: tuple[Place, ...]

    @staticmethod
    def of_terms(terms: Iterable[str]) -> "Row":
        """Return a row of these terms in any of their forms."""
        return Row(tuple((Wanted(term),) for term in terms))

    @cached_property
    def terms(self) -> list[str]:
        return list(dict.fromkeys(term.term for place in self.places for term in place))

    @property
    def is_plain(self) -> bool:
        """Return whether each place is a single term, in any form and in any text."""
        return all(len(place) == 1 and place[0] == Wanted(place[0].term) for place in self.places)


def wanted(word: str, analyses: Sequence[Analysis], *, exact: bool = False) -> Place:
    """Return the terms of a word, as typed, in texts of these languages; only its exact form if `exact`."""
    analyses_by_term: dict[tuple[str, int | None], set[str]] = defaultdict(set)
    for analysis in analyses:
        for term, code in query_words.coded_query_terms(analysis, word):
            analyses_by_term[term, int.from_bytes(code, "little") if exact else None].add(analysis.code)
    return tuple(
        Wanted(term, code, None if len(codes) == len(analyses) else frozenset(codes))
        for (term, code), codes in analyses_by_term.items()
    )
