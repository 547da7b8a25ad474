"""Builds a whole index with several processes: first they tokenize batches, then they combine these into segments.

Only the articles decide which of them form a batch and which batches a segment, so the index is identical to the byte
for any number of processes. If a process is killed, its successor empties the folder.
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
from .batch_files import JoinedTerms, SavedBatch
from .segment_writer import PostingBuffer
from .writer import MERGE_AT, BatchWriter

# Articles per batch.
BATCH = 2_500
# Batches are combined into as few segments as this allows, since a search visits each of them; beyond _MAX_SEGMENTS,
# they are combined into larger ones, up to the size that a process can write in 400 MB.
_BATCHES, _MAX_BATCHES = 10, 24
# More segments than these are merged.
_MAX_SEGMENTS = 4

IndexDocument = dict[str, Any]


class _Batch(NamedTuple):
    folder: Path
    number: int
    documents: Sequence[IndexDocument]


class _Group(NamedTuple):
    folder: Path
    number: int
    batches: Sequence[SavedBatch]


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
    saved = []
    for batch in mapped(_tokenized, tasks, workers=workers, prepare=django.setup):
        saved.append(batch)
        done(batch.documents)
    parts = _split(saved, _number_of_segments(len(saved)))
    groups = [_Group(folder, number, part) for number, part in enumerate(parts)]
    segments = []
    for group, segment in zip(groups, mapped(_combined, groups, workers=workers, prepare=django.setup), strict=True):
        segments.append(segment)
        # Only now, because another process repeats the work of one that is killed.
        for batch in group.batches:
            shutil.rmtree(batch.folder)
    while len(segments) > _MAX_SEGMENTS:
        parts = _split(segments, -(-len(segments) // MERGE_AT))
        merges = (_Merge(folder, number, part) for number, part in enumerate(parts))
        segments = list(mapped(_merged, merges, workers=workers, prepare=django.setup))
    _announce(folder, segments)


def _number_of_segments(batches: int) -> int:
    """Return how many segments to make of some batches: 10 give 1, 11 give 2, 50 give 4, and 100 give 5."""
    return max(min(-(-batches // _BATCHES), _MAX_SEGMENTS), -(-batches // _MAX_BATCHES))


def _split(items: Sequence[Any], number: int) -> Iterator[Sequence[Any]]:
    """Split adjacent items into groups of similar size."""
    for place in range(number):
        yield items[place * len(items) // number : (place + 1) * len(items) // number]


def _tokenized(batch: _Batch) -> SavedBatch:
    """Find the words of a batch and leave its postings in a folder."""
    names = blake2b(digest_size=8)
    for document in batch.documents:
        names.update(repr(sorted(document.items())).encode("utf-8", "surrogatepass"))
    folder = batch.folder / f"batch-{batch.number}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    buffer, schema = PostingBuffer(), build_schema()
    others = [buffer.add_words(number, document, schema) for number, document in enumerate(batch.documents)]
    saved = SavedBatch(folder, names.hexdigest(), len(batch.documents))
    saved.save(others, buffer.read_words(schema), buffer.forms)
    return saved


def _combined(group: _Group) -> W3Segment:
    """Write the segment of some batches."""

    def fill(writer: BatchWriter) -> None:
        parts: dict[str, list[tuple[SavedBatch, int]]] = defaultdict(list)
        for batch in group.batches:
            first = writer.docnum
            names, others, forms = batch.others()
            for document in others:
                writer.add_document(**document)
            for name in names:
                parts[name].append((batch, first))
            writer.buffer.forms.update(forms)
        for name, batches in parts.items():
            writer.add_joined(name, JoinedTerms(name, batches))

    return _in_own_folder(group.folder, group.number, _name_of([batch.name for batch in group.batches]), fill)


def _merged(merge: _Merge) -> W3Segment:
    if len(merge.segments) == 1:
        return merge.segments[0]
    storage = SegmentStorage(merge.folder)

    def fill(writer: BatchWriter) -> None:
        for segment in merge.segments:
            writer.add_reader(SegmentReader(storage, writer.schema, segment))

    name = _name_of([source.segid for source in merge.segments])
    made = _in_own_folder(merge.folder, merge.number, name, fill)
    for segment in merge.segments:
        (merge.folder / segment.make_filename(segment.COMPOUND_EXT)).unlink(missing_ok=True)
    return made


def _name_of(parts: Sequence[str]) -> str:
    return blake2b(" ".join(parts).encode(), digest_size=8).hexdigest()


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
