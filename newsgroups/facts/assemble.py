"""Assemble all facts of a story from its texts as read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsgroups.facts.ranking.disagreement_model import Model, shipped_model
from newsgroups.facts.tables.agreements import agreements
from newsgroups.facts.tables.disagreements import SHOWN, disagreements
from newsgroups.facts.tables.scopes import scopes
from newsgroups.facts.tables.spellings import spellings
from newsgroups.facts.texts.prepare import Story

from .only_here import Recurring, only_here
from .quotes import quotes
from .types import Fact, Quote, StoryFacts, Telling, Value

# An altered quotation is also shown as a disagreement; in manual review, nine in ten were one.
QUOTE_CONFIDENCE = 0.8
# Increase whenever the same texts would give different facts, so that stored ones are recomputed.
VERSION = 4


def facts_of(
    texts: Sequence[Telling], *, model: Model | None = None, shown: float = SHOWN, recurring: Recurring | None = None
) -> StoryFacts:
    """Return all facts of a story; a single text has none.

    Disagreements come first, by confidence; then agreements, by number of reports; then quotations, and sentences that
    only one text has and, where `recurring` is known, no article outside the story either.
    """
    if len(texts) < 2:
        return StoryFacts()
    story = Story(sorted(texts, key=_by_age))
    differing = disagreements(story, model or shipped_model(), shown=shown)
    said = quotes(story)
    taken = {(value.article, value.start) for fact in differing for value in fact.values[:2]}
    rows = [*differing, *map(_of_quote, [each for each in said if each.verdict == "altered"])]
    rows.sort(key=lambda fact: -fact.confidence)
    return StoryFacts(
        [*rows, *agreements(story, taken), *scopes(story), *spellings(story)], said, only_here(story, recurring)
    )


def _by_age(text: Telling) -> tuple[float, int]:
    return (float("inf") if text.age is None else text.age, text.article)


def _of_quote(quote: Quote) -> Fact:
    about = f"Words of {quote.speaker}" if quote.speaker else "Words of a quotation"
    return Fact(about, "quote", "contradiction", QUOTE_CONFIDENCE, list(_with_sides(quote.values)))


def _with_sides(values: Sequence[Value]) -> Iterator[Value]:
    """Yield the versions of an altered quotation; the first two differ, and each other one may have their words."""
    versions = [value.value.casefold() for value in values[:2]]
    for value in values:
        words = value.value.casefold()
        yield replace(value, side=versions.index(words) if words in versions else -1)
