"""Which texts of a story come from which: the page of passages, and the lineage for other programs."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from newsgroups.lineage.load_lineage import lineage_of
from newsgroups.lineage.table import as_dot
from newsgroups.models import Story
from newsgroups.stories.pages.serializers.as_json import credited_article_as_json, lineage_as_json
from newsgroups.stories.pages.stories.passages import passages_of
from newsgroups.web.middleware.gone import Gone
from newsgroups.web.middleware.rate_limit import count_request
from newsgroups.web.output.pagination import page_number, page_of

ON_ONE_PAGE = 20


def lineage_dot(request: HttpRequest, pk: int) -> HttpResponse:
    lineage = lineage_of(_story(pk))
    answer = HttpResponse(as_dot(lineage), content_type="text/vnd.graphviz; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="lineage-{pk}.dot"'
    return answer


def lineage_json(request: HttpRequest, pk: int) -> JsonResponse:
    story = _story(pk)
    articles = story.articles.visible().for_lists().earliest_first().prefetch_related("credits")
    answer = JsonResponse(
        lineage_as_json(lineage_of(story), [credited_article_as_json(article) for article in articles])
    )
    answer["Content-Disposition"] = f'attachment; filename="lineage-{pk}.json"'
    return answer


def passages(request: HttpRequest, pk: int) -> HttpResponse:
    """Every text of a story with its shared passages marked, and where each comes from."""
    count_request(request, "compare")
    story = _story(pk)
    articles = story.articles.visible().for_lists().defer(None).earliest_first()
    page = page_of(articles, page_number(request.GET.get("page")), size=ON_ONE_PAGE)
    shown = {"story": story, "page": page, "texts": passages_of(page.items)}
    return render(request, "newsgroups/story_passages.html", shown)


def _story(pk: int) -> Story:
    story = get_object_or_404(Story, pk=pk).surviving()
    if not story.article_count:
        raise Gone
    return story
