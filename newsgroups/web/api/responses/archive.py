"""Pairs, calendar, outlets, and the archive as a whole."""

from datetime import date, datetime

from ninja import Field, Schema

from .articles import MOMENT, ArticleSummary, Kind
from .base import Answer, Estimate, Listing


class PairLine(Answer):
    """Two articles that share text or tell the same story, by date; an undated one is `later`.

    Dates do not tell who was first where they are close or an agency is credited: see `first_is_known`.
    """

    id: int = Field(description="Changes when the archive is processed anew.", examples=[99])
    earlier: ArticleSummary
    later: ArticleSummary
    first_is_known: bool = Field(description="Whether the earlier one was surely published first.", examples=[True])
    kind: Kind = Field(examples=["near copy"])
    same_story: float = Field(description="Probability that both tell the same story, 0 to 1.", examples=[0.97])
    copied_earlier: float = Field(description="Share of the earlier one's words that the later has.", examples=[0.9])
    copied_later: float = Field(description="Share of the later one's words that the earlier has.", examples=[0.81])
    longest_run: int = Field(description="The longest run of identical words.", examples=[74])
    days_apart: float | None = Field(description="Days between them; null if one has no date.", examples=[0.06])
    one_story: bool = Field(description="Whether both are in one story.", examples=[True])


class Pairs(Listing):
    results: list[PairLine]


class ArticleList(Listing):
    results: list[ArticleSummary]


class MonthCount(Schema):
    month: str = Field(description="A month in UTC.", examples=["2026-11"])
    articles: int = Field(description="Articles published in it.", examples=[310])


class Months(Answer):
    results: list[MonthCount] = Field(description="Months with articles, the latest first.")


class DayCount(Schema):
    day: date = Field(description="A day in UTC.", examples=["2026-11-02"])
    articles: int = Field(description="Articles published on it.", examples=[12])


class Days(Answer):
    month: str = Field(examples=["2026-11"])
    results: list[DayCount] = Field(description="Every day of the month.")


class Outlet(Answer):
    name: str = Field(examples=["Northline"])
    slug: str = Field(description="What filters take as `source`.", examples=["northline"])
    home_page: str = Field(examples=["https://northline.example/"])


class OutletLine(Outlet):
    articles: int = Field(description="Its articles.", examples=[310])
    first_published: datetime | None = Field(description="Date of its first article, in UTC.", examples=[MOMENT])
    last_published: datetime | None = Field(description="Date of its last article, in UTC.", examples=[MOMENT])


class Outlets(Listing):
    results: list[OutletLine] = Field(description="Those with most articles first.")


class Sharing(Schema):
    source: str = Field(description="Slug of the other outlet.", examples=["daily-lantern"])
    articles: int = Field(description="Articles of this outlet that share text with the other's.", examples=[8])


class Taking(Schema):
    source: str = Field(description="Slug of the other outlet.", examples=["daily-lantern"])
    pairs: int = Field(description="Pairs of articles of which one is known to be the origin.", examples=[3])


class OutletFigures(Outlet):
    articles: int = Field(examples=[310])
    months: list[MonthCount]
    stories: int = Field(description="Stories of several outlets that it is in.", examples=[41])
    first: int = Field(description="Of these, stories that it surely had first.", examples=[4])
    later: int = Field(description="Of these, stories that another outlet surely had before it.", examples=[6])
    first_shared: int = Field(
        description="Of these, stories in which it is among the earliest, which are less than two days apart.",
        examples=[9],
    )
    first_not_known: int = Field(description="Of these, stories of which it is not known who was first.", examples=[22])
    first_rate: Estimate | None = Field(
        description="`first` of `first` and `later`, with its Wilson interval; null if both are 0."
    )
    other_names: list[str] = Field(description="Names under which its site is also listed.", examples=[[]])
    text_kinds: dict[str, int] = Field(description="Its articles by `text_kind`.", examples=[{"own": 290}])
    mostly_shared: int = Field(
        description="Its articles that share at least half of their words with another outlet.", examples=[40]
    )
    took_from: list[Taking] = Field(description="Outlets that are known to be the origin of text in its articles.")
    gave_to: list[Taking] = Field(description="Outlets with text of which its articles are known to be the origin.")
    shares_with: list[Sharing] = Field(description="Outlets that it shares text with, whoever had it first.")


class Measured(Schema):
    """Null where nothing was there to count."""

    precision: Estimate | None
    recall: Estimate | None
    f1: Estimate | None


class ModelQuality(Answer):
    """How right the site was by curators' verdicts; null until enough randomly drawn pairs are judged."""

    judged: int = Field(description="Pairs judged.", examples=[140])
    drawn: int = Field(description="Of these, pairs drawn at random.", examples=[110])
    least: int = Field(description="Pairs drawn at random that figures need.", examples=[100])
    pairs: Measured | None
    groups: Measured | None
    calibration_error: float | None = Field(description="Expected calibration error, 0 to 1.", examples=[0.03])


class About(Answer):
    articles: int = Field(examples=[37540])
    words: int = Field(description="Words of all texts.", examples=[18_000_000])
    first: datetime | None = Field(description="Date of the first article, in UTC.", examples=[MOMENT])
    last: datetime | None = Field(description="Date of the last article, in UTC.", examples=[MOMENT])
    undated: int = Field(description="Articles without a date.", examples=[4])
    sources: int = Field(description="Outlets.", examples=[25])
    stories: int = Field(description="Stories of several articles.", examples=[2100])
    in_stories: int = Field(description="Articles in a story.", examples=[9000])
    pairs: dict[str, int] = Field(description="Pairs of articles of different outlets by kind.")
    waiting: int = Field(description="Articles that wait for processing.", examples=[0])
    decisions: int = Field(description="Curators' decisions in force.", examples=[12])
    constraints: int = Field(description="Constraints in force.", examples=[9])
    quality: ModelQuality
