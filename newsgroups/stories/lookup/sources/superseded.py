"""Figures of a text that the archive's outlets have replaced since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from newsgroups.facts.tables.disagreements import SURE
from newsgroups.models import Article, StoryFacts
from newsgroups.stories.lookup.look_up import Match

MAX_FIGURES = 5


@dataclass(frozen=True)
class Superseded:
    """A figure in a passage of the text, and the later one with the article that has it."""

    passage: int
    old: str
    new: str
    article: Article


def superseded_in(text: str, matches: Iterable[Match], numbers: dict[int, int]) -> list[Superseded]:
    """Return the figures in copied passages that a later article of their story superseded, in the order of the text.

    `numbers` maps the first character of a passage in the text to its number. A figure is left out if the text has the
    later one as well. Two queries.
    """
    by_article = {match.article.pk: match for match in matches if match.article.story_id}
    stories = {match.article.story_id for match in by_article.values()}
    stored = StoryFacts.objects.filter(pk__in=stories).values_list("content", flat=True)
    found: dict[tuple[int, str], tuple[str, int]] = {}
    for content in stored:
        for row in content["facts"]:
            if row["verdict"] != "superseded" or row["confidence"] < SURE:
                continue
            later = next((value for value in row["values"] if value["side"] == 1), None)
            if later is None or later["value"] in text:
                continue
            for value in row["values"]:
                match = by_article.get(value["article"])
                number = _passage_with(match, value, numbers) if match and value["side"] == 0 else None
                if number:
                    found.setdefault((number, value["value"]), (later["value"], later["article"]))
    articles = (
        Article.objects.visible()
        .select_related("source", "story")
        .defer("text")
        .in_bulk({article for _, article in found.values()})
    )
    rows = [
        Superseded(number, old, new, articles[article])
        for (number, old), (new, article) in sorted(found.items())
        if article in articles
    ]
    return rows[:MAX_FIGURES]


def _passage_with(match: Match, value: dict[str, Any], numbers: dict[int, int]) -> int | None:
    """Return the number of the passage that has the value, as it stands in the article."""
    holding: Sequence[int] = [
        numbers[passage.query_start]
        for passage in match.alignment.passages
        if passage.query_start in numbers
        and passage.article_start <= value["start"]
        and value["end"] <= passage.article_end
    ]
    return holding[0] if holding else None
