"""What a word of a query stands for: terms of the index, in the languages of the archive."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from newsgroups.text.languages.analysis import Analysis

from . import query_words


@dataclass(frozen=True)
class Wanted:
    """A term, in one form only if its `code` is given, and in texts that these analyses read if they are given."""

    term: str
    code: int | None = None
    analyses: frozenset[str] | None = None


# What may stand at one place of a text; any word if there is nothing.
Place = tuple[Wanted, ...]


@dataclass(frozen=True)
class Row:
    """Places one after the other; a row of one is a word."""

    places: tuple[Place, ...]

    @staticmethod
    def of_terms(terms: Iterable[str]) -> "Row":
        """Each of these terms in any of its forms."""
        return Row(tuple((Wanted(term),) for term in terms))

    @cached_property
    def terms(self) -> list[str]:
        return list(dict.fromkeys(each.term for place in self.places for each in place))

    @property
    def is_plain(self) -> bool:
        """Whether each place is one term in any form and of any text."""
        return all(len(place) == 1 and place[0] == Wanted(place[0].term) for place in self.places)


def wanted(word: str, analyses: Sequence[Analysis], *, exact: bool = False) -> Place:
    """What a word, as it was typed, stands for in texts of these languages; only its very form if `exact`."""
    found: dict[tuple[str, int | None], set[str]] = defaultdict(set)
    for analysis in analyses:
        for term, code in query_words.asked(analysis, word):
            found[term, int.from_bytes(code, "little") if exact else None].add(analysis.code)
    return tuple(
        Wanted(term, code, None if len(codes) == len(analyses) else frozenset(codes))
        for (term, code), codes in found.items()
    )
