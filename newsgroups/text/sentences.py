"""Split a text into sentences with exact spans."""

import re
from typing import NamedTuple

_POINT = r"[.!?\u2026\u0964\u06d4\u061f]"
# A row of dots is read once, from its first: lines of them lead to page numbers.
_BREAK = re.compile(
    rf"{_POINT}(?<!{_POINT}{{2}}){_POINT}*+[\"'\u201d\u2019\u00bb)\]]*+(?=\s)"
    r"|[\u3002\uff01\uff1f]+[\u300d\u300f\u201d\uff09]*|\n"
)
_LAST_WORD = re.compile(r"[^\s(\[\"'\u201c\u2018]+\Z")
_NEXT_LETTER = re.compile(r"[\"'\u201c\u2018(\[\s]*(\S?)")
# Longer than any abbreviation below; bounds the cost of looking back.
_LOOK_BACK = 24
# The title of an article that came without one.
MAX_DERIVED_TITLE = 120
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof rev gov sen rep gen col lt sgt capt cmdr adm maj st jr sr vs etc no inc ltd co corp bros dept "
    "univ assn ave blvd rd jan feb mar apr jun jul aug sept sep oct nov dec mt ft e.g i.e cf al op ed fig approx "
    "u.s u.k u.n a.m p.m ph.d d.c".split()
)


class SentenceSpan(NamedTuple):
    """Characters ``start`` (included) to ``end`` (excluded) of a text."""

    start: int
    end: int


def sentences(text: str) -> list[SentenceSpan]:
    """Return the sentences without surrounding white space; a line end always ends a sentence."""
    spans = []
    start = 0
    for match in _BREAK.finditer(text):
        if _ends_sentence(text, match):
            spans.append((start, match.end()))
            start = match.end()
    spans.append((start, len(text)))
    trimmed = (_trim(text, a, b) for a, b in spans)
    return [span for span in trimmed if span.start < span.end]


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    if match[0] == "\n":
        return True
    after = _NEXT_LETTER.match(text, match.end(), match.end() + _LOOK_BACK)
    if after and after[1].islower():
        return False
    if match[0] != ".":
        return True
    before = _LAST_WORD.search(text[max(0, match.start() - _LOOK_BACK) : match.start()])
    word = before[0] if before else ""
    is_initial = len(word) == 1 and word.isupper()
    return not is_initial and word.lower() not in _ABBREVIATIONS


def _trim(text: str, start: int, end: int) -> SentenceSpan:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return SentenceSpan(start, start + len(piece.strip()))


def first_sentence(text: str, *, longest: int) -> str:
    """Return the first sentence on one line; a longer one is cut at a word and ends in an ellipsis."""
    first = sentences(text[:2_000])[0]
    line = " ".join(text[first.start : first.end].split())
    return line if len(line) <= longest else line[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
