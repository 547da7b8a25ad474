"""Locate boilerplate in a text."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.passages import Document
from newsgroups.text.fingerprints.winnowing import SHINGLE_WORDS
from newsgroups.text.sentences import SentenceSpan

# A sentence is boilerplate if common fingerprints cover this share of it.
COVERED = 0.5
# Fingerprints are up to one window apart, so the first and last words of a footer may be in none. A sentence is
# therefore also boilerplate if this share of it is in common fingerprints or in no fingerprint at all.
NOT_OTHERS = 0.75


def covered_words(document: Document, common: Collection[int], *, joined: bool = True) -> NDArray[np.bool_]:
    """Return a mask of the words in `common` fingerprints and, if `joined`, between two consecutive ones."""
    hashes, places = document.winnowed
    covered = np.zeros(len(document.tokens), dtype=bool)
    is_common = np.fromiter((value in common for value in hashes.tolist()), bool, len(hashes))
    if not joined:
        for place in places[is_common].tolist():
            covered[place : place + SHINGLE_WORDS] = True
        return covered
    edges = np.flatnonzero(np.diff(is_common, prepend=False, append=False))
    for first, after in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        covered[places[first] : places[after - 1] + SHINGLE_WORDS] = True
    return covered


def boilerplate_spans(document: Document, common: Collection[int]) -> list[SentenceSpan]:
    """Return the character spans of sentences that are mostly boilerplate, with adjacent sentences merged."""
    covered = covered_words(document, common)
    if not covered.any():
        return []
    others = covered_words(document, frozenset(document.winnowed[0].tolist()) - frozenset(common), joined=False)
    starts = document.tokens.starts
    spans: list[SentenceSpan] = []
    before = -1
    for number, sentence in enumerate(document.sentences):
        first, after = np.searchsorted(starts, [sentence.start, sentence.end])
        if not _is_common(covered[first:after], others[first:after]):
            continue
        if spans and before == number - 1:
            spans[-1] = SentenceSpan(spans[-1].start, sentence.end)
        else:
            spans.append(sentence)
        before = number
    return spans


def _is_common(covered: NDArray[np.bool_], others: NDArray[np.bool_]) -> bool:
    if covered.sum() < min(SHINGLE_WORDS, len(covered)) or not len(covered):
        return False
    return bool(covered.mean() >= COVERED or (covered | ~others).mean() >= NOT_OTHERS)
