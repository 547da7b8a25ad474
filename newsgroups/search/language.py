"""The query language: what a visitor typed becomes a tree, whatever it was.

    storm coast            both words, in any form (storms, coasts …)
    "storm warning"        the words in this order and in this form
    storm OR flood         either
    storm -football        the first without the second; also NOT
    (storm OR flood) coast
    storm NEAR coast       at most ten words apart, in any order; NEAR/3 at most three; also "storm coast"~3
    title:storm  author:smith  source:harbour-post  title:(storm OR flood)
    after:2020-01-31  before:2020-02  (from that day on; until the day before)
    fish*  wom?n           any ending; any letter
    lighthause~            up to two letters wrong; ~1 for one

Nothing is an error: what cannot be read is left out or read as plain words, and a note says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from textwrap import shorten

from newsgroups.text.normalise import normalise_word

from . import words
from .tree import NEAR, OPERATORS, All, Any, Before, Fuzzy, Near, Node, Not, OfSource, Since, Wildcard, Words

MAX_CHARACTERS = 1_000
# More words than any question needs; a pasted text belongs into the look-up.
MAX_CLAUSES = 40
MAX_DEPTH = 10
FIELDS = {"title": "title", "author": "authors", "authors": "authors", "source": "source"}
# A wildcard after fewer letters would stand for a great part of the dictionary.
LETTERS_BEFORE_WILDCARD = 2
# Any word of three letters is two slips from any other.
LETTERS_OF_FUZZY = 4
MAX_SLIPS = 2
# About a sentence; and no more than any sentence has.
DISTANCE, MAX_DISTANCE = 10, 100

_QUOTES = str.maketrans("“”„‟«»＂", '"' * 7)
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160), 8232, 8233, 65534, 65535), " ")
_ITEM = re.compile(
    r'(?P<sign>-(?=[^\s)-]))?(?:(?P<field>[A-Za-z]+):(?!//))?(?:"(?P<phrase>[^"]*)(?P<close>"?)(?:~(?P<apart>\d{1,4})(?=[\s)]|$))?|(?P<word>[^\s"()]+))?'
    r"|(?P<space>\s+)|(?P<paren>[()])"
)
_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_FUZZY = re.compile(r"(\w.*?)~(\d*)")
_ENDS = ("", ")", "OR", "AND", "NEAR")


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
    apart: str = ""


class _Reader:
    """Recursive descent over the items of one query."""

    def __init__(self, query: str) -> None:
        self.notes: list[str] = []
        query = query.encode("utf-8", "replace").decode().translate(_QUOTES).translate(_CONTROLS)
        if len(query) > MAX_CHARACTERS:
            self.note(f"the query is too long: searched for its first {MAX_CHARACTERS:,} characters")
            query = query[:MAX_CHARACTERS]
        self.items = list(self._items(query))
        self.place = 0
        # The field of the parenthesis that is being read, as in title:(storm OR flood).
        self.within = ""
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
                yield _Item("phrase", match["phrase"], name, negated, match["apart"] or "")
            elif (near := NEAR.fullmatch(text or "")) and not name and not negated:
                yield _Item("NEAR", near[1] or str(DISTANCE))
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
                if not parts or self._peek() in _ENDS:
                    self.note("AND needs something on both sides")
            elif self._peek() == "NEAR":
                parts[-1:] = self._near(parts[-1] if parts else None, depth)
            else:
                parts.append(self._one(depth))
        return _joined(All, parts)

    def _near(self, before: Node | None, depth: int) -> list[Node | None]:
        """What stands around NEAR: a word or phrase on each side; a third one is to be near the second."""
        distance = min(max(1, int(self.items[self.place].text)), MAX_DISTANCE)
        self.place += 1
        if self._peek() in _ENDS or before is None:
            self.note("NEAR needs something on both sides")
            return [before]
        after, left = self._one(depth), before.parts[-1] if isinstance(before, Near) else before
        if isinstance(left, Words) and isinstance(after, Words) and left.field == after.field:
            near = Near((left, after), distance)
            return [before, near] if isinstance(before, Near) else [near]
        self.note("NEAR takes a word or a phrase on each side: searched for both anywhere")
        return [before, after]

    def _one(self, depth: int) -> Node | None:
        negated = False
        while self._peek() == "NOT":
            self.place += 1
            negated = not negated
        kind = self._peek()
        if kind in _ENDS:
            self.note("NOT needs something after it")
            return None
        item = self.items[self.place]
        self.place += 1
        negated ^= item.negated
        if kind != "(" and item.field and not item.text and self._peek() == "(":
            part = self._group_of_field(item.field, depth)
            return Not(part) if part is not None and negated else part
        if kind == "word" and not item.text and not item.field and self._peek() == "(":
            self.place, kind = self.place + 1, "("
        part = self._group(depth) if kind == "(" else self._leaf(item)
        return Not(part) if part is not None and negated else part

    def _group_of_field(self, name: str, depth: int) -> Node | None:
        self.place += 1
        outer, self.within = self.within, FIELDS.get(name.lower(), "")
        if not self.within:
            self.note(f"{name}: takes no parenthesis: searched for everywhere")
        part = self._group(depth)
        self.within = outer
        return part

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
            return self._words(f"{item.field} {item.text}", self.within or "text", quoted=False)
        if name and not item.text.strip():
            self.note(f"{item.field}: has nothing after it")
            return None
        where = FIELDS.get(name) or self.within or "text"
        if where == "source":
            return self._source(item.text)
        if item.apart:
            return self._apart(item, where)
        if item.kind == "word" and (fuzzy := _FUZZY.fullmatch(item.text)):
            return self._fuzzy(item.text, *fuzzy.groups(), where)
        return self._words(item.text, where, quoted=item.kind == "phrase")

    def _source(self, text: str) -> Node | None:
        if not text.strip():
            self.note("“” has no words to search for")
            return None
        return OfSource(" ".join(text.split()))

    def _words(self, text: str, name: str, *, quoted: bool) -> Node | None:
        if not quoted and re.search(r"\w[*?]", text) and re.search(r"[*?]", text.rstrip("?")):
            return self._wildcard(text, name)
        if not quoted and text == "*":
            return All(())
        found = words.split(text)
        if not found:
            if quoted or text.strip("&+|,.;:!?-–—/'’…~"):
                self.note(f"“{_short(text)}” has no words to search for")
            return None
        return Words(" ".join(found), name, quoted)

    def _apart(self, item: _Item, name: str) -> Node | None:
        """ "storm coast flood"~5: each word near the one after it."""
        found = [Words(word, name) for word in words.split(item.text)]
        if len(found) < 2:
            return self._words(item.text, name, quoted=True)
        distance = min(max(1, int(item.apart)), MAX_DISTANCE)
        return _joined(All, [Near(pair, distance) for pair in pairwise(found)])

    def _fuzzy(self, text: str, word: str, slips: str, name: str) -> Node | None:
        folded = words.folded(word)
        if len(folded) != 1 or len(folded[0]) < LETTERS_OF_FUZZY:
            self.note(f"{_short(text)}: ~ needs one word of at least {LETTERS_OF_FUZZY} letters before it")
            return self._words(word, name, quoted=False)
        if int(slips or 0) > MAX_SLIPS:
            self.note(f"{_short(text)}: at most {MAX_SLIPS} letters can be wrong")
        return Fuzzy(folded[0], min(int(slips or MAX_SLIPS), MAX_SLIPS) or 1, name)

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
