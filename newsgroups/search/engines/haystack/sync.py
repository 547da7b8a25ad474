"""Keeps the index in step with the database: writes pending articles in large batches and finds differences."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models.functions import Coalesce
from haystack import connections

from newsgroups.common.processes.workers import workers_for
from newsgroups.common.progress import Advance, Progress, silent
from newsgroups.models import Article
from newsgroups.search.engines.store_interface import Store
from newsgroups.search.evaluate.masks import microseconds
from newsgroups.search.index.columns import UNDATED
from newsgroups.search.write import bulk_index
from newsgroups.text.languages.analysis import how_read
from newsgroups.text.languages.language_names import english_name

# Articles per commit, which is the most that a crash repeats. Their postings take 70 kB of memory per article; with
# smaller batches, merging segments would cost more than writing them.
COMMIT = 2_000
# Articles whose texts are in memory at a time, and keys per SQL statement.
FETCH = 500
# All fields from which a document is built: if any of them changes while the batch is being written, the article stays
# pending.
_INDEXED = ("hidden", "content_hash", "published", "authors", "language", "source_id")


@dataclass
class Differences:
    """Ids of articles that differ between index and database, and why the index cannot be used at all."""

    missing: list[int] = field(default_factory=list)
    surplus: list[int] = field(default_factory=list)
    outdated: list[int] = field(default_factory=list)
    problem: str | None = None

    def __bool__(self) -> bool:
        return bool(self.missing or self.surplus or self.outdated or self.problem)


def index_pending(*, workers: int | None = 1, progress: Progress = silent) -> int:
    """Index every pending article, remove hidden ones, and return the number of articles processed.

    Each batch is committed to the index before it is marked as done in the database, so a crash in between repeats a
    batch but loses nothing. Without a readable index, everything is rebuilt. Raises IndexBusy if another process
    holds the index for longer than a minute.
    """
    if not is_current():
        return rebuild(workers=workers, progress=progress)
    if not Article.objects.pending("index").exists() and not _store().outdated():
        return 0
    done = _index_pending(progress)
    return rebuild(workers=workers, progress=progress) if done is None else done


def _index_pending(progress: Progress) -> int | None:
    """Index what is pending; return None if the index is damaged.

    All of it is read first (1 GB/s), because a damaged index must not be extended.
    """
    pending, store = Article.objects.pending("index"), _store()
    with store.writing("indexing pending articles"):
        if problem():
            return None
        store.clean_up()
        done, last, advance = 0, 0, progress("indexing", pending.count())
        while ids := list(pending.filter(pk__gt=last).values_list("pk", flat=True)[:COMMIT]):
            batch = _Batch(advance)
            store.replace(ids, batch.documents(ids))
            batch.mark_done()
            done, last = done + len(ids), ids[-1]
        _write_outdated(store)
        return done


def _write_outdated(store: Store) -> None:
    """Write the documents of articles whose texts are the same, but whose story, copies, or kind of text are not."""
    for chunk in _chunks(store.outdated()):
        store.replace(chunk, documents_of(chunk))


def documents_of(ids: list[int]) -> Iterator[dict[str, Any]]:
    """Yield the documents of the visible articles among these, without marking them as done."""
    return _Batch(silent("", 0)).documents(ids)


def rebuild(*, workers: int | None = 1, progress: Progress = silent) -> int:
    """Build the whole index beside the old one, swap them, and return the number of articles in it.

    `workers` processes write it (None: one per core); the result is identical to the byte for any number. Readers
    keep using the old index meanwhile, and it stays in use after a crash. Raises IndexBusy as `index_pending` does.
    """
    store = _store()
    with store.writing("rebuilding the index"):
        batch = _Batch(silent("", 0))
        ids = list(Article.objects.order_by("pk").values_list("pk", flat=True).iterator())
        parts = [ids[start : start + bulk_index.BATCH] for start in range(0, len(ids), bulk_index.BATCH)]
        batches = filter(None, (list(batch.documents(part)) for part in parts))
        advance = progress("building the index", Article.objects.visible().count())
        store.build(batches, workers=workers_for(workers) if len(parts) > 1 else 1, done=advance)
        batch.mark_done()
    return batch.written


def is_current() -> bool:
    """Return whether there is a readable index of this schema version."""
    return _store().is_current()


def problem() -> str | None:
    """Return why the index cannot be used and how to repair it, or None if it is intact; read all of it."""
    return _store().problem()


def state() -> object:
    """Return a value that changes when the index might have been damaged, or None if it has to be asked."""
    return _store().state()


def size() -> int:
    """Return the bytes that the index takes."""
    return _store().size()


def languages() -> list[str]:
    """Return a line for each language of the archive, most frequent first: name, articles, and how it is analyzed."""
    by_count = sorted(_store().languages().items(), key=lambda row: (-row[1], row[0]))
    return [
        f"{english_name(code) if code else 'language not known'}: {count:,} article{'' if count == 1 else 's'}, "
        f"{how_read(code)}"
        for code, count in by_count
        if count
    ]


# The index holds the outlet under its main name.
OUTLET_SLUG = Coalesce("source__outlet__slug", "source__slug")


def find_index_differences() -> Differences:
    """Compare the index with the database, article by article; a damaged index counts as empty.

    Articles that are waiting to be indexed are ignored, whatever the index contains of them.
    """
    if said := problem():
        visible_ids = Article.objects.visible().order_by("pk").values_list("pk", flat=True)
        return Differences(missing=list(visible_ids), problem=said)
    entries, twice = _store().entries()
    indexed = dict(entries)
    waiting = set(Article.objects.pending("index").values_list("pk", flat=True))
    differences = Differences()
    rows = (
        Article.objects.visible().order_by("pk").values_list("pk", "content_hash", "published", OUTLET_SLUG, "language")
    )
    for number, content_hash, published, *names in rows.iterator():
        entry = indexed.pop(number, None)
        if number in waiting:
            continue
        if entry is None:
            differences.missing.append(number)
        elif entry != (bytes.fromhex(content_hash), microseconds(published) if published else UNDATED, *names):
            differences.outdated.append(number)
    differences.outdated = sorted({*differences.outdated, *_store().outdated()})
    differences.surplus = sorted({*twice, *indexed} - waiting)
    return differences


def repair_index(*, progress: Progress = silent) -> None:
    """Make the index agree with the database; rebuild an index that cannot be read."""
    if problem():
        rebuild(progress=progress)
        return
    found, store = find_index_differences(), _store()
    if found.surplus:
        with store.writing("removing what is no longer in the archive"):
            store.replace(found.surplus, [])
        found = find_index_differences()
    for chunk in _chunks([*found.missing, *found.outdated]):
        Article.objects.filter(pk__in=chunk).update(needs_index=True)
    index_pending(progress=progress)


class _Batch:
    """Remembers the state of each article at the time of reading, so that only unchanged ones are marked as done."""

    def __init__(self, advance: Advance) -> None:
        self.advance, self.written = advance, 0
        # Only numbers, since a rebuild processes every article of the archive.
        self.ids, self.states = array("q"), array("q")

    def documents(self, ids: list[int]) -> Iterator[dict[str, Any]]:
        """Yield the documents of the visible articles among these, as they are in the database now."""
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


def _chunks(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), FETCH):
        yield ids[start : start + FETCH]


def _store() -> Store:
    store: Store = connections["default"].get_backend().store
    return store
