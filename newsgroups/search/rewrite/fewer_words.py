"""For who found nothing: the query with one word less, and with phrases that may be wrong in a word or two."""

from collections.abc import Iterator

from newsgroups.search.query import query_words
from newsgroups.search.query.ast import SHORTEST, AllOf, AnyOf, Nearly, Node, Without, Words, is_pattern

# Words of a query, or of a phrase, that are left out in turn.
_MOST = 12


def with_slips(node: Node) -> Node | None:
    """The query with each phrase in quotes as one that may be wrong in a word or two; None if it has no such phrase."""
    changed = _with_slips(node)
    return None if changed == node else changed


def _with_slips(node: Node) -> Node:
    match node:
        case Words(quoted=True) if node.field != "authors" and _length(node) >= SHORTEST:
            plain = " ".join(part for part in node.text.split() if not is_pattern(part))
            return Nearly(plain, node.field) if len(query_words.split(plain)) >= SHORTEST else node
        case AllOf() | AnyOf():
            return type(node)(tuple(_with_slips(part) for part in node.parts))
    return node


def without_one(node: Node) -> Iterator[tuple[str, Node]]:
    """Each word or part that can be left out, as it was typed, and what is left of the query; a single word is not."""
    match node:
        case AllOf(parts=parts):
            for number, part in enumerate(parts[:_MOST]):
                rest = parts[:number] + parts[number + 1 :]
                if isinstance(part, Words) and not part.quoted and not all(isinstance(each, Without) for each in rest):
                    yield part.text, rest[0] if len(rest) == 1 else AllOf(rest)
                elif isinstance(part, Words):
                    for text, shorter in without_one(part):
                        yield text, AllOf((*parts[:number], shorter, *parts[number + 1 :]))
        case Words(quoted=True) if 1 < _length(node) <= _MOST:
            parts = node.text.split()
            for number, part in enumerate(parts):
                is_inside = 0 < number < len(parts) - 1
                rest = [*parts[:number], *(["*"] if is_inside else []), *parts[number + 1 :]]
                if rest and part != "*":
                    yield part, Words(" ".join(rest), node.field, quoted=True)


def _length(node: Words) -> int:
    return len(query_words.split(node.text))
