"""Which words of a title or text answer a query: whole words, in any of their forms."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from . import words

# Two lines of a list of results.
SNIPPET_CHARACTERS = 260
# A snippet is looked for in this much of a text; beyond it stand comments and page chrome.
_SEARCHED_CHARACTERS = 40_000


@dataclass(frozen=True)
class Fragment:
    """A piece of plain text, to be escaped by the template, and whether it is to be marked."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Marker:
    """Marks rows of stems (a row of one is a word, longer ones are phrases) and words that fit a pattern."""

    rows: Sequence[tuple[str, ...]] = ()
    patterns: Sequence[re.Pattern[str]] = field(default_factory=list)

    def places(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each word to be marked, in characters, in order."""
        spans = words.spans(text)
        return [spans[number] for number in sorted(self._numbers(text))]

    def whole(self, text: str) -> list[Fragment]:
        """The whole text in fragments."""
        return _cut(text, self.places(text), 0, len(text))

    def snippet(self, text: str) -> list[Fragment]:
        """The part of the text with the most different words of the query, cut between words."""
        text = " ".join(text[:_SEARCHED_CHARACTERS].split())
        places = self.places(text)
        start = _best_start(text, places)
        end = min(len(text), start + SNIPPET_CHARACTERS)
        start, end = _between_words(text, start, end)
        fragments = _cut(text, places, start, end)
        if start > 0:
            fragments.insert(0, Fragment("… "))
        if end < len(text):
            fragments.append(Fragment(" …"))
        return fragments

    def _numbers(self, text: str) -> set[int]:
        stems = words.stems(text)
        found: set[int] = set()
        for row in self.rows:
            first, length = row[0], len(row)
            for number, stem in enumerate(stems):
                if stem == first and tuple(stems[number : number + length]) == row:
                    found.update(range(number, number + length))
        if self.patterns:
            for number, word in enumerate(words.folded(text)):
                if any(pattern.match(word) for pattern in self.patterns):
                    found.add(number)
        return found


def _best_start(text: str, places: list[tuple[int, int]]) -> int:
    """Where the window with the most different marked words starts; the earliest of equals."""
    if not places:
        return 0
    kinds = [words.stem(text[start:end]) for start, end in places]
    starts = [start for start, _ in places]
    best, most = 0, (0, 0)
    for number, (start, _) in enumerate(places):
        last = bisect_left(starts, start + SNIPPET_CHARACTERS * 3 // 4)
        worth = len(set(kinds[number:last])), last - number
        if worth > most:
            best, most = start, worth
    # Some words before the first marked one show what it is about.
    return max(0, best - SNIPPET_CHARACTERS // 5) if best > SNIPPET_CHARACTERS // 4 else 0


def _between_words(text: str, start: int, end: int) -> tuple[int, int]:
    if start > 0 and (space := text.find(" ", start, start + 40)) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", max(start, end - 40), end)) >= 0:
        end = space
    return start, end


def _cut(text: str, places: list[tuple[int, int]], start: int, end: int) -> list[Fragment]:
    """Fragments of text[start:end], marked words by themselves; neighbours of one kind are joined."""
    fragments: list[Fragment] = []
    at = start
    for first, last in places:
        if first < start or last > end:
            continue
        _add(fragments, text[at:first], marked=False)
        _add(fragments, text[first:last], marked=True)
        at = last
    _add(fragments, text[at:end], marked=False)
    return fragments


def _add(fragments: list[Fragment], text: str, *, marked: bool) -> None:
    if text:
        fragments.append(Fragment(text, marked))
