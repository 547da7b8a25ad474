"""API operations for the calendar, articles by day and outlet, and outlets."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Path, Query, Router

from newsgroups.models import Source
from newsgroups.stories.pages.calendar import days_of, months_by_year
from newsgroups.stories.pages.outlets.outlet import outlet_figures
from newsgroups.stories.pages.serializers.as_json import article_as_json
from newsgroups.web.api.date_parameters import Day
from newsgroups.web.api.listing import Paging, listing
from newsgroups.web.api.responses.archive import ArticleList, Days, Months, OutletFigures, Outlets
from newsgroups.web.api.unsupported_filters import (
    outlets_asked,
    refuse_dates_in_disorder,
    refuse_other_than,
    refuse_unknown,
)
from newsgroups.web.forms.filter_base import FilterForm
from newsgroups.web.forms.filtered_rows import articles_of

router = Router(tags=["Browse"])


class BrowseQuery(Paging):
    source: list[str] = Field([], description="Slugs of outlets.")
    collection: list[str] = Field([], max_length=50, description="Slugs of collections of outlets.")
    date_from: Day | None = Field(None, alias="from", description="First day, in UTC.")
    date_to: Day | None = Field(None, alias="to", description="Last day, in UTC.")


@router.get("browse", summary="Articles by day and outlet, latest first", response=ArticleList)
def browse(request: HttpRequest, asked: Query[BrowseQuery]) -> dict[str, Any]:
    refuse_unknown(request, BrowseQuery)
    outlets_asked(asked.source, asked.collection)
    refuse_dates_in_disorder(asked.date_from, asked.date_to)
    rows = articles_of(FilterForm(request.GET))
    return listing(request, rows, asked, columns=("published", "id"), as_json=article_as_json)


@router.get("browse/months", summary="Number of articles in each month", response=Months)
def months(request: HttpRequest) -> dict[str, Any]:
    refuse_other_than(request)
    years = months_by_year()
    return {"results": [{"month": f"{day:%Y-%m}", "articles": number} for _, months in years for day, number in months]}


@router.get("browse/months/{month}", summary="Number of articles on each day of a month", response=Days)
def days(
    request: HttpRequest, month: str = Path(pattern=r"^(?:19|20)[0-9][0-9]-(?:0[1-9]|1[0-2])$", examples=["2026-11"])
) -> dict[str, Any]:
    refuse_other_than(request)
    days = days_of(date.fromisoformat(f"{month}-01"))
    return {"month": month, "results": [{"day": day, "articles": number} for day, number in days]}


@router.get("sources", summary="Outlets with articles, those with the most first", response=Outlets)
def sources(request: HttpRequest, asked: Query[Paging]) -> dict[str, Any]:
    refuse_unknown(request, Paging)
    return listing(
        request, Source.objects.most_articles_first(), asked, columns=("articles", "id"), as_json=lambda source: source
    )


@router.get(
    "sources/{slug}", summary="One outlet: when it publishes and whom it shares text with", response=OutletFigures
)
def source(request: HttpRequest, slug: str = Path(examples=["northline"])) -> dict[str, Any]:
    outlet = get_object_or_404(Source.objects.select_related("outlet"), slug=slug).main
    figures = outlet_figures(outlet)
    firsts, rate = figures.firsts, figures.firsts.rate
    return {
        "articles": figures.articles,
        "stories": firsts.stories,
        "first": firsts.first,
        "later": firsts.later,
        "first_shared": firsts.shared,
        "first_not_known": firsts.unknown,
        "first_rate": rate,
        "other_names": outlet.other_names,
        "name": outlet.name,
        "slug": outlet.slug,
        "home_page": outlet.home_page,
        "months": [{"month": month, "articles": number} for month, number in figures.months],
        "text_kinds": {kind: number for kind, _, number in figures.text_kinds},
        "mostly_shared": figures.mostly,
        "took_from": [{"source": outlet.slug, "pairs": number} for outlet, number in figures.took],
        "gave_to": [{"source": outlet.slug, "pairs": number} for outlet, number in figures.gave],
        "shares_with": [{"source": outlet.slug, "articles": number} for outlet, number in figures.shared],
    }
