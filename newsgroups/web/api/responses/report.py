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
    counts: dict[str, int] = Field(description="What was done, by name.", examples=[{"stored": 12}])
    seconds: dict[str, float] = Field(description="How long each stage took, in seconds.", examples=[{"match": 1.2}])
    reason: str = Field(description="Why it failed; else empty.")


class FeedLine(Answer):
    url: str = Field(examples=["https://northline.example/feed"])
    active: bool = Field(description="Whether it is polled.", examples=[True])
    failures: int = Field(description="Failures in a row.", examples=[0])
    reason: str = Field(description="Why the last attempt failed; else empty.")
    succeeded_at: datetime | None = Field(description="Last success, in UTC.", examples=[MOMENT])


class PolledOutlet(Answer):
    name: str = Field(examples=["Northline"])
    slug: str = Field(examples=["northline"])
    recent: int = Field(description="Articles of the last 30 days.", examples=[31])
    feeds: list[FeedLine]


class RejectedAddress(Answer):
    url: str = Field(examples=["https://northline.example/login"])
    state: str = Field(description="refused or failed.", examples=["refused"])
    reason: str = Field(examples=["The page has no article."])
    tried_at: datetime | None = Field(description="In UTC.", examples=[MOMENT])


class AsideCount(Schema):
    kind: str = Field(description="What the pages are instead of articles.", examples=["paywall"])
    pages: int = Field(examples=[3])


class ArrivalCount(Schema):
    day: date = Field(description="In UTC.", examples=["2026-11-02"])
    source: str = Field(description="Name of the outlet; the smaller ones together.", examples=["Northline"])
    articles: int = Field(examples=[5])


class Report(Answer):
    runs: list[RunLine] = Field(description="The latest runs, the latest first.")
    outlets: list[PolledOutlet] = Field(description="Outlets with feeds, those that fail first.")
    queue: dict[str, int] = Field(description="Queued addresses by state.", examples=[{"waiting": 2}])
    rejected: list[RejectedAddress] = Field(description="The latest first.")
    aside: list[AsideCount]
    arrivals: list[ArrivalCount] = Field(description="Articles of the last 30 days; days without any are left out.")
