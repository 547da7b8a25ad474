"""Pairs of articles in the whole archive."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsgroups.models.stories.pair import PairQuerySet
from newsgroups.web.forms.lists import SimilarForm
from newsgroups.web.forms.querysets import count_pairs_by_text, kinds_of, pairs_of
from newsgroups.web.middleware.rate_limit import count_request
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
        rows_of=PairQuerySet.with_articles,
        count=count,
    )
    return render(request, "newsgroups/similar.html", {"form": form, "page": page, "kinds": kinds})
