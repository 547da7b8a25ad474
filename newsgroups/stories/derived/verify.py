"""Find derived data that disagree with the articles, which are the source of truth."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from django.db import connection
from django.db.models import Count, F, Max, Min, Model, Q
from django.db.models.functions import Coalesce

from newsgroups.lineage.count_independent_reports import count_reports
from newsgroups.models import Article, FingerprintPosting, Sketch, Story, TermPosting

from .sketches import VERSION, posted_fingerprints, posted_terms

# Sums of hashes are compared modulo this number, so that they overflow no database's integers. A prime makes it
# unlikely that swapped postings cancel out.
_MODULUS = 1_000_003
_BATCH_SIZE = 2_000


@dataclass(frozen=True)
class Inconsistency:
    """One kind of difference and the articles (or stories) that have it; `is_whole` if more than those are damaged."""

    what: str
    ids: list[int]
    is_whole: bool = False

    def __str__(self) -> str:
        if self.is_whole:
            return self.what
        shown = ", ".join(map(str, self.ids[:10]))
        return f"{self.what}: {len(self.ids)} ({shown}{', …' if len(self.ids) > 10 else ''})"


def find_inconsistencies() -> list[Inconsistency]:
    """Return every inconsistency between articles and the data derived from them; empty if all is well."""
    found = [
        Inconsistency("articles without a sketch of their current text", _stale_sketches()),
        Inconsistency(
            "articles whose fingerprint postings differ from their sketch", _wrong_postings(FingerprintPosting)
        ),
        Inconsistency("articles whose term postings differ from their sketch", _wrong_postings(TermPosting)),
        Inconsistency("stories whose counts or dates are wrong", _wrong_stories()),
        Inconsistency("articles in a story that was merged into another", _in_merged_stories()),
    ]
    return [finding for finding in found if finding.ids]


def repair_derived_rows() -> None:
    """Mark inconsistent articles as pending, and repair stories at once."""
    for model in (FingerprintPosting, TermPosting):
        wrong = _wrong_postings(model)
        withdraw_all(model, wrong)
        Article.objects.filter(pk__in=wrong).update(needs_sketch=True)
    Article.objects.filter(pk__in=_stale_sketches()).update(needs_sketch=True)
    for article in Article.objects.filter(pk__in=_in_merged_stories()).select_related("story"):
        article.story = article.story and article.story.surviving()
        article.save(update_fields=["story"])
    for story in Story.objects.filter(pk__in=_wrong_stories()):
        story.recount()
        story.save()
    count_reports()


def withdraw_all(model: type[Model], articles: list[int]) -> None:
    """Delete every posting of the articles, whatever their sketches list. Scans the whole table."""
    if articles:
        marks = ",".join(str(int(each)) for each in articles)
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE article_id IN ({marks})")  # noqa: S608


def _stale_sketches() -> list[int]:
    right = Q(sketch__content_hash=F("content_hash"), sketch__version=VERSION)
    stale = Article.objects.filter(needs_sketch=False).exclude(right)
    return list(stale.order_by("id").values_list("id", flat=True))


def _wrong_postings(model: type[Model]) -> list[int]:
    """Return articles whose rows in the posting table differ from their sketch, compared by count and sum."""
    posted = _posted_sums(model)
    wrong = [article for article, sums in _sketched_sums(model) if posted.pop(article, (0, 0)) != sums]
    waiting = set(Article.objects.pending("sketch").values_list("pk", flat=True))
    return sorted({*wrong, *posted} - waiting)


def _posted_sums(model: type[Model]) -> dict[int, tuple[int, int]]:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT article_id, COUNT(*), SUM(hash % {_MODULUS}) FROM {table} GROUP BY article_id"  # noqa: S608
        )
        return {article: (count, int(total)) for article, count, total in cursor.fetchall()}


def _sketched_sums(model: type[Model]) -> Iterator[tuple[int, tuple[int, int]]]:
    for sketch in Sketch.objects.order_by("pk").iterator(chunk_size=_BATCH_SIZE):
        hashes = posted_fingerprints(sketch) if model is FingerprintPosting else posted_terms(sketch)[0]
        if len(hashes):
            yield sketch.article_id, (len(hashes), int(np.fmod(hashes, _MODULUS).sum()))


def _wrong_stories() -> list[int]:
    visible = Q(articles__hidden=False)
    counted = Story.objects.annotate(
        articles_now=Count("articles", filter=visible),
        sources_now=Count(
            Coalesce("articles__source__outlet_id", "articles__source_id"), filter=visible, distinct=True
        ),
        first_now=Min("articles__published", filter=visible),
        last_now=Max("articles__published", filter=visible),
    ).order_by("id")
    return [
        story.pk
        for story in counted.iterator(chunk_size=_BATCH_SIZE)
        if (story.article_count, story.source_count, story.first_date, story.last_date)
        != (story.articles_now, story.sources_now, story.first_now, story.last_now)
    ]


def _in_merged_stories() -> list[int]:
    merged = Article.objects.filter(story__merged_into__isnull=False)
    return list(merged.order_by("id").values_list("id", flat=True))
