"""Browsing by month, day and outlet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsgroups.models import Source
from newsgroups.stories.pages.calendar import days_of, months_by_year
from newsgroups.web.charts.charts import BarChart, bar_chart
from newsgroups.web.forms.lists import BrowseForm
from newsgroups.web.forms.querysets import articles_of
from newsgroups.web.output.page_sizes import ARTICLES_OF_A_DAY
from newsgroups.web.output.pagination import page_number, page_of


def browse(request: HttpRequest) -> HttpResponse:
    """Show the calendar and the outlets or, if some are selected, the articles of a month, a day or those outlets."""
    form = BrowseForm(request.GET)
    if not form.is_narrowed:
        outlets = page_of(Source.objects.with_articles(), page_number(request.GET.get("page")), size=ARTICLES_OF_A_DAY)
        return render(request, "newsgroups/browse.html", {"form": form, "years": months_by_year(), "page": outlets})
    page = page_of(articles_of(form), page_number(request.GET.get("page")), size=ARTICLES_OF_A_DAY)
    return render(request, "newsgroups/browse_articles.html", {"form": form, "page": page, "days": _days(form)})


def _days(form: BrowseForm) -> BarChart | None:
    month = form.value("month")
    if not month:
        return None
    days = [(f"{day:%-d %b}", number, f"?from={day}&to={day}") for day, number in days_of(month)]
    return bar_chart(days, width=860, height=70)
