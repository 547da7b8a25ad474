"""Titles, texts, and names as they are stored: plain text without invisible characters."""

import re
import unicodedata

from newsgroups.models.articles.article import MAX_TITLE
from newsgroups.text.sentences import MAX_DERIVED_TITLE, first_sentence
from newsgroups.text.tokens.normalize import stream_safe

from .markup import without_markup
from .row_values import names_of

# Control characters other than tab and line feed, lone surrogates, noncharacters, and bidirectional controls.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_ASCII_CONTROL = bytes(code for code in (*range(32), 127) if code not in b"\t\n")
# Spaces within a line, whatever their width, and characters that are invisible by themselves: joiners, soft hyphens,
# variation selectors.
_BLANKS = re.compile(r"[^\S\n]+")
_NO_WIDTH = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f]")
_BLANK_LINES = re.compile(r"\n\s*\n\s*")
_MAX_AUTHORS = 500
_MAX_SENTENCE = 2_000


def clean_text(text: str) -> str:
    """A body: NFC, line feeds as line ends, no control characters, at most one blank line in a row."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        # Ten times as fast as the regular expression, and most bodies from English outlets are ASCII.
        text = text.encode("ascii").translate(None, _ASCII_CONTROL).decode("ascii")
    else:
        text = _CONTROL.sub("", unicodedata.normalize("NFC", stream_safe(text)))
    return _BLANK_LINES.sub("\n\n", text).strip()


def looks_the_same(one: str, other: str) -> bool:
    """Whether two cleaned texts look the same: they differ only in kinds of spaces and zero-width characters."""
    if one == other:
        return True
    if one.isascii() and other.isascii():
        return _BLANKS.sub(" ", one) == _BLANKS.sub(" ", other)
    return _seen(one) == _seen(other)


def _seen(text: str) -> str:
    return _BLANKS.sub(" ", _NO_WIDTH.sub("", text))


def clean_line(text: str, *, longest: int) -> str:
    """One line without markup; a longer one is cut at a word and ends in an ellipsis."""
    if "<" in text or "&" in text:
        text = without_markup(text)
    line = " ".join(_CONTROL.sub("", unicodedata.normalize("NFC", text)).split())
    if len(line) <= longest:
        return line
    return line[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def clean_title(title: str) -> str:
    return clean_line(title, longest=MAX_TITLE)


def clean_authors(authors: object) -> str:
    """Names separated by commas, each once, from any representation of people."""
    return clean_line(", ".join(names_of(authors)), longest=_MAX_AUTHORS)


def title_from(text: str) -> str:
    """The first sentence, cut to the length of a headline."""
    return clean_line(first_sentence(text, longest=_MAX_SENTENCE), longest=MAX_DERIVED_TITLE)
