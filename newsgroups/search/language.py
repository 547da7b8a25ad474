"""The query language: what a visitor typed becomes a tree, whatever it was.

    storm coast            both words, in any form (storms, coastal …)
    "storm warning"        the words in this order
    storm OR flood         either
    storm -football        the first without the second; also NOT
    (storm OR flood) coast
    title:storm  author:smith  source:harbour-post
    after:2020-01-31  before:2020-02  (from that day on; until the day before)
    fish*  wom?n           any ending; any letter

Nothing is an error: what cannot be read is left out or read as plain words, and a note says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from textwrap import shorten

from newsgroups.text.normalise import normalise_word

from . import words
from .tree import OPERATORS, All, Any, Before, Node, Not, OfSource, Since, Wildcard, Words

MAX_CHARACTERS = 1_000
# More words than any question needs; a pasted text belongs into the look-up.
MAX_CLAUSES = 40
MAX_DEPTH = 10
FIELDS = {"title": "title", "author": "authors", "authors": "authors", "source": "source"}
# A wildcard after fewer letters would stand for a great part of the dictionary.
LETTERS_BEFORE_WILDCARD = 2

_QUOTES = str.maketrans("“”„‟«»＂", '"' * 7)
_ITEM = re.compile(
    r'(?P<sign>-(?=[^\s)-]))?(?:(?P<field>[A-Za-z]+):(?!//))?(?:"(?P<phrase>[^"]*)(?P<close>"?)|(?P<word>[^\s"()]+))?'
    r"|(?P<space>\s+)|(?P<paren>[()])"
)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True)
class Parsed:
    """The tree of a query, None if nothing in it could be searched for, and notes on what was not understood."""

    tree: Node | None
    notes: list[str] = field(default_factory=list)


def parse(query: str) -> Parsed:
    """Reads a query; never fails."""
    return _Reader(query).read()


@dataclass(frozen=True)
class _Item:
    kind: str
    text: str = ""
    field: str = ""
    negated: bool = False


class _Reader:
    """Recursive descent over the items of one query."""

    def __init__(self, query: str) -> None:
        self.notes: list[str] = []
        query = query.encode("utf-8", "replace").decode().translate(_QUOTES).replace("\0", " ")
        if len(query) > MAX_CHARACTERS:
            self.note(f"the query is too long: searched for its first {MAX_CHARACTERS:,} characters")
            query = query[:MAX_CHARACTERS]
        self.items = list(self._items(query))
        self.place = 0
        self.clauses = 0

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)

    def read(self) -> Parsed:
        parts = []
        while self.place < len(self.items):
            parts.append(self._any(0))
            if self._peek() == ")":
                self.place += 1
                self.note("a closing parenthesis without an opening one was left out")
        return Parsed(_joined(All, parts), self.notes)

    def _items(self, query: str) -> Iterator[_Item]:
        for match in _ITEM.finditer(query):
            text, name, negated = match["word"], match["field"] or "", bool(match["sign"])
            if match["paren"]:
                yield _Item(match["paren"])
            elif match["phrase"] is not None:
                if not match["close"]:
                    self.note(f"unclosed quote: searched for “{_short(match['phrase'])}”")
                yield _Item("phrase", match["phrase"], name, negated)
            elif text in OPERATORS and not name and not negated:
                yield _Item(text)
            elif text or name or negated:
                yield _Item("word", text or "", name, negated)

    def _peek(self) -> str:
        return self.items[self.place].kind if self.place < len(self.items) else ""

    def _any(self, depth: int) -> Node | None:
        parts = [self._all(depth)]
        while self._peek() == "OR":
            self.place += 1
            parts.append(self._all(depth))
            if parts[-1] is None or parts[0] is None:
                self.note("OR needs something on both sides")
        return _joined(Any, parts)

    def _all(self, depth: int) -> Node | None:
        parts = []
        while self._peek() not in ("", ")", "OR"):
            if self._peek() == "AND":
                self.place += 1
                if not parts or self._peek() in ("", ")", "OR", "AND"):
                    self.note("AND needs something on both sides")
            else:
                parts.append(self._one(depth))
        return _joined(All, parts)

    def _one(self, depth: int) -> Node | None:
        negated = False
        while self._peek() == "NOT":
            self.place += 1
            negated = not negated
        kind = self._peek()
        if kind in ("", ")", "OR", "AND"):
            self.note("NOT needs something after it")
            return None
        item = self.items[self.place]
        self.place += 1
        negated ^= item.negated
        if kind != "(" and item.field and not item.text and self._peek() == "(":
            self.note(f"{item.field}: takes one word or a phrase: the parenthesis was searched for everywhere")
            return None
        if kind == "word" and not item.text and not item.field and self._peek() == "(":
            self.place, kind = self.place + 1, "("
        part = self._group(depth) if kind == "(" else self._leaf(item)
        return Not(part) if part is not None and negated else part

    def _group(self, depth: int) -> Node | None:
        if depth >= MAX_DEPTH:
            self.note(f"more than {MAX_DEPTH} parentheses within each other: the inner ones were left out")
            self._skip_group()
            return None
        part = self._any(depth + 1)
        if self._peek() == ")":
            self.place += 1
        else:
            self.note("an opening parenthesis was not closed")
        return part

    def _skip_group(self) -> None:
        level = 1
        while self.place < len(self.items) and level:
            level += {"(": 1, ")": -1}.get(self._peek(), 0)
            self.place += 1

    def _leaf(self, item: _Item) -> Node | None:
        self.clauses += 1
        if self.clauses > MAX_CLAUSES:
            self.note(f"too many words: searched for the first {MAX_CLAUSES}")
            return None
        name = item.field.lower()
        if name in ("before", "after"):
            return self._date(name, item.text)
        if name and name not in FIELDS:
            self.note(f"{item.field}: is not a field: searched for its words")
            return self._words(f"{item.field} {item.text}", "text", quoted=True)
        if name and not item.text.strip():
            self.note(f"{item.field}: has nothing after it")
            return None
        if name == "source":
            return OfSource(item.text.strip())
        return self._words(item.text, FIELDS.get(name, "text"), quoted=item.kind == "phrase")

    def _words(self, text: str, name: str, *, quoted: bool) -> Node | None:
        if not quoted and re.search(r"\w[*?]", text) and re.search(r"[*?]", text.rstrip("?")):
            return self._wildcard(text, name)
        if not quoted and text == "*":
            return All(())
        found = words.split(text)
        if not found:
            if quoted or text.strip("&+|,.;:!?-–—/'’…"):
                self.note(f"“{_short(text)}” has no words to search for")
            return None
        return Words(" ".join(found), name, quoted and len(found) > 1)

    def _wildcard(self, text: str, name: str) -> Node | None:
        pattern = re.sub(r"[^\w*?]", "", normalise_word(text))
        pattern = re.sub(r"\*[*?]*", "*", pattern)[: words.LONGEST_TERM]
        if len(re.split(r"[*?]", pattern)[0]) < LETTERS_BEFORE_WILDCARD:
            self.note(f"{_short(text)}: * and ? need at least {LETTERS_BEFORE_WILDCARD} letters before them")
            return None
        return Wildcard(pattern, name)

    def _date(self, name: str, text: str) -> Node | None:
        match = _DATE.fullmatch(text.strip())
        try:
            day = date(int(match[1]), int(match[2] or 1), int(match[3] or 1)) if match else None
        except ValueError:
            day = None
        if day is None:
            self.note(f"{name}:{_short(text)} is not a date; write it as 2020, 2020-01 or 2020-01-31")
            return None
        return Since(day) if name == "after" else Before(day)


def _short(text: str) -> str:
    """A part of the query as a note quotes it."""
    return shorten(text, 60, placeholder=" …") if " " in text.strip() else text.strip()[:60]


def _joined(kind: type[All] | type[Any], parts: list[Node | None]) -> Node | None:
    found = [part for part in parts if part is not None]
    if len(found) < 2:
        return found[0] if found else None
    return kind(tuple(found))
