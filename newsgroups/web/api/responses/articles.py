"""Response schemas for articles, similar articles and changes.

The values come from `newsgroups/stories/pages/serializers/as_json.py`; a new field goes into both.
"""

from datetime import datetime
from typing import Literal

from ninja import Field, Schema

from .base import Answer

MOMENT = "2026-11-02T09:00:00Z"
Precision = Literal["minute", "day"]
NoEventKind = Literal[
    "coupons",
    "deals",
    "guide",
    "horoscope",
    "newsletter",
    "puzzle",
    "own event",
    "listing",
    "alert",
    "evergreen",
    "series",
]
TextKind = Literal["own", "agency", "republished"]


class ArticleSummary(Answer):
    """An article without its text."""

    id: int = Field(examples=[17])
    url: str = Field(description="The address as first given.", examples=["https://northline.example/bridge"])
    title: str = Field(examples=["Harbor bridge closed after a crack is found"])
    source: str = Field(description="Name of the outlet.", examples=["Northline"])
    published: str | None = Field(
        description="Publication date in UTC (ISO 8601); null if not known.", examples=[MOMENT]
    )
    published_precision: Precision | None = Field(
        description="`day`: the time in `published` has no meaning; null if there is no date.", examples=["minute"]
    )
    updated: str | None = Field(
        description="When the outlet says it last changed the article, in UTC; null if unknown.", examples=[None]
    )
    story: int | None = Field(description="ID of its story; null if it has none.", examples=[3])


class Credit(Answer):
    """Words that credit somebody; offsets refer to the article's text, or to `authors` if `field` says so."""

    agency: str = Field(description="Short name of the agency or outlet credited.", examples=["AP"])
    name: str = Field(description="Full name.", examples=["Associated Press"])
    kind: Literal["dateline", "byline", "foot", "contributed", "in text", "first reported", "picture"] = Field(
        description="Where and how the credit is given.", examples=["dateline"]
    )
    field: Literal["text", "authors"] = Field(description="The text that the offsets refer to.", examples=["text"])
    start: int = Field(description="Offset of the first character.", examples=[10])
    end: int = Field(description="Offset after the last character.", examples=[14])


class CreditedArticle(ArticleSummary):
    """An article without its text, with its credits."""

    text_kind: TextKind = Field(description="Whose text it carries, according to the article itself.", examples=["own"])
    credits: list[Credit]


class WholeArticle(CreditedArticle):
    """An article with its text. Every offset in the API counts characters (Unicode code points) of `text`."""

    no_event: NoEventKind | None = Field(
        description="Why it joins no story: what it is instead of a report on an event; null if it may be one.",
        examples=[None],
    )
    canonical_url: str = Field(description="The address without tracking parameters.")
    authors: str = Field(description="As given by the outlet; empty if not known.", examples=["Jana Milic"])
    language: str = Field(description="Language code (BCP 47); empty if not known.", examples=["en"])
    first_seen: str = Field(description="When it was added to the archive, in UTC.", examples=[MOMENT])
    words: int = Field(description="Length of the text in words.", examples=[412])
    text: str = Field(examples=["The harbor bridge was closed on Monday."])


class ArticlesAtAddress(Answer):
    results: list[WholeArticle] = Field(
        description="The article at the address; empty if the archive does not have it."
    )


class PairShares(Answer):
    of_this: float = Field(
        description="Share of this article's words that also appear in the other, 0 to 1.", examples=[0.81]
    )
    of_other: float = Field(
        description="Share of the other article's words that also appear in this one.", examples=[0.9]
    )
    longest_run: int = Field(description="Length of the longest run of identical words.", examples=[74])


class SharedWords(Answer):
    words: list[str] = Field(description="Names and words that both contain.", examples=[["Ruth Ansgar", "pylon"]])
    days: list[str] = Field(description="Days that both mention.", examples=[["2026-11-02"]])


Kind = Literal["identical", "near copy", "partial copy", "same story"]


class SimilarArticle(Answer):
    """Another article, as seen from the requested one."""

    article: ArticleSummary
    kind: Kind = Field(examples=["near copy"])
    same_story: float = Field(description="Probability that both cover the same story, 0 to 1.", examples=[0.97])
    copied: PairShares
    days_apart: float | None = Field(description="Days between them; null if either has no date.", examples=[0.06])
    one_story: bool = Field(description="Whether both are in the same story.", examples=[True])
    shared: SharedWords


class SimilarArticles(Answer):
    results: list[SimilarArticle] = Field(description="Most similar first.")


class ChangedPiece(Schema):
    text: str = Field(examples=["2.3 meters"])
    change: Literal["same", "removed", "added"] = Field(examples=["removed"])


class Change(Answer):
    """One change: all pieces except the added ones form the older version; all except the removed ones, the newer."""

    replaced_at: datetime = Field(description="When the older version was replaced, in UTC.", examples=[MOMENT])
    title: list[ChangedPiece] | None = Field(description="Null if the headline did not change.")
    text: list[ChangedPiece]


class Changes(Answer):
    results: list[Change] = Field(description="Latest change first.")
