"""Searching, what goes with it in a browser, and how to."""

from time import perf_counter

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsgroups.search.service import search as search_articles
from newsgroups.search.suggestions.examples import examples
from newsgroups.web.forms.search import SearchForm
from newsgroups.web.middleware.rate_limit import count_request
from newsgroups.web.output.page_sizes import SEARCH_RESULTS
from newsgroups.web.output.pagination import ListPage, page_number

from .facets import facets_of, filters_of, histogram_of, relaxed_filters

# The words of the examples come from the latest titles; it does not matter if newer ones arrive meanwhile.
EXAMPLES_SECONDS = 600


def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    if form.value("q"):
        count_request(request, "search")
    started = perf_counter()
    found = search_articles(**form.question, page=page_number(request.GET.get("page")), page_size=SEARCH_RESULTS)
    shown = {
        "form": form,
        "found": found,
        "milliseconds": max(1, round((perf_counter() - started) * 1000)),
        "page": ListPage(found.hits, found.page, found.pages, found.texts, SEARCH_RESULTS),
        "facets": facets_of(form, found.counted),
        "filters": filters_of(form),
        "histogram": histogram_of(form, found.counted),
        "relaxed_filters": [] if found.count else relaxed_filters(form, found),
    }
    return render(request, "newsgroups/search.html", shown, status=503 if found.problem and not found.too_slow else 200)


def help_search(request: HttpRequest) -> HttpResponse:
    found = cache.get_or_set("search-examples", examples, EXAMPLES_SECONDS)
    return render(request, "newsgroups/help_search.html", {"examples": found})
