"""Scans the terms of a field, all or by prefix, over the segments of a snapshot."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

from newsgroups.search.evaluate import query_budget
from newsgroups.search.index.segment_words import Listed, Terms, forms_list, read_list, unpack
from newsgroups.search.index.snapshot import Snapshot


def terms_with_prefix(snapshot: Snapshot, field: str, prefix: str) -> Counter[str]:
    """Return the terms of a field with this prefix and their document frequencies, deleted documents included."""
    frequencies: Counter[str] = Counter()
    for terms, documents in _lists(snapshot, field):
        start, end = _range(terms, b"\n" + prefix.encode())
        first = terms.count(b"\n", 0, start)
        cut = terms[start + 1 : end].decode().split("\n") if end > start else []
        for term, number in zip(cut, documents[first : first + len(cut)].tolist(), strict=True):
            frequencies[term] += number
    return frequencies


def terms(snapshot: Snapshot, field: str) -> Iterator[Terms]:
    """Yield all terms of a field by segment, ascending within each, with their document frequencies."""
    for listed, documents in _lists(snapshot, field):
        yield unpack(listed), documents


def forms(snapshot: Snapshot, length: int) -> Iterator[Terms]:
    """Yield the words of a given length, folded but not stemmed, by segment.

    Deleted documents are counted, and the last document that contained a word may be among them.
    """
    yield from terms(snapshot, forms_list(length))


def _range(listed: bytes, prefix: bytes) -> tuple[int, int]:
    """Return the contiguous range of the terms with this prefix."""
    start = listed.find(prefix)
    if start < 0:
        return 0, 0
    end = listed.find(b"\n", listed.rfind(prefix) + 1)
    return start, end if end >= 0 else len(listed)


def _lists(snapshot: Snapshot, name: str) -> Iterator[Listed]:
    for reader, offset in snapshot.leaves:
        query_budget.check()
        yield snapshot.cached(("lexicon", name, offset), partial(read_list, reader, name))
