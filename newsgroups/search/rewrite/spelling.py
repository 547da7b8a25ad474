"""Did you mean: words that the archive does not hold, replaced by the nearest of its own; nothing is dropped."""

from collections.abc import Iterator
from itertools import chain

from newsgroups.search.evaluate import budget
from newsgroups.search.evaluate.masks import Mask
from newsgroups.search.evaluate.term_scores import scored_term
from newsgroups.search.index.snapshot import Snapshot
from newsgroups.search.query import words
from newsgroups.search.query.ast import All, Any, Near, Node, Words
from newsgroups.text.tokens.normalize import normalise_word

from . import lexicon_scan
from .expansion import frequency, near

# One slip in a short word, two in a long one.
_SHORT, _LONG = 3, 6
# A word of the archive may be a slip, too: another one must be so many times as frequent to be offered instead, and
# so many times again for each slip that it is further away.
_MORE_FREQUENT = 50
# Words that are looked at closely.
_TRIED = 20
# A word and the field in which it is to be found.
Asked = tuple[str, str]


def corrected(snapshot: Snapshot, tree: Node, shown: Mask | None = None) -> Node | None:
    """The query with each word that the archive hardly has replaced by the nearest of its own, or None.

    Words that stand only in documents outside `shown` are not told.
    """
    nearest = {asked: found for asked in dict.fromkeys(_asked(tree)) if (found := _nearest(snapshot, *asked, shown))}
    return _replaced(tree, nearest) if nearest else None


def _asked(node: Node) -> Iterator[Asked]:
    """The words that are to be found in texts or titles, as they were typed."""
    match node:
        case Words() if node.field != "authors":
            yield from ((word, node.field) for word in words.split(node.text))
        case All() | Any() | Near():
            for part in node.parts:
                yield from _asked(part)


def _nearest(snapshot: Snapshot, typed: str, field: str, shown: Mask | None) -> str | None:
    budget.check()
    word = normalise_word(typed)
    if len(word) <= _SHORT or word.isdecimal():
        return None
    has = frequency(snapshot, field, words.stem(typed))
    slips = 2 if len(word) > _LONG and not has else 1
    found = near(word, _lists(snapshot, field, len(word), slips), slips)
    found.pop(word, None)
    # Hardly anybody mistypes the first letter.
    order = {
        other: (-often / _MORE_FREQUENT**distance, other[0] != word[0], other)
        for other, (often, distance) in found.items()
    }
    for other in sorted(order, key=order.__getitem__)[:_TRIED]:
        stem = words.stem(other)
        often = frequency(snapshot, field, stem)
        if often and often >= has * _MORE_FREQUENT and _is_shown(snapshot, field, stem, shown):
            return other
    return None


def _is_shown(snapshot: Snapshot, field: str, stem: str, shown: Mask | None) -> bool:
    return shown is None or bool(shown[scored_term(snapshot, field, stem.encode())[0]].any())


def _lists(snapshot: Snapshot, field: str, length: int, slips: int) -> Iterator[lexicon_scan.Terms]:
    if field == "title":
        return lexicon_scan.terms(snapshot, "words")
    return chain.from_iterable(lexicon_scan.forms(snapshot, each) for each in range(length - slips, length + slips + 1))


def _replaced(node: Node, nearest: dict[Asked, str]) -> Node:
    match node:
        case Words() if node.field != "authors":
            text = " ".join(nearest.get((word, node.field), word) for word in words.split(node.text))
            return Words(text, node.field, node.quoted)
        case All() | Any():
            return type(node)(tuple(_replaced(part, nearest) for part in node.parts))
        case Near():
            return Near(tuple(_replaced(part, nearest) for part in node.parts), node.distance)
    return node
