"""Pairs of articles in the whole archive, as a page and as a table."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from newsgroups.models import Pair
from newsgroups.models.stories.pair import PairQuerySet
from newsgroups.web.forms.filter_base import unreadable
from newsgroups.web.forms.filtered_rows import count_pairs_by_text, kinds_of, pairs_of
from newsgroups.web.forms.list_filters import SimilarForm
from newsgroups.web.middleware.rate_limit import count_request
from newsgroups.web.output.csv_response import as_written, table_response
from newsgroups.web.output.pagination import page_number, page_of


def similar(request: HttpRequest) -> HttpResponse:
    count_request(request, "similar")
    form = SimilarForm(request.GET)
    kinds = kinds_of(form)
    count = sum(kind.count for kind in kinds if kind.is_shown)
    count_pairs_by_text(form, count)
    page = page_of(
        pairs_of(form),
        page_number(request.GET.get("page")),
        rows_of=PairQuerySet.page_with_articles,
        count=count,
    )
    can_judge = request.user.has_perm("newsgroups.add_curationevent")
    return render(
        request, "newsgroups/similar.html", {"form": form, "page": page, "kinds": kinds, "can_judge": can_judge}
    )


PAIR_COLUMNS = (
    "id kind earlier earlier_title earlier_outlet earlier_published later later_title later_outlet later_published "
    "copied_earlier copied_later longest_run same_story one_story origin"
).split()


def similar_table(request: HttpRequest, form: str) -> HttpResponseBase:
    """Stream all pairs of the list with its filters; shares of words are from 0 to 1."""
    count_request(request, "export")
    filters = SimilarForm(request.GET)
    return unreadable(filters) or table_response(request, "pairs", _rows(filters), form=form)


def _rows(filters: SimilarForm) -> Iterator[list[object]]:
    yield list(PAIR_COLUMNS)
    for pair in pairs_of(filters).with_articles().iterator(chunk_size=500):
        articles = [
            cell
            for article in (pair.upper, pair.lower)
            for cell in (article.pk, article.title, article.source.name, as_written(article.published))
        ]
        shares = [round(share, 4) for share in (pair.copied_upper, pair.copied_lower)]
        origin = _origin(pair)
        judged = [pair.longest_run, round(pair.probability, 4), pair.is_grouped, origin]
        yield [pair.pk, pair.kind, *articles, *shares, *judged]


def _origin(pair: Pair) -> str:
    """Where the shared text comes from: `earlier`, `later`, `third`, or `unknown`."""
    sides = {Pair.Origin.LEFT.value: pair.left_id, Pair.Origin.RIGHT.value: pair.right_id}
    if pair.origin in sides:
        return "earlier" if sides[pair.origin] == pair.upper.pk else "later"
    return pair.origin or Pair.Origin.UNKNOWN.value
