"""Find the fingerprints that are boilerplate in this archive. The result is stored and refreshed occasionally."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from django.db import transaction
from numpy.typing import NDArray
from scipy import sparse

from newsgroups.matching.boilerplate.detect_boilerplate import MIN_WORDS, boilerplate
from newsgroups.matching.boilerplate.spans import covered_words
from newsgroups.matching.passages import Document
from newsgroups.matching.retrieval.heavy_terms import heavy_terms_of_all
from newsgroups.matching.sparse.inverted_index import InvertedIndex
from newsgroups.matching.sparse.sparse_rows import Matrix
from newsgroups.models import ArchiveSnapshot, Article, CommonFingerprint, Pair, Sketch
from newsgroups.text.terms.extract import documents_of
from newsgroups.text.terms.readings import BODY_CHARACTERS, read
from newsgroups.text.tokens.batch_tokenizer import in_groups

from .sketches import unpacked

_NAME = "boilerplate"
# By then, a footer that a fresh scan would find occurs in only a few more articles. A scan of 100,000 articles takes
# seconds.
STALE_GROWTH = 1.05
_BATCH_SIZE = 500

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class FingerprintIndex:
    """The fingerprints of all visible articles. `ids` and `sources` go by row of the index."""

    ids: Ints
    sources: Ints
    index: InvertedIndex

    @classmethod
    def load(cls) -> "FingerprintIndex":
        visible = Sketch.objects.filter(article__hidden=False).order_by("pk")
        rows = visible.values_list("pk", "article__source_id", "fingerprints").iterator(chunk_size=2_000)
        ids, sources, prints = [], [], []
        for pk, source, packed in rows:
            ids.append(pk)
            sources.append(source)
            prints.append(unpacked(packed))
        return cls(np.array(ids, np.int64), np.array(sources, np.int64), InvertedIndex.build(prints))


def is_stale() -> bool:
    """Return whether the archive has grown enough for boilerplate to be searched for again."""
    return ArchiveSnapshot.objects.is_outgrown(_NAME, STALE_GROWTH)


def find_boilerplate(held: FingerprintIndex) -> Ints:
    """Store which fingerprints are boilerplate, and return them sorted.

    Articles whose pairs were built with a different result become pending for matching.
    """
    marked = boilerplate(held.index, held.sources, lambda rows, common: _rest(held.ids[rows], common))
    found = held.index.hashes[marked]
    counts = held.index.frequencies[marked]
    before = np.sort(np.fromiter(CommonFingerprint.objects.values_list("hash", flat=True), np.int64))
    with transaction.atomic():
        CommonFingerprint.objects.all().delete()
        rows = zip(found.tolist(), counts.tolist(), strict=True)
        CommonFingerprint.objects.bulk_create([CommonFingerprint(hash=h, articles=n) for h, n in rows], batch_size=500)
        _mark_pairs(held, np.setxor1d(found, before))
        ArchiveSnapshot.objects.update_or_create(name=_NAME, defaults={"data": b"", "articles": len(held.ids)})
    return found


def _mark_pairs(held: FingerprintIndex, changed: Ints) -> None:
    """Mark articles for rematching and regrouping if they share text that has become boilerplate or no longer is.

    The index mark is cleared last.
    """
    rows = [held.index.holders(place) for place in held.index.places_of(changed)]
    holders = held.ids[np.unique(np.concatenate([np.empty(0, np.int32), *rows]))]
    pairs = np.array(list(Pair.objects.sharing_text().values_list("left_id", "right_id")), np.int64).reshape(-1, 2)
    again = np.unique(pairs[np.isin(pairs, holders).all(axis=1), 1]).tolist()
    for start in range(0, len(again), _BATCH_SIZE):
        Article.objects.filter(pk__in=again[start : start + _BATCH_SIZE]).update(needs_match=True, needs_index=True)


def _rest(ids: Ints, common: Ints) -> Matrix:
    """Return what the articles say besides the `common` fingerprints, as weighted terms (matching.boilerplate.Rest)."""
    known = frozenset(common.tolist())
    terms: dict[int, tuple[NDArray[np.int64], NDArray[np.float32]]] = {}
    for start in range(0, len(ids), _BATCH_SIZE):
        chunk = Article.objects.filter(pk__among=ids[start : start + _BATCH_SIZE]).order_by()
        found = list(chunk.values_list("pk", "title", "text", "language"))
        documents = chain.from_iterable(map(Document.all_of, in_groups([text for _, _, text, _ in found])))
        own = [_own_text(document, known) for document in documents]
        for group in in_groups(own):
            some, found = found[: len(group)], found[len(group) :]
            said = _terms_of([title for _, title, _, _ in some], group, [language for *_, language in some])
            terms |= {pk: each for (pk, *_), each in zip(some, said, strict=True)}
    rows = [terms[pk] for pk in ids.tolist()]
    flat = np.concatenate([np.empty(0, np.int64), *(each[0] for each in rows)])
    weights = np.concatenate([np.empty(0, np.float32), *(each[1] for each in rows)])
    vocabulary, columns = np.unique(flat, return_inverse=True)
    ends = np.cumsum([0, *(len(each[0]) for each in rows)])
    return sparse.csr_array((weights, columns, ends), shape=(len(rows), len(vocabulary)))


def _own_text(document: Document, common: frozenset[int]) -> str:
    """Return the text of an article without boilerplate; empty if next to nothing is left."""
    covered = covered_words(document, common)
    return _untouched(document, covered) if (~covered).sum() >= MIN_WORDS else ""


def _terms_of(
    titles: Sequence[str], texts: Sequence[str], languages: Sequence[str]
) -> list[tuple[NDArray[np.int64], NDArray[np.float32]]]:
    """Return the heaviest terms of the titles and the beginnings of the texts; an empty text has none."""
    articles = [
        (title, text[: len(title) + BODY_CHARACTERS + 1]) if text else ("", "")
        for title, text in zip(titles, texts, strict=True)
    ]
    return heavy_terms_of_all(documents_of(read(articles), [None] * len(articles), languages)[0])


def _untouched(document: Document, covered: NDArray[np.bool_]) -> str:
    """Return the sentences without covered words or, where few words are left, all words that are not covered.

    Whole sentences, because fingerprints are sparse: an outlet's name between two of them in its footer would make all
    its articles alike.
    """
    words, text = document.tokens, document.text
    spans = np.array(document.sentences, dtype=np.int64).reshape(-1, 2)
    first, after = np.searchsorted(words.starts, spans).T
    before = np.concatenate([[0], np.cumsum(covered)])
    is_own = before[first] == before[after]
    if (after - first)[is_own].sum() >= MIN_WORDS:
        return " ".join(text[start:end] for start, end in spans[is_own].tolist())
    left = zip(words.starts[~covered].tolist(), words.ends[~covered].tolist(), strict=True)
    return " ".join(text[start:end] for start, end in left)
