"""The lineage of a story, for other programs."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404

from newsgroups.lineage.load_lineage import lineage_of
from newsgroups.lineage.table import as_dot
from newsgroups.models import Story
from newsgroups.stories.pages.serializers.as_json import credited_article_as_json, lineage_as_json
from newsgroups.web.middleware.gone import Gone


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


def _story(pk: int) -> Story:
    story = get_object_or_404(Story, pk=pk).surviving()
    if not story.article_count:
        raise Gone
    return story
