"""One article, what changed in it, one outlet, and any article."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from newsgroups.models import Article, Source
from newsgroups.models.article import TextKind
from newsgroups.stories.pages.article import changes_of, read_article
from newsgroups.stories.pages.outlet import outlet_figures
from newsgroups.web.charts.charts import months_chart
from newsgroups.web.charts.stacked import stacked_chart
from newsgroups.web.middleware.gone import visible_or_gone
from newsgroups.web.pagination import page_number, page_of

IN_ONE_LIST = 50


def article(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_or_gone(get_object_or_404(Article.objects.select_related("source", "story", "no_event"), pk=pk))
    shown = {"article": found, "reading": read_article(found), "changes": found.revisions.count()}
    shown["addresses"] = found.addresses.all()
    return render(request, "newsgroups/article.html", shown)


def article_changes(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_or_gone(get_object_or_404(Article.objects.select_related("source"), pk=pk))
    return render(request, "newsgroups/article_changes.html", {"article": found, "changes": changes_of(found)})


def any_article(request: HttpRequest) -> HttpResponseBase:
    found = Article.objects.visible().at_random()
    return redirect(found) if found else redirect("browse")


def source(request: HttpRequest, slug: str) -> HttpResponseBase:
    """An outlet under all its names; each of them leads to its main name."""
    found = get_object_or_404(Source.objects.select_related("outlet"), slug=slug)
    if found.outlet:
        return redirect(found.outlet)
    figures = outlet_figures(found)
    shown = {
        "source": found,
        "figures": figures,
        "only": f"&source={slug}",
        "chart": months_chart(figures.months),
        "text_chart": stacked_chart(figures.text_by_month, TextKind.choices),
        "page": page_of(
            Article.objects.visible().of_sources([found]).for_lists().latest_first(),
            page_number(request.GET.get("page")),
            size=IN_ONE_LIST,
        ),
    }
    return render(request, "newsgroups/source.html", shown)
