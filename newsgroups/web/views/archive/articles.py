"""Views of an article, its changes, an outlet, and a random article."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from newsgroups.models import Article, Source
from newsgroups.models.articles.article import TextKind
from newsgroups.stories.pages.articles.article import changes_of, read_article
from newsgroups.stories.pages.outlets.outlet import outlet_figures
from newsgroups.stories.pages.outlets.outlet_articles import Shown, articles_of_outlet, with_origins
from newsgroups.web.charts.confidence_interval import interval_chart
from newsgroups.web.charts.stacked_months import stacked_chart
from newsgroups.web.middleware.gone import visible_or_gone
from newsgroups.web.output.page_sizes import ARTICLES_OF_AN_OUTLET
from newsgroups.web.output.pagination import page_number, page_of

# Kinds of text in the order of the chart, in the words of an outlet's page.
WHOSE = [
    (TextKind.OWN.value, "own text"),
    (TextKind.AGENCY.value, "agency copy"),
    (TextKind.REPUBLISHED.value, "from other outlets"),
]
SEGMENTS = [
    (Shown.ALL, "All"),
    (Shown.OWN, "Own text"),
    (Shown.AGENCY, "Agency copy"),
    (Shown.REPUBLISHED, "From other outlets"),
    (Shown.FIRST, "First to report"),
]


def article(request: HttpRequest, pk: int) -> HttpResponse:
    article = visible_or_gone(get_object_or_404(Article.objects.select_related("source", "story", "no_event"), pk=pk))
    shown = {"article": article, "reading": read_article(article), "changes": article.revisions.count()}
    shown["addresses"] = article.addresses.all()
    return render(request, "newsgroups/article.html", shown)


def article_changes(request: HttpRequest, pk: int) -> HttpResponse:
    article = visible_or_gone(get_object_or_404(Article.objects.select_related("source"), pk=pk))
    return render(request, "newsgroups/article_changes.html", {"article": article, "changes": changes_of(article)})


def any_article(request: HttpRequest) -> HttpResponseBase:
    picked = Article.objects.visible().at_random()
    return redirect(picked) if picked else redirect("browse")


def source(request: HttpRequest, slug: str) -> HttpResponseBase:
    """An outlet under all its names; each of them leads to its main name."""
    source = get_object_or_404(Source.objects.select_related("outlet"), slug=slug)
    if source.outlet:
        return redirect(source.outlet)
    figures = outlet_figures(source)
    wanted = request.GET.get("show", "")
    shown = Shown(wanted) if wanted in list(Shown) else Shown.ALL
    page = page_of(
        articles_of_outlet(source, shown, figures.firsts),
        page_number(request.GET.get("page")),
        size=ARTICLES_OF_AN_OUTLET,
    )
    context = {
        "source": source,
        "figures": figures,
        "agency_pages": Source.objects.of_agencies([name for name, _ in figures.agencies]),
        "rate": interval_chart(figures.firsts.rate) if figures.firsts.has_enough else None,
        "chart": stacked_chart(figures.text_by_month, WHOSE),
        "page": page,
        "lines": with_origins(page.items),
        "show": shown,
        "segments": SEGMENTS,
    }
    return render(request, "newsgroups/outlet.html", context)
