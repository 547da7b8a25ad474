"""Response schemas for text that two articles share, in comparisons and look-ups."""

from typing import Literal

from ninja import Field

from .articles import ArticleSummary, CreditedArticle
from .base import Answer


class Passage(Answer):
    """A passage that both texts contain; offsets count characters, and the end is exclusive."""

    query_start: int = Field(description="In the submitted text; in a comparison, in the left article.", examples=[22])
    query_end: int = Field(examples=[180])
    article_start: int = Field(
        description="In the article's `text`; in a comparison, in the right article.", examples=[91]
    )
    article_end: int = Field(examples=[249])
    kind: str = Field(description="How the passage is shared.", examples=["identical"])
    boilerplate: bool = Field(description="Whether it occurs in very many articles and so counts toward no share.")


class SharedText(Answer):
    """Shares are of words, 0 to 1. They do not say who copied from whom."""

    of_query: float = Field(
        description="Share of the submitted text; in a comparison, of the left article.", examples=[0.81]
    )
    of_article: float = Field(
        description="Share of the article; in a comparison, of the right article.", examples=[0.9]
    )
    longest_run: int = Field(description="Length of the longest run of identical words.", examples=[74])
    kind: str = Field(examples=["near copy"])
    passages: list[Passage]


class Evidence(Answer):
    """A reason in plain words, with the offsets of the words that prove it, if any."""

    text: str = Field(examples=["The right article credits Northline."])
    side: Literal["left", "right"] | None = Field(description="The side whose text `start` and `end` refer to.")
    start: int | None = Field(description="Offset of the first character; null if there is none.", examples=[10])
    end: int | None = Field(description="Offset after the last character; null if there is none.", examples=[24])


class OriginOfText(Answer):
    """Where shared text comes from, as far as is known."""

    of: Literal["left", "right", "third", "unknown"] = Field(examples=["left"])
    name: str | None = Field(
        description="Name of the outlet or third party; null if not known.", examples=["Northline"]
    )
    confidence: float = Field(description="Confidence in the origin, 0 to 1.", examples=[0.95])
    sentence: str = Field(description="The origin as a sentence for readers.")
    evidence: list[Evidence]


class Comparison(Answer):
    left: CreditedArticle
    right: CreditedArticle
    same_story: float | None = Field(description="Probability that both cover the same story, 0 to 1.", examples=[0.97])
    copied: SharedText
    origin: OriginOfText


class Match(Answer):
    article: ArticleSummary
    same_story: float = Field(description="Probability that the article covers the same story.", examples=[0.97])
    copied: SharedText


class LookupAnswer(Answer):
    of_query: float = Field(description="Share of the text's words found in any article, 0 to 1.", examples=[0.86])
    complete: bool = Field(description="False if time ran out before everything was checked.", examples=[True])
    note: str | None = Field(
        description="Why nothing was found, if the text explains it, or that there may be more; else null or empty."
    )
    matches: list[Match] = Field(description="By share of the text; then articles on the same story.")


class BulkLine(Answer):
    """One line of the response to a bulk look-up: the keys of a look-up, or `detail` if `status` is not 200."""

    line: int = Field(description="Number of the submitted line, starting at 1.", examples=[1])
    id: str | int | None = Field(description="The `id` of the submitted line.", examples=["draft-7"])
    status: Literal[200, 413, 422, 429, 503] = Field(examples=[200])
