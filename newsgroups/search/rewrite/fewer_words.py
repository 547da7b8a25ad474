"""Relaxed queries for searches without results: one word fewer, phrases in which a word or two may be wrong, and the
part of a phrase that occurs.
"""

from collections.abc import Callable, Iterator

from newsgroups.search.query import query_words
from newsgroups.search.query.ast import SHORTEST, AllOf, AnyOf, Nearly, Node, Without, Words, is_pattern

# At most this many words of a query or phrase are left out in turn.
_MOST = 12
# A part of fewer words is no quotation, and a phrase of fewer than twice as many has no half that is one.
MIN_PART = 4
# Longer phrases are pasted texts, which a look-up compares as a whole.
_LONGEST = 60


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


def longest_part(node: Node, occurs: Callable[[Node], bool]) -> Node | None:
    """Return a quoted phrase cut to its longest beginning, end, or middle that occurs; None if it has none.

    `occurs` says whether a query finds anything. If a beginning occurs, every shorter one does, too, so that the
    longest is found by halving; a middle takes one question a word.
    """
    if not isinstance(node, Words) or not node.quoted or not 2 * MIN_PART <= _length(node) <= _LONGEST:
        return None
    words = node.text.split()

    def part(start: int, end: int) -> Words:
        return Words(" ".join(words[start:end]), node.field, quoted=True)

    def longest(of_length: Callable[[int], Words]) -> int:
        low, high = MIN_PART - 1, len(words) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if occurs(of_length(middle)) else (low, middle - 1)
        return low

    first = longest(lambda length: part(0, length))
    last = longest(lambda length: part(len(words) - length, len(words)))
    if max(first, last) >= MIN_PART:
        return part(0, first) if first >= last else part(len(words) - last, len(words))
    return _middle(len(words), part, occurs)


def _middle(size: int, part: Callable[[int, int], Words], occurs: Callable[[Node], bool]) -> Node | None:
    """The first four words that occur, with those that follow them as far as they occur."""
    starts = range(1, size - MIN_PART)
    start = next((start for start in starts if occurs(part(start, start + MIN_PART))), None)
    if start is None:
        return None
    end = start + MIN_PART
    while end < size - 1 and occurs(part(start, end + 1)):
        end += 1
    return part(start, end)


def _length(node: Words) -> int:
    return len(query_words.split(node.text))
