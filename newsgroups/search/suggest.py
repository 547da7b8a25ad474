"""Did you mean: words that the archive does not hold, replaced by the nearest of its own; nothing is dropped."""

from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from newsgroups.text.normalise import normalise_word

from . import words
from .expansion import frequency, terms_of
from .opening import Snapshot
from .tree import All, Any, Near, Node, Words

# One slip in a short word, two in a long one.
_SHORT, _LONG = 3, 6
# A word of the archive may be a slip, too: another one must be so many times as frequent to be offered instead.
_MORE_FREQUENT = 50


def corrected(snapshot: Snapshot, tree: Node) -> Node | None:
    """The query with each word that the archive hardly has replaced by the nearest that titles have, or None."""
    nearest = {word: found for word in dict.fromkeys(_asked(tree)) if (found := _nearest(snapshot, word))}
    return _replaced(tree, nearest) if nearest else None


def _asked(node: Node) -> Iterator[str]:
    """The words that are to be found in texts or titles, as they were typed."""
    match node:
        case Words() if node.field != "authors":
            yield from words.split(node.text)
        case All() | Any() | Near():
            for part in node.parts:
                yield from _asked(part)


def _nearest(snapshot: Snapshot, typed: str) -> str | None:
    word = normalise_word(typed)
    if len(word) <= _SHORT or word.isdecimal():
        return None
    has = frequency(snapshot, "text", words.stem(typed))
    slips = 2 if len(word) > _LONG and not has else 1
    candidates = process.extract(
        word, terms_of(snapshot, "words"), scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=20
    )
    known = [
        (distance, -often, found)
        for found, distance, _ in candidates
        if (often := frequency(snapshot, "text", words.stem(found))) and often >= has * _MORE_FREQUENT
    ]
    return min(known)[2] if known else None


def _replaced(node: Node, nearest: dict[str, str]) -> Node:
    match node:
        case Words() if node.field != "authors":
            text = " ".join(nearest.get(word, word) for word in words.split(node.text))
            return Words(text, node.field, node.quoted)
        case All() | Any():
            return type(node)(tuple(_replaced(part, nearest) for part in node.parts))
        case Near():
            return Near(tuple(_replaced(part, nearest) for part in node.parts), node.distance)
    return node
