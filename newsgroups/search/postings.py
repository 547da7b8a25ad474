"""Posting lists as arrays: which documents hold a term, how often, and what that scores (BM25F as Whoosh has it)."""

from io import BytesIO
from pickle import load, loads
from struct import Struct
from typing import TYPE_CHECKING, Any
from zlib import decompress

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, WHOOSH3_HEADER_MAGIC, _lenfield
from whoosh.reading import TermNotFound
from whoosh.util.numeric import byte_to_length

if TYPE_CHECKING:
    from .opening import Snapshot

Documents = NDArray[np.int64]
Scores = NDArray[np.float64]
Scored = tuple[Documents, Scores]

NOTHING: Scored = (np.empty(0, np.int64), np.empty(0, np.float64))
_BLOCK_LENGTH = Struct("!i")
_LENGTH_OF_BYTE = np.array([byte_to_length(byte) for byte in range(256)], np.float64)


def scored_term(snapshot: "Snapshot", field: str, term: bytes) -> Scored:
    """Documents that hold the term, ascending and without deleted ones, with their scores."""
    return snapshot.cached(("term", field, term), lambda: _score(snapshot, field, term))


def _score(snapshot: "Snapshot", field: str, term: bytes) -> Scored:
    documents, weights = read_term(snapshot, field, term)
    if not snapshot.schema[field].scorable:
        return documents, weights
    searcher, weighting = snapshot.searcher, snapshot.searcher.weighting
    idf = searcher.idf(field, term)
    average = searcher.avg_field_length(field) or 1
    lengths = field_lengths(snapshot, field)[documents]
    b, k1 = weighting.B, weighting.K1
    scores = idf * ((weights * (k1 + 1)) / (weights + k1 * ((1 - b) + b * lengths / average)))
    return documents, scores


def read_term(snapshot: "Snapshot", field: str, term: bytes) -> tuple[Documents, NDArray[np.float64]]:
    """Documents and weights of a term over all segments, without deleted documents."""
    parts = []
    for reader, offset in snapshot.leaves:
        documents, weights = read_list(reader, field, term)
        parts.append((documents + offset, weights))
    if not parts:
        return NOTHING
    documents, weights = (np.concatenate(each) for each in zip(*parts, strict=True))
    live = snapshot.columns.live[documents]
    return (documents, weights) if live.all() else (documents[live], weights[live])


def read_list(reader: Any, field: str, term: bytes) -> tuple[Documents, NDArray[np.float64]]:
    """The posting list of one segment: documents and weights."""
    documents: list[NDArray[np.int64]] = []
    weights: list[NDArray[np.float64]] = []
    try:
        info = reader.term_info(field, term)
    except TermNotFound:
        return NOTHING
    for deltas, weight, _ in blocks(reader, info):
        documents.append(np.cumsum(np.array(deltas, np.int64)))
        weights.append(_weights(weight, len(deltas)))
    if not documents:
        return NOTHING
    return np.concatenate(documents), np.concatenate(weights)


def blocks(reader: Any, info: Any) -> list[tuple[Any, Any, Any]]:
    """The blocks of a posting list as written by Whoosh's codec: differences of documents, weights, values."""
    if info.is_inlined():
        raise ValueError("inlined posting lists are never written by this codec")
    # Whoosh leaves the length as it was unpacked, in a tuple of one.
    offset, (length,) = info.extent()
    data = reader._terms._postfile.get(offset, length)
    if data[:4] != WHOOSH3_HEADER_MAGIC:
        raise ValueError("no posting list where that should be")
    stream, found, last = BytesIO(data), [], False
    stream.seek(len(WHOOSH3_HEADER_MAGIC))
    while not last:
        (size,) = _BLOCK_LENGTH.unpack(stream.read(_BLOCK_LENGTH.size))
        end, last = stream.tell() + abs(size), size < 0
        compressed = load(stream)[3]  # noqa: S301 - the index folder is private to the site's user
        block = data[stream.tell() : end]
        found.append(loads(decompress(block) if compressed else block))  # noqa: S301
        stream.seek(end)
    return found


def _weights(stored: Any, size: int) -> NDArray[np.float64]:
    if stored is None:
        return np.ones(size)
    return np.full(size, stored) if isinstance(stored, float) else np.array(stored, np.float64)


def field_lengths(snapshot: "Snapshot", field: str) -> NDArray[np.float64]:
    """The length of a field in every document, in words, as roughly as Whoosh keeps it (one byte)."""
    return snapshot.cached(("lengths", field), lambda: _read_lengths(snapshot, field))


def _read_lengths(snapshot: "Snapshot", field: str) -> NDArray[np.float64]:
    lengths = np.ones(snapshot.size)
    for reader, offset in snapshot.leaves:
        per_document, name = reader._perdoc, _lenfield(field)
        if not per_document.has_column(name):
            continue
        stream, start, size = per_document._get_column_file(name)
        stored = np.frombuffer(stream.get(start, size), LENGTHS_COLUMN._typecode)
        lengths[offset : offset + len(stored)] = _LENGTH_OF_BYTE[stored]
    return lengths
