"""The items of a query: words, phrases, parentheses and operators, in the order in which they were typed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .ast import NEAR, OPERATORS

# About a sentence.
DISTANCE = 10

_QUOTES = str.maketrans("“”„‟«»＂", '"' * 7)
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160), 8232, 8233, 65534, 65535), " ")
_ITEM = re.compile(
    r'(?P<sign>-(?=[^\s)-]))?(?:(?P<field>[A-Za-z]+):(?!//))?(?:"(?P<phrase>[^"]*)(?P<close>"?)(?:~(?P<apart>\d{1,4})(?=[\s)]|$))?|(?P<word>[^\s"()]+))?'
    r"|(?P<space>\s+)|(?P<paren>[()])"
)


@dataclass(frozen=True)
class Item:
    """A `kind` is "word", "phrase", a parenthesis, an operator in capitals or "NEAR", whose text is the distance.

    `field` stands before it with a colon, `apart` after it with a tilde; `unclosed` is a phrase that goes to the end.
    """

    kind: str
    text: str = ""
    field: str = ""
    negated: bool = False
    apart: str = ""
    unclosed: bool = False


def plain(query: str) -> str:
    """The query in letters that can be read and stored, with quotation marks of one kind."""
    return query.encode("utf-8", "replace").decode().translate(_QUOTES).translate(_CONTROLS)


def items(query: str) -> Iterator[Item]:
    """Every character of a plain query belongs to an item or to the space between them."""
    for match in _ITEM.finditer(query):
        text, name, negated = match["word"], match["field"] or "", bool(match["sign"])
        alone = not name and not negated
        if match["paren"]:
            yield Item(match["paren"])
        elif match["phrase"] is not None:
            yield Item("phrase", match["phrase"], name, negated, match["apart"] or "", not match["close"])
        elif alone and (near := NEAR.fullmatch(text or "")):
            yield Item("NEAR", near[1] or str(DISTANCE))
        elif alone and text in OPERATORS:
            yield Item(text)
        elif text or not alone:
            yield Item("word", text or "", name, negated)
