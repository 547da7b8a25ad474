"""Suggests spellings ("did you mean"): replaces unknown words with the nearest words of the archive; drops nothing."""

from collections.abc import Collection, Iterator

from django.utils.text import slugify
from rapidfuzz import fuzz, process

from newsgroups.search.evaluate import query_budget
from newsgroups.search.query import query_words
from newsgroups.search.query.ast import AllOf, AnyOf, Near, Node, OfSource, Words, is_pattern
from newsgroups.search.query.multilingual_terms import wanted
from newsgroups.text.languages.writing.folding import fold

from .vocabulary import Vocabulary

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


def corrected(vocabulary: Vocabulary, tree: Node) -> Node | None:
    """Return the query with (nearly) unknown words replaced by the nearest words of the archive, or None.

    Words that occur only in hidden articles are not revealed.
    """
    replacements = {word: _nearest(vocabulary, *word) for word in dict.fromkeys(_typed_words(tree))}
    nearest = {word: replacement for word, replacement in replacements.items() if replacement}
    return _replaced(tree, nearest) if nearest else None


def nearest_source(names: Collection[str], name: str) -> str | None:
    """Return the slug of the outlet that a misspelled or partial name most likely refers to."""
    slug = slugify(name) or name
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


def _nearest(vocabulary: Vocabulary, typed: str, field: str) -> str | None:
    query_budget.check()
    if field == "source":
        known = vocabulary.outlets
        return None if (slugify(typed) or typed) in known else nearest_source(vocabulary.outlets_with_articles(), typed)
    word = fold(typed)
    if len(word) <= _SHORT or word.isdecimal():
        return None
    has = _stands_in(vocabulary, field, typed)
    slips = 2 if len(word) > _LONG and not has else 1
    candidates = dict(vocabulary.similar_written(field, word, slips))
    candidates.pop(word, None)
    # People rarely mistype the first letter.
    order = {
        other: (-often / _MORE_FREQUENT**distance, other[0] != word[0], other)
        for other, (often, distance) in candidates.items()
    }
    for other in sorted(order, key=order.__getitem__)[:_TRIED]:
        often = _stands_in(vocabulary, field, other)
        if often and often >= has * _MORE_FREQUENT and _is_shown(vocabulary, field, other):
            return other
    return None


def _stands_in(vocabulary: Vocabulary, field: str, word: str) -> int:
    """Estimate the document frequency of a word in any form; documents in several languages count once for each."""
    return sum(vocabulary.frequency(field, term) for term in _terms(vocabulary, word))


def _is_shown(vocabulary: Vocabulary, field: str, word: str) -> bool:
    """Return whether a document visible to visitors contains the word."""
    return vocabulary.is_shown(field, _terms(vocabulary, word))


def _terms(vocabulary: Vocabulary, word: str) -> list[str]:
    return list(dict.fromkeys(accepted.term for accepted in wanted(word, vocabulary.analyses)))


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
