"""Two articles side by side, as a page or as a single file."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from newsgroups.models import Article
from newsgroups.stories.comparison.compare import compare as compare_articles
from newsgroups.stories.comparison.explain_grouping import explain_grouping
from newsgroups.web.middleware.gone import visible_or_gone
from newsgroups.web.middleware.rate_limit import count_request
from newsgroups.web.output.single_file import single_file

SWITCH = [("all", "All"), ("shared", "Shared"), ("left", "Only left"), ("right", "Only right")]


def compare_two(request: HttpRequest) -> HttpResponseBase:
    """The target of the check boxes in lists: compares two articles, and shows a message for any other number."""
    count_request(request, "compare")
    # Digits of any script form numbers: ١ is 1, so both are the same article.
    chosen = list(dict.fromkeys(int(pk) for pk in request.GET.getlist("article") if pk.isdecimal() and len(pk) < 19))
    if len(chosen) == 2:
        return redirect("compare", *chosen)
    return render(request, "newsgroups/compare_two.html", {"chosen": len(chosen)}, status=400)


def compare(request: HttpRequest, left: int, right: int) -> HttpResponseBase:
    if left == right:
        return redirect("article", left)
    return render(request, "newsgroups/compare.html", _shown(request, left, right))


def compare_file(request: HttpRequest, left: int, right: int) -> HttpResponse:
    """Return the comparison as one self-contained file."""
    shown = _shown(request, left, right)
    styles, script = ["css/compare.css"], "js/compare.js"
    answer = single_file(request, "newsgroups/compare_file.html", shown, styles=styles, script=script)
    answer["Content-Disposition"] = f'attachment; filename="comparison-{left}-{right}.html"'
    return answer


def _shown(request: HttpRequest, left: int, right: int) -> dict[str, Any]:
    count_request(request, "compare")
    view, count = request.GET.get("show"), request.GET.get("boilerplate") == "count"
    articles = [
        get_object_or_404(Article.objects.select_related("source", "story", "furniture"), pk=pk) for pk in (left, right)
    ]
    return {
        "comparison": compare_articles(*map(visible_or_gone, articles), count_boilerplate=count),
        "count_boilerplate": count,
        "standing": explain_grouping(*articles),
        "show": view if view in dict(SWITCH) else "all",
        "switch": SWITCH,
    }
