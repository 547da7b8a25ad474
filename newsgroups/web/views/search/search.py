"""The search page and its help page."""

from time import perf_counter

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsgroups.search.service import search as search_articles
from newsgroups.search.suggestions.examples import Example, examples
from newsgroups.web.forms.search import SearchForm
from newsgroups.web.middleware.rate_limit import count_request
from newsgroups.web.output.page_sizes import SEARCH_RESULTS
from newsgroups.web.output.pagination import ListPage, page_number

from .facets import facets_of, filters_of, histogram_of, relaxed_filters

# Seconds to cache the examples. They use words of the latest titles; newer titles need not appear at once.
EXAMPLES_SECONDS = 600


def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    if form.value("q"):
        count_request(request, "search")
    if addresses := form.entered_addresses:
        return render(request, "newsgroups/search.html", {"form": form, "addresses": addresses})
    started = perf_counter()
    results = search_articles(**form.question, page=page_number(request.GET.get("page")), page_size=SEARCH_RESULTS)
    shown = {
        "form": form,
        "found": results,
        "milliseconds": max(1, round((perf_counter() - started) * 1000)),
        "page": ListPage(results.hits, results.page, results.pages, results.texts, SEARCH_RESULTS),
        "facets": facets_of(form, results.counted),
        "filters": filters_of(form),
        "histogram": histogram_of(form, results.counted),
        "relaxed_filters": [] if results.count else relaxed_filters(form, results),
    }
    return render(
        request, "newsgroups/search.html", shown, status=503 if results.problem and not results.too_slow else 200
    )


def help_search(request: HttpRequest) -> HttpResponse:
    return render(request, "newsgroups/help_search.html", {"examples": cached_examples()})


def cached_examples() -> list[Example]:
    """Return queries with words of this archive. Finding them takes many searches."""
    return cache.get_or_set("search-examples", examples, EXAMPLES_SECONDS) or []
