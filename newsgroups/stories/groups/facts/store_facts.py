"""Facts of stories in the database. `process_articles` rebuilds them when the texts of a story have changed."""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from itertools import groupby
from typing import Any

from django.core.cache import cache as page_cache
from django.db import transaction

from newsgroups.common.progress import Progress, silent
from newsgroups.facts.assemble import VERSION, facts_of
from newsgroups.facts.ranking.disagreement_model import shipped_model
from newsgroups.facts.tables.disagreements import SURE
from newsgroups.facts.texts.reading_budget import MAX_TEXTS, longest_text
from newsgroups.facts.types import DISAGREEMENTS, Telling
from newsgroups.models import Article, Story
from newsgroups.models import StoryFacts as Stored
from newsgroups.text.mentions.read import read

from .facts_as_json import facts_as_json

_BATCH_SIZE = 50
KEPT_SECONDS = 3_600

Content = dict[str, Any]
EMPTY: Content = {"facts": [], "quotes": [], "only_here": []}


def facts_of_story(story: Story) -> Content:
    """Return the facts as the API serves them, stored or built now.

    Writes nothing: a page never waits for a writer, and the next `process_articles` stores what has changed.
    """
    digest = _digest(story.articles.visible().order_by("id").values_list("id", "content_hash"))
    stored = Stored.objects.filter(pk=story.pk).first()
    if stored and stored.digest == digest:
        return stored.content
    key = f"facts:{story.pk}:{digest}"
    content = page_cache.get(key)
    if content is None:
        content = _made(story.pk, digest).content
        page_cache.set(key, content, KEPT_SECONDS)
    return content


def store_pending(*, rebuild: bool = False, progress: Progress = silent) -> int:
    """Build the facts of all stories whose texts have changed or, with `rebuild`, of all stories.

    Return their number.
    """
    if rebuild:
        Stored.objects.all().delete()
    known = dict(Stored.objects.values_list("pk", "digest"))
    current = dict(_digests())
    pending = sorted(pk for pk, digest in current.items() if known.get(pk) != digest)
    for gone in sorted(known.keys() - current.keys()):
        Stored.objects.filter(pk=gone).delete()
    advance = progress("Facts of stories", len(pending))
    for start in range(0, len(pending), _BATCH_SIZE):
        made = [_made(pk, current[pk]) for pk in pending[start : start + _BATCH_SIZE]]
        with transaction.atomic():
            _save(made)
        advance(len(made))
    return len(pending)


def _digests() -> Iterator[tuple[int, str]]:
    """Yield stories of several articles with the digest of their current texts."""
    grouped = Article.objects.visible().filter(story__article_count__gt=1, story__merged_into__isnull=True)
    rows = grouped.order_by("story_id", "id").values_list("story_id", "id", "content_hash").iterator(chunk_size=5_000)
    for story, articles in groupby(rows, key=lambda row: row[0]):
        yield story, _digest((pk, content) for _, pk, content in articles)


def _digest(articles: Any) -> str:
    """Return a digest of the texts and of the way they are read."""
    told = ";".join(f"{pk}:{content}" for pk, content in articles)
    return blake2b(f"{VERSION}|{_model()}|{told}".encode(), digest_size=16).hexdigest()


@cache
def _model() -> str:
    """Return the version of the model: another one may find other disagreements in the same texts."""
    return blake2b(shipped_model().as_json().encode(), digest_size=8).hexdigest()


def _made(story: int, digest: str) -> Stored:
    texts = Article.objects.visible().filter(story=story).earliest_first()[:MAX_TEXTS]
    rows = list(texts.values_list("pk", "source_id", "language", "published", "text"))
    longest = longest_text(len(rows))
    content = facts_as_json(
        facts_of(
            [
                Telling(pk, source, read(text[:longest], language), published.timestamp() if published else None)
                for pk, source, language, published, text in rows
            ]
        )
    )
    verdicts = [fact["verdict"] for fact in content["facts"]]
    return Stored(
        story_id=story,
        digest=digest,
        disagreements=sum(fact["verdict"] in DISAGREEMENTS and fact["confidence"] >= SURE for fact in content["facts"]),
        agreed=verdicts.count("agreed"),
        only_here=len(content["only_here"]),
        content=content,
    )


def _save(made: list[Stored]) -> None:
    fields = ["digest", "disagreements", "agreed", "only_here", "content"]
    Stored.objects.bulk_create(made, update_conflicts=True, unique_fields=["story"], update_fields=fields)
