"""A whole index built by several processes: each writes segments in a folder of its own, one puts them together.

Which articles make a segment and which segments are merged depends on the articles alone, so that the index is the same
to the byte with any number of processes. A folder that a killed process left is emptied by the one that takes over.
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

from newsgroups.common.workers import mapped
from newsgroups.search.index.generations import Generation, sync_folder
from newsgroups.search.index.schema import SCHEMA_VERSION, build_schema
from newsgroups.search.index.segment_files import SegmentStorage
from newsgroups.search.index.snapshot import MAIN, create_index, open_index

from . import checksums
from .writer import MERGE_AT, BatchWriter

# Articles of one segment before merging: 200 MB of a process while they are written.
SEGMENT = 4_000
# So many segments are left as they are: a search looks in each.
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
    """Writes documents into a generation that nobody reads yet; calls `done` with the number of each batch."""
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
    """Neighbors in groups of about one size, as few as can be and with at most MERGE_AT each."""
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
    names = blake2b(" ".join(each.segid for each in merge.segments).encode(), digest_size=8)
    storage = SegmentStorage(merge.folder)

    def fill(writer: BatchWriter) -> None:
        for segment in merge.segments:
            writer.add_reader(SegmentReader(storage, writer.schema, segment))

    made = _in_own_folder(merge.folder, merge.number, names.hexdigest(), fill)
    for segment in merge.segments:
        (merge.folder / segment.make_filename(segment.COMPOUND_EXT)).unlink(missing_ok=True)
    return made


def _in_own_folder(folder: Path, number: int, name: str, fill: Callable[[BatchWriter], None]) -> W3Segment:
    """Writes a segment beside the others and moves it among them once it is whole."""
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
    # Whoosh adds them up in the order of a set, which each process has its own of.
    segment._fieldlengths = defaultdict(int, sorted(segment._fieldlengths.items()))
    file = segment.make_filename(segment.COMPOUND_EXT)
    (own / file).replace(folder / file)
    shutil.rmtree(own)
    return segment


class NamedSegments(W3Codec):
    """Whoosh's codec with a name for the segment that tells what is in it, instead of one drawn by lot."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def new_segment(self, storage: Any, indexname: str) -> W3Segment:
        return W3Segment(W3Codec(), indexname, segid=self._name)


def _announce(folder: Path, segments: list[W3Segment]) -> None:
    # Objects that two segments share would be written once: whether they do depends on who has made them.
    segments = [loads(dumps(each)) for each in segments]  # noqa: S301 - our own objects
    checksums.record(folder, [each.segment_id() for each in segments])
    TOC(build_schema(), segments, 1).write(SegmentStorage(folder), MAIN)
    sync_folder(folder)
