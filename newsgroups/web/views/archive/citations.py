"""Exports articles and stories for reference managers."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from newsgroups.models import Article, Story
from newsgroups.stories.pages.serializers.citation import as_bibtex, as_ris
from newsgroups.web.middleware.gone import Gone, visible_or_gone

FORMATS = {"ris": (as_ris, "application/x-research-info-systems"), "bib": (as_bibtex, "application/x-bibtex")}
# A larger story is cited by its earliest articles.
MAX_CITED = 1_000


def cite_article(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    cited = visible_or_gone(get_object_or_404(Article.objects.for_lists(), pk=pk))
    return _file(f"article-{pk}", form, [cited])


def cite_story(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    story = get_object_or_404(Story, pk=pk).surviving()
    articles = list(story.articles.visible().for_lists().earliest_first()[:MAX_CITED])
    if not articles:
        raise Gone
    return _file(f"story-{story.pk}", form, articles)


def _file(name: str, form: str, articles: Iterable[Article]) -> HttpResponse:
    if form not in FORMATS:
        raise Http404
    write, kind = FORMATS[form]
    answer = HttpResponse(write(articles), content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer
