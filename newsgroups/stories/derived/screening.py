"""Exclude pages that are not articles, each with a reason, before anything is derived from them; detect languages."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Count, QuerySet

from newsgroups.common.progress import Progress, silent
from newsgroups.models import Article, NoEvent
from newsgroups.models.articles.article import Aside
from newsgroups.models.articles.no_event import NoEventReason
from newsgroups.stories.curation.hide import set_hidden
from newsgroups.stories.curation.log import decision
from newsgroups.text.languages.detect_language import language_of
from newsgroups.text.screening.not_an_article import kind_of_page
from newsgroups.text.screening.not_an_event import no_event

from .dated_series import Series

# If this many pages of an outlet have the same text, it is what the site shows instead of an article. Series of two or
# three occur: corrections under a new address, or the same column under two titles.
MIN_PAGES = 4
_BATCH_SIZE = 500
_READ = ("title", "text", "url_given", "language", "source__name", "text_hash", "hidden", "aside", "is_article")


def set_aside_pending(*, progress: Progress = silent) -> int:
    """Screen every article that waits for its sketch. Return the number of pages excluded.

    A page that was excluded for a text that has since changed, or that no longer matches, is restored. Articles that a
    curator declared an article, hid, or locked into a story stay as they are.
    """
    pending, series = Article.objects.pending("sketch"), Series()
    advance = progress("Screening", pending.count())
    found, last = 0, 0
    while batch := list(pending.filter(pk__gt=last).select_related("source").only(*_READ)[:_BATCH_SIZE]):
        last = batch[-1].pk
        _tell_languages(batch)
        _tell_no_events(batch, series)
        found += _sort_out(batch)
        advance(len(batch))
    return found


def _tell_languages(articles: Iterable[Article]) -> None:
    """Detect the language where neither the file nor the page named one."""
    told: dict[str, list[int]] = {}
    for article in articles:
        if not article.language and (code := language_of(article.text)):
            told.setdefault(code, []).append(article.pk)
    for code, ids in told.items():
        Article.objects.filter(pk__in=ids, language="").update(language=code, needs_index=True)


@transaction.atomic
def _tell_no_events(articles: Collection[Article], series: Series) -> None:
    """Mark articles that cover no event.

    One that a curator declared an article may cover an event, whatever its title.
    """
    told = {each.pk: no_event(each.title, each.url_given, each.source.name) for each in articles if not each.is_article}
    in_series = {pk for each in articles if told.get(each.pk) == "" for pk in series.with_article(each)}
    reasons = {pk: reason for pk, reason in told.items() if reason} | dict.fromkeys(in_series, NoEventReason.SERIES)
    NoEvent.objects.filter(pk__in=[each.pk for each in articles]).delete()
    known = set(NoEvent.objects.filter(pk__in=reasons).values_list("pk", flat=True))
    NoEvent.objects.bulk_create(
        [NoEvent(article_id=pk, reason=reason) for pk, reason in reasons.items() if pk not in known]
    )
    # Earlier ones of a series that has just become one leave their stories.
    Article.objects.filter(pk__in=in_series - known - told.keys()).update(needs_match=True)


@decision
def _sort_out(articles: Collection[Article]) -> int:
    """Exclude and restore articles.

    Decisions that curators made since the articles were read take precedence, so the update queries the database again.
    """
    reasons: dict[str, list[int]] = {}
    restored: list[int] = []
    shared = _shared_texts(articles)
    for article in articles:
        reason = kind_of_page(article.title, article.text)
        if reason is None and (article.source_id, article.text_hash) in shared:
            reason = Aside.SHARED
        if reason and not article.is_article and (not article.hidden or article.aside):
            reasons.setdefault(reason, []).append(article.pk)
        elif article.aside and not reason:
            restored.append(article.pk)
    if shared:
        # Earlier pages with this text were unique when they arrived.
        reasons.setdefault(Aside.SHARED, []).extend(_earlier(shared).values_list("pk", flat=True))
    set_hidden(list(Article.objects.set_aside().filter(pk__in=restored).values_list("pk", flat=True)), False)
    return sum(_set_aside(ids, reason) for reason, ids in reasons.items())


def _shared_texts(articles: Iterable[Article]) -> set[tuple[int, int]]:
    """Return outlet and hash of each text that occurs on too many pages of one outlet."""
    hashes = {article.text_hash for article in articles}
    counted = (
        Article.objects.filter(text_hash__in=hashes)
        .order_by()
        .values_list("source_id", "text_hash")
        .annotate(pages=Count("pk"))
        .filter(pages__gte=MIN_PAGES)
    )
    return {(source, text) for source, text, _ in counted}


def _earlier(shared: set[tuple[int, int]]) -> QuerySet[Article]:
    sources, texts = ({pair[place] for pair in shared} for place in (0, 1))
    return Article.objects.visible().filter(source__in=sources, text_hash__in=texts)


def _set_aside(articles: Collection[int], reason: str) -> int:
    """Exclude articles. Return the number of those that were not excluded before."""
    open_to_it = Article.objects.filter(pk__in=articles, is_article=False).exclude(story__locked=True)
    open_to_it = open_to_it.exclude(hidden=True, aside="")
    ids = list(open_to_it.exclude(aside=reason).values_list("pk", flat=True))
    new = Article.objects.filter(pk__in=ids, aside="").count()
    set_hidden(ids, True, aside=reason)
    return new
