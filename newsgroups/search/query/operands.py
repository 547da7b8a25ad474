"""What a single word or phrase of a query means: plain words, a pattern, a slip, an outlet or a day."""

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from textwrap import shorten

from newsgroups.text.tokens.normalize import normalise_word

from . import words
from .ast import All, Before, Fuzzy, Near, Node, OfSource, Since, Wildcard, Words, joined
from .lexer import Item

FIELDS = {"title": "title", "author": "authors", "authors": "authors", "source": "source"}
# A wildcard after fewer letters would stand for a great part of the dictionary.
LETTERS_BEFORE_WILDCARD = 2
# Any word of three letters is two slips from any other.
LETTERS_OF_FUZZY = 4
MAX_SLIPS = 2
# No sentence has more words.
MAX_DISTANCE = 100

_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_FUZZY = re.compile(r"(\w.*?)~(\d*)")

Note = Callable[[str], None]


def leaf(item: Item, within: str, note: Note) -> Node | None:
    """The node of a word or phrase, None if nothing can be searched for; `within` is the field around it, or ""."""
    name = item.field.lower()
    if name in ("before", "after"):
        return _date(name, item.text, note)
    if name and name not in FIELDS:
        note(f"{item.field}: is not a field: searched for its words")
        return _words(f"{item.field} {item.text}", within or "text", note)
    if name and not item.text.strip():
        note(f"{item.field}: has nothing after it")
        return None
    where = FIELDS.get(name) or within or "text"
    if where == "source":
        return _source(item.text, note)
    if item.apart:
        return _apart(item, where, note)
    if item.kind == "phrase":
        return _words(item.text, where, note, quoted=True)
    return _pattern(item.text, where, note)


def distance_of(text: str) -> int:
    """The number after NEAR/ or ~, as far as it makes sense."""
    return min(max(1, int(text)), MAX_DISTANCE)


def short(text: str) -> str:
    """A part of the query as a note quotes it."""
    return shorten(text, 60, placeholder=" …") if " " in text.strip() else text.strip()[:60]


def _source(text: str, note: Note) -> Node | None:
    if not text.strip():
        note("“” has no words to search for")
        return None
    return OfSource(" ".join(text.split()))


def _pattern(text: str, name: str, note: Note) -> Node | None:
    """A word outside quotes, where ~, * and ? mean something."""
    if fuzzy := _FUZZY.fullmatch(text):
        return _fuzzy(text, *fuzzy.groups(), name, note)
    if re.search(r"\w[*?]", text) and re.search(r"[*?]", text.rstrip("?")):
        return _wildcard(text, name, note)
    return All(()) if text == "*" else _words(text, name, note)


def _words(text: str, name: str, note: Note, *, quoted: bool = False) -> Node | None:
    found = words.split(text)
    if not found:
        if quoted or text.strip("&+|,.;:!?-–—/'’…~"):
            note(f"“{short(text)}” has no words to search for")
        return None
    return Words(" ".join(found), name, quoted)


def _apart(item: Item, name: str, note: Note) -> Node | None:
    """ "storm coast flood"~5: each word near the one after it."""
    found = [Words(word, name) for word in words.split(item.text)]
    if len(found) < 2:
        return _words(item.text, name, note, quoted=True)
    return joined(All, [Near(pair, distance_of(item.apart)) for pair in pairwise(found)])


def _fuzzy(text: str, word: str, slips: str, name: str, note: Note) -> Node | None:
    folded = words.folded(word)
    if len(folded) != 1 or len(folded[0]) < LETTERS_OF_FUZZY:
        note(f"{short(text)}: ~ needs one word of at least {LETTERS_OF_FUZZY} letters before it")
        return _words(word, name, note)
    if int(slips or 0) > MAX_SLIPS:
        note(f"{short(text)}: at most {MAX_SLIPS} letters can be wrong")
    return Fuzzy(folded[0], min(int(slips or MAX_SLIPS), MAX_SLIPS) or 1, name)


def _wildcard(text: str, name: str, note: Note) -> Node | None:
    pattern = re.sub(r"[^\w*?]", "", normalise_word(text))
    pattern = re.sub(r"\*[*?]*", "*", pattern)[: words.LONGEST_TERM]
    if len(re.split(r"[*?]", pattern)[0]) < LETTERS_BEFORE_WILDCARD:
        note(f"{short(text)}: * and ? need at least {LETTERS_BEFORE_WILDCARD} letters before them")
        return None
    return Wildcard(pattern, name)


def _date(name: str, text: str, note: Note) -> Node | None:
    match = _DATE.fullmatch(text.strip())
    try:
        day = date(int(match[1]), int(match[2] or 1), int(match[3] or 1)) if match else None
    except ValueError:
        day = None
    if day is None:
        note(f"{name}:{short(text)} is not a date; write it as 2020, 2020-01 or 2020-01-31")
        return None
    return Since(day) if name == "after" else Before(day)
