"""The tree that a query is read into, and how it is written again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# Of fewer words hardly anything is left when one is wrong.
SHORTEST = 3
OPERATORS = ("AND", "OR", "NOT")
NEAR = re.compile(r"NEAR(?:/(\d{1,4}))?")


@dataclass(frozen=True)
class Words:
    """Words to be found in a row, as they were typed; one word is the usual case. In quotes only this form counts, a
    word there may be a pattern, and * alone is any word.
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
    """A folded word, and how many letters of it may be wrong, missing, too many or out of order."""

    word: str
    slips: int
    field: str = "text"


@dataclass(frozen=True)
class Near:
    """Two words or phrases of one field, in any order, at most so many words apart."""

    parts: tuple[Words, Words]
    distance: int


@dataclass(frozen=True)
class Nearly:
    """Words in a row of which one or two may be wrong, missing or too many."""

    text: str
    field: str = "text"


@dataclass(frozen=True)
class OfSource:
    name: str


@dataclass(frozen=True)
class InLanguage:
    """In a language, by its code."""

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
    """Those parts that there are as one node, None for none."""
    found = [part for part in parts if part is not None]
    if len(found) < 2:
        return found[0] if found else None
    return kind(tuple(found))


def render(node: Node | None, *, within: bool = False) -> str:
    """A tree in the query language, in its plainest form; reading it again gives the same tree."""
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
    """Words that were typed in one piece; a full stop keeps a word from being an operator."""
    return f"{text}." if is_operator(text) else text.replace(" ", "-")


def is_pattern(part: str) -> bool:
    """Whether a word of a phrase in quotes is a pattern."""
    return "*" in part or "?" in part


def is_operator(text: str) -> bool:
    return text in OPERATORS or NEAR.fullmatch(text) is not None


def _prefixed(name: str, text: str) -> str:
    return text if name == "text" else f"{ {'authors': 'author'}.get(name, name) }:{text}"
