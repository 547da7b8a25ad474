"""Facts of a story as plain dictionaries: the stored form, which the API also returns."""

from typing import Any

from newsgroups.facts.types import Fact, Quote, StoryFacts, Value


def facts_as_json(found: StoryFacts) -> dict[str, Any]:
    """Convert facts to dictionaries. Positions are character offsets in the article's text as served."""
    return {
        "facts": [_fact(fact) for fact in found.facts],
        "quotes": [_quote(quote) for quote in found.quotes],
        "only_here": [{"article": each.article, "start": each.start, "end": each.end} for each in found.only_here],
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "about": fact.about,
        "kind": fact.kind,
        "verdict": fact.verdict,
        "confidence": round(fact.confidence, 3),
        "reports": fact.reports,
        "values": list(map(_value, fact.values)),
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {"verdict": quote.verdict, "speaker": quote.speaker, "values": list(map(_value, quote.values))}


def _value(value: Value) -> dict[str, Any]:
    return {
        "article": value.article,
        "value": value.value,
        "start": value.start,
        "end": value.end,
        "side": value.side,
    }
