"""The words of the index that begin alike, or all of a field, over the segments of a snapshot."""

from collections import Counter
from collections.abc import Iterator

from newsgroups.search.evaluate import budget
from newsgroups.search.index.segment_words import Listed, Terms, forms_list, read_list, unpack
from newsgroups.search.index.snapshot import Snapshot


def beginning(snapshot: Snapshot, field: str, prefix: str) -> Counter[str]:
    """In how many documents each term of a field stands that begins so; deleted ones are included."""
    found: Counter[str] = Counter()
    for terms, documents in _lists(snapshot, field):
        start, end = _range(terms, b"\n" + prefix.encode())
        first = terms.count(b"\n", 0, start)
        cut = terms[start + 1 : end].decode().split("\n") if end > start else []
        for term, number in zip(cut, documents[first : first + len(cut)].tolist(), strict=True):
            found[term] += number
    return found


def terms(snapshot: Snapshot, field: str) -> Iterator[Terms]:
    """All terms of a field by segment, ascending in each, and the number of their documents."""
    for listed, documents in _lists(snapshot, field):
        yield unpack(listed), documents


def forms(snapshot: Snapshot, length: int) -> Iterator[Terms]:
    """Words of so many letters in the texts by segment, as they are written but folded.

    What was deleted is counted; a word may even have gone with the last document that held it.
    """
    yield from terms(snapshot, forms_list(length))


def _range(listed: bytes, prefix: bytes) -> tuple[int, int]:
    """From where to where the terms stand that begin so, which is in a row."""
    start = listed.find(prefix)
    if start < 0:
        return 0, 0
    end = listed.find(b"\n", listed.rfind(prefix) + 1)
    return start, end if end >= 0 else len(listed)


def _lists(snapshot: Snapshot, name: str) -> Iterator[Listed]:
    for reader, offset in snapshot.leaves:
        budget.check()
        yield snapshot.cached(("lexicon", name, offset), lambda reader=reader: read_list(reader, name))
