"""Phrases: documents in which the words stand one after the other, in any form or in the one that was asked for."""

from collections.abc import Sequence
from functools import reduce

import numpy as np
from whoosh import query as q

from newsgroups.search.index.posting_lists import Documents
from newsgroups.search.index.snapshot import Snapshot

from . import budget
from .positions import Occurrences, occurrences
from .term_scores import NOTHING, Scored, scored_term


class ExactPhrase(q.Phrase):
    """A phrase, or a single word, in the forms that `forms` gives, where `words` are their stems.

    Whoosh's own matchers read it as the phrase of the stems, which finds more.
    """

    def __init__(self, fieldname: str, words: Sequence[str], forms: Sequence[str], boost: float = 1.0) -> None:
        super().__init__(fieldname, list(words), boost=boost)
        self.forms = list(forms)

    def __repr__(self) -> str:
        return f"ExactPhrase({self.fieldname!r}, {self.words!r}, {self.forms!r}, boost={self.boost})"


def phrase(snapshot: Snapshot, query: q.Phrase) -> Scored:
    """Documents that hold the phrase; a document scores the sum of what the words score in it, as Whoosh has it."""
    field, forms = query.fieldname, getattr(query, "forms", [None] * len(query.words))
    terms = [snapshot.schema[field].to_bytes(word) for word in query.words]
    scored = [scored_term(snapshot, field, term) for term in terms]
    candidates = common([documents for documents, _ in scored])
    if not len(candidates):
        return NOTHING
    found = _in_a_row(snapshot, field, list(zip(terms, forms, strict=True)), candidates)
    scores = sum(each[np.searchsorted(documents, found)] for documents, each in scored)
    return found, scores


def common(lists: Sequence[Documents]) -> Documents:
    """Documents that stand in all of the lists."""
    return reduce(_common, sorted(lists, key=len))


def _common(shorter: Documents, longer: Documents) -> Documents:
    if not len(shorter) or not len(longer):
        return NOTHING[0]
    place = np.minimum(np.searchsorted(longer, shorter), len(longer) - 1)
    return shorter[longer[place] == shorter]


def _in_a_row(
    snapshot: Snapshot, field: str, terms: list[tuple[bytes, str | None]], candidates: Documents
) -> Documents:
    """Those candidates in which the terms stand in a row."""
    starts: np.ndarray | None = None
    # Rare words first: each further word has to be read only where those before it leave a chance.
    for place in sorted(range(len(terms)), key=lambda place: len(scored_term(snapshot, field, terms[place][0])[0])):
        budget.check()
        term, form = terms[place]
        found: Occurrences = occurrences(snapshot, field, term, candidates, form=form)
        here = found.keys() - place
        starts = here if starts is None else _common(*sorted((starts, here), key=len))
        candidates = _distinct(Occurrences.documents_of(starts))
        if not len(candidates):
            break
    return candidates


def _distinct(ascending: Documents) -> Documents:
    return ascending[np.diff(ascending, prepend=-1) != 0]
