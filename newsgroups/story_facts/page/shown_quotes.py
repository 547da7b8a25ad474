"""Quotations on a story page: the longest version, and which part of it each outlet prints."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from .cells import Articles, Cell, cell_of

MAX_VERSIONS = 8


@dataclass(frozen=True)
class Part:
    """A stretch of the longest version, in percent of its words; `is_kept` if the outlet prints it."""

    start: float
    width: float
    is_kept: bool


@dataclass(frozen=True)
class Version:
    """What some outlets print of a quotation, and which parts of the longest version that is."""

    cells: list[Cell]
    is_whole: bool
    parts: list[Part]

    @property
    def value(self) -> str:
        return self.cells[0].value


@dataclass(frozen=True)
class QuoteShown:
    """A quotation; the first of its versions is the longest."""

    verdict: str
    speaker: str
    versions: list[Version]

    @property
    def longest(self) -> Cell:
        return self.versions[0].cells[0]


def quote_shown(number: int, quote: dict[str, Any], articles: Articles) -> QuoteShown | None:
    """Return the quotation as a page shows it, or None if no article with it is visible."""
    values = quote["values"][:MAX_VERSIONS]
    found = [cell_of(f"quote-{number}-{each['article']}", each, articles) for each in values]
    cells = [cell for cell in found if cell]
    if not cells:
        return None
    longest = cells[0].value.split()
    by_words = sorted(cells, key=lambda cell: (cell.value != cells[0].value, -len(cell.value), cell.value))
    versions = [_version(longest, list(same)) for _, same in groupby(by_words, key=lambda cell: cell.value)]
    return QuoteShown(quote["verdict"], quote["speaker"], versions)


def _version(longest: list[str], cells: list[Cell]) -> Version:
    kept = _kept(longest, cells[0].value.split())
    parts, at = [], 0
    for is_kept, run in groupby(kept):
        length = sum(1 for _ in run)
        parts.append(Part(round(100 * at / len(kept), 1), round(100 * length / len(kept), 1), is_kept))
        at += length
    return Version(cells, all(kept), parts)


def _kept(longest: list[str], words: list[str]) -> list[bool]:
    """Return for each word of the longest version whether another one has it, in the same order."""
    here, there = ([word.strip(".,;:!?“”\"'’…—–-").casefold() for word in each] for each in (longest, words))
    kept = [False] * len(longest)
    for block in SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks():
        kept[block.a : block.a + block.size] = [True] * block.size
    return kept
