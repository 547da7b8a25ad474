"""API operations for search and look-up."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from pydantic import ConfigDict, model_validator

from newsgroups.search.query.highlight import Fragment
from newsgroups.search.results.facet_counts import Counted
from newsgroups.search.service import Hit, SearchPage
from newsgroups.search.service import search as search_articles
from newsgroups.stories.lookup.look_up import SECONDS_FOR_VISITORS, look_up
from newsgroups.stories.lookup.text_limits import MAX_TEXT_LENGTH, check_length
from newsgroups.stories.pages.serializers.as_json import article_as_json, lookup_as_json
from newsgroups.web.api.date_parameters import Day
from newsgroups.web.api.listing import next_page
from newsgroups.web.api.responses.articles import TextKind
from newsgroups.web.api.responses.search import SearchAnswer
from newsgroups.web.api.responses.shared_text import LookupAnswer
from newsgroups.web.api.unsupported_filters import outlets_asked, refuse_dates_in_disorder, refuse_unknown
from newsgroups.web.forms.lookup_input import Asked, text_at
from newsgroups.web.middleware.rate_limit import count_request
from newsgroups.web.middleware.request_queues import costly, queue_for
from newsgroups.web.output.page_sizes import API_ENTRIES, MAX_API_ENTRIES

router = Router()


class SearchQuery(Schema):
    q: str = Field("", description="The query, in the syntax of the search page.", examples=["bridge -ferry"])
    source: list[str] = Field([], description="Slugs of outlets.")
    collection: list[str] = Field([], max_length=50, description="Slugs of collections of outlets.")
    date_from: Day | None = Field(None, alias="from", description="First day, in UTC.")
    date_to: Day | None = Field(None, alias="to", description="Last day, in UTC.")
    language: list[str] = Field(
        [], description="Language codes such as en; `unknown` for articles whose language is not known."
    )
    group: Literal["in", "alone"] | None = Field(None, description="In a story of several articles, or alone.")
    text_kind: TextKind | None = Field(None, description="Whose text the article carries.")
    like: int | None = Field(None, ge=1, description="Only near copies of this article.")
    copies: Literal["all", "first"] = Field("all", description="`first` omits near copies of an earlier hit.")
    sort: Literal["relevance", "newest", "oldest"] = "relevance"
    page: int = Field(1, ge=1, le=1_000_000, description="Page number, starting at 1.")
    page_size: int = Field(API_ENTRIES, ge=1, le=MAX_API_ENTRIES, description="Hits per page.")


@router.get("search", summary="Articles that match a query", response=SearchAnswer, tags=["Search"])
def search(request: HttpRequest, asked: Query[SearchQuery]) -> dict[str, Any]:
    refuse_unknown(request, SearchQuery)
    sources = outlets_asked(asked.source, asked.collection)
    refuse_dates_in_disorder(asked.date_from, asked.date_to)
    count_request(request, "search")
    page = search_articles(
        asked.q,
        sources=sources,
        date_from=asked.date_from,
        date_to=asked.date_to,
        languages=["" if code == "unknown" else code for code in asked.language],
        grouped=asked.group,
        like=asked.like,
        text_kind=asked.text_kind,
        fold=asked.copies == "first",
        sort=asked.sort,
        page=asked.page,
        page_size=asked.page_size,
    )
    if page.problem:
        raise HttpError(400 if page.too_slow else 503, page.problem)
    return {
        "count": page.count,
        "page": page.page,
        "pages": page.pages,
        "next": next_page(request, page.page, page.pages),
        "understood": page.understood,
        "notes": page.notes,
        "suggestion": page.suggestion.query if page.suggestion else None,
        "suggestion_count": page.suggestion.count if page.suggestion else None,
        "alternatives": _alternatives(page),
        "facets": _facets(page.counted),
        "results": [_hit(hit) for hit in page.hits],
    }


def _alternatives(page: SearchPage) -> list[dict[str, Any]]:
    """Returns alternative queries for a search without results, with what each finds."""
    named = [("nearly", page.nearly), ("part", page.part), ("any_word", page.any_word)]
    named += [(f"without {relaxed.left_out}", relaxed.suggestion) for relaxed in page.fewer]
    return [
        {"kind": kind, "query": suggestion.query, "count": suggestion.count} for kind, suggestion in named if suggestion
    ]


def _facets(counted: Counted) -> dict[str, dict[str, int]]:
    return {
        "source": dict(counted.sources),
        "year": {span.label: span.count for span in counted.years},
        "language": {code or "unknown": count for code, count in counted.languages},
        "text_kind": counted.text_kinds,
        "group": {"in": counted.grouped, "alone": counted.alone},
    }


def _hit(hit: Hit) -> dict[str, Any]:
    highlights = {"title": _marked(hit.title), "text": _marked(hit.snippet)}
    copies = {"copies": hit.copy_count, "score": round(hit.score, 4), "highlights": highlights}
    return article_as_json(hit.article) | copies


def _marked(fragments: list[Fragment]) -> list[dict[str, Any]]:
    """Returns pieces with a flag, so that clients do not have to parse markup in third-party text."""
    return [{"text": fragment.text, "marked": fragment.marked} for fragment in fragments]


_ONE_OF_BOTH: Any = [{"required": [name], "properties": {name: {"type": "string"}}} for name in ("text", "url")]


class LookupQuestion(Schema):
    model_config = ConfigDict(json_schema_extra={"oneOf": _ONE_OF_BOTH})

    text: str | None = Field(
        None, description=f"The text itself, up to {MAX_TEXT_LENGTH:,} characters; give either this or `url`."
    )
    url: str | None = Field(None, description="The address of a page; give either this or `text`.")
    date_from: Day | None = Field(None, alias="from", description="Earliest publication date of the articles, in UTC.")
    date_to: Day | None = Field(None, alias="to", description="Latest publication date of the articles, in UTC.")
    source: list[str] = Field([], max_length=1_000, description="Slugs of outlets.")
    collection: list[str] = Field([], max_length=50, description="Slugs of collections of outlets.")
    limit: int = Field(API_ENTRIES, ge=1, le=MAX_API_ENTRIES, description="Maximum number of articles.")

    @model_validator(mode="after")
    def _one_of_both(self) -> "LookupQuestion":
        if (self.text is None) == (self.url is None):
            raise ValueError("Give either `text` or `url`.")
        return self


@router.post(
    "lookup",
    summary="Where a text comes from and which articles cover the same story; the text is not stored",
    response=LookupAnswer,
    tags=["Look up"],
)
def lookup(request: HttpRequest, question: LookupQuestion) -> dict[str, Any]:
    sources = outlets_asked(question.source, question.collection)
    refuse_dates_in_disorder(question.date_from, question.date_to)
    kind = "paste" if question.url is None else "address"
    count_request(request, kind)
    check_length(question.text or "")
    with costly(request, kind):
        asked = text_at(question.url) if question.url is not None else Asked(question.text or "")
        with queue_for(asked.text).entered():
            answer = look_up(
                asked.text,
                date_from=question.date_from,
                date_to=question.date_to,
                sources=sources,
                limit=question.limit,
                without=asked.article,
                seconds=SECONDS_FOR_VISITORS,
            )
            return lookup_as_json(answer)
