"""Browsing by month, day and outlet."""

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from newsgroups.common.dates.formats import DAY_OF_YEAR
from newsgroups.models import Source
from newsgroups.stories.pages.calendar import DayPage, day_page, days_of, months_by_year, weeks_of
from newsgroups.web.charts.bar_chart import BarChart, bar_chart
from newsgroups.web.forms.filter_base import unreadable
from newsgroups.web.forms.filtered_rows import articles_of
from newsgroups.web.forms.list_filters import BrowseForm
from newsgroups.web.middleware.rate_limit import count_request
from newsgroups.web.output.csv_response import table_response
from newsgroups.web.output.page_sizes import ARTICLES_OF_A_DAY
from newsgroups.web.output.pagination import page_number, page_of
from newsgroups.web.views.search.exports import article_rows


def browse(request: HttpRequest) -> HttpResponse:
    """Show the calendar and the outlets or, if some are selected, the articles of a month, a day or those outlets."""
    form = BrowseForm(request.GET)
    if not form.is_narrowed:
        outlets = page_of(Source.objects.with_articles(), page_number(request.GET.get("page")), size=ARTICLES_OF_A_DAY)
        return render(request, "newsgroups/browse.html", {"form": form, "years": months_by_year(), "page": outlets})
    page = page_of(articles_of(form), page_number(request.GET.get("page")), size=ARTICLES_OF_A_DAY)
    days = days_of(form.value("month")) if form.value("month") else []
    shown = {
        "form": form,
        "page": page,
        "days": _chart(days),
        "weeks": weeks_of(days) if days else [],
        "day": _day(form),
    }
    return render(request, "newsgroups/browse_articles.html", shown)


def _chart(days: list[tuple[date, int]]) -> BarChart | None:
    bars = [(f"{day:{DAY_OF_YEAR}}", number, f"?from={day}&to={day}") for day, number in days]
    return bar_chart(bars, width=860, height=70) if bars else None


def _day(form: BrowseForm) -> DayPage | None:
    """The stories of the day, if the dates are a single one."""
    first, last = form.value("date_from"), form.value("date_to")
    return day_page(first, form.sources) if first and first == last and first < date.max else None


def browse_table(request: HttpRequest, form: str) -> HttpResponseBase:
    """Stream all articles of a day, a month, or some outlets; of the whole archive without filters."""
    count_request(request, "export")
    filters = BrowseForm(request.GET)
    articles = articles_of(filters).iterator(chunk_size=1_000)
    return unreadable(filters) or table_response(request, "articles", article_rows(request, articles), form=form)
