"""The log of curators' decisions: what stood before each, so that it can be taken back."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from newsgroups.models import Article, CurationEvent, Pair, Story

# Fields of a story and of an article that an action may change.
PLACE, HIDDEN = ("story_id",), ("hidden",)
TITLE, LOCK, REDIRECT = ("title", "title_by_curator"), ("locked",), ("merged_into_id",)
State = dict[str, dict[str, dict[str, Any]]]


class RefusedCuration(ValueError):
    """An action that makes no sense or contradicts another; the message is for the curator."""


def state(
    *, stories: Iterable[Story] = (), story_fields: Iterable[str] = (), articles: Iterable[Article] = (),
    article_fields: Iterable[str] = (),
) -> State:  # fmt: skip
    """What an action is about to change, as it stands now."""
    return {
        "stories": {str(each.pk): {name: getattr(each, name) for name in story_fields} for each in stories},
        "articles": {str(each.pk): {name: getattr(each, name) for name in article_fields} for each in articles},
    }


@transaction.atomic
def undo(event: CurationEvent, *, by: AbstractBaseUser) -> CurationEvent:
    """Takes a decision back: what it changed is as before, and its constraints hold no more.

    Raises RefusedCuration if it was taken back already or a later decision stands on it.
    """
    event = CurationEvent.objects.select_for_update().get(pk=event.pk)
    if event.undone_at:
        raise RefusedCuration("This was undone already.")
    if later := _standing_on(event):
        raise RefusedCuration(f"A later decision stands on this one; undo it first: {later.summary} ({later.pk}).")
    event.undone_at, event.undone_by = timezone.now(), by
    event.save()
    _restore(event.before)
    return event


def _standing_on(event: CurationEvent) -> CurationEvent | None:
    """The latest decision that holds and changed a field that this one changed."""
    mine = _changed(event.before)
    later = CurationEvent.objects.filter(undone_at=None, pk__gt=event.pk).order_by("-pk")
    return next((each for each in later.iterator() if mine & _changed(each.before)), None)


def _changed(before: State) -> set[tuple[str, str, str]]:
    return {
        (kind, pk, name) for kind in ("stories", "articles") for pk, row in before.get(kind, {}).items() for name in row
    }


def _restore(before: State) -> None:
    stories = Story.objects.in_bulk([int(pk) for pk in before["stories"]])
    for story in stories.values():
        for name, value in before["stories"][str(story.pk)].items():
            setattr(story, name, value)
        story.save()
    touched = set(stories)
    for article in Article.objects.filter(pk__in=[int(pk) for pk in before["articles"]]).defer("text"):
        touched.add(article.story_id)
        _restore_article(article, before["articles"][str(article.pk)])
        touched.add(article.story_id)
    for story in Story.objects.filter(pk__in=touched - {None}):
        recount(story)


def _restore_article(article: Article, was: dict[str, Any]) -> None:
    """A story that was merged since is where its articles are now."""
    if "story_id" in was:
        story = Story.objects.filter(pk=was["story_id"]).first()
        article.story = story.surviving() if story else None
        article.save(update_fields=["story"])
    if "hidden" in was:
        set_hidden([article], was["hidden"])


def set_hidden(articles: Iterable[Article], hidden: bool) -> None:
    """Hidden articles lose their pairs at once; search and groups follow with the next processing."""
    ids = [article.pk for article in articles]
    if hidden:
        Pair.objects.filter(left__in=ids).delete()
        Pair.objects.filter(right__in=ids).delete()
    Article.objects.filter(pk__in=ids).update(hidden=hidden, needs_match=True, needs_index=True)


def recount(story: Story) -> None:
    """Figures of a story after its articles changed; one without articles is empty and keeps where it leads."""
    story.recount()
    if not story.article_count:
        story.empty(merged_into=story.merged_into_id)
    story.save()
