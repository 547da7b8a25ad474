"""Half-remembered phrases: the cluster knows phrases, but not phrases with a word or two wrong.

One wrong word is a short list of phrases: with any word in a place, without a place, or with a place more. With two,
the list would be long. One of three pieces of the phrase is then intact, so the cluster finds the articles with a piece
and nearly all words, and their texts are compared here.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from newsgroups.models import Article
from newsgroups.search.engines.opensearch import rows
from newsgroups.search.engines.opensearch.connection import TOO_MUCH
from newsgroups.search.evaluate import query_budget
from newsgroups.search.evaluate.half_remembered import slips_at, slips_of
from newsgroups.search.evaluate.query_budget import QueryTooSlow
from newsgroups.search.query import query_words
from newsgroups.search.query.multilingual_terms import Place, Row
from newsgroups.text.languages.analysis import Analysis

from .translate import NOTHING, Request, any_of, row_request

# Texts that a single query may compare; a phrase with a piece in more articles has only very frequent words.
MAX_COMPARED = 500
_ANY: Place = ()


def nearly_request(
    field: str, row: Row, analyses: Sequence[Analysis], articles: Callable[[Request, int], Sequence[int]]
) -> Request:
    """Return the request for a phrase of which a word or two may be wrong, missing, or extra.

    `articles` returns the first articles that a request finds. Raises QueryTooSlow if too many would have to be
    compared.
    """
    places = tuple(place for place in row.places if place)
    slips = slips_of(len(places))
    if slips == 1:
        similar = any_of([row_request(field, Row(other), analyses) for other in _with_one_slip(places)])
        return {"bool": {"must": [_scored(field, places, analyses)], "filter": [similar]}}
    candidates = articles(_candidates(field, places, slips, analyses), MAX_COMPARED + 1)
    if len(candidates) > MAX_COMPARED:
        raise QueryTooSlow(TOO_MUCH)
    matching = list(_compared(field, places, slips, candidates))
    if not matching:
        return NOTHING
    return {"bool": {"must": [_scored(field, places, analyses)], "filter": [{"terms": {"article": matching}}]}}


def _with_one_slip(places: tuple[Place, ...]) -> Iterator[tuple[Place, ...]]:
    for number in range(len(places)):
        yield (*places[:number], _ANY, *places[number + 1 :])
        yield places[:number] + places[number + 1 :]
        if number:
            yield (*places[:number], _ANY, *places[number:])


def _candidates(field: str, places: tuple[Place, ...], slips: int, analyses: Sequence[Analysis]) -> Request:
    size = -(-len(places) // (slips + 1))
    pieces = [places[start : start + size] for start in range(0, len(places), size)]
    intact = any_of([row_request(field, Row(piece), analyses) for piece in pieces])
    return {"bool": {"filter": [intact, _scored(field, places, analyses)]}}


def _scored(field: str, places: tuple[Place, ...], analyses: Sequence[Analysis]) -> Request:
    """Return the request for nearly all words anywhere, which gives each article the scores of its words."""
    words = [row_request(field, Row((place,)), analyses) for place in places]
    return {"bool": {"should": words, "minimum_should_match": len(places) - slips_of(len(places))}}


def _compared(field: str, places: tuple[Place, ...], slips: int, candidates: Sequence[int]) -> Iterator[int]:
    """Yield the candidates whose texts contain the phrase with so many slips."""
    columns = ("pk", "language", "title", "text") if field == "text" else ("pk", "language", "title")
    for number, language, *texts in Article.objects.filter(pk__in=candidates).values_list(*columns).iterator():
        query_budget.check()
        written = rows.stemmed(query_words.split("\n\n".join(texts)), language)
        if _fits(places, slips, [set(rows.terms_of(place)) for place in written], language):
            yield number


def _fits(places: tuple[Place, ...], slips: int, written: Sequence[set[str]], language: str) -> bool:
    code = query_words.coded(language).analysis.code
    keys = []
    for number, place in enumerate(places):
        terms = {term.term for term in place if term.analyses is None or code in term.analyses}
        at = [position - number for position, here in enumerate(written) if not terms.isdisjoint(here)]
        keys.append(np.array(at, np.int64))
    anchors: Any = np.unique(np.concatenate(keys))
    return bool(len(anchors)) and bool((slips_at(anchors, keys, slips) <= slips).any())
