"""Find word boundaries for search.

Splits as `tokens` does for comparison, with three differences: Korean words become pairs of syllables; a meaningful
sign stays with its word (C++, AT&T, .NET); and half-width letters, or letters joined by a middle dot ("col·lecció"),
stay together.
"""

import re
from itertools import islice

from newsgroups.text.tokens.normalize import APOSTROPHES
from newsgroups.text.tokens.tokenizer import INNER, UNSPACED

from .korean import has_hangul, pieces

WordSpan = tuple[int, int]

# Most texts use only these characters: Latin, Greek, and Cyrillic letters and the punctuation of news. For them, a
# simpler expression takes a third of the time; only the text around other characters is examined closely.
_PLAIN = r"\x00-\"$%'-*,-^`-\xac\xae-\xb6\xb8-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20ac"
_ODD = re.compile(rf"[^{_PLAIN}]")
# A period before a word, as in .NET, follows a space or an opening mark; in "(so).They" it ends a sentence.
_BEGIN = r"(?<![^\s(\[{\u201c\u2018\u201e\u00ab])"
_POINT = re.compile(rf"\.(?<={_BEGIN}\.)[A-Za-z]")
# What may surround a word of ASCII letters and digits without changing it.
_BEFORE, _AFTER = "('\"\u201c\u2018", ".,;:?!)'\"\u201d\u2019"
# With more unusual characters than this, the whole text is examined closely.
_MAX_ODD = 60
_ABBREVIATION = r"[A-Za-z](?:\.[A-Za-z])+"
_PLAIN_WORD = re.compile(rf"{_ABBREVIATION}(?!\w)\.?|\w+(?:(?:[{APOSTROPHES}]|(?<=\d)[.,:](?=\d))\w+)*")
_SIGNED = (
    rf"{_BEGIN}\.[A-Za-z]\w*(?![\w.])|"
    r"[^\W_]+(?:&(?!(?:amp|[lg]t|quot|nbsp|apos);)[^\W_]+)+|[^\W_]+(?:\++|\#)(?![\w+#])"
)

_KANA_OF_HALF_WIDTH = "\uff66-\uff9f"
_LETTER = rf"[^\W_{UNSPACED}{_KANA_OF_HALF_WIDTH}]"
_LETTERS = rf"{_LETTER}+(?:[{INNER}]+{_LETTER}*)*"
_JOINED = (
    rf"[{APOSTROPHES}]|(?<=\d)[.,:](?=\d)|(?<=[lL])·(?=[lL])|(?<=[\u05d0-\u05ea])[\u05f3\u05f4\"](?=[\u05d0-\u05ea])"
)
_ANY_WORD = re.compile(
    rf"{_SIGNED}|{_ABBREVIATION}(?![^\W_])\.?|{_LETTERS}(?:(?:{_JOINED}){_LETTERS})*"
    # Half-width kana have their voicing mark after them as a separate character.
    rf"|[\uff66-\uff9d][\uff9e\uff9f]?|[^\W_][{INNER}]*"
)


def word_spans(text: str) -> list[WordSpan]:
    """Return the start and end of each word, in characters; Korean pairs overlap."""
    odd = _odd_places(text)
    if not odd:
        return [match.span() for match in _PLAIN_WORD.finditer(text)]
    if len(odd) > _MAX_ODD:
        return _closely(text, 0, len(text))
    found: list[WordSpan] = []
    at = 0
    for place in odd:
        if place >= at:
            start, end = _around(text, place, at)
            found += [match.span() for match in _PLAIN_WORD.finditer(text, at, start)]
            found += _closely(text, start, end)
            at = end
    return found + [match.span() for match in _PLAIN_WORD.finditer(text, at)]


def split(text: str) -> list[str]:
    """Return the words as written. No word contains a space, so a text has the words of its chunks between spaces."""
    word = text.lstrip(_BEFORE).rstrip(_AFTER)
    if word.isascii() and word.isalnum():
        return [word]
    if not _odd_places(text):
        return _PLAIN_WORD.findall(text)
    return [text[start:end] for start, end in word_spans(text)]


def _odd_places(text: str) -> list[int]:
    """Return the positions of characters outside the simple expression, up to one more than the limit."""
    odd = [match.start() for match in islice(_ODD.finditer(text), _MAX_ODD + 1)]
    return sorted([*odd, *(match.start() for match in _POINT.finditer(text))])


def _around(text: str, place: int, least: int) -> WordSpan:
    """Return the text between the spaces around a position; no word crosses them."""
    start = end = place
    while start > least and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _closely(text: str, start: int, end: int) -> list[WordSpan]:
    found = [match.span() for match in _ANY_WORD.finditer(text, start, end)]
    return [piece for each in found for piece in pieces(text, *each)] if has_hangul(text, start, end) else found
