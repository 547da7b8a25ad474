"""Expands a wildcard or a fuzzy word to terms of the index."""

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

# A wildcard expands to at most this many words, the most frequent ones.
MAX_EXPANSIONS = 200


def frequency(snapshot: Snapshot, field_name: str, term: str) -> int:
    """Return the document frequency of a term, deleted documents included."""
    return term_scores.frequency(snapshot, field_name, term.encode())


def pattern_of(node: Wildcard) -> re.Pattern[str]:
    # fnmatch uses atomic groups, so a pattern with many stars does not backtrack exponentially.
    return re.compile(translate(node.pattern))


def expand(snapshot: Snapshot, node: Wildcard) -> tuple[list[str], bool]:
    """Return the terms that match a wildcard, and whether there were more.

    The terms of the index are stems. Therefore the stem of the text before the wildcard also counts, so that
    `policies*` matches `policy`, and for patterns other than simple prefixes, the stems of matching words as written
    count too.
    """
    budget.check()
    prefix = re.split(r"[*?]", node.pattern)[0]
    pattern, begun = pattern_of(node), lexicon_scan.terms_with_prefix(snapshot, node.field, prefix)
    frequencies = {term: documents for term, documents in begun.items() if pattern.match(term)}
    if node.field == "authors":
        return _most_frequent(frequencies), len(frequencies) > MAX_EXPANSIONS
    written = [prefix] if node.pattern == f"{prefix}*" else _written(snapshot, node, pattern)
    for term in {query_words.stem(word, analysis.code) for word in written for analysis in snapshot.analyses}:
        if term and term not in frequencies:
            frequencies[term] = frequency(snapshot, node.field, term)
    frequencies = {term: documents for term, documents in frequencies.items() if documents}
    return _most_frequent(frequencies), len(frequencies) > MAX_EXPANSIONS


def _written(snapshot: Snapshot, node: Wildcard, pattern: re.Pattern[str]) -> list[str]:
    """Return the most frequent words, as written, that match a pattern."""
    letters = len(node.pattern.replace("*", ""))
    longest = segment_words.MAX_FORM_LENGTH if "*" in node.pattern else letters
    frequencies: dict[str, int] = {}
    lists: Iterable[lexicon_scan.Terms] = lexicon_scan.terms(snapshot, "words")
    if node.field != "title":
        lengths = range(max(letters, segment_words.MIN_FORM_LENGTH), longest + 1)
        lists = chain.from_iterable(lexicon_scan.forms(snapshot, length) for length in lengths)
    for terms, documents in lists:
        for number, word in enumerate(terms):
            if pattern.match(word):
                frequencies[word] = frequencies.get(word, 0) + int(documents[number])
    return _most_frequent(frequencies)


def similar_terms(snapshot: Snapshot, node: Fuzzy) -> list[str]:
    """Return terms within `node.slips` edits of the word or its stem, most frequent first.

    An edit inserts, deletes or replaces a letter, or swaps two adjacent ones (Damerau 1964).
    """
    stems = {node.word}
    if node.field != "authors":
        stems |= {query_words.stem(node.word, analysis.code) for analysis in snapshot.analyses}
    matches: dict[str, tuple[int, int]] = {}
    for word in stems:
        budget.check()
        matches |= terms_within_edits(word, lexicon_scan.terms(snapshot, node.field), node.slips)
    return _most_frequent({term: often for term, (often, _) in matches.items()})


def terms_within_edits(word: str, lists: Iterable[lexicon_scan.Terms], slips: int) -> dict[str, tuple[int, int]]:
    """Return the terms within `slips` edits of the word, with their document frequencies and distances."""
    matches: dict[str, tuple[int, int]] = {}
    for terms, documents in lists:
        for term, distance, place in process.extract(word, terms, scorer=OSA.distance, score_cutoff=slips, limit=None):
            often, _ = matches.get(term, (0, 0))
            matches[term] = often + int(documents[place]), distance
    return matches


def _most_frequent(frequencies: dict[str, int]) -> list[str]:
    return sorted(frequencies, key=lambda term: (-frequencies[term], term))[:MAX_EXPANSIONS]
