"""Titles, texts and names as they are stored: plain text without what no reader sees."""

import html
import re
import unicodedata

import nh3

from newsgroups.ingest.normalise.values import names_of
from newsgroups.models.article import MAX_TITLE
from newsgroups.text.sentences import sentences

# Control characters but for tab and line feed, single surrogates, code points that are no characters, and the marks
# that turn the direction of text.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_TAG = re.compile(r"<[a-zA-Z!/]")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]+);")
_AMPERSANDS = re.compile("&(?:amp;)+")
_MOST_LAYERS = 8
_ASCII_CONTROL = bytes(code for code in (*range(32), 127) if code not in b"\t\n")
_BLANK_LINES = re.compile(r"\n\s*\n\s*")
_MAX_AUTHORS = 500


def clean_text(text: str) -> str:
    """A body: NFC, line ends as line feeds, no control characters, at most one blank line in a row."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        # Ten times as fast as the expression, and most bodies of English outlets are such.
        text = text.encode("ascii").translate(None, _ASCII_CONTROL).decode("ascii")
    else:
        text = _CONTROL.sub("", unicodedata.normalize("NFC", text))
    return _BLANK_LINES.sub("\n\n", text).strip()


def clean_line(text: str, *, longest: int) -> str:
    """One line without markup, cut at a word with an ellipsis where it is longer."""
    text = _AMPERSANDS.sub("&", text)
    # What was escaped twice is markup only after the first time.
    for _ in range(_MOST_LAYERS):
        if not _has_markup(text):
            break
        text = _AMPERSANDS.sub("&", html.unescape(nh3.clean(text, tags=set())))
    line = " ".join(_CONTROL.sub("", unicodedata.normalize("NFC", text)).split())
    if len(line) <= longest:
        return line
    return line[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _has_markup(text: str) -> bool:
    # A tag has to end somewhere; the last place where one does is looked for once, and not from every beginning.
    return bool(_TAG.search(text, 0, max(text.rfind(">"), 0)) or _ENTITY.search(text))


def clean_title(title: str) -> str:
    return clean_line(title, longest=MAX_TITLE)


def clean_authors(authors: object) -> str:
    """Names separated by commas, each once, from whatever names people."""
    return clean_line(", ".join(names_of(authors)), longest=_MAX_AUTHORS)


def title_from(text: str) -> str:
    """The first sentence, as long as a headline may be."""
    first = sentences(text[:2_000])[0]
    return clean_line(text[first.start : first.end], longest=120)
