"""Articles, what is similar to them, and what changed in them."""

from datetime import datetime
from typing import Literal

from ninja import Field, Schema

from .base import Answer

MOMENT = "2026-11-02T09:00:00Z"
Precision = Literal["minute", "day"]
TextKind = Literal["own", "agency", "republished"]


class ArticleSummary(Answer):
    """An article without its text."""

    id: int = Field(examples=[17])
    url: str = Field(description="The address as first given.", examples=["https://northline.example/bridge"])
    title: str = Field(examples=["Harbor bridge closed after a crack is found"])
    source: str = Field(description="Name of the outlet.", examples=["Northline"])
    published: str | None = Field(description="When, in UTC (ISO 8601); null if not known.", examples=[MOMENT])
    published_precision: Precision | None = Field(
        description="`day`: the time of `published` means nothing; null if it has no date.", examples=["minute"]
    )
    updated: str | None = Field(
        description="When the outlet says that it changed it last, in UTC; null if it does not.", examples=[None]
    )
    story: int | None = Field(description="Id of its story; null if it has none.", examples=[3])


class Credit(Answer):
    """Words that credit somebody: characters of the article's text, or of `authors` where `field` says so."""

    agency: str = Field(description="Short name of whom they credit.", examples=["AP"])
    name: str = Field(description="Full name.", examples=["Associated Press"])
    kind: Literal["dateline", "byline", "foot", "contributed", "in text", "first reported", "picture"] = Field(
        description="Where and how they credit.", examples=["dateline"]
    )
    field: Literal["text", "authors"] = Field(description="What the offsets count in.", examples=["text"])
    start: int = Field(description="First character.", examples=[10])
    end: int = Field(description="The character after the last.", examples=[14])


class CreditedArticle(ArticleSummary):
    """An article without its text, with whom it credits."""

    text_kind: TextKind = Field(description="Whose text it carries, by what it says itself.", examples=["own"])
    credits: list[Credit]


class WholeArticle(CreditedArticle):
    """An article with its text. Every offset in the API counts characters (Unicode code points) of `text`."""

    canonical_url: str = Field(description="The address without tracking parameters.")
    authors: str = Field(description="As the outlet has them; empty if not known.", examples=["Jana Milic"])
    language: str = Field(description="Code of the language (BCP 47); empty if not known.", examples=["en"])
    first_seen: str = Field(description="When it came into the archive, in UTC.", examples=[MOMENT])
    words: int = Field(description="Length of the text in words.", examples=[412])
    text: str = Field(examples=["The harbor bridge was closed on Monday."])


class ArticlesAtAddress(Answer):
    results: list[WholeArticle] = Field(description="The article at the address, or nothing.")


class PairShares(Answer):
    of_this: float = Field(description="Share of this article's words that the other has, 0 to 1.", examples=[0.81])
    of_other: float = Field(description="Share of the other article's words that this one has.", examples=[0.9])
    longest_run: int = Field(description="The longest run of identical words.", examples=[74])


class SharedWords(Answer):
    words: list[str] = Field(description="Names and words that both have.", examples=[["Ruth Ansgar", "pylon"]])
    days: list[str] = Field(description="Days that both name.", examples=[["2026-11-02"]])


Kind = Literal["identical", "near copy", "partial copy", "same story"]


class SimilarArticle(Answer):
    """Another article as seen from the one asked for."""

    article: ArticleSummary
    kind: Kind = Field(examples=["near copy"])
    same_story: float = Field(description="Probability that both tell the same story, 0 to 1.", examples=[0.97])
    copied: PairShares
    days_apart: float | None = Field(description="Days between them; null if one has no date.", examples=[0.06])
    one_story: bool = Field(description="Whether both are in one story.", examples=[True])
    shared: SharedWords


class SimilarArticles(Answer):
    results: list[SimilarArticle] = Field(description="The most similar first.")


class ChangedPiece(Schema):
    text: str = Field(examples=["2.3 meters"])
    change: Literal["same", "removed", "added"] = Field(examples=["removed"])


class Change(Answer):
    """One change: pieces without the added ones give the older version, without the removed ones the newer."""

    replaced_at: datetime = Field(description="When the older version was replaced, in UTC.", examples=[MOMENT])
    title: list[ChangedPiece] | None = Field(description="Null if the headline stayed the same.")
    text: list[ChangedPiece]


class Changes(Answer):
    results: list[Change] = Field(description="The latest change first.")
