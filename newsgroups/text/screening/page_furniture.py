"""Find the lines that an outlet's pages have above their text ("Media playback is unsupported", "CLOSE").

An extractor takes them for the first lines of the article. Nobody wrote them for it: they are the same on many pages of
the outlet, above texts that have nothing in common.
"""

import re
from collections import Counter
from collections.abc import Iterable, Set

# Only the head of a text is read.
HEAD = 600
_MAX_LINES = 5
# A line of so many words may still be a sentence about the player; longer ones are paragraphs.
_MAX_WORDS = 16
# As many pages, and this share of the outlet's, have a line before it counts. 2,288 of 37,540 articles begin with such
# a line. All lines were read: besides furniture they are bylines, picture credits, and two places above a text.
MIN_PAGES, MIN_SHARE = 5, 0.02
# Words in capitals before the text on the same line. A place has a dash, a comma, or a bracket after it.
_CAPITALS = re.compile(r"([A-Z]{4,}(?: [A-Z]{2,}){0,2}) (?=[\"“'‘]?[A-Z][a-z]|[AI] )")


def furniture_lines(texts: Iterable[str]) -> set[str]:
    """Return the lines that stand above many of the texts of one outlet. The texts are different articles."""
    counts: Counter[str] = Counter()
    pages = 0
    for text in texts:
        pages += 1
        counts.update(set(_head_lines(text)))
    least = max(MIN_PAGES, MIN_SHARE * pages)
    return {line for line, count in counts.items() if count >= least}


def furniture_length(text: str, lines: Set[str]) -> int:
    """Return how many characters at the head of a text are such lines, 0 if it begins with other words.

    A text of nothing else keeps all.
    """
    end = 0
    while end < min(len(text), HEAD):
        after = next((after for line, after in _begins(text, end) if line in lines), None)
        if after is None:
            break
        end = after
    return end if text[end:].strip() else 0


def without_furniture(text: str, length: int) -> str:
    """Return the text with its first `length` characters blank, so that places in it stay."""
    return " " * length + text[length:] if length else text


def _head_lines(text: str) -> list[str]:
    """Return the lines at the head that may be furniture."""
    found, at = [], 0
    for _ in range(_MAX_LINES):
        begun = _begins(text, at)
        found += [line for line, _ in begun]
        if not begun:
            break
        at = begun[0][1]
    return found


def _begins(text: str, start: int) -> list[tuple[str, int]]:
    """Return what may be furniture at `start`, with the place after it: a short line, and words in capitals before the
    text on the same line.
    """
    head = text[start:HEAD]
    line, newline, _ = head.partition("\n")
    found = []
    if newline and 0 < len(line.split()) <= _MAX_WORDS:
        rest = text[start + len(line) :]
        found.append((" ".join(line.split()), len(text) - len(rest.lstrip())))
    if capitals := _CAPITALS.match(head):
        found.append((capitals[1], start + capitals.end()))
    return found
