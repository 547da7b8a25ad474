"""Articles, stories and comparisons."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from ninja import Field, Query, Router, Schema

from newsgroups.models import Article, Story
from newsgroups.stories.comparison.compare import compare as compare_articles
from newsgroups.stories.facts.store import facts_of_story
from newsgroups.stories.pages.as_json import (
    alignment_as_json,
    article_as_json,
    similar_as_json,
    story_as_json,
    whole_article_as_json,
)
from newsgroups.web.forms.lists import GroupsForm
from newsgroups.web.forms.querysets import stories_of
from newsgroups.web.middleware.gone import Gone, visible_or_gone
from newsgroups.web.pagination import page_of

from .story_schemas import StoryAnswer

router = Router()


@router.get("articles/{pk}", summary="One article with its text")
def article(request: HttpRequest, pk: int) -> dict[str, Any]:
    return whole_article_as_json(_article(pk))


@router.get("articles/{pk}/similar", summary="The articles most like it, with why")
def similar(request: HttpRequest, pk: int, limit: int = Query(20, ge=1, le=100)) -> dict[str, Any]:
    found = _article(pk)
    return {"results": similar_as_json(found, limit=limit)}


class GroupsQuery(Schema):
    date_from: date | None = Field(None, alias="from")
    date_to: date | None = Field(None, alias="to")
    source: list[str] = []
    outlets: int | None = Field(None, ge=1, le=1_000, description="Least number of outlets.")
    sort: Literal["latest", "biggest", "fastest"] = "latest"
    page: int = Field(1, ge=1, le=1_000_000)


@router.get("groups", summary="Stories, as in the list of the site")
def groups(request: HttpRequest, asked: Query[GroupsQuery]) -> dict[str, Any]:
    page = page_of(stories_of(GroupsForm(request.GET)), asked.page)
    return {
        "count": page.count,
        "page": page.number,
        "pages": page.pages,
        "results": list(map(story_as_json, page.items)),
    }


@router.get(
    "groups/{pk}", summary="A story with its articles in order of publication", response={200: StoryAnswer, 301: None}
)
def group(request: HttpRequest, pk: int) -> dict[str, Any] | HttpResponse:
    story = get_object_or_404(Story, pk=pk)
    if story.merged_into_id:
        return redirect("api:group", story.surviving().pk, permanent=True)
    articles = story.articles.visible().for_lists().earliest_first()
    told = [article_as_json(each) for each in articles]
    if not told:
        raise Gone
    return story_as_json(story) | {"articles": told} | facts_of_story(story)


@router.get("compare/{left}/{right}", summary="What two articles share, by characters of their texts")
def compare(request: HttpRequest, left: int, right: int) -> dict[str, Any]:
    both = _article(left), _article(right)
    found = compare_articles(*both)
    return {
        "left": article_as_json(both[0]),
        "right": article_as_json(both[1]),
        "same_story": found.probability,
        "copied": alignment_as_json(found.alignment),
    }


def _article(pk: int) -> Article:
    return visible_or_gone(get_object_or_404(Article.objects.select_related("source"), pk=pk))
