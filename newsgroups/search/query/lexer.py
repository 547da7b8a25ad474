"""Splits a query into items: words, phrases, parentheses and operators, in order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .ast import NEAR, OPERATORS

# About the length of a sentence, in words.
DISTANCE = 10

_QUOTES = str.maketrans("“”„‟«»＂「」『』〝〞〟", '"' * 14)
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160), 8232, 8233, 65534, 65535), " ")
# Hebrew abbreviations are typed with a quotation mark before their last letter.
_GERSHAYIM = re.compile('(?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea](?![\u05d0-\u05ea]))')
# A tilde after a phrase without a number: a word or two may be wrong.
NEARLY = "~"
_ITEM = re.compile(
    r'(?P<sign>-(?=[^\s)-]))?(?:(?P<field>[A-Za-z]+):(?!//))?(?:"(?P<phrase>[^"]*)(?P<close>"?)(?:~(?P<apart>\d{0,4})(?=[\s)]|$))?|(?P<word>[^\s"()]+))?'
    r"|(?P<space>\s+)|(?P<paren>[()])"
)


@dataclass(frozen=True)
class Item:
    """`kind` is "word", "phrase", a parenthesis, an operator in capitals, or "NEAR", whose text is the distance.

    `field` is the prefix before a colon, `apart` the number after a tilde; an `unclosed` phrase extends to the end.
    """

    kind: str
    text: str = ""
    field: str = ""
    negated: bool = False
    apart: str = ""
    unclosed: bool = False


def _apart(typed: str | None) -> str:
    """Return the number after the tilde of a phrase, or the tilde itself if there is no number."""
    return "" if typed is None else typed or NEARLY


def normalize_query(query: str) -> str:
    """Normalize the query to readable, storable characters with a single kind of quotation mark."""
    query = query.encode("utf-8", "replace").decode().translate(_QUOTES).translate(_CONTROLS)
    return _GERSHAYIM.sub("\u05f4", query)


def tokenize(query: str) -> Iterator[Item]:
    """Yield the items; every character of a query belongs to an item or to the space between items."""
    for match in _ITEM.finditer(query):
        text, name, negated = match["word"], match["field"] or "", bool(match["sign"])
        alone = not name and not negated
        if match["paren"]:
            yield Item(match["paren"])
        elif match["phrase"] is not None:
            yield Item("phrase", match["phrase"], name, negated, _apart(match["apart"]), not match["close"])
        elif alone and (near := NEAR.fullmatch(text or "")):
            yield Item("NEAR", near[1] or str(DISTANCE))
        elif alone and text in OPERATORS:
            yield Item(text)
        elif text or not alone:
            yield Item("word", text or "", name, negated)
