"""Related stories in the database. `process_articles` rebuilds them when the articles of a story have changed."""

from collections.abc import Collection, Iterator
from dataclasses import asdict
from hashlib import blake2b
from itertools import groupby

from django.db import transaction

from newsgroups.common.progress import Progress, silent
from newsgroups.models import Article, RelatedStories, Story
from newsgroups.models.db.prepared_queries import Prepared
from newsgroups.stories.derived.statistics.term_statistics import archive_statistics
from newsgroups.stories.groups.regroup import MAX_NEW
from newsgroups.stories.pairs.same_story.nearest import QueryText, by_terms

from .find import NEAREST, related_to

# Increase whenever relations are found differently.
VERSION = 1
_BATCH_SIZE = 100
_STORIES_OF = Prepared(
    lambda articles: (
        Article.objects.visible()
        .filter(pk__among=articles, story__isnull=False)
        .order_by("story_id")
        .values_list("story_id")
        .distinct()
    ),
    plain=True,
)


def relate_pending(new: Collection[int], *, rebuild: bool = False, progress: Progress = silent) -> int:
    """Store what is related to each story whose articles have changed, or that new articles may be related to.

    `new` are the articles that this round has compared; with more than a hundred, all stories are looked at again.
    Return the number of stories looked at.
    """
    if rebuild or len(new) > MAX_NEW:
        RelatedStories.objects.all().delete()
    known = dict(RelatedStories.objects.values_list("pk", "digest"))
    current = dict(_digests())
    for gone in sorted(known.keys() - current.keys()):
        RelatedStories.objects.filter(pk=gone).delete()
    changed = {pk for pk, digest in current.items() if known.get(pk) != digest}
    if len(new) <= MAX_NEW:
        changed |= _around(new) & current.keys()
    pending = sorted(changed)
    advance = progress("Related stories", len(pending))
    for start in range(0, len(pending), _BATCH_SIZE):
        chunk = pending[start : start + _BATCH_SIZE]
        _store(chunk, current)
        advance(len(chunk))
    return len(pending)


def _store(stories: Collection[int], digests: dict[int, str]) -> None:
    found = related_to(list(Story.objects.filter(pk__in=stories).select_related("central_article").order_by("pk")))
    rows = [
        RelatedStories(story_id=story, digest=digests[story], content=[asdict(each) for each in relations])
        for story, relations in found.items()
    ]
    with transaction.atomic():
        RelatedStories.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["story"], update_fields=["digest", "content"]
        )


def _around(new: Collection[int]) -> set[int]:
    """Return the stories that new articles are near to, by the terms of their texts."""
    found: set[int] = set()
    for told in QueryText.stored(new):
        articles, similarity = by_terms(told, archive_statistics())
        nearest = articles[(-similarity).argsort(kind="stable")[:NEAREST]]
        found |= {story for (story,) in _STORIES_OF.rows(nearest.tolist())}
    return found


def _digests() -> Iterator[tuple[int, str]]:
    """Yield stories of several articles with the digest of their current articles."""
    grouped = Article.objects.visible().filter(story__article_count__gt=1, story__merged_into__isnull=True)
    rows = grouped.order_by("story_id", "id").values_list("story_id", "id", "content_hash").iterator(chunk_size=5_000)
    for story, articles in groupby(rows, key=lambda row: row[0]):
        told = ";".join(f"{pk}:{content}" for _, pk, content in articles)
        yield story, blake2b(f"{VERSION}|{told}".encode(), digest_size=16).hexdigest()
