"""Response schemas for a complete story: the origins of its texts, the facts, and what only one article reports."""

from typing import Literal

from ninja import Field
from pydantic import ConfigDict

from .articles import MOMENT, ArticleSummary, CreditedArticle, Precision
from .base import Answer
from .stories import StorySummary


class LineageNode(Answer):
    """A text of the story, or a source outside it."""

    id: str = Field(description="The ID that edges refer to.", examples=["17"])
    kind: Literal["article", "source"] = Field(description="A source is outside the archive.", examples=["article"])
    article: int | None = Field(description="ID of the article; null for a source.", examples=[17])
    name: str = Field(description="Name of the outlet or the source.", examples=["Northline"])
    published: str | None = Field(description="Publication date in UTC; null if not known.", examples=[MOMENT])
    published_precision: Precision | None = Field(description="Precision of `published`.", examples=["minute"])
    is_own: bool | None = Field(description="Whether it is an independent report; null for a source.", examples=[True])


class LineageEdge(Answer):
    """Text goes from `source` to `target` if `directed`; otherwise it is not known which of the two came first."""

    source: str = Field(description="ID of a node.", examples=["17"])
    target: str = Field(description="ID of a node.", examples=["18"])
    directed: bool = Field(description="Whether the direction is known.", examples=[True])
    share_of_source: float | None = Field(
        description="Share of the source's words that also appear in the target, 0 to 1.", examples=[0.9]
    )
    share_of_target: float | None = Field(
        description="Share of the target's words that also appear in the source, 0 to 1.", examples=[0.8]
    )
    confidence: float = Field(description="Confidence in the direction, 0 to 1.", examples=[0.95])
    evidence: list[str] = Field(description="Reasons in plain words.")
    copied: float | None = Field(
        description="Share of the target's words, quotations included, that pages show, 0 to 1; without a direction,"
        " the greater share of the two. Null for a source.",
        examples=[0.85],
    )


class Lineage(Answer):
    """How the texts of a story derive from each other and from sources outside it."""

    nodes: list[LineageNode]
    edges: list[LineageEdge]


class Place(Answer):
    """A passage of an article; offsets count characters of its `text`, and the end is exclusive."""

    article: int = Field(description="ID of the article.", examples=[17])
    start: int = Field(description="Offset of the first character.", examples=[22])
    end: int = Field(description="Offset after the last character.", examples=[41])


class StoryPassage(Answer):
    """Characters of an article's `text` that another article of the story has, too."""

    start: int = Field(description="First character.", examples=[22])
    end: int = Field(description="The character after the last.", examples=[141])
    also_in: int = Field(description="Id of an article that has it, too.", examples=[18])
    origin: int | None = Field(description="Id of the article that it comes from; null for none.", examples=[18])
    name: str | None = Field(description="Name of the origin; null if not known.", examples=["Northline"])
    form: str | None = Field(description="What it is instead of reporting, such as a caption; null if it is reporting.")


class ArticlePassages(Answer):
    article: int = Field(description="Id of the article.", examples=[17])
    passages: list[StoryPassage]


class StoryPassages(Answer):
    count: int = Field(description="Articles of the story.", examples=[9])
    results: list[ArticlePassages]


class FactValue(Place):
    # Only the page uses the side that an article takes in a disagreement.
    model_config = ConfigDict(extra="ignore")

    value: str = Field(description="The article's words, on one line.", examples=["2.3 meters"])


Verdict = Literal["agreed", "contradiction", "superseded", "rounding", "conversion", "scope", "spelling"]


class Fact(Answer):
    """A statement that several articles make."""

    about: str = Field(description="What it is about, in words from the articles.", examples=["crack long"])
    kind: str = Field(description="figure, time, duration, age, name or quote.", examples=["figure"])
    verdict: Verdict = Field(description="Whether the articles agree and, if not, why.", examples=["contradiction"])
    confidence: float = Field(ge=0, le=1, description="Confidence in the verdict, 0 to 1.", examples=[0.9])
    reports: int = Field(
        description="Number of independent texts that agree; copies of one text count once.", examples=[2]
    )
    judged: bool = Field(False, description="Whether a curator found the disagreement to be real.")
    values: list[FactValue] = Field(description="One per article; in a disagreement, the first two differ.")


class StoryQuote(Answer):
    """A quotation that articles give in different versions."""

    verdict: Literal["cut", "altered", "worded", "attribution"] = Field(
        description="How the versions differ.", examples=["cut"]
    )
    speaker: str = Field(description="Who said it; empty if not known.", examples=["Ruth Ansgar"])
    values: list[FactValue] = Field(description="Longest version first.")


class RelatedStory(Answer):
    """Another story, or a single article, that is related to a story."""

    story: StorySummary | None = Field(description="Null if the article is in no story.")
    article: ArticleSummary = Field(description="The article that stands for it.")
    kind: Literal["earlier", "later", "same names", "same kind"] = Field(
        description="`earlier` and `later` mention the same names at least a day before or after.", examples=["later"]
    )
    days_later: float | None = Field(
        description="How much later it was published; null if one has no date.", examples=[9.1]
    )
    shared: list[str] = Field(description="Names, or else rare words, that both mention.", examples=[["Port Calder"]])
    reason: str = Field(description="In plain words.", examples=["Later, with the same names: Port Calder"])


class ChangedFigure(Answer):
    """A figure that an outlet replaced in its own article after publication."""

    article: int = Field(description="Id of the article.", examples=[17])
    at: str = Field(description="When the earlier version was replaced, in UTC.", examples=[MOMENT])
    about: str = Field(description="What the figure is about.", examples=["Injured"])
    before: str = Field(description="The words that were replaced.", examples=["14 people"])
    after: str = Field(description="The words that replaced them.", examples=["17 people"])
    start: int | None = Field(description="First character in the present text; null in an older one.", examples=[22])
    end: int | None = Field(description="The character after the last, or null.", examples=[31])


class WholeStory(StorySummary):
    """A story with its articles in order of publication; disputed facts come first."""

    articles: list[CreditedArticle] = Field(description="In order of publication; undated articles last.")
    lineage: Lineage
    facts: list[Fact] = Field(description="What several articles state, disputes first.")
    quotes: list[StoryQuote] = Field(description="Quotations that differ between articles.")
    changed: list[ChangedFigure] = Field([], description="Figures changed after publication, latest first.")
    only_here: list[Place] = Field(description="What only one article says.")
    related: list[RelatedStory] = Field(description="Related stories, closest first.")
