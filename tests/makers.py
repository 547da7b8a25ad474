"""Factories for models in tests; fields that a test does not name get harmless values."""

from datetime import UTC, datetime
from itertools import count

from newsgroups.models import Article, Source, Story

_number = count(1)
TEXT = "The harbour bridge was closed on Monday after a diver found a crack in one of its pylons."


def make_source(name: str = "Harbour Post") -> Source:
    return Source.objects.get_or_create(name=name, defaults={"slug": name.lower().replace(" ", "-")})[0]


def make_article(
    text: str = TEXT,
    *,
    title: str = "Harbour bridge closed",
    source: Source | str = "Harbour Post",
    published: datetime | str | None = "2026-11-02T09:00:00+00:00",
    url: str = "",
    **fields: object,
) -> Article:
    """Creates an article; `published` may be an ISO 8601 string with a zone."""
    if isinstance(published, str):
        published = datetime.fromisoformat(published).astimezone(UTC)
    url = url or f"https://news.example/{next(_number)}"
    article = Article(
        source=make_source(source) if isinstance(source, str) else source,
        url=url,
        url_given=url,
        title=title,
        text=text,
        published=published,
    )
    article.mark_changed()
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()
    return article


def make_story(*articles: Article, title: str = "Harbour bridge closed", **fields: object) -> Story:
    """Creates a story of these articles, with correct counts and dates."""
    story = Story.objects.create(title=title, **fields)
    for article in articles:
        article.story = story
        article.save()
    story.recount()
    story.save()
    return story
