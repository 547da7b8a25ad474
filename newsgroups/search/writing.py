"""Writing: whole batches in one commit each, replacing what stood there, and merging segments as they pile up."""

import os
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from .columns import Columns
from .generations import sync_folder

# Memory for sorting postings; more is written to temporary files and merged.
SORTING_MEGABYTES = 128
# A segment joins others of its size when there are this many: each posting is then rewritten once for every
# eightfold growth of the archive, and a search meets at most some dozen segments.
MERGE_AT = 8
# A segment is rewritten when this share of it is deleted documents.
MOST_DELETED = 0.3


class BatchWriter(SegmentWriter):
    """Whoosh's writer, whose commit is on the disk before the list of segments that names it."""

    def __init__(self, index: FileIndex) -> None:
        super().__init__(index, limitmb=SORTING_MEGABYTES, codec=W3Codec())

    def _commit_toc(self, segments: list[Any]) -> None:
        folder = Path(self.storage.folder)
        for each in folder.glob(f"{self.newsegment.segment_id()}*"):
            _sync(each)
        super()._commit_toc(segments)
        sync_folder(folder)


def write(index: FileIndex, documents: Iterable[dict[str, Any]], *, replacing: Collection[int] = ()) -> None:
    """Deletes the documents of the articles `replacing` and adds the new ones, in one commit or not at all."""
    writer = BatchWriter(index)
    try:
        _delete(writer, replacing)
        for document in documents:
            writer.add_document(**document)
    except BaseException:
        writer.cancel()
        raise
    writer.commit(mergetype=merge_by_size)


def _delete(writer: BatchWriter, articles: Collection[int]) -> None:
    if not articles or not writer.segments:
        return
    reader = writer.reader()
    try:
        columns = Columns(reader.leaf_readers())
        found = np.isin(columns.article, np.fromiter(articles, np.int64)) & columns.live
    finally:
        reader.close()
    for number in np.flatnonzero(found).tolist():
        writer.delete_document(number)


def merge_by_size(writer: BatchWriter, segments: list[Any]) -> list[Any]:
    """Merge policy: MERGE_AT segments of one order of size become one, and one full of holes is rewritten.

    Returns the segments that stay as they are.
    """
    merged = [each for each in segments if each.deleted_count() > MOST_DELETED * each.doc_count_all()]
    by_level: dict[int, list[Any]] = {}
    for each in segments:
        if each not in merged:
            by_level.setdefault(_level(each.doc_count_all()), []).append(each)
    for level in sorted(by_level):
        # What is merged below has the size of this level, so that it goes on from there.
        if len(by_level[level]) >= MERGE_AT - 1:
            merged += by_level[level]
    for each in merged:
        if each.deleted_count() < each.doc_count_all():
            reader = SegmentReader(writer.storage, writer.schema, each)
            writer.add_reader(reader)
            reader.close()
    return [each for each in segments if each not in merged]


def _level(documents: int) -> int:
    """The order of size of a segment: how often it can be divided by MERGE_AT."""
    return int(np.log(max(1, documents)) / np.log(MERGE_AT))


def _sync(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())
