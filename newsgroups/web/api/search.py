"""Search and look-up."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from pydantic import ConfigDict, model_validator

from newsgroups.search.query.highlight import Fragment
from newsgroups.search.results.facet_counts import Counted
from newsgroups.search.service import Hit, SearchPage
from newsgroups.search.service import search as search_articles
from newsgroups.stories.lookup.look_up import SECONDS_FOR_VISITORS, check_length, look_up
from newsgroups.stories.pages.as_json import article_as_json, lookup_as_json
from newsgroups.web.forms.lookup_input import Asked, text_at
from newsgroups.web.middleware.queues import costly, queue_for
from newsgroups.web.middleware.rate_limit import count_request

from .days import Day
from .listing import next_page
from .refusing import refuse_dates_in_disorder, refuse_unknown, sources_called
from .responses.articles import TextKind
from .responses.search import SearchAnswer
from .responses.shared_text import LookupAnswer

router = Router()
PAGE_SIZE = 20


class SearchQuery(Schema):
    q: str = Field("", description="The query, in the language of the search page.", examples=["bridge -ferry"])
    source: list[str] = Field([], description="Slugs of outlets.")
    date_from: Day | None = Field(None, alias="from", description="First day, in UTC.")
    date_to: Day | None = Field(None, alias="to", description="Last day, in UTC.")
    language: list[str] = Field([], description="Codes such as en; `unknown` for articles of which none is known.")
    group: Literal["in", "alone"] | None = Field(None, description="In a group of several articles, or alone.")
    text_kind: TextKind | None = Field(None, description="Whose text it carries.")
    like: int | None = Field(None, ge=1, description="Only near-copies of this article.")
    copies: Literal["all", "first"] = Field("all", description="`first` leaves out near-copies of a hit before.")
    sort: Literal["relevance", "newest", "oldest"] = "relevance"
    page: int = Field(1, ge=1, le=1_000_000, description="Number of the page, from 1; a page has 20 hits.")


@router.get("search", summary="Articles that answer a query", response=SearchAnswer, tags=["Search"])
def search(request: HttpRequest, asked: Query[SearchQuery]) -> dict[str, Any]:
    refuse_unknown(request, SearchQuery)
    sources = sources_called(asked.source)
    refuse_dates_in_disorder(asked.date_from, asked.date_to)
    count_request(request, "search")
    found = search_articles(
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
        page_size=PAGE_SIZE,
    )
    if found.problem:
        raise HttpError(400 if found.too_slow else 503, found.problem)
    return {
        "count": found.count,
        "page": found.page,
        "pages": found.pages,
        "next": next_page(request, found.page, found.pages),
        "understood": found.understood,
        "notes": found.notes,
        "suggestion": found.suggestion.query if found.suggestion else None,
        "suggestion_count": found.suggestion.count if found.suggestion else None,
        "alternatives": _alternatives(found),
        "facets": _facets(found.counted),
        "results": [_hit(hit) for hit in found.hits],
    }


def _alternatives(found: SearchPage) -> list[dict[str, Any]]:
    """Other queries for who found nothing, and what each finds."""
    named = [("nearly", found.nearly), ("any_word", found.any_word)]
    named += [(f"without {each.left_out}", each.suggestion) for each in found.fewer]
    return [{"kind": kind, "query": each.query, "count": each.count} for kind, each in named if each]


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
    """Pieces with a flag, so that nobody has to take markup out of a text of others."""
    return [{"text": each.text, "marked": each.marked} for each in fragments]


_ONE_OF_BOTH: Any = [{"required": [name], "properties": {name: {"type": "string"}}} for name in ("text", "url")]


class LookupQuestion(Schema):
    model_config = ConfigDict(json_schema_extra={"oneOf": _ONE_OF_BOTH})

    text: str | None = Field(None, description="The text itself, up to 200,000 characters,")
    url: str | None = Field(None, description="or the address of a page.")
    date_from: Day | None = Field(None, alias="from", description="First day of the articles, in UTC.")
    date_to: Day | None = Field(None, alias="to", description="Last day of the articles, in UTC.")
    source: list[str] = Field([], max_length=1_000, description="Slugs of outlets.")
    limit: int = Field(20, ge=1, le=100, description="Articles at most.")

    @model_validator(mode="after")
    def _one_of_both(self) -> "LookupQuestion":
        if (self.text is None) == (self.url is None):
            raise ValueError("Give either a text or a url.")
        return self


@router.post(
    "lookup",
    summary="Where a text comes from, and what else tells it; the text is not kept",
    response=LookupAnswer,
    tags=["Look up"],
)
def lookup(request: HttpRequest, question: LookupQuestion) -> dict[str, Any]:
    sources = sources_called(question.source)
    refuse_dates_in_disorder(question.date_from, question.date_to)
    kind = "paste" if question.url is None else "address"
    count_request(request, kind)
    check_length(question.text or "")
    with costly(request, kind):
        asked = text_at(question.url) if question.url is not None else Asked(question.text or "")
        with queue_for(asked.text).entered():
            found = look_up(
                asked.text,
                date_from=question.date_from,
                date_to=question.date_to,
                sources=sources,
                limit=question.limit,
                without=asked.article,
                seconds=SECONDS_FOR_VISITORS,
            )
            return lookup_as_json(found)
