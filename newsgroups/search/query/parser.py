"""The query language: parses whatever a visitor types into a tree.

    storm coast            both words, in any form (storms, coasts …)
    "storm warning"        these words in this order and in this form
    storm OR flood         either word
    storm -football        the first word without the second; also NOT
    (storm OR flood) coast
    storm NEAR coast       at most ten words apart, in any order; NEAR/3 at most three; also "storm coast"~3
    title:storm  author:smith  source:harbour-post  title:(storm OR flood)
    after:2020-01-31  before:2020-02  (from that day on; until the day before)
    fish*  wom?n  *ship    any ending; any letter; any beginning; also in quotes, where * alone is any word
    lighthause~            up to two letters wrong; ~1 for one
    "four score ago"~      up to two words wrong, missing or extra; one in a short phrase
    language:de            in that language

No query is an error: what cannot be parsed is ignored or treated as plain words, with a note.
"""

from dataclasses import dataclass, field

from .ast import AllOf, AnyOf, Near, Node, Without, Words, combine
from .lexer import Item, normalize_query, tokenize
from .operands import FIELDS, distance_of, parse_operand, shorten_for_note

MAX_CHARACTERS = 1_000
# More words than any query needs; pasted text belongs in the text look-up.
MAX_CLAUSES = 40
MAX_DEPTH = 10
_ENDS = ("", ")", "OR", "AND", "NEAR")


@dataclass(frozen=True)
class Parsed:
    """The tree of a query (None if it has nothing to search for), and notes on what could not be parsed."""

    tree: Node | None
    notes: list[str] = field(default_factory=list)


def parse(query: str) -> Parsed:
    """Parse a query; never fails."""
    return _Reader(query).read()


class _Reader:
    """A recursive-descent parser for the items of one query."""

    def __init__(self, query: str) -> None:
        self.notes: list[str] = []
        query = normalize_query(query)
        if len(query) > MAX_CHARACTERS:
            self.note(f"the query is too long, so only its first {MAX_CHARACTERS:,} characters were used")
            query = query[:MAX_CHARACTERS]
        self.items = list(tokenize(query))
        for item in self.items:
            if item.unclosed:
                self.note(f"unclosed quotation mark: searched for “{shorten_for_note(item.text)}”")
        self.place = 0
        # The field of the parenthesis being parsed, as in title:(storm OR flood).
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
                self.note("a closing parenthesis without an opening one was ignored")
        return Parsed(combine(AllOf, parts), self.notes)

    def _peek(self) -> str:
        return self.items[self.place].kind if self.place < len(self.items) else ""

    def _any(self, depth: int) -> Node | None:
        parts = [self._all(depth)]
        while self._peek() == "OR":
            self.place += 1
            parts.append(self._all(depth))
            if parts[-1] is None or parts[0] is None:
                self.note("OR needs something on both sides")
        return combine(AnyOf, parts)

    def _all(self, depth: int) -> Node | None:
        parts: list[Node | None] = []
        while self._peek() not in ("", ")", "OR"):
            if self._peek() == "AND":
                self.place += 1
                if not parts or self._peek() in _ENDS:
                    self.note("AND needs something on both sides")
            elif self._peek() == "NEAR":
                parts[-1:] = self._near(parts[-1] if parts else None, depth)
            else:
                parts.append(self._one(depth))
        return combine(AllOf, parts)

    def _near(self, before: Node | None, depth: int) -> list[Node | None]:
        """Parse both operands of NEAR, each a word or phrase; a third operand must be near the second."""
        distance = distance_of(self.items[self.place].text)
        self.place += 1
        if self._peek() in _ENDS or before is None:
            self.note("NEAR needs something on both sides")
            return [before]
        after, left = self._one(depth), before.parts[-1] if isinstance(before, Near) else before
        if isinstance(left, Words) and isinstance(after, Words) and left.field == after.field:
            near = Near((left, after), distance)
            return [before, near] if isinstance(before, Near) else [near]
        self.note("NEAR needs a word or a phrase on each side, so both were searched for anywhere")
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
            return Without(part) if part is not None and negated else part
        if kind == "word" and not item.text and not item.field and self._peek() == "(":
            self.place, kind = self.place + 1, "("
        part = self._group(depth) if kind == "(" else self._leaf(item)
        return Without(part) if part is not None and negated else part

    def _group_of_field(self, name: str, depth: int) -> Node | None:
        self.place += 1
        outer, self.within = self.within, FIELDS.get(name.lower(), "")
        if not self.within:
            self.note(f"{name}: cannot be followed by a parenthesis, so all fields were searched")
        part = self._group(depth)
        self.within = outer
        return part

    def _group(self, depth: int) -> Node | None:
        if depth >= MAX_DEPTH:
            self.note(f"more than {MAX_DEPTH} nested parentheses, so the inner ones were ignored")
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

    def _leaf(self, item: Item) -> Node | None:
        self.clauses += 1
        if self.clauses > MAX_CLAUSES:
            self.note(f"too many words, so only the first {MAX_CLAUSES} were searched for")
            return None
        return parse_operand(item, self.within, self.note)
