"""Response schemas for pairs, the calendar, outlets and the whole archive."""

from datetime import date, datetime

from ninja import Field, Schema

from .articles import MOMENT, ArticleSummary, Kind
from .base import Answer, Estimate, Listing


class PairLine(Answer):
    """Two articles that share text or cover the same story, by date; an undated one is `later`.

    Dates do not show who was first if they are close or an agency is credited; see `first_is_known`.
    """

    id: int = Field(description="Changes when the archive is reprocessed.", examples=[99])
    earlier: ArticleSummary
    later: ArticleSummary
    first_is_known: bool = Field(
        description="Whether the earlier one is known to have been published first.", examples=[True]
    )
    kind: Kind = Field(examples=["near copy"])
    same_story: float = Field(description="Probability that both cover the same story, 0 to 1.", examples=[0.97])
    copied_earlier: float = Field(
        description="Share of the earlier article's words that also appear in the later one.", examples=[0.9]
    )
    copied_later: float = Field(
        description="Share of the later article's words that also appear in the earlier one.", examples=[0.81]
    )
    longest_run: int = Field(description="Length of the longest run of identical words.", examples=[74])
    days_apart: float | None = Field(description="Days between them; null if either has no date.", examples=[0.06])
    one_story: bool = Field(description="Whether both are in the same story.", examples=[True])


class Pairs(Listing):
    results: list[PairLine]


class ArticleList(Listing):
    results: list[ArticleSummary]


class MonthCount(Schema):
    month: str = Field(description="A month in UTC.", examples=["2026-11"])
    articles: int = Field(description="Number of articles published in the month.", examples=[310])


class Months(Answer):
    results: list[MonthCount] = Field(description="Months with articles, latest first.")


class DayCount(Schema):
    day: date = Field(description="A day in UTC.", examples=["2026-11-02"])
    articles: int = Field(description="Number of articles published on the day.", examples=[12])


class Days(Answer):
    month: str = Field(examples=["2026-11"])
    results: list[DayCount] = Field(description="Every day of the month.")


class Outlet(Answer):
    name: str = Field(examples=["Northline"])
    slug: str = Field(description="The value that filters accept as `source`.", examples=["northline"])
    home_page: str = Field(examples=["https://northline.example/"])


class OutletLine(Outlet):
    articles: int = Field(description="Number of its articles.", examples=[310])
    first_published: datetime | None = Field(description="Date of its first article, in UTC.", examples=[MOMENT])
    last_published: datetime | None = Field(description="Date of its last article, in UTC.", examples=[MOMENT])


class Outlets(Listing):
    results: list[OutletLine] = Field(description="Outlets with the most articles first.")


class SharedTextArticles(Schema):
    source: str = Field(description="Slug of the other outlet.", examples=["daily-lantern"])
    articles: int = Field(
        description="Number of this outlet's articles that share text with articles from the other.", examples=[8]
    )


class Taking(Schema):
    source: str = Field(description="Slug of the other outlet.", examples=["daily-lantern"])
    pairs: int = Field(description="Number of pairs in which one article is known to be the origin.", examples=[3])


class OutletFigures(Outlet):
    articles: int = Field(examples=[310])
    months: list[MonthCount]
    stories: int = Field(description="Number of stories that both it and other outlets cover.", examples=[41])
    first: int = Field(description="Of these, stories it is known to have reported first.", examples=[4])
    later: int = Field(description="Of these, stories another outlet is known to have reported first.", examples=[6])
    first_shared: int = Field(
        description="Of these, stories in which it is among the earliest, less than two days apart.", examples=[9]
    )
    first_not_known: int = Field(description="Of these, stories whose first report is not known.", examples=[22])
    first_rate: Estimate | None = Field(
        description="`first` as a share of `first` and `later`, with its Wilson interval; null if both are 0."
    )
    other_names: list[str] = Field(description="Other names under which its site is listed.", examples=[[]])
    text_kinds: dict[str, int] = Field(description="Number of its articles by `text_kind`.", examples=[{"own": 290}])
    mostly_shared: int = Field(
        description="Number of articles that share at least half of their words with another outlet.", examples=[40]
    )
    took_from: list[Taking] = Field(description="Outlets known to be the origin of text in its articles.")
    gave_to: list[Taking] = Field(description="Outlets that carry text known to originate from its articles.")
    shares_with: list[SharedTextArticles] = Field(
        description="Outlets it shares text with, whoever published it first."
    )


class Measured(Schema):
    """Null if there was nothing to count."""

    precision: Estimate | None
    recall: Estimate | None
    f1: Estimate | None


class ModelQuality(Answer):
    """How accurate the site was, by curators' verdicts; null until enough random pairs have been judged."""

    judged: int = Field(description="Number of judged pairs.", examples=[140])
    drawn: int = Field(description="Of these, pairs drawn at random.", examples=[110])
    least: int = Field(
        validation_alias="min_drawn",
        description="Randomly drawn pairs needed before quality figures are given.",
        examples=[100],
    )
    pairs: Measured | None
    groups: Measured | None
    calibration_error: float | None = Field(description="Expected calibration error, 0 to 1.", examples=[0.03])


class About(Answer):
    articles: int = Field(examples=[37540])
    words: int = Field(description="Number of words in all texts.", examples=[18_000_000])
    first: datetime | None = Field(description="Date of the first article, in UTC.", examples=[MOMENT])
    last: datetime | None = Field(description="Date of the last article, in UTC.", examples=[MOMENT])
    undated: int = Field(description="Number of articles without a date.", examples=[4])
    sources: int = Field(description="Number of outlets.", examples=[25])
    stories: int = Field(description="Number of stories with several articles.", examples=[2100])
    in_stories: int = Field(description="Number of articles in these stories.", examples=[9000])
    pairs: dict[str, int] = Field(description="Pairs of articles from different outlets, by kind.")
    waiting: int = Field(description="Number of articles waiting to be processed.", examples=[0])
    decisions: int = Field(description="Number of curators' decisions in force.", examples=[12])
    constraints: int = Field(description="Number of constraints in force.", examples=[9])
    quality: ModelQuality
