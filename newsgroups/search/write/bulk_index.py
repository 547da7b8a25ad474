"""Builds a whole index with several processes: each writes segments in its own folder, and one combines them.

Only the articles decide which of them form a segment and which segments are merged, so the index is identical to the
byte for any number of processes. If a process is killed, its successor empties the folder.
"""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from pickle import dumps, loads
from typing import Any, NamedTuple

import django
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.index import TOC
from whoosh.reading import SegmentReader

from newsgroups.common.processes.workers import mapped
from newsgroups.search.index.generations import Generation, sync_folder
from newsgroups.search.index.schema import SCHEMA_VERSION, build_schema
from newsgroups.search.index.segment_files import SegmentStorage
from newsgroups.search.index.snapshot import MAIN, create_index, open_index

from . import checksums
from .writer import MERGE_AT, BatchWriter

# Articles per segment before merging; a process takes 200 MB to write one.
SEGMENT = 4_000
# This many segments remain unmerged, since a search visits each of them.
_MAX_SEGMENTS = 4

IndexDocument = dict[str, Any]


class _Batch(NamedTuple):
    folder: Path
    number: int
    documents: Sequence[IndexDocument]


class _Merge(NamedTuple):
    folder: Path
    number: int
    segments: Sequence[W3Segment]


def write_all(
    generation: Generation, batches: Iterable[Sequence[IndexDocument]], *, workers: int, done: Callable[[int], None]
) -> None:
    """Write documents to a generation that nobody reads yet; call `done` with the size of each batch."""
    folder = generation.folder
    tasks = (_Batch(folder, number, batch) for number, batch in enumerate(batches))
    segments = []
    for segment in mapped(_written, tasks, workers=workers, prepare=django.setup):
        segments.append(segment)
        done(segment.doc_count_all())
    while len(segments) > _MAX_SEGMENTS:
        merges = (_Merge(folder, number, group) for number, group in enumerate(_groups(segments)))
        segments = list(mapped(_merged, merges, workers=workers, prepare=django.setup))
    _announce(folder, segments)


def _groups(segments: Sequence[W3Segment]) -> Iterator[Sequence[W3Segment]]:
    """Group adjacent segments into as few groups of similar size as possible, each of at most MERGE_AT."""
    number = -(-len(segments) // MERGE_AT)
    for place in range(number):
        yield segments[place * len(segments) // number : (place + 1) * len(segments) // number]


def _written(batch: _Batch) -> W3Segment:
    names = blake2b(digest_size=8)
    for document in batch.documents:
        names.update(repr(sorted(document.items())).encode("utf-8", "surrogatepass"))

    def fill(writer: BatchWriter) -> None:
        for document in batch.documents:
            writer.add_document(**document)
        writer.read_words()

    return _in_own_folder(batch.folder, batch.number, names.hexdigest(), fill)


def _merged(merge: _Merge) -> W3Segment:
    if len(merge.segments) == 1:
        return merge.segments[0]
    names = blake2b(" ".join(source.segid for source in merge.segments).encode(), digest_size=8)
    storage = SegmentStorage(merge.folder)

    def fill(writer: BatchWriter) -> None:
        for segment in merge.segments:
            writer.add_reader(SegmentReader(storage, writer.schema, segment))

    made = _in_own_folder(merge.folder, merge.number, names.hexdigest(), fill)
    for segment in merge.segments:
        (merge.folder / segment.make_filename(segment.COMPOUND_EXT)).unlink(missing_ok=True)
    return made


def _in_own_folder(folder: Path, number: int, name: str, fill: Callable[[BatchWriter], None]) -> W3Segment:
    """Write a segment in its own folder and move it next to the others once it is complete."""
    own = folder / f"part-{number}"
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir(mode=0o700)
    generation = Generation(own, SCHEMA_VERSION)
    create_index(generation, build_schema())
    writer = BatchWriter(open_index(generation), codec=NamedSegments(name))
    try:
        fill(writer)
        writer.commit(mergetype=lambda _, segments: list(segments))
    except BaseException:
        writer.abandon()
        raise
    (segment,) = open_index(generation)._read_toc().segments
    # Whoosh sums them in the order of a set, which differs between processes.
    segment._fieldlengths = defaultdict(int, sorted(segment._fieldlengths.items()))
    file = segment.make_filename(segment.COMPOUND_EXT)
    (own / file).replace(folder / file)
    shutil.rmtree(own)
    return segment


class NamedSegments(W3Codec):
    """Whoosh's codec with segment names derived from their content instead of random ones."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def new_segment(self, storage: Any, indexname: str) -> W3Segment:
        return W3Segment(W3Codec(), indexname, segid=self._name)


def _announce(folder: Path, segments: list[W3Segment]) -> None:
    # Pickle writes objects shared by two segments only once, and whether they are shared depends on who created them.
    segments = [loads(dumps(segment)) for segment in segments]  # noqa: S301 - our own objects
    checksums.record(folder, [segment.segment_id() for segment in segments])
    TOC(build_schema(), segments, 1).write(SegmentStorage(folder), MAIN)
    sync_folder(folder)
