"""What curators do with stories and articles. Each action is one transaction, is logged and can be undone."""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from newsgroups.models import Article, Constraint, CurationEvent, Story
from newsgroups.stories.curation_log import (
    HIDDEN,
    LOCK,
    PLACE,
    REDIRECT,
    TITLE,
    RefusedCuration,
    State,
    recount,
    set_hidden,
    state,
    undo,
)

Action = CurationEvent.Action
Kind = Constraint.Kind
# Titles in a summary; the log names the rest by number.
_NAMED = 3


@transaction.atomic
def merge_stories(stories: Collection[Story], *, by: AbstractBaseUser, reason: str = "") -> CurationEvent:
    """Makes one story of several: the oldest keeps its id, the others redirect to it."""
    ordered = sorted(stories, key=lambda story: story.pk)
    if len(ordered) < 2:
        raise RefusedCuration("Choose at least two groups to merge.")
    _refuse_locked(ordered)
    members = [_members(story) for story in ordered]
    if not all(members):
        raise RefusedCuration("A group without articles cannot be merged.")
    kept, gone = ordered[0], ordered[1:]
    moved = Article.objects.filter(story__in=gone)
    before = state(stories=gone, story_fields=REDIRECT, articles=moved.defer("text"), article_fields=PLACE)
    event = _event(Action.MERGE, by, reason, f"Merged {_named(gone)} into “{kept.title}”", before)
    _constrain(event, Kind.MUST_LINK, _chain([pk for each in members for pk in each]))
    moved.update(story=kept)
    for story in gone:
        story.empty(merged_into=kept.pk)
        story.save()
    recount(kept)
    return event


@transaction.atomic
def move_articles(
    articles: Collection[Article], *, to: Story | None, by: AbstractBaseUser, reason: str = ""
) -> CurationEvent:
    """Moves articles to another story, or to one of their own, and keeps them out of the one that they leave."""
    moved = [article for article in articles if to is None or article.story_id != to.pk]
    if not moved:
        raise RefusedCuration("These articles are in that group already." if articles else "Choose articles to move.")
    left = list(Story.objects.filter(pk__in={article.story_id for article in moved if article.story_id}))
    _refuse_locked([*left, to] if to else left)
    ids = sorted(article.pk for article in moved)
    staying = [pk for story in left for pk in _members(story) if pk not in ids]
    joined = _members(to) if to else []
    before = state(articles=moved, article_fields=PLACE)
    where = f"“{to.title}”" if to else "a group of their own"
    event = _event(Action.MOVE, by, reason, f"Moved {_named(moved)} to {where}", before)
    _constrain(event, Kind.MUST_LINK, _chain([*joined, *ids]))
    _constrain(event, Kind.CANNOT_LINK, [(stays, ids[0]) for stays in staying])
    target = to or _own_story(moved)
    Article.objects.filter(pk__in=ids).update(story=target)
    for story in [*left, target] if target else left:
        recount(story)
    return event


@transaction.atomic
def hide_articles(articles: Collection[Article], *, by: AbstractBaseUser, reason: str = "") -> CurationEvent:
    """Takes articles from every page; their texts stay, and processing takes them out of search and pairs."""
    return _set_hidden([each for each in articles if not each.hidden], True, by, reason)


@transaction.atomic
def show_articles(articles: Collection[Article], *, by: AbstractBaseUser, reason: str = "") -> CurationEvent:
    return _set_hidden([each for each in articles if each.hidden], False, by, reason)


@transaction.atomic
def lock_story(story: Story, *, by: AbstractBaseUser, reason: str = "") -> CurationEvent:
    """No article joins or leaves the story by itself any more."""
    return _set_locked(story, True, by, reason)


@transaction.atomic
def unlock_story(story: Story, *, by: AbstractBaseUser, reason: str = "") -> CurationEvent:
    return _set_locked(story, False, by, reason)


@transaction.atomic
def rename_story(story: Story, *, title: str, by: AbstractBaseUser, reason: str = "") -> CurationEvent:
    """Gives a story a title of the curator's, which no processing changes."""
    title = " ".join(title.split())[: Story._meta.get_field("title").max_length]
    if not title:
        raise RefusedCuration("A group needs a title.")
    if title == story.title:
        raise RefusedCuration("That is its title already.")
    before = state(stories=[story], story_fields=TITLE)
    event = _event(Action.RENAME, by, reason, f"Renamed “{story.title}” to “{title}”", before)
    story.title, story.title_by_curator = title, True
    story.save()
    return event


def _set_hidden(articles: Sequence[Article], hidden: bool, by: AbstractBaseUser, reason: str) -> CurationEvent:
    if not articles:
        raise RefusedCuration(f"None of these articles is {'to be seen' if hidden else 'hidden'}.")
    action, verb = (Action.HIDE, "Hid") if hidden else (Action.SHOW, "Showed")
    before = state(articles=articles, article_fields=HIDDEN)
    event = _event(action, by, reason, f"{verb} {_named(articles)}", before)
    set_hidden(articles, hidden)
    for story in Story.objects.filter(pk__in={article.story_id for article in articles if article.story_id}):
        recount(story)
    return event


def _set_locked(story: Story, locked: bool, by: AbstractBaseUser, reason: str) -> CurationEvent:
    if story.locked == locked:
        raise RefusedCuration(f"“{story.title}” is {'locked already' if locked else 'not locked'}.")
    action, verb = (Action.LOCK, "Locked") if locked else (Action.UNLOCK, "Unlocked")
    event = _event(action, by, reason, f"{verb} “{story.title}”", state(stories=[story], story_fields=LOCK))
    story.locked = locked
    story.save()
    return event


def _own_story(articles: Sequence[Article]) -> Story | None:
    """A new story for several articles; one alone is in no group."""
    if len(articles) < 2:
        return None
    first = min(articles, key=lambda article: article.pk)
    return Story.objects.create(title=first.title, central_article=first)


def _members(story: Story) -> list[int]:
    return list(story.articles.visible().order_by("pk").values_list("pk", flat=True))


def _refuse_locked(stories: Iterable[Story]) -> None:
    locked = next((story for story in stories if story.locked), None)
    if locked:
        raise RefusedCuration(f"“{locked.title}” is locked: unlock it first.")


def _chain(articles: Sequence[int]) -> list[tuple[int, int]]:
    """Enough links to hold all of them together."""
    return list(pairwise(articles))


def _constrain(event: CurationEvent, kind: Constraint.Kind, links: Iterable[tuple[int, int]]) -> None:
    ordered = {(min(link), max(link)) for link in links}
    Constraint.objects.bulk_create(
        [Constraint(event=event, kind=kind, left_id=left, right_id=right) for left, right in sorted(ordered)],
        batch_size=500,
    )


def _event(action: str, by: AbstractBaseUser, reason: str, summary: str, before: State) -> CurationEvent:
    return CurationEvent.objects.create(action=action, by=by, reason=reason[:500], summary=summary[:500], before=before)


def _named(things: Sequence[Article | Story]) -> str:
    names = ", ".join(f"“{thing.title}”" for thing in things[:_NAMED])
    more = len(things) - _NAMED
    return f"{names} and {more} more" if more > 0 else names


__all__ = [
    "RefusedCuration",
    "hide_articles",
    "lock_story",
    "merge_stories",
    "move_articles",
    "rename_story",
    "show_articles",
    "undo",
    "unlock_story",
]
