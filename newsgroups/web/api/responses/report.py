"""Response schemas for the ingest report, for curators."""

from datetime import date, datetime

from ninja import Field, Schema

from .articles import MOMENT
from .base import Answer


class RunLine(Answer):
    command: str = Field(examples=["fetch_feeds"])
    state: str = Field(description="running, done, failed, or killed.", examples=["done"])
    started: datetime = Field(description="In UTC.", examples=[MOMENT])
    ended: datetime | None = Field(description="In UTC; null while it runs.", examples=[MOMENT])
    counts: dict[str, int] = Field(description="Number of items processed, by kind.", examples=[{"stored": 12}])
    seconds: dict[str, float] = Field(description="How long each stage took, in seconds.", examples=[{"match": 1.2}])
    reason: str = Field(description="Why it failed; empty otherwise.")


class FeedLine(Answer):
    url: str = Field(examples=["https://northline.example/feed"])
    active: bool = Field(description="Whether it is polled.", examples=[True])
    failures: int = Field(description="Number of consecutive failures.", examples=[0])
    reason: str = Field(description="Why the last attempt failed; empty otherwise.")
    succeeded_at: datetime | None = Field(description="Last success, in UTC.", examples=[MOMENT])


class PolledOutlet(Answer):
    name: str = Field(examples=["Northline"])
    slug: str = Field(examples=["northline"])
    recent: int = Field(description="Number of articles in the last 30 days.", examples=[31])
    feeds: list[FeedLine]


class RejectedAddress(Answer):
    url: str = Field(examples=["https://northline.example/login"])
    state: str = Field(description="refused or failed.", examples=["refused"])
    reason: str = Field(examples=["The page has no article."])
    tried_at: datetime | None = Field(description="In UTC.", examples=[MOMENT])


class AsideCount(Schema):
    kind: str = Field(description="What kind of page they are instead of articles.", examples=["paywall"])
    pages: int = Field(examples=[3])


class ArrivalCount(Schema):
    day: date = Field(description="In UTC.", examples=["2026-11-02"])
    source: str = Field(description="Name of the outlet; smaller outlets are combined.", examples=["Northline"])
    articles: int = Field(examples=[5])


class Report(Answer):
    runs: list[RunLine] = Field(description="The latest runs, most recent first.")
    outlets: list[PolledOutlet] = Field(description="Outlets with feeds, failing ones first.")
    queue: dict[str, int] = Field(description="Queued addresses by state.", examples=[{"waiting": 2}])
    rejected: list[RejectedAddress] = Field(description="Latest first.")
    aside: list[AsideCount]
    arrivals: list[ArrivalCount] = Field(description="Articles in the last 30 days; days without articles are omitted.")
