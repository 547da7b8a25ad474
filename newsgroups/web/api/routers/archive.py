"""API operations for articles, stories and comparisons."""

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from ninja import Field, Query, Router
from ninja.errors import HttpError

from newsgroups.ingest.normalize.url import RefusedAddress, canonical_url
from newsgroups.lineage.load_lineage import lineage_of
from newsgroups.matching.origin import Origin
from newsgroups.models import Article, Story, articles_at
from newsgroups.models.articles.article import MAX_URL
from newsgroups.models.stories.sort_orders import SORT_ORDERS
from newsgroups.stories.comparison.compare import compare as compare_articles
from newsgroups.stories.groups.related.load import related_of
from newsgroups.stories.pages.articles.article import changes_of
from newsgroups.stories.pages.serializers.as_json import (
    alignment_as_json,
    credited_article_as_json,
    lineage_as_json,
    origin_as_json,
    passages_as_json,
    related_as_json,
    similar_as_json,
    story_as_json,
    whole_article_as_json,
)
from newsgroups.stories.pages.stories.passages import passages_of
from newsgroups.story_facts.store_facts import facts_of_story
from newsgroups.web.api.date_parameters import Day
from newsgroups.web.api.listing import Paging, listing
from newsgroups.web.api.responses.articles import ArticlesAtAddress, Changes, SimilarArticles, TextKind, WholeArticle
from newsgroups.web.api.responses.shared_text import Comparison
from newsgroups.web.api.responses.stories import Stories
from newsgroups.web.api.responses.whole_story import StoryPassages, WholeStory
from newsgroups.web.api.unsupported_filters import (
    outlets_asked,
    refuse_dates_in_disorder,
    refuse_other_than,
    refuse_unknown,
)
from newsgroups.web.forms.filtered_rows import stories_of
from newsgroups.web.forms.list_filters import GroupsForm
from newsgroups.web.middleware.gone import Gone, visible_or_gone
from newsgroups.web.middleware.rate_limit import count_request
from newsgroups.web.output.page_sizes import API_ENTRIES, MAX_API_ENTRIES

router = Router(tags=["Articles and stories"])
PASSAGES_PAGE = 20
COLUMNS = {order.value: order.columns for order in SORT_ORDERS}


@router.get("articles", summary="The article at an address, if the archive has it", response=ArticlesAtAddress)
def articles(
    request: HttpRequest, url: str = Query(..., max_length=MAX_URL, pattern=r"^\s*[Hh][Tt][Tt][Pp][Ss]?://")
) -> dict[str, Any]:
    """Looked up by its canonical address or an additional one; redirects and tracking parameters are ignored."""
    refuse_other_than(request, "url")
    try:
        matching = articles_at(canonical_url(url.strip())).visible().select_related("source", "no_event")
    except RefusedAddress as reason:
        raise HttpError(404, str(reason)) from None
    return {"results": list(map(whole_article_as_json, matching))}


@router.get("articles/{pk}", summary="One article with its text", response=WholeArticle)
def article(request: HttpRequest, pk: int) -> dict[str, Any]:
    return whole_article_as_json(_article(pk))


@router.get("articles/{pk}/changes", summary="What changed between versions of an article", response=Changes)
def changes(request: HttpRequest, pk: int) -> dict[str, Any]:
    refuse_other_than(request)
    changes = changes_of(_article(pk))
    return {
        "results": [
            {"replaced_at": change.revision.replaced_at, "title": change.title, "text": change.text}
            for change in changes
        ]
    }


@router.get("articles/{pk}/similar", summary="The most similar articles, with the reasons", response=SimilarArticles)
def similar(request: HttpRequest, pk: int, limit: int = Query(API_ENTRIES, ge=1, le=MAX_API_ENTRIES)) -> dict[str, Any]:
    count_request(request, "similar")
    refuse_other_than(request, "limit")
    whole = _article(pk)
    return {"results": similar_as_json(whole, limit=limit)}


class GroupsQuery(Paging):
    date_from: Day | None = Field(None, alias="from", description="First day, in UTC.")
    date_to: Day | None = Field(None, alias="to", description="Last day, in UTC.")
    source: list[str] = Field([], description="Slugs of outlets.")
    collection: list[str] = Field([], max_length=50, description="Slugs of collections of outlets.")
    outlets: int | None = Field(None, ge=1, le=1_000, description="Minimum number of outlets.")
    independent: int | None = Field(None, ge=1, le=1_000, description="Minimum number of independent reports.")
    text_kind: TextKind | None = Field(None, description="Kind of text of at least one of its articles.")
    disputed: bool | None = Field(None, description="Only stories with disagreements.")
    sort: Literal["latest", "outlets", "different", "biggest", "fastest", "independent"] = "latest"


@router.get("groups", summary="Stories, as listed on the site", response=Stories)
def groups(request: HttpRequest, asked: Query[GroupsQuery]) -> dict[str, Any]:
    refuse_unknown(request, GroupsQuery)
    outlets_asked(asked.source, asked.collection)
    refuse_dates_in_disorder(asked.date_from, asked.date_to)
    rows = stories_of(GroupsForm(request.GET)).with_fact_counts()
    return listing(request, rows, asked, columns=COLUMNS[asked.sort], as_json=story_as_json)


@router.get(
    "groups/{pk}",
    summary="A story with its articles in order of publication",
    response={200: WholeStory, 301: None},
)
def group(request: HttpRequest, pk: int) -> dict[str, Any] | HttpResponse:
    story = get_object_or_404(Story.objects.with_fact_counts(), pk=pk)
    if (other := story.surviving()) != story:
        moved = redirect("api:group", other.pk, permanent=True)
        # The merge can be undone.
        moved["Cache-Control"] = "no-cache"
        return moved
    articles = story.articles.visible().for_lists().earliest_first()
    with_credits = [credited_article_as_json(article) for article in articles.prefetch_related("credits")]
    if not with_credits:
        raise Gone
    return (
        story_as_json(story)
        | {"articles": with_credits, "lineage": lineage_as_json(lineage_of(story), with_credits)}
        | {"related": related_as_json(related_of(story))}
        | facts_of_story(story)
    )


@router.get(
    "groups/{pk}/passages",
    summary="Where each passage of a story comes from, by article; 20 articles a page",
    response=StoryPassages,
)
def passages(request: HttpRequest, pk: int, page: int = Query(1, ge=1, le=1_000)) -> dict[str, Any]:
    count_request(request, "compare")
    story = get_object_or_404(Story, pk=pk).surviving()
    articles = story.articles.visible().select_related("source").earliest_first()
    found = passages_of(list(articles[(page - 1) * PASSAGES_PAGE : page * PASSAGES_PAGE]))
    return {"count": articles.count(), "results": [passages_as_json(each) for each in found]}


@router.get(
    "compare/{left}/{right}",
    summary="What two articles share, with character offsets, and where the shared text comes from",
    response=Comparison,
)
def compare(request: HttpRequest, left: int, right: int) -> dict[str, Any]:
    count_request(request, "compare")
    both = _article(left), _article(right)
    comparison = compare_articles(*both)
    return {
        "left": credited_article_as_json(both[0]),
        "right": credited_article_as_json(both[1]),
        "same_story": comparison.probability,
        "copied": alignment_as_json(comparison.alignment),
        "origin": origin_as_json(comparison.origin or Origin()),
    }


def _article(pk: int) -> Article:
    return visible_or_gone(get_object_or_404(Article.objects.select_related("source", "furniture"), pk=pk))
