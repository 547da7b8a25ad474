"""Highlighting: the words of a title or text that match a query, as whole words in any of their forms."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsgroups.text.languages.analysis import ENGLISH, analysis_of
from newsgroups.text.languages.writing.spellings import any_spelling

from . import query_words
from .multilingual_terms import Place, Row

# Two lines in a list of results.
SNIPPET_CHARACTERS = 260
# Snippets come from this much of a text; comments and page chrome follow after it.
_SEARCHED_CHARACTERS = 40_000
# Space for one more word of a phrase when examining the text around its first word.
_WORD_ROOM = 40
# For a single-word query, stop after this many matches; the words of longer queries may be far apart.
_ENOUGH = 40
# Words whose stem differs from their beginning in more than the last letter: dying, lying, tying.
_IRREGULAR = {"die": "d", "lie": "l", "tie": "t"}


@dataclass(frozen=True)
class Fragment:
    """A piece of plain text, to be escaped by the template, and whether to highlight it."""

    text: str
    marked: bool = False


# What a place of a row accepts in texts of one language: form codes by term, None for any form.
Accepted = dict[str, set[int | None]]


class Marker:
    """Highlights rows (a row of one is a word, longer ones are phrases) and words that match a pattern.

    In English texts, only the parts around the beginnings of matching words are split into words; in other languages,
    words do not always begin with their stem.
    """

    def __init__(self, rows: Sequence[Row] = (), patterns: Sequence[re.Pattern[str]] = ()) -> None:
        self.patterns = patterns
        self._rows = [row for row in rows if any(row.places)]
        self._room = _WORD_ROOM * (max((len(row.places) for row in self._rows), default=1) - 1)
        self._enough = _ENOUGH * (len(self._rows) + len(patterns)) ** 2
        self._of_language: dict[str, _OfLanguage] = {}

    def places(self, text: str, language: str = "") -> list[tuple[int, int]]:
        """Return start and end of each word to highlight, in characters, in order."""
        code = analysis_of(language).code
        if code not in self._of_language:
            self._of_language[code] = _OfLanguage(self._rows, self.patterns, code)
        language_rows = self._of_language[code]
        matches: set[tuple[int, int]] = set()
        for start, end in language_rows.windows(text, self._room):
            part = text[start:end]
            spans = query_words.spans(part)
            for number in language_rows.numbers([part[first:last] for first, last in spans]):
                first, last = spans[number]
                matches.add((start + first, start + last))
            if len(matches) > self._enough:
                break
        return sorted(matches)

    def whole(self, text: str, language: str = "") -> list[Fragment]:
        """Return the whole text in fragments."""
        return _cut(text, self.places(text, language), 0, len(text))

    def snippet(self, text: str, language: str = "") -> list[Fragment]:
        """Return the part of the text with the most distinct query words, cut between words."""
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
        # If a place of a row has no term in this language, the row occurs in none of its texts.
        self._rows = [row for row in accepted if all(terms is None or terms for terms in row)]
        self._first: dict[str, list[tuple[Accepted | None, ...]]] = {}
        for row in self._rows:
            for term in row[0] or ():
                self._first.setdefault(term, []).append(row)
        self._beginning = _beginnings(self._longest(), patterns) if code == ENGLISH else None

    def _longest(self) -> list[str]:
        """Return the longest word of each phrase, since it is probably the rarest and so the best to search for."""
        longest: list[str] = []
        for row in self._rows:
            place = max(filter(None, row), key=lambda terms: min(map(len, terms)))
            longest += place
        return longest

    def windows(self, text: str, room: int) -> Iterator[tuple[int, int]]:
        """Yield the parts of the text that can contain matches; each starts and ends between words."""
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
        """Yield the indexes of the words to highlight among these words."""
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
    accepted: Accepted = {}
    for term in place:
        if term.analyses is None or code in term.analyses:
            accepted.setdefault(term.term, set()).add(term.code)
    return accepted


def _fits(place: Accepted | None, word: tuple[str, bytes, tuple[query_words.Coded, ...]]) -> bool:
    if place is None:
        return True
    term, code, more = word
    return any(
        (codes := place.get(candidate)) is not None and (None in codes or int.from_bytes(form, "little") in codes)
        for candidate, form in ((term, code), *more)
    )


def _beginnings(stems: list[str], patterns: Sequence[re.Pattern[str]]) -> re.Pattern[str] | None:
    """Compile an expression for where words with these stems and patterns may begin.

    A word begins with its stem except perhaps for the last letter, which the stemmer may have changed (policy,
    polici). Return None if the script needs more than that.
    """
    prefixes = {_IRREGULAR.get(stem, stem[: max(1, len(stem) - 1)]) for stem in stems}
    begun = [re.match(r"\(\?s:(\w+)", pattern.pattern) for pattern in patterns]
    if not all(begun):
        return None
    prefixes |= {match[1] for match in begun if match}
    if not prefixes or not all(prefix.isalnum() and prefix.isascii() for prefix in prefixes):
        return None
    written = [any_spelling(prefix) for prefix in sorted(prefixes)]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(written)})", re.IGNORECASE)


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
    """Return the start of the window with the most distinct matching words; the earliest one if there is a tie."""
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
    # A few words before the first match provide context.
    return max(0, best - SNIPPET_CHARACTERS // 5) if best > SNIPPET_CHARACTERS // 4 else 0


def _between_words(text: str, start: int, end: int) -> tuple[int, int]:
    if start > 0 and (space := text.find(" ", start, start + 40)) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", max(start, end - 40), end)) >= 0:
        end = space
    return start, end


def _cut(text: str, places: list[tuple[int, int]], start: int, end: int) -> list[Fragment]:
    """Split text[start:end] into fragments, with highlighted words separate; merge adjacent ones of one kind."""
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
