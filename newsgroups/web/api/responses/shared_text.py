"""Response schemas for text that two articles share, in comparisons and look-ups."""

from typing import Literal

from ninja import Field

from .articles import ArticleSummary, CreditedArticle
from .base import Answer


class Passage(Answer):
    """A passage that both texts contain; offsets count characters, and the end is exclusive."""

    query_start: int = Field(description="In the text as sent; in a comparison, in the left article.", examples=[22])
    query_end: int = Field(examples=[180])
    article_start: int = Field(description="In the article's `text`; in a comparison, the right one.", examples=[91])
    article_end: int = Field(examples=[249])
    kind: str = Field(description="How the passage is shared.", examples=["identical"])
    boilerplate: bool = Field(description="Whether it stands in very many articles; then it counts in no share.")


class SharedText(Answer):
    """Shares are of words, 0 to 1. They do not say who copied from whom."""

    of_query: float = Field(description="Of the text as sent; in a comparison, of the left article.", examples=[0.81])
    of_article: float = Field(description="Of the article; in a comparison, of the right one.", examples=[0.9])
    longest_run: int = Field(description="The longest run of identical words.", examples=[74])
    kind: str = Field(examples=["near copy"])
    passages: list[Passage]


class Evidence(Answer):
    """A reason in plain words, with the offsets of the words that prove it, if any."""

    text: str = Field(examples=["The right article credits Northline."])
    side: Literal["left", "right"] | None = Field(description="Whose text `start` and `end` count in.")
    start: int | None = Field(description="First character; null for none.", examples=[10])
    end: int | None = Field(description="The character after the last; null for none.", examples=[24])


class OriginOfText(Answer):
    """Where shared text comes from, as far as is known."""

    of: Literal["left", "right", "third", "unknown"] = Field(examples=["left"])
    name: str | None = Field(description="Of the outlet or the third party; null if not known.", examples=["Northline"])
    confidence: float = Field(description="0 to 1.", examples=[0.95])
    sentence: str = Field(description="The same in words that may be printed.")
    evidence: list[Evidence]


class Comparison(Answer):
    left: CreditedArticle
    right: CreditedArticle
    same_story: float | None = Field(description="Probability that both tell the same story, 0 to 1.", examples=[0.97])
    copied: SharedText
    origin: OriginOfText


class Match(Answer):
    article: ArticleSummary
    same_story: float = Field(description="Probability that the article tells the same story.", examples=[0.97])
    copied: SharedText


class LookupAnswer(Answer):
    of_query: float = Field(description="Share of the text's words found in any article, 0 to 1.", examples=[0.86])
    complete: bool = Field(description="False if the time was up before everything was looked at.", examples=[True])
    note: str | None = Field(
        description="Why nothing was found, where the text says why, or that there may be more; else null or empty."
    )
    matches: list[Match] = Field(description="By share of the text; then those that tell it in other words.")


class BulkLine(Answer):
    """One line of the response to a bulk look-up: the keys of a look-up, or `detail` if `status` is not 200."""

    line: int = Field(description="Number of the line sent, from 1.", examples=[1])
    id: str | int | None = Field(description="The `id` of the line sent.", examples=["draft-7"])
    status: Literal[200, 413, 422, 429, 503] = Field(examples=[200])
