"""Hide articles from the site, and restore them."""

from collections.abc import Collection, Sequence

from django.contrib.auth.models import User

from newsgroups.models import Article, CurationEvent, Pair, Story

from . import wording
from .log import HIDDEN, RefusedCuration, decision, record, recount, state

Action = CurationEvent.Action


@decision
def hide_articles(articles: Collection[Article], *, by: User, reason: str = "") -> CurationEvent:
    """Remove articles from every page, feed, and answer at once. Their texts are kept."""
    return _set_hidden([each for each in _as_of_now(articles) if not each.hidden or each.aside], True, by, reason)


@decision
def show_articles(articles: Collection[Article], *, by: User, reason: str = "") -> CurationEvent:
    """Restore articles. One that had been excluded counts as an article from now on, whatever its text looks like."""
    return _set_hidden([each for each in _as_of_now(articles) if each.hidden], False, by, reason)


def _as_of_now(articles: Collection[Article]) -> list[Article]:
    """Reload the articles, which may have changed while this decision waited for the lock."""
    chosen = Article.objects.select_for_update().filter(pk__in=[each.pk for each in articles])
    return list(chosen.defer("text").order_by("pk"))


def _set_hidden(articles: Sequence[Article], hidden: bool, by: User, reason: str) -> CurationEvent:
    if not articles:
        raise RefusedCuration(wording.none_to_set(hidden=hidden))
    action, summary = Action.HIDE if hidden else Action.SHOW, wording.set_hidden(articles, hidden=hidden)
    before = state(articles=articles, article_fields=HIDDEN)
    event = record(action, by=by, reason=reason, summary=summary, before=before)
    set_hidden([article.pk for article in articles], hidden, is_article=not hidden)
    return event


def set_hidden(articles: Collection[int], hidden: bool, *, aside: str = "", is_article: bool = False) -> None:
    """Hide articles from visitors, or restore them, within the caller's transaction.

    Hidden articles lose their pairs, and their stories recompute figures, title, and lead from the rest. Search skips
    hidden articles until they are reindexed. All other consequences follow with the next processing.
    """
    if hidden:
        Pair.objects.filter(left__in=articles).delete()
        Pair.objects.filter(right__in=articles).delete()
    Article.objects.filter(pk__in=articles).update(
        hidden=hidden, aside=aside, is_article=is_article, needs_match=True, needs_index=True
    )
    for story in Story.objects.filter(articles__in=articles).distinct():
        recount(story)
