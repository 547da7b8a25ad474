"""Which outlet reported each of some stories first, by the rule of `common.dates.first_report`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from django.db.models import F

from newsgroups.common.dates.doubtful import doubtful_dates
from newsgroups.common.dates.first_report import FirstReport, Report, first_by_dates, first_report, is_one_event
from newsgroups.common.dates.who_was_first import Moment
from newsgroups.models import Article, Pair, Source
from newsgroups.models.articles.article import TextKind
from newsgroups.text.credits import agency_called
from newsgroups.text.credits.sites import site_of


class Told(Protocol):
    """The columns of an article that say who was first."""

    @property
    def pk(self) -> int: ...
    @property
    def outlet_id(self) -> int: ...
    @property
    def moment(self) -> Moment | None: ...
    @property
    def credits_agency(self) -> bool: ...
    @property
    def text_kind(self) -> str: ...


def first_reports(stories: Mapping[int, Sequence[Told]]) -> dict[int, FirstReport]:
    """Return who was first in each story, given by all its visible articles.

    Two queries if the dates name a first outlet in any of the stories, otherwise none.
    """
    reports = {story: _reports(articles) for story, articles in stories.items()}
    by_dates = {story: first_by_dates(each) for story, each in reports.items()}
    named = {story: found for story, found in by_dates.items() if not isinstance(found, str)}
    one_event, after = _pairs(named) if named else ({}, {})
    elsewhere = _at_other_outlets(each.article for first, following in named.values() for each in (first, *following))
    return {
        story: first_report(
            [_without_date(each) if each.article in elsewhere else each for each in told],
            one_event=one_event.get(story, frozenset()),
            after=after.get(story, frozenset()),
        )
        for story, told in reports.items()
    }


def _reports(articles: Sequence[Told]) -> list[Report]:
    doubtful = doubtful_dates((each.pk, each.outlet_id, each.moment) for each in articles)
    return [
        Report(
            each.pk,
            each.outlet_id,
            None if each.pk in doubtful else each.moment,
            each.credits_agency or each.text_kind == TextKind.AGENCY,
            each.text_kind == TextKind.REPUBLISHED,
        )
        for each in articles
    ]


def _without_date(report: Report) -> Report:
    return report._replace(moment=None)


def _pairs(stories: Iterable[int]) -> tuple[dict[int, set[frozenset[int]]], dict[int, set[int]]]:
    """Return the pairs that clearly report one event, and the articles with text taken from another one, by story.

    Text of an agency, and text of which the later article is the origin, do not say who was first.
    """
    pairs = Pair.objects.visible().filter(left__story__among=list(stories), left__story=F("right__story"))
    columns = "left__story", "left", "right", "probability", "copied_left", "copied_right", "origin", "origin_name"
    one_event: dict[int, set[frozenset[int]]] = {}
    after: dict[int, set[int]] = {}
    for story, left, right, *figures, origin, name in pairs.order_by("id").values_list(*columns):
        if is_one_event(*figures) and not (origin == Pair.Origin.THIRD and agency_called(name)):
            one_event.setdefault(story, set()).add(frozenset((left, right)))
        if origin in (Pair.Origin.LEFT, Pair.Origin.RIGHT):
            after.setdefault(story, set()).add(right if origin == Pair.Origin.LEFT else left)
    return one_event, after


def _at_other_outlets(articles: Iterable[int]) -> set[int]:
    """Return the articles whose addresses are at the site of another outlet: nobody knows whose they are."""
    urls = list(Article.objects.filter(pk__in=list(articles)).values_list("pk", "url", "source__site"))
    away = {pk: site_of(url) for pk, url, site in urls if site and site_of(url) != site}
    sites = set(away.values()) - {""}
    known = set(Source.objects.filter(site__in=sites).values_list("site", flat=True)) if sites else set()
    return {pk for pk, site in away.items() if site in known}
