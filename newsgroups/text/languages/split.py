"""Where the words of a text are, for a search.

As `tokens` cuts a text for comparing, with three differences: Korean words are cut into pairs of syllables, a sign that
carries meaning stays with its word (C++, AT&T, .NET), and letters of half width or with a point between them stay
together ("col·lecció").
"""

import re

from newsgroups.text.tokens.normalize import APOSTROPHES
from newsgroups.text.tokens.tokenizer import INNER, UNSPACED

from .korean import has_hangul, pieces

Span = tuple[int, int]

# Most texts are of these characters alone: Latin, Greek and Cyrillic letters and the marks of news. In them the words
# are found by a plainer expression, which takes a third of the time.
_RANGES = (0, 0x300), (0x370, 0x483), (0x48A, 0x530), (0x2010, 0x2028), (0x2030, 0x205F), (0x20AC, 0x20AD)
_PLAIN = frozenset(chr(code) for start, end in _RANGES for code in range(start, end)) - set("_\xad·")
_ABBREVIATION = r"[A-Za-z](?:\.[A-Za-z])+"
_PLAIN_WORD = re.compile(rf"{_ABBREVIATION}(?!\w)\.?|\w+(?:(?:[{APOSTROPHES}]|(?<=\d)[.,:](?=\d))\w+)*")
# The same with signs; looked for where there are any.
_SIGNED = r"(?<![\w.])\.[A-Za-z]\w*(?![\w.])|[^\W_]+(?:&(?!(?:amp|[lg]t|quot|nbsp|apos);)[^\W_]+)+|[^\W_]+(?:\++|\#)(?![\w+#])"
_SIGNED_WORD = re.compile(rf"{_SIGNED}|{_PLAIN_WORD.pattern}")

_LETTERS = rf"[^\W_{UNSPACED}]+(?:[{INNER}]+[^\W_{UNSPACED}]*)*"
_JOINED = (
    rf"[{APOSTROPHES}]|(?<=\d)[.,:](?=\d)|(?<=[lL])·(?=[lL])|(?<=[\u05d0-\u05ea])[\u05f3\u05f4\"](?=[\u05d0-\u05ea])"
)
_ANY_WORD = re.compile(
    rf"{_SIGNED}|{_ABBREVIATION}(?![^\W_])\.?|{_LETTERS}(?:(?:{_JOINED}){_LETTERS})*"
    # Kana of half width have their mark behind them as a character of its own.
    rf"|[\uff66-\uff9d][\uff9e\uff9f]?|[^\W_][{INNER}]*"
)


def word_spans(text: str) -> list[Span]:
    """Start and end of each word, in characters; those of Korean pairs overlap."""
    expression = _expression(text)
    found = [match.span() for match in expression.finditer(text)]
    if expression is not _ANY_WORD or not has_hangul(text):
        return found
    return [piece for start, end in found for piece in pieces(text, start, end)]


def split(text: str) -> list[str]:
    """The words as they are written."""
    expression = _expression(text)
    if expression is _ANY_WORD:
        return [text[start:end] for start, end in word_spans(text)]
    return expression.findall(text)


def _expression(text: str) -> re.Pattern[str]:
    if not _PLAIN.issuperset(text):
        return _ANY_WORD
    has_sign = "&" in text or "+" in text or "#" in text or " ." in text or text.startswith(".")
    return _SIGNED_WORD if has_sign else _PLAIN_WORD
