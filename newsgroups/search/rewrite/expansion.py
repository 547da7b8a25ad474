"""Expands a wildcard or a fuzzy word to terms of the index."""

import re
from collections.abc import Mapping

from newsgroups.search.evaluate import query_budget
from newsgroups.search.query import query_words
from newsgroups.search.query.ast import Fuzzy, Wildcard

from .vocabulary import MAX_EXPANSIONS, Vocabulary


def expand(vocabulary: Vocabulary, node: Wildcard) -> tuple[list[str], bool]:
    """Return the terms that match a wildcard, and whether there were more.

    The terms of the index are stems. Therefore the stem of the text before the wildcard also counts, so that
    `policies*` matches `policy`, and for patterns other than simple prefixes, the stems of matching words as written
    count too.
    """
    query_budget.check()
    prefix = re.split(r"[*?]", node.pattern)[0]
    frequencies = dict(vocabulary.matching(node))
    if node.field == "authors":
        return _most_frequent(frequencies), len(frequencies) > MAX_EXPANSIONS
    written = [prefix] if node.pattern == f"{prefix}*" else _most_frequent(vocabulary.written(node))
    for term in {query_words.stem(word, analysis.code) for word in written for analysis in vocabulary.analyses}:
        if term and term not in frequencies:
            frequencies[term] = vocabulary.frequency(node.field, term)
    frequencies = {term: documents for term, documents in frequencies.items() if documents}
    return _most_frequent(frequencies), len(frequencies) > MAX_EXPANSIONS


def similar_terms(vocabulary: Vocabulary, node: Fuzzy) -> list[str]:
    """Return terms within `node.slips` edits of the word or its stem, most frequent first.

    An edit inserts, deletes or replaces a letter, or swaps two adjacent ones (Damerau 1964).
    """
    stems = {node.word}
    if node.field != "authors":
        stems |= {query_words.stem(node.word, analysis.code) for analysis in vocabulary.analyses}
    matches: dict[str, tuple[int, int]] = {}
    for word in stems:
        query_budget.check()
        matches |= vocabulary.similar(node.field, word, node.slips)
    return _most_frequent({term: often for term, (often, _) in matches.items()})


def _most_frequent(frequencies: Mapping[str, int]) -> list[str]:
    return sorted(frequencies, key=lambda term: (-frequencies[term], term))[:MAX_EXPANSIONS]
