"""Phrases: documents in which the words stand one after the other, from the positions in their posting lists."""

from pickle import loads
from typing import Any

import numpy as np
from whoosh import query as q

from . import budget
from .opening import Snapshot
from .postings import NOTHING, Documents, Scored, blocks, scored_term

# Each value of a posting starts with the number of positions; their pickled differences follow.
_COUNT_BYTES = 4
_CHECK_EVERY = 1_000


def phrase(snapshot: Snapshot, query: q.Phrase) -> Scored:
    """Documents that hold the phrase; a document scores the sum of what the words score in it, as Whoosh has it."""
    field = query.fieldname
    terms = [snapshot.schema[field].to_bytes(word) for word in query.words]
    scored = [scored_term(snapshot, field, term) for term in terms]
    candidates = scored[0][0]
    for documents, _ in scored[1:]:
        candidates = np.intersect1d(candidates, documents, assume_unique=True)
    if not len(candidates):
        return NOTHING
    found = _in_a_row(snapshot, field, terms, candidates)
    scores = sum(each[np.searchsorted(documents, found)] for documents, each in scored)
    return found, scores


def _in_a_row(snapshot: Snapshot, field: str, terms: list[bytes], candidates: Documents) -> Documents:
    """Those candidates in which the terms stand in a row."""
    found: list[int] = []
    for reader, offset in snapshot.leaves:
        here = candidates[(candidates >= offset) & (candidates < offset + reader.doc_count_all())] - offset
        if not len(here):
            continue
        values = {term: _values(reader, field, term, here) for term in set(terms)}
        lists = [values[term] for term in terms]
        for place in range(len(here)):
            if place % _CHECK_EVERY == 0:
                budget.check()
            if _stand_in_a_row([each[place] for each in lists]):
                found.append(int(here[place]) + offset)
    return np.array(found, np.int64)


def _values(reader: Any, field: str, term: bytes, documents: Documents) -> list[bytes]:
    """The stored positions of a term in each of the documents, all of which hold it."""
    wanted: list[bytes] = []
    for deltas, _, values in blocks(reader, reader.term_info(field, term)):
        inside = np.isin(np.cumsum(np.array(deltas, np.int64)), documents, assume_unique=True)
        wanted += [values[place] for place in np.flatnonzero(inside)]
    return wanted


def _stand_in_a_row(values: list[bytes]) -> bool:
    starts = set(_positions(values[0]))
    for distance, value in enumerate(values[1:], start=1):
        starts &= {position - distance for position in _positions(value)}
        if not starts:
            return False
    return True


def _positions(value: bytes) -> list[int]:
    positions, position = [], 0
    for difference in loads(value[_COUNT_BYTES:] + b"."):  # noqa: S301 - the index folder is private to the site's user
        position += difference
        positions.append(position)
    return positions
