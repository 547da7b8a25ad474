"""What a single word or phrase of a query means: plain words, a pattern, a slip, an outlet or a day."""

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from textwrap import shorten
from unicodedata import category

from newsgroups.text.languages.writing.folding import fold
from newsgroups.text.languages.writing.korean import without_particle

from . import words
from .ast import (
    SHORTEST,
    AllOf,
    Before,
    Fuzzy,
    InLanguage,
    Near,
    Nearly,
    Node,
    OfSource,
    Since,
    Wildcard,
    Words,
    combine,
)
from .lexer import NEARLY, Item

FIELDS = {
    "title": "title",
    "author": "authors",
    "authors": "authors",
    "source": "source",
    "language": "language",
    "lang": "language",
}
# A wildcard after fewer letters would stand for a great part of the dictionary.
LETTERS_BEFORE_WILDCARD = 2
# After a wildcard at the beginning every word of the archive is looked at: fewer letters fit too many of them.
LETTERS_AFTER_WILDCARD = 3
# Any word of three letters is two slips from any other.
LETTERS_OF_FUZZY = 4
MAX_SLIPS = 2
# No sentence has more words.
MAX_DISTANCE = 100

_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_FUZZY = re.compile(r"(\w.*?)~(\d*)")
_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*|unknown")
# * means something wherever it stands, ? where a word goes on behind it: before that it ends a question.
_HAS_WILDCARD = re.compile(r"\*|\w\?+[\w*]")
_WILDCARDS = re.compile(r"[*?]")
# Signs that nobody takes for punctuation.
_TELLING_SIGNS = frozenset("#@%&§+=<>^|~*\\/")

Note = Callable[[str], None]


def parse_operand(item: Item, within: str, note: Note) -> Node | None:
    """The node of a word or phrase, None if nothing can be searched for; `within` is the field around it, or ""."""
    name = item.field.lower()
    if name in ("before", "after"):
        return _date(name, item.text, note)
    if name and name not in FIELDS:
        note(f"{item.field}: is not a field, so its words were searched for")
        return _words(f"{item.field} {item.text}", within or "text", note)
    if name and not item.text.strip():
        note(f"{item.field}: has nothing after it")
        return None
    where = FIELDS.get(name) or within or "text"
    if where == "source":
        return _source(item.text, note)
    if where == "language":
        return _language(item.text, note)
    if item.apart == NEARLY:
        return _nearly(item, where, note)
    if item.apart:
        return _apart(item, where, note)
    if item.kind == "phrase":
        return _words(item.text, where, note, quoted=True)
    return _pattern(item.text, where, note)


def distance_of(text: str) -> int:
    """The number after NEAR/ or ~, as far as it makes sense."""
    return min(max(1, int(text)), MAX_DISTANCE)


def clipped(text: str) -> str:
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
    if _HAS_WILDCARD.search(text) and re.search(r"\w", text):
        return _wildcard(text, name, note)
    return AllOf(()) if text == "*" else _words(text, name, note)


def _words(text: str, name: str, note: Note, *, quoted: bool = False) -> Node | None:
    found = _in_quotes(text, note) if quoted else typed(_without_particles(text))
    if not found:
        if quoted or text.strip("&+|,.;:!?-–—/'’…~"):
            note(f"“{clipped(text)}” has no words to search for")
        return None
    _note_dropped(text, found, note)
    return Words(found, name, quoted)


def typed(text: str) -> str:
    """The words of a text as they were typed: those that touch each other in one piece, others with a space between."""
    found, at = "", 0
    for start, end in words.spans(text):
        found += (" " if found and start > at else "") + text[max(start, at) : end]
        at = end
    return found


def _without_particles(text: str) -> str:
    """Korean words as they stand in a dictionary; what is in quotes is meant with its particle."""
    while (shorter := without_particle(text)) != text:
        text = shorter
    return text


def _in_quotes(text: str, note: Note) -> str:
    """The words of a phrase, with patterns among them, and * for any word."""
    if not _WILDCARDS.search(text):
        return typed(text)
    parts = [_part_of_phrase(part, note) for part in text.split()]
    found = " ".join(part for part in parts if part)
    # Any words at the ends are no part of a phrase.
    found = found.removeprefix("* ").removesuffix(" *")
    while found.startswith("* ") or found.endswith(" *"):
        found = found.removeprefix("* ").removesuffix(" *")
    return "" if found == "*" else found


def _part_of_phrase(part: str, note: Note) -> str:
    if not _HAS_WILDCARD.search(part):
        return typed(part)
    return (_readable_pattern(part, note) or "*") if re.search(r"\w", part) else "*"


def _note_dropped(text: str, found: str, note: Note) -> None:
    signs = "".join(
        dict.fromkeys(
            sign for sign in text if sign not in found and (sign in _TELLING_SIGNS or category(sign)[0] == "S")
        )
    )
    # What stands alone between words is hardly meant: "war & peace", "either | or".
    if signs and text.strip(signs):
        note(f"{clipped(text)}: searched for without {' '.join(signs)}")


def _language(text: str, note: Note) -> Node | None:
    code = text.strip()
    if not _CODE.fullmatch(code):
        note(f"language:{clipped(text)} is not a language; use its code, such as en, de, or zh")
        return None
    return InLanguage(code.lower())


def _nearly(item: Item, name: str, note: Note) -> Node | None:
    """ "four score and seven years"~: a word or two may be wrong."""
    text = typed(item.text)
    if len(words.split(text)) < SHORTEST:
        note(f"“{clipped(item.text)}”~ needs at least {SHORTEST} words")
        return _words(item.text, name, note, quoted=True)
    return Nearly(text, name)


def _apart(item: Item, name: str, note: Note) -> Node | None:
    """ "storm coast flood"~5: each word near the one after it."""
    found = [Words(word, name) for word in words.split(item.text)]
    if len(found) < 2:
        return _words(item.text, name, note, quoted=True)
    return combine(AllOf, [Near(pair, distance_of(item.apart)) for pair in pairwise(found)])


def _fuzzy(text: str, word: str, slips: str, name: str, note: Note) -> Node | None:
    folded = words.folded(word)
    if len(folded) != 1 or len(folded[0]) < LETTERS_OF_FUZZY:
        note(f"{clipped(text)}: ~ needs one word of at least {LETTERS_OF_FUZZY} letters before it")
        return _words(word, name, note)
    if int(slips or 0) > MAX_SLIPS:
        note(f"{clipped(text)}: at most {MAX_SLIPS} letters can be wrong")
    return Fuzzy(folded[0], min(int(slips or MAX_SLIPS), MAX_SLIPS) or 1, name)


def _wildcard(text: str, name: str, note: Note) -> Node | None:
    pattern = _readable_pattern(text, note)
    return Wildcard(pattern, name) if pattern else None


def _readable_pattern(text: str, note: Note) -> str:
    """The pattern in folded letters; empty, with a note, if it has too few of them."""
    pattern = re.sub(r"[^\w*?]", "", fold(text))
    pattern = re.sub(r"\*[*?]*", "*", pattern)[: words.MAX_TERM_LENGTH]
    before, *after = _WILDCARDS.split(pattern)
    if len(before) >= LETTERS_BEFORE_WILDCARD or max(map(len, after), default=0) >= LETTERS_AFTER_WILDCARD:
        return pattern
    note(
        f"{clipped(text)}: * and ? need at least {LETTERS_BEFORE_WILDCARD} letters before them or "
        f"{LETTERS_AFTER_WILDCARD} after them"
    )
    return ""


def _date(name: str, text: str, note: Note) -> Node | None:
    match = _DATE.fullmatch(text.strip())
    try:
        day = date(int(match[1]), int(match[2] or 1), int(match[3] or 1)) if match else None
    except ValueError:
        day = None
    if day is None:
        note(f"{name}:{clipped(text)} is not a date; use 2020, 2020-01, or 2020-01-31")
        return None
    return Since(day) if name == "after" else Before(day)
