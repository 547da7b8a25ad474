"""The log of curators' decisions. Each is one transaction and stores the previous state, so that it can be undone."""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial, wraps
from typing import Any, ParamSpec, TypeVar

from django.contrib.auth.models import User
from django.db import transaction

from newsgroups.lineage.count_independent_reports import count_reports_of
from newsgroups.models import Article, CurationEvent, Pair, Source, Story
from newsgroups.models.curation import one_decision_at_a_time
from newsgroups.stories.core.medoid import by_centrality, reports_first
from newsgroups.text.display.story_title import TITLES_READ, plainest
from newsgroups.text.screening.opinion import is_opinion

# Logged regardless of the level of other loggers.
security = logging.getLogger("newsgroups.security")
_is_trial: ContextVar[bool] = ContextVar("is_trial", default=False)
# Fields of a story and of an article that an action may change.
PLACE, HIDDEN = ("story_id",), ("hidden", "aside", "is_article")
OUTLET = ("outlet_id", "outlet_by_curator")
TITLE, LOCK, REDIRECT = ("title", "title_by_curator"), ("locked",), ("merged_into_id",)
State = dict[str, dict[str, dict[str, Any]]]
_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


class RefusedCuration(ValueError):
    """Raised for an action that makes no sense or contradicts another. The message is shown to the curator."""


def decision(action: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """Run an action in its own transaction, serialized with all other decisions."""

    @wraps(action)
    def alone(*given: _Given.args, **options: _Given.kwargs) -> _Made:
        with transaction.atomic():
            one_decision_at_a_time()
            return action(*given, **options)

    return alone


@contextmanager
def on_trial() -> Iterator[None]:
    """Run decisions to see what they would do: within the block, and neither kept nor logged after it."""
    token = _is_trial.set(True)
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        _is_trial.reset(token)


def state(
    *, stories: Iterable[Story] = (), story_fields: Iterable[str] = (), articles: Iterable[Article] = (),
    article_fields: Iterable[str] = (),
) -> State:  # fmt: skip
    """Return the current state of what an action is about to change."""
    return {
        "stories": {str(each.pk): {name: getattr(each, name) for name in story_fields} for each in stories},
        "articles": {str(each.pk): {name: getattr(each, name) for name in article_fields} for each in articles},
    }


def source_state(sources: Iterable[Source]) -> State:
    """Return which outlets some sources are names of."""
    return state() | {"sources": {str(each.pk): {name: getattr(each, name) for name in OUTLET} for each in sources}}


def record(action: str, *, by: User, summary: str, reason: str = "", before: State | None = None) -> CurationEvent:
    event = CurationEvent.objects.create(
        action=action, by=by, reason=reason[:500], summary=summary[:500], before=before or state()
    )
    # Titles and reasons are in the table; the log has what finds them there.
    if not _is_trial.get():
        security.info("decision %d (%s): account %r", event.pk, action, by.get_username())
    return event


def recount(story: Story) -> None:
    """Update figures, medoid, and title of a story after its articles changed.

    A story without articles is emptied and keeps its redirect.
    """
    story.recount()
    if story.article_count:
        _name_after_member(story)
    else:
        story.empty(merged_into=story.merged_into_id)
    story.save()
    count_reports_of([story.pk])
    story.refresh_from_db(fields=["independent_reports"])


def _name_after_member(story: Story) -> None:
    """Take title and lead from a visible article of the story. A curator's title stays."""
    rows = list(story.articles.visible().order_by("pk").values_list("pk", "title", "source__name", "url_given"))
    headlines = {pk: (title, outlet) for pk, title, outlet, _ in rows}
    opinions = {pk for pk, title, _, address in rows if is_opinion(title, address)}
    ranked = reports_first(by_centrality(list(headlines), _links(story)), opinions)
    if story.central_article_id not in headlines:
        story.central_article_id = ranked[0]
    if not story.title_by_curator:
        told = ranked[:TITLES_READ]
        story.title = plainest([headlines[pk] for pk in told], partial(Article.objects.lead_sentences, told))


def _links(story: Story) -> dict[int, dict[int, float]]:
    links: dict[int, dict[int, float]] = {}
    inside = Pair.objects.visible().filter(left__story=story, right__story=story)
    for left, right, probability in inside.values_list("left_id", "right_id", "probability"):
        links.setdefault(left, {})[right] = links.setdefault(right, {})[left] = probability
    return links


def mark_for_rematching(articles: Collection[int]) -> None:
    """Mark articles so that the next processing regroups them under all constraints then in force.

    The index mark is cleared last, so that a crash between matching and grouping does not lose them.
    """
    Article.objects.filter(pk__in=articles).update(needs_match=True, needs_index=True)
