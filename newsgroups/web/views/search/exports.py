"""A query outside its page: as a feed, as a table, in the browser's own search field, and while it is typed."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from newsgroups.models import Article
from newsgroups.search.evaluate.budget import QueryTooSlow
from newsgroups.search.index.generations import IndexProblem
from newsgroups.search.service import Hit, SearchPage, iter_all
from newsgroups.search.service import search as search_articles
from newsgroups.search.suggestions.autocomplete import complete as complete_query
from newsgroups.web.forms.filters import unreadable
from newsgroups.web.forms.search import SearchForm
from newsgroups.web.middleware.rate_limit import count_request
from newsgroups.web.output.atom import author
from newsgroups.web.output.csv_response import as_written, csv_response
from newsgroups.web.output.feed_formats import IN_FEED, ArchiveFeed


class SearchFeed(ArchiveFeed):
    """The latest articles that answer a query with its filters: a search that is kept."""

    counts_as = "search"

    def respond(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        form = SearchForm(request.GET)
        if refused := unreadable(form):
            return refused
        found = search_articles(**form.question | {"sort": "newest"}, page_size=IN_FEED)
        if found.problem:
            return _refused(found.problem, too_slow=found.too_slow)
        return super().respond(request, form=form, found=found)

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
    """A program is not to ask again what takes too long, and to come back when the index is mended."""
    return HttpResponse(problem, status=400 if too_slow else 503, content_type="text/plain; charset=utf-8")


def search_csv(request: HttpRequest) -> HttpResponseBase:
    """All articles that answer the query with its filters, streamed: as many as the page and its facets count."""
    count_request(request, "export")
    form = SearchForm(request.GET)
    if refused := unreadable(form):
        return refused
    try:
        found = iter_all(**form.question | {"fold": False})
    except IndexProblem as problem:
        return _refused(str(problem), too_slow=isinstance(problem, QueryTooSlow))
    return csv_response("articles.csv", _rows(request, found))


def _rows(request: HttpRequest, found: Iterable[Article]) -> Iterator[list[object]]:
    yield ["id", "title", "outlet", "published", "authors", "language", "url", "story", "address"]
    for article in found:
        published = as_written(article.published)
        address = request.build_absolute_uri(article.get_absolute_url())
        facts = article.authors, article.language, article.url_given, article.story_id or ""
        yield [article.pk, article.title, article.source.name, published, *facts, address]


def opensearch(request: HttpRequest) -> HttpResponse:
    """What a browser needs to offer this site as a search engine (OpenSearch 1.1)."""
    shown = {"site": request.build_absolute_uri("/").rstrip("/")}
    return render(request, "newsgroups/opensearch.xml", shown, content_type="application/opensearchdescription+xml")


def suggestions(request: HttpRequest) -> JsonResponse:
    """Whole queries that go on from what is typed, in the form of OpenSearch Suggestions."""
    count_request(request, "complete")
    typed = request.GET.get("q", "")
    answer = JsonResponse([typed, complete_query(typed).words], safe=False)
    answer["Content-Type"] = "application/x-suggestions+json"
    return answer


def complete(request: HttpRequest) -> JsonResponse:
    """What the list under the search field shows: labels with the query or the address that they stand for."""
    count_request(request, "complete")
    found = complete_query(request.GET.get("q", ""))
    queries = [{"kind": "Words", "label": query, "query": query} for query in found.words]
    sources = [{"kind": "Outlets", "label": each.name, "query": f"source:{each.slug} "} for each in found.sources]
    titles = [
        {"kind": "Articles", "label": each.title, "note": each.source.name, "address": each.get_absolute_url()}
        for each in found.titles
    ]
    return JsonResponse({"completions": [*queries, *sources, *titles]})
