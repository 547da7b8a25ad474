"""Related stories as readers see them, each with a reason in plain words."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from newsgroups.models import Article, RelatedStories, Story

# Articles at least this far apart (days) are called earlier or later.
MIN_DAYS = 1.0
EARLIER, LATER, SAME_NAMES, SAME_KIND = "earlier", "later", "same names", "same kind"
_SAID = {
    EARLIER: "Earlier, with the same names",
    LATER: "Later, with the same names",
    SAME_NAMES: "The same names",
    SAME_KIND: "The same kind of event",
}


@dataclass(frozen=True)
class Related:
    """A story, or a single article if `story` is None, that is related to another one, and why.

    `article` stands for it; its outlet and story are loaded. `shared` are names or words that both mention; `days` is
    how much later it was published, None if that is not known.
    """

    article: Article
    story: Story | None
    kind: str
    days: float | None
    shared: list[str]

    @property
    def title(self) -> str:
        return self.story.title if self.story else self.article.title

    @property
    def address(self) -> str:
        return (self.story or self.article).get_absolute_url()

    @property
    def reason(self) -> str:
        """The reason in words: `Later, with the same names: Port Calder, Maren Lisa`."""
        said = _SAID[self.kind]
        return f"{said}: {', '.join(self.shared)}" if self.shared else said


def related_of(story: Story) -> list[Related]:
    """Return what is related to a story, closest first, without anything hidden since. Two queries."""
    stored = RelatedStories.objects.filter(pk=story.pk).first()
    rows = stored.content if stored else []
    articles = _standing({row["article"] for row in rows})
    found: list[Related] = []
    seen = {story.pk}
    for row in rows:
        article = articles.get(row["article"])
        if article is None or article.story_id in seen:
            continue
        if article.story_id:
            seen.add(article.story_id)
        found.append(_related(article, row))
    return found


def _standing(articles: Collection[int]) -> dict[int, Article]:
    rows = Article.objects.visible().filter(pk__in=articles).select_related("source").defer("text")
    rows = rows.prefetch_related(Prefetch("story", Story.objects.with_fact_counts()))
    return rows.in_bulk()


def _related(article: Article, row: dict[str, Any]) -> Related:
    days = row["days"]
    kind = SAME_NAMES if row["names"] else SAME_KIND
    if row["names"] and days is not None and abs(days) >= MIN_DAYS:
        kind = LATER if days > 0 else EARLIER
    return Related(article, article.story, kind, days, row["names"] or row["words"])
