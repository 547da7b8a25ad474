"""Interprets a single word or phrase of a query: plain words, a pattern, a fuzzy word, an outlet or a date."""

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from textwrap import shorten
from unicodedata import category

from newsgroups.text.languages.writing.folding import fold
from newsgroups.text.languages.writing.korean import without_particle

from . import query_words
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
from .fields import FIELDS
from .lexer import NEARLY, Item

# A wildcard after fewer letters would match a large part of the dictionary.
LETTERS_BEFORE_WILDCARD = 2
# A leading wildcard requires a scan of every word in the archive, and fewer letters match too many of them.
LETTERS_AFTER_WILDCARD = 3
# Any three-letter word is within two edits of almost any other.
LETTERS_OF_FUZZY = 4
MAX_SLIPS = 2
# No sentence has more words.
MAX_DISTANCE = 100

_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_FUZZY = re.compile(r"(\w.*?)~(\d*)")
_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*|unknown")
# * always has a meaning; ? only if the word continues after it, since otherwise it ends a question.
_HAS_WILDCARD = re.compile(r"\*|\w\?+[\w*]")
_HYPHENS = re.compile("[-_/\u2010-\u2015]+")
_WILDCARDS = re.compile(r"[*?]")
# Characters that nobody would mistake for punctuation.
_TELLING_SIGNS = frozenset("#@%&§+=<>^|~*\\/")

Note = Callable[[str], None]


def parse_operand(item: Item, within: str, note: Note) -> Node | None:
    """Return the node of a word or phrase, or None if there is nothing to search for.

    `within` is the enclosing field, or "".
    """
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
    """Return the number after NEAR/ or ~, limited to a sensible range."""
    return min(max(1, int(text)), MAX_DISTANCE)


def shorten_for_note(text: str) -> str:
    """Shorten part of the query for a note."""
    return shorten(text, 60, placeholder=" …") if " " in text.strip() else text.strip()[:60]


def _source(text: str, note: Note) -> Node | None:
    if not text.strip():
        note("“” has no words to search for")
        return None
    return OfSource(" ".join(text.split()))


def _pattern(text: str, name: str, note: Note) -> Node | None:
    """Parse a word outside quotes, in which ~, * and ? are operators."""
    if fuzzy := _FUZZY.fullmatch(text):
        return _fuzzy(text, fuzzy[1], fuzzy[2], name, note)
    if _HAS_WILDCARD.search(text) and re.search(r"\w", text):
        return _wildcard(text, name, note)
    return AllOf(()) if text == "*" else _words(text, name, note)


def _words(text: str, name: str, note: Note, *, quoted: bool = False) -> Node | None:
    kept_words = _in_quotes(text, note) if quoted else words_as_typed(_without_particles(text))
    if not kept_words:
        if quoted or text.strip("&+|,.;:!?-–—/'’…~"):
            note(f"“{shorten_for_note(text)}” has no words to search for")
        return None
    _note_dropped(text, kept_words, note)
    return Words(kept_words, name, quoted)


def words_as_typed(text: str) -> str:
    """Return the words of a text as typed: adjacent ones stay joined, others are separated by a space."""
    result, at = "", 0
    for start, end in query_words.spans(text):
        result += (" " if result and start > at else "") + text[max(start, at) : end]
        at = end
    return result


def _without_particles(text: str) -> str:
    """Remove particles from Korean words; words in quotes keep theirs."""
    while (shorter := without_particle(text)) != text:
        text = shorter
    return text


def _in_quotes(text: str, note: Note) -> str:
    """Return the words of a quoted phrase, including patterns, and * for any word."""
    if not _WILDCARDS.search(text):
        return words_as_typed(text)
    parts = [_part_of_phrase(part, note) for part in text.split()]
    phrase = " ".join(part for part in parts if part)
    # Any-word placeholders at the ends are not part of a phrase.
    phrase = phrase.removeprefix("* ").removesuffix(" *")
    while phrase.startswith("* ") or phrase.endswith(" *"):
        phrase = phrase.removeprefix("* ").removesuffix(" *")
    return "" if phrase == "*" else phrase


def _part_of_phrase(part: str, note: Note) -> str:
    if not _HAS_WILDCARD.search(part):
        return words_as_typed(part)
    if len(joined := _joined_words(part)) > 1:
        return " ".join(_part_of_phrase(each, note) for each in joined)
    return (_readable_pattern(part, note) or "*") if re.search(r"\w", part) else "*"


def _note_dropped(text: str, kept_words: str, note: Note) -> None:
    signs = "".join(
        dict.fromkeys(
            sign for sign in text if sign not in kept_words and (sign in _TELLING_SIGNS or category(sign)[0] == "S")
        )
    )
    # Isolated signs between words are rarely intended: "war & peace", "either | or".
    if signs and text.strip(signs):
        note(f"{shorten_for_note(text)}: searched for without {' '.join(signs)}")


def _language(text: str, note: Note) -> Node | None:
    code = text.strip()
    if not _CODE.fullmatch(code):
        note(f"language:{shorten_for_note(text)} is not a language; use its code, such as en, de, or zh")
        return None
    return InLanguage(code.lower())


def _nearly(item: Item, name: str, note: Note) -> Node | None:
    """ "four score and seven years"~: a word or two may be wrong."""
    text = words_as_typed(item.text)
    if len(query_words.split(text)) < SHORTEST:
        note(f"“{shorten_for_note(item.text)}”~ needs at least {SHORTEST} words")
        return _words(item.text, name, note, quoted=True)
    return Nearly(text, name)


def _apart(item: Item, name: str, note: Note) -> Node | None:
    """ "storm coast flood"~5: each word near the one after it."""
    node_words = [Words(word, name) for word in query_words.split(item.text)]
    if len(node_words) < 2:
        return _words(item.text, name, note, quoted=True)
    return combine(AllOf, [Near(pair, distance_of(item.apart)) for pair in pairwise(node_words)])


def _fuzzy(text: str, word: str, slips: str, name: str, note: Note) -> Node | None:
    folded = query_words.folded(word)
    if len(folded) != 1 or len(folded[0]) < LETTERS_OF_FUZZY:
        note(f"{shorten_for_note(text)}: ~ needs one word of at least {LETTERS_OF_FUZZY} letters before it")
        return _words(word, name, note)
    if int(slips or 0) > MAX_SLIPS:
        note(f"{shorten_for_note(text)}: at most {MAX_SLIPS} letters can be wrong")
    return Fuzzy(folded[0], min(int(slips or MAX_SLIPS), MAX_SLIPS) or 1, name)


def _wildcard(text: str, name: str, note: Note) -> Node | None:
    if len(_joined_words(text)) > 1:
        return _words(text, name, note, quoted=True)
    pattern = _readable_pattern(text, note)
    return Wildcard(pattern, name) if pattern else None


def _joined_words(text: str) -> list[str]:
    """Return the words that hyphens join, which a text has as words of their own: case 23-17*."""
    return [part for part in _HYPHENS.split(text) if re.search(r"\w", part)]


def _readable_pattern(text: str, note: Note) -> str:
    """Return the pattern in folded letters; if it has too few of them, add a note and return ""."""
    pattern = re.sub(r"[^\w*?]", "", fold(text))
    pattern = re.sub(r"\*[*?]*", "*", pattern)[: query_words.MAX_TERM_LENGTH]
    before, *after = _WILDCARDS.split(pattern)
    if len(before) >= LETTERS_BEFORE_WILDCARD or max(map(len, after), default=0) >= LETTERS_AFTER_WILDCARD:
        return pattern
    note(
        f"{shorten_for_note(text)}: * and ? need at least {LETTERS_BEFORE_WILDCARD} letters before them or "
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
        note(f"{name}:{shorten_for_note(text)} is not a date; use 2020, 2020-01, or 2020-01-31")
        return None
    return Since(day) if name == "after" else Before(day)
