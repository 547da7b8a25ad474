"""What is new for a subscription, as plain entries."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NotRequired, TypedDict

from django.db.models import Max, Q
from django.urls import reverse

from newsgroups.common.dates.days import as_iso
from newsgroups.matching.display.version_diff import Changed
from newsgroups.models import Article, CollectionOutlet, Mute, Revision, Source, Story, Subscription
from newsgroups.models.readers.mute import Muted
from newsgroups.search.results.search_filters import Filters
from newsgroups.search.service import iter_all
from newsgroups.stories.pages.articles.latest_changes import ChangeLine, latest_changes

# Entries of a message; what is beyond is counted.
MAX_ENTRIES = 50
# Articles that one check reads; a subscription to everything would read a whole import otherwise.
MAX_READ = 2_000
# Each takes up to a tenth of a second to compare.
MAX_CHANGES = 100
MAX_SENT_STORIES = 5_000

What = Subscription.What


class OutletsGone(Exception):
    """The outlets of a subscription do not exist any more; following everything instead would be wrong."""


class Entry(TypedDict):
    """One line of a message; `path` is the address on this site, `url` the original one."""

    title: str
    path: str
    outlet: NotRequired[str]
    published: NotRequired[str | None]
    url: NotRequired[str]
    article: NotRequired[int]
    story: NotRequired[int]
    note: NotRequired[str]
    before: NotRequired[str]
    after: NotRequired[str]


def last_to_consider(what: str) -> int:
    """Return the id up to which everything has been processed: of articles, or of revisions for changes."""
    if what == What.CHANGES:
        return Revision.objects.aggregate(last=Max("pk"))["last"] or 0
    pending = Article.objects.filter(Q(needs_sketch=True) | Q(needs_match=True) | Q(needs_index=True), hidden=False)
    first = pending.order_by("pk").values_list("pk", flat=True).first()
    return first - 1 if first else Article.objects.aggregate(last=Max("pk"))["last"] or 0


def new_entries(followed: Subscription, upto: int) -> list[Entry]:
    """Return entries for what arrived after `followed.seen`, up to the id `upto`, without what its reader muted.

    Raises OutletsGone, and IndexProblem if a search is not possible now.
    """
    muted = Mute.objects.of(followed.owner).as_muted()
    if followed.what == What.CHANGES:
        lines = latest_changes(**_changes_asked(followed.query), after=followed.seen, limit=MAX_CHANGES)
        new = (line for line in lines if line.revision.pk <= upto)
        return [_of_change(line) for line in new if not muted.hides(line.title_after, line.article)]
    if followed.what == What.STORIES:
        return [_of_story(story) for story in _stories(followed, upto, muted)]
    articles = (article for article in _articles(followed, upto) if not muted.hides(article.title, article))
    return [_of_article(article) for article in articles]


def _articles(followed: Subscription, upto: int) -> Iterator[Article]:
    if followed.what == What.SEARCH:
        found = iter_all(followed.query.get("q", ""), sort="newest", **_search(followed, upto))
        return (article for _, article in zip(range(MAX_READ), found, strict=False))
    arrived = Article.objects.visible().filter(pk__gt=followed.seen, pk__lte=upto).for_lists().latest_first()
    if followed.what == What.STORY:
        story = Story.objects.filter(pk=followed.query["story"]).first()
        return iter(arrived.filter(story=story.surviving() if story else None, story__isnull=False)[:MAX_READ])
    return iter(arrived.of_sources(outlets_of(followed.query))[:MAX_READ])


def _stories(followed: Subscription, upto: int, muted: Muted) -> list[Story]:
    """Return stories that match and were not reported yet, with an article that arrived since; remembers them."""
    query = followed.query
    arrived = Article.objects.visible().filter(pk__gt=followed.seen, pk__lte=upto, story__isnull=False).order_by()
    matching = (
        Story.objects.groups()
        .filter(pk__in=arrived.values("story"))
        .narrowed(
            sources=outlets_of(query),
            text_kind=query.get("text_kind"),
            outlets=query.get("outlets"),
            independent=query.get("independent"),
            disputed=bool(query.get("disputed")),
        )
    )
    new = list(muted.without_muted(matching).exclude(pk__in=followed.sent_stories).latest_first()[:MAX_READ])
    followed.sent_stories = [*followed.sent_stories, *(story.pk for story in new)][-MAX_SENT_STORIES:]
    return new


def outlets_of(query: dict[str, Any]) -> list[Source]:
    """Return the outlets of a stored query; none if it names none. Raises OutletsGone if those named are gone."""
    slugs, collections = query.get("source", []), query.get("collection", [])
    if not slugs and not collections:
        return []
    members = CollectionOutlet.objects.filter(collection__slug__in=collections).order_by().values("source")
    found = list(Source.objects.select_related("outlet").filter(Q(slug__in=slugs) | Q(pk__in=members)))
    if not found:
        raise OutletsGone
    return found


def _search(followed: Subscription, upto: int) -> Filters:
    query = followed.query
    return {
        "sources": outlets_of(query),
        "date_from": _day(query.get("from")),
        "date_to": _day(query.get("to")),
        "languages": query.get("language", []),
        "grouped": query.get("group"),
        "text_kind": query.get("text_kind"),
        "like": query.get("like"),
        "arrived": (followed.seen, upto),
    }


def _changes_asked(query: dict[str, Any]) -> dict[str, Any]:
    article = Article.objects.filter(pk=query["article"]).first() if query.get("article") else None
    return {"kind": query.get("kind"), "sources": outlets_of(query), "article": article}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _of_article(article: Article) -> Entry:
    return {
        "title": article.title,
        "path": article.get_absolute_url(),
        "outlet": article.source.name,
        "published": as_iso(article.published),
        "url": article.url_given,
        "article": article.pk,
        **({"story": article.story_id} if article.story_id else {}),  # type: ignore[typeddict-item]
    }


def _of_story(story: Story) -> Entry:
    note = f"{story.article_count:,} articles from {story.source_count:,} outlets"
    published = as_iso(story.last_date)
    path = story.get_absolute_url()
    return {"title": story.title, "path": path, "published": published, "story": story.pk, "note": note}


def _of_change(line: ChangeLine) -> Entry:
    entry: Entry = {
        "title": line.title_after,
        "path": f"{reverse('article_changes', args=[line.article.pk])}#change-{line.revision.pk}",
        "outlet": line.article.source.name,
        "published": as_iso(line.revision.replaced_at),
        "url": line.article.url_given,
        "article": line.article.pk,
        "note": line.said,
    }
    if line.has_new_headline:
        entry |= {"before": line.title_before, "after": line.title_after}
    elif line.figures:
        figure = line.figures[0]
        entry |= {"before": figure.before, "after": figure.after}
    elif line.text:
        entry |= {"before": _only(line.text, "removed"), "after": _only(line.text, "added")}
    return entry


def _only(pieces: list[Changed], change: str) -> str:
    return " … ".join(piece.text.strip() for piece in pieces if piece.change == change)[:500]
