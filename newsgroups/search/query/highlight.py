"""Which words of a title or text answer a query: whole words, in any of their forms."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from newsgroups.text.languages.analysis import ENGLISH, analysis_of
from newsgroups.text.languages.writing.folding import fold
from newsgroups.text.tokens.normalize import APOSTROPHES, INVISIBLE

from . import query_words
from .wanted import Place, Row

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
# Small Latin letters beyond ASCII, joined ones and those of full width among them; large ones are found beside them.
_CODES = (*range(0xC0, 0x250), *range(0xFB00, 0xFB07), *range(0xFF10, 0xFF1A), *range(0xFF41, 0xFF5B))
_LATIN = [chr(code) for code in _CODES if not chr(code).isupper()]
_IRREGULAR = {"die": "d", "lie": "l", "tie": "t"}


@dataclass(frozen=True)
class Fragment:
    """A piece of plain text, to be escaped by the template, and whether it is to be marked."""

    text: str
    marked: bool = False


# What a place of a row accepts in texts of one language: the codes of forms by term, None for any form.
Accepted = dict[str, set[int | None]]


class Marker:
    """Marks rows (a row of one is a word, longer ones are phrases) and words that fit a pattern.

    An English text is searched for the beginnings of the words, and only what stands around one is taken apart; words
    of other languages do not always begin with their stem.
    """

    def __init__(self, rows: Sequence[Row] = (), patterns: Sequence[re.Pattern[str]] = ()) -> None:
        self.patterns = patterns
        self._rows = [row for row in rows if any(row.places)]
        self._room = _WORD_ROOM * (max((len(row.places) for row in self._rows), default=1) - 1)
        self._enough = _ENOUGH * (len(self._rows) + len(patterns)) ** 2
        self._of_language: dict[str, _OfLanguage] = {}

    def places(self, text: str, language: str = "") -> list[tuple[int, int]]:
        """Start and end of each word to be marked, in characters, in order."""
        code = analysis_of(language).code
        if code not in self._of_language:
            self._of_language[code] = _OfLanguage(self._rows, self.patterns, code)
        of = self._of_language[code]
        found: set[tuple[int, int]] = set()
        for start, end in of.windows(text, self._room):
            part = text[start:end]
            spans = query_words.spans(part)
            for number in of.numbers([part[first:last] for first, last in spans]):
                first, last = spans[number]
                found.add((start + first, start + last))
            if len(found) > self._enough:
                break
        return sorted(found)

    def whole(self, text: str, language: str = "") -> list[Fragment]:
        """The whole text in fragments."""
        return _cut(text, self.places(text, language), 0, len(text))

    def snippet(self, text: str, language: str = "") -> list[Fragment]:
        """The part of the text with the most different words of the query, cut between words."""
        text = " ".join(text[:_SEARCHED_CHARACTERS].split())
        places = self.places(text, language)
        start = _best_start(text, places)
        start, end = _between_words(text, start, min(len(text), start + SNIPPET_CHARACTERS))
        fragments = _cut(text, places, start, end)
        if start > 0:
            fragments.insert(0, Fragment("… "))
        if end < len(text):
            fragments.append(Fragment(" …"))
        return fragments


class _OfLanguage:
    """Rows and patterns in the terms of one language."""

    def __init__(self, rows: Sequence[Row], patterns: Sequence[re.Pattern[str]], code: str) -> None:
        self.patterns = patterns
        self._coded = query_words.coded(code)
        accepted = [tuple(_accepted(place, code) if place else None for place in row.places) for row in rows]
        # A row of which a place has no term in this language stands in none of its texts.
        self._rows = [row for row in accepted if all(each is None or each for each in row)]
        self._first: dict[str, list[tuple[Accepted | None, ...]]] = {}
        for row in self._rows:
            for term in row[0] or ():
                self._first.setdefault(term, []).append(row)
        self._beginning = _beginnings(self._longest(), patterns) if code == ENGLISH else None

    def _longest(self) -> list[str]:
        """A phrase is looked for by its longest word: it is most likely to be the rarest."""
        found: list[str] = []
        for row in self._rows:
            place = max((each for each in row if each is not None), key=lambda each: min(map(len, each)))
            found += place
        return found

    def windows(self, text: str, room: int) -> Iterator[tuple[int, int]]:
        """The parts of the text that can hold something to be marked; each starts and ends between words."""
        if not self._rows and not self.patterns:
            return
        if self._beginning is None:
            yield 0, len(text)
            return
        last = -1
        for match in self._beginning.finditer(text):
            start = _before_space(text, match.start() - room)
            if start > last:
                last = start
                yield start, _after_space(text, match.end() + room)

    def numbers(self, written: list[str]) -> Iterator[int]:
        """Which of these words of a part of the text are to be marked."""
        read = [self._coded[word] for word in written]
        for number, (term, _, more) in enumerate(read):
            rows = self._first.get(term, ())
            if more:
                rows = [*rows, *(row for other, _ in more for row in self._first.get(other, ()))]
            for row in rows:
                end = number + len(row)
                if end <= len(read) and all(map(_fits, row, read[number:end])):
                    yield from (number + at for at, place in enumerate(row) if place is not None)
        for number, word in enumerate(written) if self.patterns else ():
            folded = query_words.fold(word)
            if any(pattern.match(folded) for pattern in self.patterns):
                yield number


def _accepted(place: Place, code: str) -> Accepted:
    found: Accepted = {}
    for each in place:
        if each.analyses is None or code in each.analyses:
            found.setdefault(each.term, set()).add(each.code)
    return found


def _fits(place: Accepted | None, word: tuple[str, bytes, tuple[query_words.Coded, ...]]) -> bool:
    if place is None:
        return True
    term, code, more = word
    return any(
        (codes := place.get(each)) is not None and (None in codes or int.from_bytes(form, "little") in codes)
        for each, form in ((term, code), *more)
    )


def _beginnings(stems: list[str], patterns: Sequence[re.Pattern[str]]) -> re.Pattern[str] | None:
    """Finds where words of these stems and patterns may begin, or None if their script needs a closer look.

    A word begins with its stem but for the last letter, which the stemmer may have changed (policy, polici).
    """
    prefixes = {_IRREGULAR.get(stem, stem[: max(1, len(stem) - 1)]) for stem in stems}
    begun = [re.match(r"\(\?s:(\w+)", pattern.pattern) for pattern in patterns]
    if not all(begun):
        return None
    prefixes |= {match[1] for match in begun}
    if not prefixes or not all(prefix.isalnum() and prefix.isascii() for prefix in prefixes):
        return None
    written = [_written(prefix) for prefix in sorted(prefixes)]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(written)})", re.IGNORECASE)


@cache
def _variants(letter: str) -> str:
    """A letter and its forms with an accent or in another width, as a part of an expression."""
    others = [each for each in _LATIN if fold(each) == letter]
    return f"[{letter}{''.join(others)}]" if others else re.escape(letter)


@cache
def _ligatures() -> dict[str, str]:
    """Letters that stand for several: æ, œ, ß, ﬁ, by what they stand for."""
    found: dict[str, str] = {}
    for each in _LATIN:
        folded = fold(each)
        if len(folded) > 1 and folded.isalnum() and folded.isascii():
            found[folded] = found.get(folded, "") + each
    return found


def _written(prefix: str) -> str:
    """An expression for the ways in which the beginning of a word may be written."""
    parts, at = [], 0
    while at < len(prefix):
        letters, length = _variants(prefix[at]), 1
        for folded, characters in _ligatures().items():
            # The end of the ligature may lie behind that of the beginning.
            if prefix.startswith(folded, at) or folded.startswith(prefix[at:]):
                inside = prefix[at : at + len(folded)]
                letters, length = f"(?:{_BETWEEN.join(map(_variants, inside))}|[{characters}])", len(inside)
                break
        parts.append(letters)
        at += length
    return _BETWEEN.join(parts)


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
    kinds = [query_words.stem(text[start:end]) for start, end in places]
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
        # Pairs of Korean syllables overlap.
        _add(fragments, text[max(at, first) : last], marked=True)
        at = max(at, last)
    _add(fragments, text[at:end], marked=False)
    return fragments


def _add(fragments: list[Fragment], text: str, *, marked: bool) -> None:
    if text:
        fragments.append(Fragment(text, marked))
