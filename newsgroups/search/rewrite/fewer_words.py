"""Relaxed queries for searches without results: one word fewer, or phrases in which a word or two may be wrong."""

from collections.abc import Iterator

from newsgroups.search.query import query_words
from newsgroups.search.query.ast import SHORTEST, AllOf, AnyOf, Nearly, Node, Without, Words, is_pattern

# At most this many words of a query or phrase are left out in turn.
_MOST = 12


def with_slips(node: Node) -> Node | None:
    """Return the query with its quoted phrases made approximate (a word or two may be wrong); None if it has none."""
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
    """Yield each word or part that can be left out, as typed, with the remaining query; nothing for a single word."""
    match node:
        case AllOf(parts=parts):
            for number, part in enumerate(parts[:_MOST]):
                rest = parts[:number] + parts[number + 1 :]
                if (
                    isinstance(part, Words)
                    and not part.quoted
                    and not all(isinstance(other, Without) for other in rest)
                ):
                    yield part.text, rest[0] if len(rest) == 1 else AllOf(rest)
                elif isinstance(part, Words):
                    for text, shorter in without_one(part):
                        yield text, AllOf((*parts[:number], shorter, *parts[number + 1 :]))
        case Words(quoted=True) if 1 < _length(node) <= _MOST:
            words = node.text.split()
            for number, word in enumerate(words):
                is_inside = 0 < number < len(words) - 1
                others = [*words[:number], *(["*"] if is_inside else []), *words[number + 1 :]]
                if others and word != "*":
                    yield word, Words(" ".join(others), node.field, quoted=True)


def _length(node: Words) -> int:
    return len(query_words.split(node.text))
