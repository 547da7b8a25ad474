"""Quotations on a story page: the longest version, and which part of it each outlet prints."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from .cells import Articles, Cell, cell_of

MAX_VERSIONS = 8
# Words around the first difference between two versions, and of a version that lacks it.
_AROUND, _BEGINNING = 3, 6


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
    here, there = _folded(longest), _folded(words)
    kept = [False] * len(longest)
    for block in SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks():
        kept[block.a : block.a + block.size] = [True] * block.size
    return kept


def excerpts(values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the versions of an altered quotation cut to where the first two differ: a table has no room for more."""
    first, second = (value["value"].split() for value in values[:2])
    matched = SequenceMatcher(None, _folded(first), _folded(second), autojunk=False).get_opcodes()
    change = next((code for code in matched if code[0] == "replace"), ("equal", 0, len(first), 0, len(second)))
    shown = {0: _around(first, *change[1:3]), 1: _around(second, *change[3:5])}
    return [
        value | {"value": shown.get(value["side"]) or _around(value["value"].split(), 0, _BEGINNING - _AROUND)}
        for value in values
    ]


def _around(words: list[str], start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(words), end + _AROUND)
    return f"{'… ' * bool(first)}{' '.join(words[first:last])}{' …' * (last < len(words))}"


def _folded(words: list[str]) -> list[str]:
    return [word.strip(".,;:!?“”\"'’…—–-").casefold() for word in words]
