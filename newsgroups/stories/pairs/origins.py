"""Store where the text shared by two articles comes from and, derived from that, whose text an article carries."""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from newsgroups.common.progress import Progress, silent
from newsgroups.lineage.count_independent_reports import recount_reports_of
from newsgroups.matching.origin import Write, copied_passages, origin_of
from newsgroups.matching.origin.share_taken import taken_share
from newsgroups.matching.origin.speech import speech_mask
from newsgroups.matching.passages import AlignOptions, Document, align
from newsgroups.models import Article, Pair
from newsgroups.models.articles.article import TextKind
from newsgroups.stories.curation.origins import corrections_of
from newsgroups.stories.derived import postings
from newsgroups.text.credits import agency_called, agency_of_outlet, find_credits

_BATCH_SIZE = 500
# Number of texts kept in memory. Pairs are sorted by left article, and the right ones recur.
_KEPT_TEXTS = 1_500
# From this share of its words outside quotations on, an article is mostly the other's text.
MOSTLY_TAKEN = 0.5


@dataclass(frozen=True)
class ReadArticle:
    """An article prepared for the rules. Its source must be loaded."""

    article: Article

    @cached_property
    def write(self) -> Write:
        return write_of(self.article)

    @cached_property
    def document(self) -> Document:
        return Document(self.article.text)

    @cached_property
    def speech(self) -> NDArray[np.bool_]:
        return speech_mask(self.article.text)


def write_of(article: Article) -> Write:
    """Return the article as the rules see it, with the credits of its current text."""
    credits = tuple(find_credits(article.text, article.authors))
    return Write(article.text, article.source.name, article.url, article.authors, credits, article.moment)


def find_origins(*, progress: Progress = silent) -> int:
    """Determine the origin of every pair with shared text that does not have one yet. Return the number of pairs."""
    # Sorted in Python: for an order by articles, SQLite would go through all pairs.
    pending = sorted(Pair.objects.visible().without_origin().order_by().values_list("left_id", "right_id", "pk"))
    if not pending:
        return 0
    advance = progress("Origins", len(pending))
    read = _Articles()
    done = 0
    for start in range(0, len(pending), _BATCH_SIZE):
        ids = [pk for _, _, pk in pending[start : start + _BATCH_SIZE]]
        batch = sorted(Pair.objects.filter(pk__in=ids), key=lambda pair: (pair.left_id, pair.right_id))
        if not batch:
            continue
        read.load({pk for pair in batch for pk in (pair.left_id, pair.right_id)})
        boilerplate = read.boilerplate({pair.left_id for pair in batch})
        corrected = corrections_of({(pair.left_id, pair.right_id) for pair in batch})
        for pair in batch:
            _look_at(pair, read[pair.left_id], read[pair.right_id], boilerplate)
            if correction := corrected.get((pair.left_id, pair.right_id)):
                pair.origin, pair.origin_name = correction.origin, correction.name
                pair.origin_confidence = correction.CONFIDENCE
        _store(batch)
        done += len(batch)
        advance(len(batch))
    return done


class _Articles:
    """A cache of prepared articles that keeps the most recently used."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, ReadArticle] = OrderedDict()

    def load(self, ids: Collection[int]) -> None:
        missing = [pk for pk in ids if pk not in self._kept]
        for article in Article.objects.filter(pk__among=missing).select_related("source"):
            self._kept[article.pk] = ReadArticle(article)
        while len(self._kept) > max(_KEPT_TEXTS, len(ids)):
            oldest = next(pk for pk in self._kept if pk not in ids)
            del self._kept[oldest]

    def boilerplate(self, ids: Collection[int]) -> frozenset[int]:
        """Return which fingerprints of some articles are boilerplate. One query."""
        return postings.common_among(np.unique(np.concatenate([self[pk].document.winnowed[0] for pk in ids])))

    def __getitem__(self, pk: int) -> ReadArticle:
        return self._kept[pk]


def _look_at(pair: Pair, left: ReadArticle, right: ReadArticle, boilerplate: frozenset[int]) -> None:
    if pair.same_source:
        # Both texts belong to one outlet, so it does not matter which came first.
        pair.origin, pair.taken_left, pair.taken_right = Pair.Origin.UNKNOWN, pair.copied_left, pair.copied_right
        return
    passages = align(left.document, right.document, options=AlignOptions(boilerplate=boilerplate)).passages
    own = copied_passages(left.article.text, right.article.text, passages)
    origin = origin_of(left.write, right.write, own, speech=(left.speech, right.speech))
    pair.origin, pair.origin_name, pair.origin_confidence = origin.of, origin.name[:100], origin.confidence
    pair.taken_left = round(taken_share(left.article.text, left.speech, [(p.query_start, p.query_end) for p in own]), 4)
    spans = [(passage.article_start, passage.article_end) for passage in own]
    pair.taken_right = round(taken_share(right.article.text, right.speech, spans), 4)


@transaction.atomic
def _store(pairs: Sequence[Pair]) -> None:
    fields = ["origin", "origin_name", "origin_confidence", "taken_left", "taken_right"]
    Pair.objects.bulk_update(pairs, fields, batch_size=200)
    for kind, articles in articles_by_text_kind(pairs).items():
        own = Article.objects.filter(pk__among=sorted(articles), text_kind=TextKind.OWN)
        own.update(text_kind=kind)
    recount_reports_of({pk for pair in pairs for pk in (pair.left_id, pair.right_id)})


def articles_by_text_kind(pairs: Iterable[Pair]) -> dict[TextKind, set[int]]:
    """Return the articles that mostly carry another's text, as far as their pairs show, by whose text it is."""
    found: dict[TextKind, set[int]] = {TextKind.AGENCY: set(), TextKind.REPUBLISHED: set()}
    for pair in pairs:
        takers: dict[str, list[tuple[int, float]]] = {
            Pair.Origin.LEFT: [(pair.right_id, pair.taken_right)],
            Pair.Origin.RIGHT: [(pair.left_id, pair.taken_left)],
            Pair.Origin.THIRD: [(pair.left_id, pair.taken_left), (pair.right_id, pair.taken_right)],
        }
        is_agency = bool(agency_called(pair.origin_name) or agency_of_outlet(pair.origin_name))
        if pair.origin == Pair.Origin.THIRD and not is_agency:
            continue
        kind = TextKind.AGENCY if is_agency else TextKind.REPUBLISHED
        found[kind] |= {article for article, taken in takers.get(pair.origin, ()) if taken >= MOSTLY_TAKEN}
    return found
