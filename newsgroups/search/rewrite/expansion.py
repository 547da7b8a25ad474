"""Which terms of the index a wildcard or a word with slips stands for."""

import re
from collections.abc import Iterable
from fnmatch import translate
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from newsgroups.search.evaluate import budget, term_scores
from newsgroups.search.index import segment_words
from newsgroups.search.index.snapshot import Snapshot
from newsgroups.search.query import query_words
from newsgroups.search.query.ast import Fuzzy, Wildcard

from . import lexicon_scan

# A wildcard stands for this many words at most; the most frequent ones are taken.
MAX_EXPANSIONS = 200


def frequency(snapshot: Snapshot, field_name: str, term: str) -> int:
    """Number of documents that hold a term, deleted ones included."""
    return term_scores.frequency(snapshot, field_name, term.encode())


def pattern_of(node: Wildcard) -> re.Pattern[str]:
    # fnmatch writes atomic groups, so that a pattern of many stars does not backtrack without end.
    return re.compile(translate(node.pattern))


def expand(snapshot: Snapshot, node: Wildcard) -> tuple[list[str], bool]:
    """Terms that a wildcard stands for, and whether there were more.

    The terms of the index are stems: the stem of what stands before the wildcard counts too, so that
    `policies*` finds what `policy` does; and so do the stems of the words, as they are written, that fit a pattern
    which is not a mere beginning.
    """
    budget.check()
    prefix = re.split(r"[*?]", node.pattern)[0]
    pattern, begun = pattern_of(node), lexicon_scan.beginning(snapshot, node.field, prefix)
    found = {term: documents for term, documents in begun.items() if pattern.match(term)}
    if node.field == "authors":
        return _most_frequent(found), len(found) > MAX_EXPANSIONS
    written = [prefix] if node.pattern == f"{prefix}*" else _written(snapshot, node, pattern)
    for term in {query_words.stem(word, each.code) for word in written for each in snapshot.analyses}:
        if term and term not in found:
            found[term] = frequency(snapshot, node.field, term)
    found = {term: documents for term, documents in found.items() if documents}
    return _most_frequent(found), len(found) > MAX_EXPANSIONS


def _written(snapshot: Snapshot, node: Wildcard, pattern: re.Pattern[str]) -> list[str]:
    """Words as they are written that fit a pattern, the most frequent ones."""
    letters = len(node.pattern.replace("*", ""))
    longest = segment_words.MAX_FORM_LENGTH if "*" in node.pattern else letters
    found: dict[str, int] = {}
    lists: Iterable[lexicon_scan.Terms] = lexicon_scan.terms(snapshot, "words")
    if node.field != "title":
        lengths = range(max(letters, segment_words.MIN_FORM_LENGTH), longest + 1)
        lists = chain.from_iterable(lexicon_scan.forms(snapshot, length) for length in lengths)
    for terms, documents in lists:
        for number, word in enumerate(terms):
            if pattern.match(word):
                found[word] = found.get(word, 0) + int(documents[number])
    return _most_frequent(found)


def similar_terms(snapshot: Snapshot, node: Fuzzy) -> list[str]:
    """Terms within so many slips (Damerau and Levenshtein) of the word or of its stem, the most frequent first."""
    asked = {node.word}
    if node.field != "authors":
        asked |= {query_words.stem(node.word, each.code) for each in snapshot.analyses}
    found: dict[str, int] = {}
    for word in asked:
        budget.check()
        found |= near(word, lexicon_scan.terms(snapshot, node.field), node.slips)
    return _most_frequent({term: often for term, (often, _) in found.items()})


def near(word: str, lists: Iterable[lexicon_scan.Terms], slips: int) -> dict[str, tuple[int, int]]:
    """Those of the terms that are at most so many slips from the word: documents that hold them, and slips."""
    found: dict[str, tuple[int, int]] = {}
    for terms, documents in lists:
        for term, distance, place in process.extract(word, terms, scorer=OSA.distance, score_cutoff=slips, limit=None):
            often, _ = found.get(term, (0, 0))
            found[term] = often + int(documents[place]), distance
    return found


def _most_frequent(found: dict[str, int]) -> list[str]:
    return sorted(found, key=lambda term: (-found[term], term))[:MAX_EXPANSIONS]
