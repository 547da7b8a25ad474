"""Search outside its page: feed, CSV, browser search field and autocompletion."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from newsgroups.models import Article
from newsgroups.search.evaluate.query_budget import QueryTooSlow
from newsgroups.search.index.generations import IndexProblem
from newsgroups.search.service import Hit, SearchPage, iter_all
from newsgroups.search.service import search as search_articles
from newsgroups.search.suggestions.autocomplete import complete as complete_query
from newsgroups.web.forms.filter_base import unreadable
from newsgroups.web.forms.search import SearchForm
from newsgroups.web.middleware.rate_limit import count_request
from newsgroups.web.output.atom import author
from newsgroups.web.output.csv_response import moment_as_written, table_response
from newsgroups.web.output.feed_formats import ArchiveFeed
from newsgroups.web.output.page_sizes import FEED_ENTRIES


class SearchFeed(ArchiveFeed):
    """The latest articles that match a query and its filters: a saved search."""

    counts_as = "search"

    def respond(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        form = SearchForm(request.GET)
        if refused := unreadable(form):
            return refused
        page = search_articles(**form.question | {"sort": "newest"}, page_size=FEED_ENTRIES)
        if page.problem:
            return _refused(page.problem, too_slow=page.too_slow)
        return super().respond(request, form=form, found=page)

    def get_object(self, request: HttpRequest, form: SearchForm, found: SearchPage) -> tuple[SearchForm, SearchPage]:
        return form, found

    def title(self, asked: tuple[SearchForm, SearchPage]) -> str:
        return f"Newsgroups: {asked[1].understood or 'search'}"

    def subtitle(self, asked: tuple[SearchForm, SearchPage]) -> str:
        return " ".join([f"{asked[1].count:,} articles, latest first.", *asked[1].notes])

    def link(self, asked: tuple[SearchForm, SearchPage]) -> str:
        return reverse("search") + asked[0].address()

    def items(self, asked: tuple[SearchForm, SearchPage]) -> list[Hit]:
        return asked[1].hits

    def item_title(self, hit: Hit) -> str:
        return hit.article.title

    def item_link(self, hit: Hit) -> str:
        return hit.article.get_absolute_url()

    def item_description(self, hit: Hit) -> str:
        return "".join(fragment.text for fragment in hit.snippet)

    def item_author_name(self, hit: Hit) -> str:
        return author(hit.article.source.name)

    def item_extra_kwargs(self, hit: Hit) -> dict[str, str]:
        return {"language": hit.article.language}

    def item_pubdate(self, hit: Hit) -> datetime | None:
        return hit.article.published

    def item_updateddate(self, hit: Hit) -> datetime:
        return hit.article.published or hit.article.first_seen


def _refused(problem: str, *, too_slow: bool) -> HttpResponse:
    """Return an error response: programs should not repeat a slow query, but may retry once the index is fixed."""
    return HttpResponse(problem, status=400 if too_slow else 503, content_type="text/plain; charset=utf-8")


def search_table(request: HttpRequest, form: str) -> HttpResponseBase:
    """Stream all articles that match the query and its filters: as many as the page and its facets count."""
    count_request(request, "export")
    filters = SearchForm(request.GET)
    if refused := unreadable(filters):
        return refused
    try:
        articles = iter_all(**filters.question | {"fold": False})
    except IndexProblem as problem:
        return _refused(str(problem), too_slow=isinstance(problem, QueryTooSlow))
    return table_response(request, "articles", article_rows(request, articles), form=form)


def article_rows(request: HttpRequest, articles: Iterable[Article]) -> Iterator[list[object]]:
    yield ["id", "title", "outlet", "published", "authors", "language", "url", "story", "address"]
    for article in articles:
        published = moment_as_written(article.moment)
        address = request.build_absolute_uri(article.get_absolute_url())
        facts = article.authors, article.language, article.url_given, article.story_id or ""
        yield [article.pk, article.title, article.source.name, published, *facts, address]


def opensearch(request: HttpRequest) -> HttpResponse:
    """Describe this site as a search engine for browsers (OpenSearch 1.1)."""
    shown = {"site": request.build_absolute_uri("/").rstrip("/")}
    return render(request, "newsgroups/browser_search.xml", shown, content_type="application/opensearchdescription+xml")


def suggestions(request: HttpRequest) -> JsonResponse:
    """Return whole queries that continue what is typed, in OpenSearch Suggestions format."""
    count_request(request, "complete")
    typed = request.GET.get("q", "")
    answer = JsonResponse([typed, complete_query(typed).words], safe=False)
    answer["Content-Type"] = "application/x-suggestions+json"
    return answer


def complete(request: HttpRequest) -> JsonResponse:
    """Return the entries of the list under the search field: labels, each with its query or URL."""
    count_request(request, "complete")
    completions = complete_query(request.GET.get("q", ""))
    queries = [{"kind": "Words", "label": query, "query": query} for query in completions.words]
    sources = [
        {"kind": "Outlets", "label": outlet.name, "query": f"source:{outlet.slug} "} for outlet in completions.sources
    ]
    titles = [
        {"kind": "Articles", "label": article.title, "note": article.source.name, "address": article.get_absolute_url()}
        for article in completions.titles
    ]
    return JsonResponse({"completions": [*queries, *sources, *titles]})
