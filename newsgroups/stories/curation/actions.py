"""Curators' actions on stories. Each action is one transaction, is logged, and can be undone."""

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations, pairwise

from django.contrib.auth.models import User

from newsgroups.models import Article, Constraint, CurationEvent, Story

from . import wording
from .constraints import constrain, decisions, refuse_broken_locks
from .edit_conflicts import members_of, refuse_changed, weaker_first
from .hide import hide_articles, show_articles
from .log import (
    LOCK,
    PLACE,
    REDIRECT,
    TITLE,
    RefusedCuration,
    decision,
    mark_for_rematching,
    record,
    recount,
    state,
)
from .origins import correct_origin
from .outlets import join_outlets, part_outlets
from .undo import undo

Action = CurationEvent.Action
Kind = Constraint.Kind
# Keeping articles apart adds one constraint for each pair of them: ten articles make 45.
MAX_APART = 10


@decision
def merge_stories(stories: Collection[Story], *, by: User, reason: str = "", seen: str = "") -> CurationEvent:
    """Merge several stories into one. The oldest keeps its id; the others redirect to it.

    A title that a curator gave to one of them stays, the oldest's first.
    """
    ordered = list(Story.objects.select_for_update().filter(pk__in=[each.pk for each in stories]).order_by("pk"))
    if len(ordered) < 2:
        raise RefusedCuration(wording.TOO_FEW_TO_MERGE)
    refuse_changed(ordered, seen)
    _refuse_locked(ordered)
    members = [members_of(story) for story in ordered]
    if not all(members):
        raise RefusedCuration(wording.EMPTY_STORY)
    kept, gone = ordered[0], ordered[1:]
    moved = Article.objects.filter(story__in=gone)
    before = state(stories=gone, story_fields=REDIRECT, articles=moved.defer("text"), article_fields=PLACE)
    summary = wording.merged(gone, kept.title)
    titled = next((story for story in gone if story.title_by_curator), kept)
    if titled is not kept and not kept.title_by_curator:
        before["stories"] |= state(stories=[kept], story_fields=TITLE)["stories"]
        kept.title, kept.title_by_curator = titled.title, True
    event = record(Action.MERGE, by=by, reason=reason, summary=summary, before=before)
    constrain(event, Kind.MUST_LINK, pairwise(pk for each in members for pk in each))
    moved.update(story=kept)
    for story in gone:
        story.empty(merged_into=kept.pk)
        story.save()
    recount(kept)
    return event


@decision
def move_articles(
    articles: Collection[Article], *, to: Story | None, by: User, reason: str = "", seen: str = ""
) -> CurationEvent:
    """Move articles to another story, or split them off, and keep them out of the story they leave."""
    chosen = Article.objects.filter(pk__in=[each.pk for each in articles]).defer("text").order_by("pk")
    moved = [article for article in chosen if to is None or article.story_id != to.pk]
    if not moved:
        raise RefusedCuration(wording.ALREADY_THERE if articles else wording.NOTHING_CHOSEN)
    left = list(Story.objects.select_for_update().filter(pk__in={each.story_id for each in moved if each.story_id}))
    to = Story.objects.select_for_update().get(pk=to.pk) if to else None
    refuse_changed([*left, to] if to else left, seen)
    _refuse_locked([*left, to] if to else left)
    ids = [article.pk for article in moved]
    staying = [pk for story in left for pk in members_of(story) if pk not in ids]
    if to is None and not staying:
        raise RefusedCuration(wording.NOTHING_TO_SPLIT)
    joined = members_of(to) if to else []
    event = record(
        Action.MOVE if to else Action.SPLIT,
        by=by,
        reason=reason,
        summary=wording.moved(moved, to.title) if to else wording.split_off(moved),
        before=state(articles=moved, article_fields=PLACE),
    )
    together = list(pairwise([*joined, *ids]))
    constrain(event, Kind.MUST_LINK, together)
    constrain(event, Kind.CANNOT_LINK, [(stays, ids[0]) for stays in staying])
    target = to or _own_story(moved)
    Article.objects.filter(pk__in=ids).update(story=target)
    for story in [*left, target] if target else left:
        recount(story)
    return event


@decision
def keep_apart(articles: Collection[Article], *, by: User, reason: str = "", seen: str = "") -> CurationEvent:
    """Keep these articles in different stories from now on.

    Where some share a story, the worse-fitting ones leave it at once.
    """
    chosen = list(Article.objects.filter(pk__in=[each.pk for each in articles]).defer("text").order_by("pk"))
    if not 2 <= len(chosen) <= MAX_APART:
        raise RefusedCuration(wording.too_many_to_keep_apart(MAX_APART))
    stories = list(Story.objects.select_for_update().filter(pk__in={each.story_id for each in chosen if each.story_id}))
    refuse_changed(stories, seen)
    leaving = [group for story in stories for group in _leaving(story, chosen)]
    _refuse_locked(story for story in stories if sum(each.story_id == story.pk for each in chosen) > 1)
    moved = list(Article.objects.filter(pk__in=[pk for group in leaving for pk in group]).defer("text"))
    event = record(
        Action.APART,
        by=by,
        reason=reason,
        summary=wording.kept_apart(chosen),
        before=state(articles=moved, article_fields=PLACE),
    )
    constrain(event, Kind.CANNOT_LINK, combinations([each.pk for each in chosen], 2))
    for group in leaving:
        own = [article for article in moved if article.pk in group]
        target = _own_story(own)
        Article.objects.filter(pk__in=group).update(story=target)
        if target:
            recount(target)
    for story in stories:
        recount(story)
    mark_for_rematching([each.pk for each in [*chosen, *moved]])
    return event


@decision
def confirm_story(story: Story, *, by: User, reason: str = "", seen: str = "") -> CurationEvent:
    """Keep the current articles of a story together permanently. Others may still join."""
    story = Story.objects.select_for_update().get(pk=story.pk)
    refuse_changed([story], seen)
    members = members_of(story)
    if len(members) < 2:
        raise RefusedCuration(wording.NOTHING_TO_CONFIRM)
    decided = decisions()
    if all(decided.are_together(left, right) for left, right in pairwise(members)):
        raise RefusedCuration(wording.ALREADY_TOGETHER)
    before = state(stories=[story])
    summary = wording.confirmed(story.title, len(members))
    event = record(Action.CONFIRM, by=by, reason=reason, summary=summary, before=before)
    constrain(event, Kind.MUST_LINK, pairwise(members))
    return event


@decision
def lock_story(story: Story, *, by: User, reason: str = "", seen: str = "") -> CurationEvent:
    """Lock a story: articles no longer join or leave it automatically."""
    event = _set_locked(story, True, by, reason, seen)
    refuse_broken_locks()
    return event


@decision
def unlock_story(story: Story, *, by: User, reason: str = "", seen: str = "") -> CurationEvent:
    return _set_locked(story, False, by, reason, seen)


@decision
def rename_story(story: Story, *, title: str, by: User, reason: str = "", seen: str = "") -> CurationEvent:
    """Give a story a curator's title, which processing does not change."""
    story = Story.objects.select_for_update().get(pk=story.pk)
    refuse_changed([story], seen)
    title = " ".join(title.split())[: Story._meta.get_field("title").max_length]
    # A title of zero-width characters alone would leave nothing to click.
    if not any(letter.isprintable() for letter in title if letter != " "):
        raise RefusedCuration(wording.NO_TITLE)
    if title == story.title:
        raise RefusedCuration(wording.SAME_TITLE)
    before = state(stories=[story], story_fields=TITLE)
    summary = wording.renamed(story.title, title)
    event = record(Action.RENAME, by=by, reason=reason, summary=summary, before=before)
    story.title, story.title_by_curator = title, True
    story.save()
    return event


def _set_locked(story: Story, locked: bool, by: User, reason: str, seen: str) -> CurationEvent:
    story = Story.objects.select_for_update().get(pk=story.pk)
    refuse_changed([story], seen)
    if story.locked == locked:
        raise RefusedCuration(wording.lock_is_set(story.title, locked=locked))
    action = Action.LOCK if locked else Action.UNLOCK
    before = state(stories=[story], story_fields=LOCK)
    event = record(action, by=by, reason=reason, summary=wording.set_locked(story.title, locked=locked), before=before)
    story.locked = locked
    story.save()
    return event


def _leaving(story: Story, chosen: Sequence[Article]) -> list[list[int]]:
    """Return all but the best-fitting of the chosen articles in one story, each with those that decisions tie to it."""
    inside = [each.pk for each in chosen if each.story_id == story.pk]
    if len(inside) < 2:
        return []
    decided, members = decisions(), set(members_of(story))
    return [sorted(members.intersection(decided.members(each))) for each in weaker_first(story, inside)[:-1]]


def _own_story(articles: Sequence[Article]) -> Story | None:
    """Return a new story for several articles, or None: a single article belongs to no group."""
    if len(articles) < 2:
        return None
    first = min(articles, key=lambda article: article.pk)
    return Story.objects.create(title=first.title, central_article=first)


def _refuse_locked(stories: Iterable[Story]) -> None:
    locked = next((story for story in stories if story.locked), None)
    if locked:
        raise RefusedCuration(wording.is_locked(locked.title))


__all__ = [
    "RefusedCuration",
    "confirm_story",
    "correct_origin",
    "hide_articles",
    "join_outlets",
    "keep_apart",
    "lock_story",
    "merge_stories",
    "move_articles",
    "part_outlets",
    "rename_story",
    "show_articles",
    "undo",
    "unlock_story",
]
