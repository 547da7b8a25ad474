"""Which words of a title or text answer a query: whole words, in any of their forms."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from newsgroups.text.tokens.normalize import APOSTROPHES, INVISIBLE, normalise_word

from . import words

# Two lines of a list of results.
SNIPPET_CHARACTERS = 260
# A snippet is looked for in this much of a text; beyond it stand comments and page chrome.
_SEARCHED_CHARACTERS = 40_000
# Room for one more word of a phrase when the text around its first word is looked at.
_WORD_ROOM = 40
# Marked words after which a text is read no further, for a query of one word; more words may stand far apart.
_ENOUGH = 40
# What may stand between the letters of a word without being one: "O'Brien", "U.S.", an accent of its own.
_BETWEEN = f"[\u0300-\u036f.{APOSTROPHES}{INVISIBLE}]*"
# The words whose stem does not begin as they do, but for the last letter: dying, lying, tying.
_IRREGULAR = {"die": "d", "lie": "l", "tie": "t"}


@dataclass(frozen=True)
class Fragment:
    """A piece of plain text, to be escaped by the template, and whether it is to be marked."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Row:
    """Words in a row, by their stems; only in these forms if `forms` are given, folded."""

    terms: tuple[str, ...]
    forms: tuple[str, ...] | None = None


class Marker:
    """Marks rows (a row of one is a word, longer ones are phrases) and words that fit a pattern.

    A text is searched for the beginnings of the words, and only what stands around one is taken apart.
    """

    def __init__(self, rows: Sequence[Row] = (), patterns: Sequence[re.Pattern[str]] = ()) -> None:
        self.patterns = patterns
        self.rows: dict[str, list[Row]] = {}
        for row in rows:
            self.rows.setdefault(row.terms[0], []).append(row)
        self._forms_count = bool(patterns) or any(row.forms for row in rows)
        longest = max((len(row.terms) for row in rows), default=1)
        self._room = _WORD_ROOM * (longest - 1)
        # A phrase is looked for by its longest word: it is most likely to be the rarest.
        self._beginning = _beginnings([max(row.terms, key=len) for row in rows], patterns)
        self._enough = _ENOUGH * (len(rows) + len(patterns)) ** 2

    def places(self, text: str) -> list[tuple[int, int]]:
        """Start and end of each word to be marked, in characters, in order."""
        found: set[tuple[int, int]] = set()
        for start, end in self._windows(text):
            part = text[start:end]
            spans = [(start + first, start + last) for first, last in words.spans(part)]
            found.update(spans[number] for number in self._numbers(part))
            if len(found) > self._enough:
                break
        return sorted(found)

    def whole(self, text: str) -> list[Fragment]:
        """The whole text in fragments."""
        return _cut(text, self.places(text), 0, len(text))

    def snippet(self, text: str) -> list[Fragment]:
        """The part of the text with the most different words of the query, cut between words."""
        text = " ".join(text[:_SEARCHED_CHARACTERS].split())
        places = self.places(text)
        start = _best_start(text, places)
        start, end = _between_words(text, start, min(len(text), start + SNIPPET_CHARACTERS))
        fragments = _cut(text, places, start, end)
        if start > 0:
            fragments.insert(0, Fragment("… "))
        if end < len(text):
            fragments.append(Fragment(" …"))
        return fragments

    def _windows(self, text: str) -> Iterator[tuple[int, int]]:
        """The parts of the text that can hold something to be marked; each starts and ends between words."""
        if not self.rows and not self.patterns:
            return
        if self._beginning is None:
            yield 0, len(text)
            return
        last = -1
        for match in self._beginning.finditer(text):
            start = _before_space(text, match.start() - self._room)
            if start > last:
                last = start
                yield start, _after_space(text, match.end() + self._room)

    def _numbers(self, text: str) -> Iterator[int]:
        """Which words of a part of the text are to be marked."""
        stems = words.stems(text)
        folded = words.folded(text) if self._forms_count else []
        for number, stem in enumerate(stems):
            for row in self.rows.get(stem, ()):
                end = number + len(row.terms)
                if tuple(stems[number:end]) == row.terms and row.forms in (None, tuple(folded[number:end])):
                    yield from range(number, end)
        if self.patterns:
            for number, word in enumerate(folded):
                if any(pattern.match(word) for pattern in self.patterns):
                    yield number


def _beginnings(stems: list[str], patterns: Sequence[re.Pattern[str]]) -> re.Pattern[str] | None:
    """Finds where words of these stems and patterns may begin, or None if their script needs a closer look.

    A word begins with its stem but for the last letter, which the stemmer may have changed (policy, polici).
    """
    prefixes = {_IRREGULAR.get(stem, stem[: max(1, len(stem) - 1)]) for stem in stems}
    prefixes |= {re.match(r"\(\?s:(\w+)", pattern.pattern)[1] for pattern in patterns}
    if not prefixes or not all(prefix.isascii() for prefix in prefixes):
        return None
    written = [_BETWEEN.join(map(_variants, prefix)) for prefix in sorted(prefixes)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})", re.IGNORECASE)


@cache
def _variants(letter: str) -> str:
    """A letter and its forms with an accent, as a part of an expression."""
    accented = [chr(code) for code in range(0xC0, 0x250) if normalise_word(chr(code)) == letter]
    return f"[{letter}{''.join(accented)}]" if accented else letter


def _before_space(text: str, place: int) -> int:
    place = max(0, place)
    while place > 0 and not text[place - 1].isspace():
        place -= 1
    return place


def _after_space(text: str, place: int) -> int:
    while place < len(text) and not text[place].isspace():
        place += 1
    return min(place, len(text))


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
