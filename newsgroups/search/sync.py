"""The index follows the database: what is pending is written in large batches, and differences can be found."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models.functions import Coalesce
from haystack import connections

from newsgroups.common.progress import Advance, Progress, silent
from newsgroups.common.workers import workers_for
from newsgroups.models import Article
from newsgroups.search.evaluate.masks import microseconds
from newsgroups.search.haystack.backend import ArchiveBackend
from newsgroups.search.index.columns import UNDATED
from newsgroups.search.index.generations import IndexProblem
from newsgroups.search.index.snapshot import Snapshot

from .index import generations
from .write import bulk, checksums

# Articles of one commit: what a crash repeats at most. Their postings take 70 kB an article in memory, and merging
# segments of fewer would cost more than writing them.
COMMIT = 2_000
# Articles whose texts are in memory at a time, and keys in one statement.
FETCH = 500
# Everything that a document is made from: if any of it changed while the batch was written, it stays pending.
_INDEXED = ("hidden", "content_hash", "published", "authors", "language", "source_id")

# Hash of the text, date, outlet and language of an article, as index and database have them.
Entry = tuple[bytes, int, str, str]


@dataclass
class Differences:
    """Ids of articles in which index and database differ, and why the index cannot be used at all."""

    missing: list[int] = field(default_factory=list)
    surplus: list[int] = field(default_factory=list)
    outdated: list[int] = field(default_factory=list)
    problem: str | None = None

    def __bool__(self) -> bool:
        return bool(self.missing or self.surplus or self.outdated or self.problem)


def index_pending(*, workers: int | None = 1, progress: Progress = silent) -> int:
    """Indexes every pending article and takes hidden ones out; returns how many were taken up.

    Each batch is committed to the index first and marked as done in the database after that, so that a crash
    in between repeats a batch and loses nothing. Without a readable index everything is built anew.
    Raises IndexBusy if another process writes the index for longer than a minute.
    """
    if not is_current():
        return rebuild(workers=workers, progress=progress)
    if not Article.objects.pending("index").exists():
        return 0
    done = _index_pending(progress)
    return rebuild(workers=workers, progress=progress) if done is None else done


def _index_pending(progress: Progress) -> int | None:
    """None if the index is damaged. All of it is read first (1 GB/s): nothing is added to what cannot be trusted."""
    pending, backend = Article.objects.pending("index"), _backend()
    with generations.writing(backend.folder, "indexing what is pending"):
        if problem():
            return None
        # What a rebuild that was killed left only takes room.
        generations.remove_others(backend.folder)
        done, last, advance = 0, 0, progress("indexing", pending.count())
        while ids := list(pending.filter(pk__gt=last).values_list("pk", flat=True)[:COMMIT]):
            batch = _Batch(advance)
            backend.replace(ids, batch.documents(ids))
            batch.mark_done()
            done, last = done + len(ids), ids[-1]
        return done


def rebuild(*, workers: int | None = 1, progress: Progress = silent) -> int:
    """Builds the whole index anew beside the old one and swaps; returns the number of articles in it.

    `workers` processes write it, all cores with None; it is the same to the byte with any number of them.
    Readers go on with the old one meanwhile; a crash leaves it in use. Raises IndexBusy as `index_pending`.
    """
    backend = _backend()
    with generations.writing(backend.folder, "building the index anew"):
        fresh = generations.begin(backend.folder)
        batch = _Batch(silent("", 0))
        ids = list(Article.objects.order_by("pk").values_list("pk", flat=True).iterator())
        parts = [ids[start : start + bulk.SEGMENT] for start in range(0, len(ids), bulk.SEGMENT)]
        batches = filter(None, (list(batch.documents(part)) for part in parts))
        told = progress("building the index", Article.objects.visible().count())
        several = workers_for(workers) if len(parts) > 1 else 1
        try:
            bulk.write_all(fresh, batches, workers=several, done=told)
            generations.switch_to(backend.folder, fresh)
        except BaseException:
            # Half an index only takes room, which may be what was missing.
            generations.remove_others(backend.folder)
            raise
        batch.mark_done()
    return batch.written


def is_current() -> bool:
    """Whether there is an index of this version that can be read."""
    try:
        _backend().snapshot()
    except IndexProblem:
        return False
    return True


def problem() -> str | None:
    """Why the index cannot be used and what mends it, None if it can; reads all of it."""
    try:
        damaged = _damaged_files()
        if damaged:
            return f"The search index is damaged ({', '.join(sorted(damaged))}). Run: manage.py reindex"
    except IndexProblem as found:
        return str(found)
    return None


def _damaged_files() -> list[str]:
    """Looks again when a writer has replaced the index meanwhile, whose old files are gone then."""
    while True:
        seen = _backend().snapshot()
        damaged = checksums.damaged(generations.current(folder()).folder, seen.segments)
        if not damaged or _backend().snapshot().key == seen.key:
            return damaged


def folder() -> Path:
    """Where the index lies."""
    return _backend().folder


# The index holds the outlet under its main name.
OUTLET_SLUG = Coalesce("source__outlet__slug", "source__slug")


def differences() -> Differences:
    """Compares the index with the database, article by article; an index that is damaged holds none.

    Articles that wait to be indexed are left out, whatever the index has of them.
    """
    if said := problem():
        every = Article.objects.visible().order_by("pk").values_list("pk", flat=True)
        return Differences(missing=list(every), problem=said)
    snapshot = _backend().snapshot()
    indexed, twice = _entries(snapshot)
    waiting = set(Article.objects.pending("index").values_list("pk", flat=True))
    found = Differences()
    rows = (
        Article.objects.visible().order_by("pk").values_list("pk", "content_hash", "published", OUTLET_SLUG, "language")
    )
    for number, content_hash, published, *names in rows.iterator():
        entry = indexed.pop(number, None)
        if number in waiting:
            continue
        if entry is None:
            found.missing.append(number)
        elif entry != (bytes.fromhex(content_hash), microseconds(published) if published else UNDATED, *names):
            found.outdated.append(number)
    found.surplus = sorted({*twice, *indexed} - waiting)
    return found


def repair(*, progress: Progress = silent) -> None:
    """Makes index and database agree, from the database; an index that cannot be read is built anew."""
    if problem():
        rebuild(progress=progress)
        return
    found, backend = differences(), _backend()
    if found.surplus:
        with generations.writing(backend.folder, "taking out what is no longer in the archive"):
            backend.replace(found.surplus, [])
        found = differences()
    for chunk in _chunks([*found.missing, *found.outdated]):
        Article.objects.filter(pk__in=chunk).update(needs_index=True)
    index_pending(progress=progress)


class _Batch:
    """What was read of the articles that are being written, so that only those are marked as done that still say so."""

    def __init__(self, advance: Advance) -> None:
        self.advance, self.written = advance, 0
        # Numbers only, since a rebuild takes up every article of the archive.
        self.ids, self.states = array("q"), array("q")

    def documents(self, ids: list[int]) -> Iterator[dict[str, Any]]:
        """The documents of the visible ones among these articles, as they are in the database now."""
        index = connections["default"].get_unified_index().get_index(Article)
        for chunk in _chunks(ids):
            for article in Article.objects.filter(pk__in=chunk).select_related("source__outlet").order_by("pk"):
                self.ids.append(article.pk)
                self.states.append(_state(getattr(article, name) for name in _INDEXED))
                if not article.hidden:
                    self.written += 1
                    yield index.full_prepare(article)
            self.advance(len(chunk))

    def mark_done(self) -> None:
        for start in range(0, len(self.ids), FETCH):
            _mark_done(dict(zip(self.ids[start : start + FETCH], self.states[start : start + FETCH], strict=True)))


def _mark_done(states: dict[int, int]) -> None:
    with transaction.atomic():
        rows = Article.objects.select_for_update().filter(pk__in=list(states)).order_by("pk")
        same = [number for number, *state in rows.values_list("pk", *_INDEXED) if states[number] == _state(state)]
        Article.objects.filter(pk__in=same).update(needs_index=False)


def _state(values: Iterable[Any]) -> int:
    return hash(tuple(values))


def _entries(snapshot: Snapshot) -> tuple[dict[int, Entry], list[int]]:
    """What the index holds of each article, and the ids of articles that it holds twice."""
    columns = snapshot.columns
    entries: dict[int, Entry] = {}
    twice = []
    for document in columns.live.nonzero()[0].tolist():
        number = int(columns.article[document])
        if number in entries:
            twice.append(number)
        names = columns.source_names[columns.source[document]], columns.languages[columns.language[document]]
        entries[number] = bytes(columns.content_hash[document]), int(columns.published[document]), *names
    return entries, twice


def _chunks(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), FETCH):
        yield ids[start : start + FETCH]


def _backend() -> ArchiveBackend:
    return connections["default"].get_backend()
