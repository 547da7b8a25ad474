"""Did you mean: words that the archive does not hold, replaced by the nearest of its own; nothing is dropped."""

from collections.abc import Collection

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from newsgroups.text.normalise import normalise_word

from .compile import frequency
from .opening import Snapshot
from .tree import All, Any, Node, Not, Words, render
from .words import stem

# One slip in a short word, two in a long one.
_SHORT, _LONG = 3, 6


def suggestion(snapshot: Snapshot, tree: Node | None, unknown: Collection[str]) -> str | None:
    """The query with each unknown word replaced by the most frequent of the nearest words of titles, or None."""
    if tree is None or not unknown:
        return None
    nearest = {word: found for word in dict.fromkeys(unknown) if (found := _nearest(snapshot, word))}
    return render(_replaced(tree, nearest)) if nearest else None


def _nearest(snapshot: Snapshot, word: str) -> str | None:
    word = normalise_word(word)
    if len(word) <= _SHORT:
        return None
    slips = 2 if len(word) > _LONG else 1
    candidates = process.extract(
        word, vocabulary(snapshot), scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=20
    )
    known = [
        (distance, -frequency(snapshot, "words", found), found)
        for found, distance, _ in candidates
        if frequency(snapshot, "text", stem(found))
    ]
    return min(known)[2] if known else None


def vocabulary(snapshot: Snapshot) -> tuple[str, ...]:
    """The words of all titles, as they are written but for case and accents."""

    def read() -> tuple[str, ...]:
        return tuple(term.decode() for term in snapshot.reader.lexicon("words"))

    return snapshot.cached("vocabulary", read)


def _replaced(node: Node, nearest: dict[str, str]) -> Node:
    match node:
        case Words():
            text = " ".join(nearest.get(word, word) for word in node.text.split())
            return Words(text, node.field, node.quoted)
        case Not():
            return node
        case All():
            return All(tuple(_replaced(part, nearest) for part in node.parts))
        case Any():
            return Any(tuple(_replaced(part, nearest) for part in node.parts))
    return node
