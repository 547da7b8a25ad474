"""Pairs of articles, and two of them side by side."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from newsgroups.models import Article
from newsgroups.models.pair import PairQuerySet
from newsgroups.stories.comparing import compare as compare_articles
from newsgroups.web.forms import SimilarForm
from newsgroups.web.lists import pairs_of
from newsgroups.web.paging import page_number, page_of

from .gone import visible_or_gone


def similar(request: HttpRequest) -> HttpResponse:
    form = SimilarForm(request.GET)
    page = page_of(pairs_of(form), page_number(request.GET.get("page")), rows_of=PairQuerySet.with_articles)
    return render(request, "newsgroups/similar.html", {"form": form, "page": page})


def compare_two(request: HttpRequest) -> HttpResponseBase:
    """Where the check boxes of a list lead: two articles are compared, anything else is said."""
    chosen = [pk for pk in dict.fromkeys(request.GET.getlist("article")) if pk.isdecimal() and len(pk) < 19]
    if len(chosen) == 2:
        return redirect("compare", *chosen)
    return render(request, "newsgroups/compare_two.html", {"chosen": len(chosen)}, status=400)


def compare(request: HttpRequest, left: int, right: int) -> HttpResponseBase:
    if left == right:
        return redirect("article", left)
    articles = [get_object_or_404(Article.objects.select_related("source", "story"), pk=pk) for pk in (left, right)]
    for article in articles:
        visible_or_gone(article)
    return render(request, "newsgroups/compare.html", {"comparison": compare_articles(*articles)})
