"""Facts of stories in the database. `process_articles` rebuilds them when the texts of a story have changed."""

from collections.abc import Iterator
from hashlib import blake2b
from itertools import groupby
from typing import Any

from django.core.cache import cache as page_cache
from django.db import transaction

from newsgroups.common.progress import Progress, silent
from newsgroups.facts.assemble import VERSION, facts_of
from newsgroups.facts.revised_figures import changed_figures
from newsgroups.facts.texts.reading_budget import MAX_TEXTS, longest_text
from newsgroups.facts.types import Telling
from newsgroups.models import Article, Story
from newsgroups.models import StoryFacts as Stored
from newsgroups.story_facts.learning.learned_model import current_model, model_version
from newsgroups.text.mentions.read import read

from .facts_as_json import facts_as_json
from .repeated.in_other_articles import recurring
from .text_versions import versions_of
from .verdicts import sure_disagreements, verdicts_on, with_verdicts

_BATCH_SIZE = 50
KEPT_SECONDS = 3_600

Content = dict[str, Any]


def facts_of_story(story: Story) -> Content:
    """Return the facts as the API serves them, stored or built now.

    Writes nothing: a page never waits for a writer, and the next `process_articles` stores what has changed.
    """
    content = _unjudged(story)
    articles = {value["article"] for row in content["facts"] for value in row["values"]}
    return content | {"facts": with_verdicts(content["facts"], verdicts_on(articles))}


def _unjudged(story: Story) -> Content:
    """Return the facts as read from the texts, before curators' verdicts."""
    digest = _digest(story.articles.visible().order_by("id").values_list("id", "content_hash"))
    stored = Stored.objects.filter(pk=story.pk).first()
    content: Content | None
    if stored and stored.digest == digest:
        content = stored.content
        return content
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
    current = dict(current_digests())
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


def current_digests() -> Iterator[tuple[int, str]]:
    """Yield stories of several articles with the digest of their current texts."""
    grouped = Article.objects.visible().filter(story__article_count__gt=1, story__merged_into__isnull=True)
    rows = grouped.order_by("story_id", "id").values_list("story_id", "id", "content_hash").iterator(chunk_size=5_000)
    for story, articles in groupby(rows, key=lambda row: row[0]):
        yield story, _digest((pk, content) for _, pk, content in articles)


def _digest(articles: Any) -> str:
    """Return a digest of the texts and of the way they are read."""
    told = ";".join(f"{pk}:{content}" for pk, content in articles)
    return blake2b(f"{VERSION}|{model_version()}|{told}".encode(), digest_size=16).hexdigest()


def _made(story: int, digest: str) -> Stored:
    texts = Article.objects.visible().filter(story=story).earliest_first()[:MAX_TEXTS]
    rows = list(texts.values_list("pk", "source_id", "language", "published", "text"))
    longest = longest_text(len(rows))
    content = facts_as_json(
        facts_of(
            [
                Telling(pk, source, read(text[:longest], language), published.timestamp() if published else None)
                for pk, source, language, published, text in rows
            ],
            model=current_model(),
            recurring=recurring({pk: text for pk, *_, text in rows}),
        )
    )
    content["changed"] = _changed(story, longest)
    facts = with_verdicts(content["facts"], verdicts_on([pk for pk, *_ in rows]))
    return Stored(
        story_id=story,
        digest=digest,
        disagreements=sure_disagreements(facts),
        agreed=sum(fact["verdict"] == "agreed" for fact in facts),
        only_here=len(content["only_here"]),
        content=content,
    )


def _changed(story: int, longest: int) -> list[dict[str, Any]]:
    """Return the figures that outlets changed after publication, the latest first."""
    changes = []
    for line in versions_of(story):
        language = line.article.language
        before, after = read(line.before[:longest], language), read(line.after[:longest], language)
        for change in changed_figures(before, after):
            # Offsets are of the version that followed; only the latest one is served.
            place = {"start": change.start, "end": change.end} if line.is_latest else {"start": None, "end": None}
            changes.append(
                {"article": line.article.pk, "at": line.at.isoformat(), "about": change.about}
                | {"before": change.before, "after": change.after} | place
            )  # fmt: skip
    return changes


def _save(made: list[Stored]) -> None:
    fields = ["digest", "disagreements", "agreed", "only_here", "content"]
    Stored.objects.bulk_create(made, update_conflicts=True, unique_fields=["story"], update_fields=fields)
