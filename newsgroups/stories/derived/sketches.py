"""Sketches: the derived data that make it unnecessary to read an article's text again, and its postings."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import islice, starmap
from typing import Any, NamedTuple

import django
import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from newsgroups.common.processes.workers import mapped, workers_for
from newsgroups.common.progress import Progress, silent
from newsgroups.matching.retrieval.heavy_terms import Terms, further_terms, heavy_terms_of_all
from newsgroups.models import Article, Sketch
from newsgroups.models.db.prepared_queries import Prepared
from newsgroups.text.fingerprints.batch_winnowing import all_fingerprints_with_context
from newsgroups.text.fingerprints.beginnings import grams_of_all
from newsgroups.text.terms.batch_reader import words_and_readings
from newsgroups.text.terms.extract import TermDocument, documents_of
from newsgroups.text.tokens.batch_tokenizer import in_groups

from . import postings
from .postings import PostingRows

# Increment whenever tokens, fingerprints, or terms of the same text change, so that old sketches are rebuilt.
VERSION = 4

# Sorted inserts into large tables touch most of their pages in each batch, so larger batches write them less often. A
# batch has about 1,200,000 postings: few enough that a crash loses only some ten seconds of work, and that other
# writers wait four.
_BATCH_SIZE = 8_000
# Articles of one task of a process, and how often is told how far that is.
_TOGETHER = 500
# Fewer articles are sketched sooner than other processes are started.
_WORTH_PROCESSES = 2_000

# The fields that a sketch is built from.
_READ = ("content_hash", "language", "published")
_COLUMNS = ["content_hash", "version", "fingerprints", "around", "document", "further"]
_CONTENTS = Prepared(
    lambda ids: Article.objects.select_for_update().filter(pk__among=ids).order_by().values_list("pk", *_READ)
)
_SKETCHES = Prepared(lambda ids: Sketch.objects.filter(pk__among=ids).order_by("pk").values_list())


class Unsketched(NamedTuple):
    """What a sketch is made from, so that it can be made by another process; the text is without page furniture."""

    pk: int
    title: str
    text: str
    published: datetime | None
    language: str
    content_hash: str


class Made(NamedTuple):
    """What a sketch was made from, without the text, and what stands in it."""

    pk: int
    read: tuple[Any, ...]
    columns: dict[str, Any]


def sketch_pending(*, batch_size: int = _BATCH_SIZE, workers: int | None = 1, progress: Progress = silent) -> int:
    """Makes the sketch and the postings of every article that needs one; returns how many were made.

    `workers` processes make them, all cores with None; this one alone writes. Each batch is one transaction, so that a
    crash leaves an article either done or pending.
    """
    pending = Article.objects.pending("sketch")
    count = pending.count()
    if not count:
        return 0
    advance, stored = progress("Fingerprints and terms", count), 0
    several = workers_for(workers) if count >= _WORTH_PROCESSES else 1
    batch: list[Made] = []
    for made in mapped(_made, _sources(min(batch_size, _TOGETHER)), workers=several, prepare=django.setup):
        batch += made
        advance(len(made))
        if len(batch) >= batch_size:
            stored += _store(batch)
            batch.clear()
    return stored + (_store(batch) if batch else 0)


def _sources(together: int) -> Iterator[list[Unsketched]]:
    """The pending articles, some at a time."""
    last = 0
    pending = Article.objects.pending("sketch").values_list(*Unsketched._fields, "furniture__length")
    while rows := pending.filter(pk__gt=last)[:together]:
        sources = [Unsketched(*row)._replace(text=row[2][length or 0 :]) for *row, length in rows]
        yield sources
        last = sources[-1].pk


def _made(sources: Sequence[Unsketched]) -> list[Made]:
    made = []
    for source, sketch in zip(sources, sketches_of(sources), strict=True):
        columns = {name: getattr(sketch, name) for name in ("article_id", *_COLUMNS)}
        made.append(Made(source.pk, tuple(getattr(source, name) for name in _READ), columns))
    return made


def sketches_of(articles: Sequence[Article | Unsketched]) -> Iterator[Sketch]:
    """The sketches of articles, not yet stored; the words of many are found together."""
    left = iter(articles)
    for texts in in_groups([article.text for article in articles]):
        together = list(islice(left, len(texts)))
        words, readings = words_and_readings([(article.title, article.text) for article in together])
        documents, pieces = documents_of(
            readings,
            [article.published for article in together],
            [article.language for article in together],
            grams_of_all([(article.title, article.text) for article in together]),
        )
        further = further_terms(pieces, readings.owners, len(together))
        for article, held, document, terms in zip(
            together, all_fingerprints_with_context(words), documents, further, strict=True
        ):
            yield Sketch(
                article_id=article.pk,
                content_hash=article.content_hash,
                version=VERSION,
                fingerprints=held.hashes.astype("<i8").tobytes(),
                around=held.around.astype("<i8").tobytes(),
                document=document.to_bytes(),
                further=terms.astype("<u4").tobytes(),
            )


def posted_fingerprints(sketch: Sketch) -> NDArray[np.int64]:
    """Return the fingerprints of a sketch, sorted: the hashes of its rows in the posting table."""
    return unpacked(sketch.fingerprints)


def surroundings(sketch: Sketch) -> NDArray[np.int64]:
    """Return hashes of the words next to each fingerprint."""
    return unpacked(sketch.around)


def unpacked(packed: bytes | memoryview) -> NDArray[np.int64]:
    """Unpack a column of fingerprints or of their contexts."""
    return np.frombuffer(packed, dtype="<i8").astype(np.int64, copy=False)


def document_of(sketch: Sketch) -> TermDocument:
    return TermDocument.from_bytes(bytes(sketch.document))


def posted_terms(sketch: Sketch) -> Terms:
    """Return the terms of a sketch and their weights: its rows in the posting table.

    Terms from the rest of a long text have weight 0.
    """
    return posted_terms_of_all([sketch])[0]


def posted_terms_of_all(sketches: Sequence[Sketch]) -> list[Terms]:
    """Return the `posted_terms` of each sketch."""
    heavy = heavy_terms_of_all([document_of(sketch) for sketch in sketches])
    return [_with_further(terms, sketch.further) for terms, sketch in zip(heavy, sketches, strict=True)]


def _with_further(heavy: Terms, packed: bytes | memoryview) -> Terms:
    if not packed:
        return heavy
    terms, weights = heavy
    every = np.concatenate([terms, np.frombuffer(packed, dtype="<u4")])
    order = every.argsort(kind="stable")
    # If a term is in both parts, the heavy occurrence comes first and is kept.
    ordered = every[order]
    is_first = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    kept = order[is_first]
    return every[kept], np.concatenate([weights, np.zeros(len(every) - len(terms), np.float32)])[kept]


@transaction.atomic
def _store(batch: Sequence[Made]) -> int:
    """Stores those of the sketches whose article was not changed while they were made."""
    ids = [made.pk for made in batch]
    now = {pk: tuple(read) for pk, *read in _CONTENTS.rows(ids)}
    current = [Sketch(**made.columns) for made in batch if now.get(made.pk) == made.read]
    _post(list(starmap(Sketch, _SKETCHES.rows(ids))), current)
    Sketch.objects.bulk_create(current, update_conflicts=True, unique_fields=["article"], update_fields=_COLUMNS)
    Article.objects.filter(pk__among=[sketch.article_id for sketch in current]).update(needs_sketch=False)
    return len(current)


def _post(before: Sequence[Sketch], after: Sequence[Sketch]) -> None:
    """Replace the postings of some sketches by those of others.

    Rows that occur in both stay, which is most of them when an article was edited.
    """
    posted, terms = _postings(after)
    if before:
        # Another version may have posted rows that this version cannot derive from its sketch.
        known, known_terms = _postings([sketch for sketch in before if sketch.version == VERSION])
        old, old_terms = _postings([sketch for sketch in before if sketch.version != VERSION])
        postings.withdraw_fingerprints(_keys(old.as_set() | known.as_set() - posted.as_set()))
        postings.withdraw_terms(_keys(old_terms.as_set() | known_terms.as_set() - terms.as_set()))
    postings.post_fingerprints(posted)
    postings.post_terms(terms)


def _keys(rows: Collection[tuple]) -> Iterator[tuple[int, int]]:
    return ((hashed, article) for hashed, article, _ in rows)


def _postings(sketches: Sequence[Sketch]) -> tuple[PostingRows, PostingRows]:
    """Return the rows of sketches in the fingerprint table and in the term table."""
    ids = [sketch.article_id for sketch in sketches]
    prints = PostingRows.of(ids, list(map(posted_fingerprints, sketches)), list(map(surroundings, sketches)))
    terms = posted_terms_of_all(sketches)
    return prints, PostingRows.of(ids, [each for each, _ in terms], [weights for _, weights in terms])
