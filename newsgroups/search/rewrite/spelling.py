"""Suggests spellings ("did you mean"): replaces unknown words with the nearest words of the archive; drops nothing."""

from collections.abc import Iterator
from itertools import chain

import numpy as np
from django.utils.text import slugify
from rapidfuzz import fuzz, process

from newsgroups.search.evaluate import budget
from newsgroups.search.evaluate.masks import Mask
from newsgroups.search.evaluate.term_scores import scored_term, stands_in
from newsgroups.search.index.snapshot import Snapshot
from newsgroups.search.query import query_words
from newsgroups.search.query.ast import AllOf, AnyOf, Near, Node, OfSource, Words, is_pattern
from newsgroups.search.query.wanted import wanted
from newsgroups.text.languages.writing.folding import fold

from . import lexicon_scan
from .expansion import terms_within_edits

# One error in a short word, two in a long one.
_SHORT, _LONG = 3, 6
# A word of the archive may be misspelled too. A suggestion must be this many times as frequent, and this many times
# again for each additional edit.
_MORE_FREQUENT = 50
# Minimum similarity of two outlet names, out of 100: one letter in eight may be wrong, or one in ten in part of a
# name.
_ALIKE, _PART_ALIKE = 75, 90
# Number of candidates to examine closely.
_TRIED = 20
# A word and the field to search.
Asked = tuple[str, str]


def corrected(snapshot: Snapshot, tree: Node, shown: Mask | None = None) -> Node | None:
    """Return the query with (nearly) unknown words replaced by the nearest words of the archive, or None.

    Words that occur only in documents outside `shown` are not revealed.
    """
    replacements = {word: _nearest(snapshot, *word, shown) for word in dict.fromkeys(_typed_words(tree))}
    nearest = {word: replacement for word, replacement in replacements.items() if replacement}
    return _replaced(tree, nearest) if nearest else None


def nearest_source(snapshot: Snapshot, name: str) -> str | None:
    """Return the slug of the outlet that a misspelled or partial name most likely refers to."""
    slug = slugify(name) or name
    known = np.unique(snapshot.columns.source[snapshot.columns.live])
    names = [snapshot.columns.source_names[number] for number in known.tolist() if number >= 0]
    best = process.extractOne(slug, names, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    if best is None and len(slug) >= _SHORT:
        best = process.extractOne(slug, names, scorer=fuzz.partial_ratio, score_cutoff=_PART_ALIKE)
    return best[0] if best else None


def _typed_words(node: Node) -> Iterator[Asked]:
    """Yield the words to find in texts or titles, as typed."""
    match node:
        case Words() if node.field != "authors":
            parts = (part for part in node.text.split() if not is_pattern(part))
            yield from ((word, node.field) for part in parts for word in query_words.split(part))
        case OfSource():
            yield node.name, "source"
        case AllOf() | AnyOf() | Near():
            for part in node.parts:
                yield from _typed_words(part)


def _nearest(snapshot: Snapshot, typed: str, field: str, shown: Mask | None) -> str | None:
    budget.check()
    if field == "source":
        known = snapshot.columns.source_names
        return None if (slugify(typed) or typed) in known else nearest_source(snapshot, typed)
    word = fold(typed)
    if len(word) <= _SHORT or word.isdecimal():
        return None
    has = stands_in(snapshot, field, typed)
    slips = 2 if len(word) > _LONG and not has else 1
    candidates = terms_within_edits(word, _lists(snapshot, field, len(word), slips), slips)
    candidates.pop(word, None)
    # People rarely mistype the first letter.
    order = {
        other: (-often / _MORE_FREQUENT**distance, other[0] != word[0], other)
        for other, (often, distance) in candidates.items()
    }
    for other in sorted(order, key=order.__getitem__)[:_TRIED]:
        often = stands_in(snapshot, field, other)
        if often and often >= has * _MORE_FREQUENT and _is_shown(snapshot, field, other, shown):
            return other
    return None


def _is_shown(snapshot: Snapshot, field: str, word: str, shown: Mask | None) -> bool:
    """Return whether a document visible to visitors contains the word."""
    if shown is None:
        return True
    terms = {accepted.term for accepted in wanted(word, snapshot.analyses)}
    return any(shown[scored_term(snapshot, field, term.encode())[0]].any() for term in terms)


def _lists(snapshot: Snapshot, field: str, length: int, slips: int) -> Iterator[lexicon_scan.Terms]:
    if field == "title":
        return lexicon_scan.terms(snapshot, "words")
    return chain.from_iterable(lexicon_scan.forms(snapshot, size) for size in range(length - slips, length + slips + 1))


def _replaced(node: Node, nearest: dict[Asked, str]) -> Node:
    match node:
        case Words():
            return _replaced_words(node, nearest)
        case OfSource():
            return OfSource(nearest.get((node.name, "source"), node.name))
        case AllOf() | AnyOf():
            return type(node)(tuple(_replaced(part, nearest) for part in node.parts))
        case Near(parts=(left, right)):
            return Near((_replaced_words(left, nearest), _replaced_words(right, nearest)), node.distance)
    return node


def _replaced_words(node: Words, nearest: dict[Asked, str]) -> Words:
    if node.field == "authors":
        return node
    parts = [_replaced_in(part, node.field, nearest) for part in node.text.split()]
    return Words(" ".join(parts), node.field, node.quoted)


def _replaced_in(part: str, field: str, nearest: dict[Asked, str]) -> str:
    typed = query_words.split(part)
    replacements = [nearest.get((word, field), "") for word in typed]
    return " ".join(new or old for new, old in zip(replacements, typed, strict=True)) if any(replacements) else part
