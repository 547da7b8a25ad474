"""Which terms of the index a wildcard or a word with slips stands for."""

import re
from fnmatch import translate

from rapidfuzz import process
from rapidfuzz.distance import OSA

from . import budget, postings, words
from .opening import Snapshot
from .tree import Fuzzy, Wildcard

# A wildcard stands for this many words at most; the most frequent ones are taken.
MAX_EXPANSIONS = 200
# How far the dictionary is read for one wildcard.
_MAX_READ = 20_000


def frequency(snapshot: Snapshot, field_name: str, term: str) -> int:
    """Number of documents that hold a term, deleted ones included."""
    return postings.frequency(snapshot, field_name, term.encode())


def pattern_of(node: Wildcard) -> re.Pattern[str]:
    # fnmatch writes atomic groups, so that a pattern of many stars does not backtrack without end.
    return re.compile(translate(node.pattern))


def expand(snapshot: Snapshot, node: Wildcard) -> tuple[list[str], bool]:
    """Terms that a wildcard stands for, and whether there were more.

    The terms of the index are stems: the stem of what stands before the wildcard counts too, so that
    `policies*` finds what `policy` does.
    """
    budget.check()
    prefix = re.split(r"[*?]", node.pattern)[0]
    pattern, found, read = pattern_of(node), {}, 0
    with snapshot.lock:
        for name, term in snapshot.reader.terms_from(node.field, prefix):
            text = term.decode()
            if name != node.field or not text.startswith(prefix) or read >= _MAX_READ:
                break
            read += 1
            if pattern.match(text):
                found[text] = snapshot.reader.doc_frequency(node.field, text)
    if node.pattern == f"{prefix}*" and node.field != "authors":
        found.setdefault(words.stem(prefix), frequency(snapshot, node.field, words.stem(prefix)))
    terms = sorted(found, key=lambda term: (-found[term], term))
    return terms[:MAX_EXPANSIONS], len(terms) > MAX_EXPANSIONS or read >= _MAX_READ


def similar_terms(snapshot: Snapshot, node: Fuzzy) -> list[str]:
    """Terms within so many slips (Damerau and Levenshtein) of the word or of its stem, the most frequent first."""
    asked = {node.word} if node.field == "authors" else {node.word, words.stem(node.word)}
    found = {
        term
        for word in asked
        for term, _, _ in process.extract(
            word, terms_of(snapshot, node.field), scorer=OSA.distance, score_cutoff=node.slips, limit=None
        )
    }
    budget.check()
    return sorted(found, key=lambda term: (-frequency(snapshot, node.field, term), term))[:MAX_EXPANSIONS]


def terms_of(snapshot: Snapshot, field_name: str) -> tuple[str, ...]:
    """All terms of a field, ascending."""

    def read() -> tuple[str, ...]:
        with snapshot.lock:
            return tuple(term.decode() for term in snapshot.reader.lexicon(field_name))

    return snapshot.cached(("terms", field_name), read)
