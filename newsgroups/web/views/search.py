"""Searching, and how to."""

from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsgroups.models import Source
from newsgroups.search.articles import SearchPage
from newsgroups.search.articles import search as search_articles
from newsgroups.web.forms import SearchForm
from newsgroups.web.paging import Page, page_number
from newsgroups.web.rates import count_request

PAGE_SIZE = 20
# Each of these is an example that a reader can click.
EXAMPLES = (
    ("bridge closed", "both words, in any form: also “bridges”, “closing”"),
    ('"harbour bridge"', "these words one after the other"),
    ("ferry OR train", "either of the words"),
    ("bridge -railway", "the first without the second; also “bridge NOT railway”"),
    ("(ferry OR train) strike", "what belongs together, in brackets"),
    ("title:bridge", "in the headline"),
    ("author:marrant", "in the names of the authors"),
    ("source:harbour-post", "of this outlet, by the last part of the address of its page"),
    ("after:2026-10-15 before:2026-11", "from that day on; until the day before"),
    ("fish*", "any ending; “wom?n” stands for any one letter"),
)


def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    if form.value("q"):
        count_request(request, "search")
    started = perf_counter()
    found = search_articles(form.value("q", ""), **_filters(form), page=page_number(request.GET.get("page")))
    shown = {
        "form": form,
        "found": found,
        "milliseconds": round((perf_counter() - started) * 1000),
        "page": Page(found.hits, found.page, found.pages, found.count, PAGE_SIZE),
        "ways_on": [] if found.count or not form.value("q") else _ways_on(form, found),
    }
    return render(request, "newsgroups/search.html", shown, status=503 if found.problem else 200)


def help_search(request: HttpRequest) -> HttpResponse:
    return render(request, "newsgroups/help_search.html", {"examples": EXAMPLES})


def _filters(form: SearchForm) -> dict[str, Any]:
    sources: list[Source] = form.sources
    first: date | None = form.value("date_from")
    last: date | None = form.value("date_to")
    return {"sources": sources, "date_from": first, "date_to": last, "sort": form.value("sort", "relevance")}


@dataclass(frozen=True)
class WayOn:
    """What a reader who found nothing can do, and how many articles that gives."""

    label: str
    count: int
    address: str


def _ways_on(form: SearchForm, found: SearchPage) -> list[WayOn]:
    """Another spelling, and each filter taken off, as far as that gives anything."""
    ways = []
    filters = _filters(form)
    if found.suggestion:
        count = search_articles(found.suggestion, **filters, page_size=1).count
        ways.append(WayOn(f"search for {found.suggestion}", count, form.address(q=found.suggestion)))
    if filters["sources"]:
        count = search_articles(form.value("q"), **filters | {"sources": []}, page_size=1).count
        ways.append(WayOn("look at all outlets", count, form.address(source=None)))
    if filters["date_from"] or filters["date_to"]:
        dates: dict[str, Any] = {"date_from": None, "date_to": None}
        count = search_articles(form.value("q"), **filters | dates, page_size=1).count
        ways.append(WayOn("look at all dates", count, form.address(**{"from": None, "to": None})))
    return [way for way in ways if way.count]
