"""Pairs of articles, and two of them side by side."""

from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString

from newsgroups.models import Article
from newsgroups.models.pair import PairQuerySet
from newsgroups.stories.comparing import Comparison
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
    return render(request, "newsgroups/compare.html", {"comparison": _comparison(left, right)})


def compare_file(request: HttpRequest, left: int, right: int) -> HttpResponse:
    """The comparison as one file that needs nothing else."""
    shown = {"comparison": _comparison(left, right), "styles": _styles()}
    answer = render(request, "newsgroups/compare_file.html", shown)
    answer["Content-Disposition"] = f'attachment; filename="comparison-{left}-{right}.html"'
    return answer


def _comparison(left: int, right: int) -> Comparison:
    articles = [get_object_or_404(Article.objects.select_related("source", "story"), pk=pk) for pk in (left, right)]
    return compare_articles(*map(visible_or_gone, articles))


@cache
def _styles() -> SafeString:
    """Our own style sheets, which are no markup."""
    files = (finders.find(f"css/{name}.css") for name in ("newsgroups", "pages"))
    return SafeString("\n".join(Path(file).read_text() for file in files))
