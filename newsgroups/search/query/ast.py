"""The syntax tree of a query, and how to render it as text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# With fewer words, hardly anything is left when one is wrong.
SHORTEST = 3
OPERATORS = ("AND", "OR", "NOT")
NEAR = re.compile(r"NEAR(?:/(\d{1,4}))?")


@dataclass(frozen=True)
class Words:
    """Consecutive words as typed; usually just one.

    In quotes, only the exact form matches, a word may be a pattern, and * alone matches any word.
    """

    text: str
    field: str = "text"
    quoted: bool = False


@dataclass(frozen=True)
class Wildcard:
    """A pattern of folded letters with * and ?."""

    pattern: str
    field: str = "text"


@dataclass(frozen=True)
class Fuzzy:
    """A folded word, and how many letters of it may be wrong, missing, extra or transposed."""

    word: str
    slips: int
    field: str = "text"


@dataclass(frozen=True)
class Near:
    """Two words or phrases of one field, in any order, at most `distance` words apart."""

    parts: tuple[Words, Words]
    distance: int


@dataclass(frozen=True)
class Nearly:
    """Consecutive words of which one or two may be wrong, missing or extra."""

    text: str
    field: str = "text"


@dataclass(frozen=True)
class OfSource:
    name: str


@dataclass(frozen=True)
class InLanguage:
    """In a language, given by its code."""

    code: str


@dataclass(frozen=True)
class Since:
    """Published on that day or later."""

    day: date


@dataclass(frozen=True)
class Before:
    """Published before that day."""

    day: date


@dataclass(frozen=True)
class Without:
    part: "Node"


@dataclass(frozen=True)
class AllOf:
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple["Node", ...]


Node = Words | Wildcard | Fuzzy | Near | Nearly | OfSource | InLanguage | Since | Before | Without | AllOf | AnyOf


def combine(kind: type[AllOf] | type[AnyOf], parts: Iterable[Node | None]) -> Node | None:
    """Combine the parts that are not None into one node; return None if there are none."""
    present = [part for part in parts if part is not None]
    if len(present) < 2:
        return present[0] if present else None
    return kind(tuple(present))


def render(node: Node | None, *, within: bool = False) -> str:
    """Render a tree in the query language, in its simplest form; parsing the result gives the same tree."""
    match node:
        case None:
            return ""
        case Words():
            return _prefixed(node.field, f'"{node.text}"' if node.quoted else _unquoted(node.text))
        case Wildcard():
            return _prefixed(node.field, node.pattern)
        case Fuzzy():
            return _prefixed(node.field, f"{node.word}~{node.slips}")
        case Near():
            return f" NEAR/{node.distance} ".join(map(render, node.parts))
        case Nearly():
            return _prefixed(node.field, f'"{node.text}"~')
        case InLanguage():
            return f"language:{node.code}"
        case OfSource():
            return f'source:"{node.name}"' if re.search(r"[\s()]", node.name) else f"source:{node.name}"
        case Since():
            return f"after:{node.day}"
        case Before():
            return f"before:{node.day}"
        case Without():
            return f"-{render(node.part, within=True)}"
        case AllOf():
            text = " ".join(render(part, within=True) for part in node.parts) or "*"
        case AnyOf():
            text = " OR ".join(render(part, within=True) for part in node.parts)
    return f"({text})" if within and len(node.parts) > 1 else text


def _unquoted(text: str) -> str:
    """Render words that were typed without quotes; a full stop keeps a word from being read as an operator."""
    return f"{text}." if is_operator(text) else text.replace(" ", "-")


def is_pattern(part: str) -> bool:
    """Return whether a word of a quoted phrase is a pattern."""
    return "*" in part or "?" in part


def is_operator(text: str) -> bool:
    return text in OPERATORS or NEAR.fullmatch(text) is not None


def _prefixed(name: str, text: str) -> str:
    return text if name == "text" else f"{ {'authors': 'author'}.get(name, name) }:{text}"
