"""Filters besides words as requests, by kind: outlets, dates, languages, in a story or alone, kinds of text."""

from typing import Any

from newsgroups.search.engines.opensearch.write.states import states_of
from newsgroups.search.evaluate.masks import midnight
from newsgroups.search.index.columns import UNDATED
from newsgroups.search.results.search_filters import Narrowing

Request = dict[str, Any]


def requests(within: Narrowing) -> dict[str, Request]:
    """Return the request of each kind of filter that is set (see `Narrowing`)."""
    asked: dict[str, Request] = {}
    if within.sources:
        asked["source"] = {"terms": {"source": list(within.sources)}}
    if within.date_from or within.date_to:
        asked["date"] = _dates(within)
    if within.languages:
        asked["language"] = _languages(within.languages)
    if within.grouped:
        in_story = {"exists": {"field": "story"}}
        asked["group"] = in_story if within.grouped == "in" else {"bool": {"must_not": [in_story]}}
    if within.text_kind:
        asked["text_kind"] = {"term": {"text_kind": within.text_kind}}
    if within.like is not None:
        asked["like"] = _like(within.like)
    return asked


def _dates(within: Narrowing) -> Request:
    """Undated articles never match, not even before a day beyond the calendar."""
    bounds = {"lt": midnight(within.date_to, after=1) if within.date_to else UNDATED}
    if within.date_from:
        bounds["gte"] = midnight(within.date_from)
    return {"range": {"published": bounds}}


def _languages(codes: tuple[str, ...]) -> Request:
    asked: list[Request] = [{"terms": {"language": [code for code in codes if code]}}]
    if "" in codes:
        asked.append({"bool": {"must_not": [{"exists": {"field": "language"}}]}})
    return {"bool": {"should": asked, "minimum_should_match": 1}}


def _like(article: int) -> Request:
    """Return the request for the article and its near copies."""
    states = states_of([article])
    group = states[article].group if article in states else None
    itself = {"term": {"article": article}}
    asked = [itself] if group is None else [itself, {"term": {"group": group}}]
    return {"bool": {"should": asked, "minimum_should_match": 1}}
