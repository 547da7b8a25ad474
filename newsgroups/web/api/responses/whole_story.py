"""A story with everything that is known of it: where its texts come from, what they say, and what only one says."""

from typing import Literal

from ninja import Field
from pydantic import ConfigDict

from .articles import MOMENT, CreditedArticle, Precision
from .base import Answer
from .stories import StorySummary


class LineageNode(Answer):
    """A text of the story, or a source outside of it."""

    id: str = Field(description="What edges call it.", examples=["17"])
    kind: Literal["article", "source"] = Field(description="A source is outside of the archive.", examples=["article"])
    article: int | None = Field(description="Id of the article; null for a source.", examples=[17])
    name: str = Field(description="Name of the outlet or the source.", examples=["Northline"])
    published: str | None = Field(description="When, in UTC; null if not known.", examples=[MOMENT])
    published_precision: Precision | None = Field(description="How exact `published` is.", examples=["minute"])
    is_own: bool | None = Field(description="Whether it is an independent report; null for a source.", examples=[True])


class LineageEdge(Answer):
    """Text goes from `source` to `target` where `directed`; else it is not known which of the two has it from whom."""

    source: str = Field(description="Id of a node.", examples=["17"])
    target: str = Field(description="Id of a node.", examples=["18"])
    directed: bool = Field(description="Whether the direction is known.", examples=[True])
    share_of_source: float | None = Field(description="Share of its words that the target has, 0 to 1.", examples=[0.9])
    share_of_target: float | None = Field(description="Share of its words that the source has, 0 to 1.", examples=[0.8])
    confidence: float = Field(description="Of the direction, 0 to 1.", examples=[0.95])
    evidence: list[str] = Field(description="Reasons in plain words.")


class Lineage(Answer):
    """How texts of a story come from each other and from sources outside of it."""

    nodes: list[LineageNode]
    edges: list[LineageEdge]


class Place(Answer):
    """A passage of an article; offsets are characters of its `text`, the end is not included."""

    article: int = Field(description="Id of the article.", examples=[17])
    start: int = Field(description="First character.", examples=[22])
    end: int = Field(description="The character after the last.", examples=[41])


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
    # Which side of a disagreement an article takes is for the page alone.
    model_config = ConfigDict(extra="ignore")

    value: str = Field(description="The words of the article, on one line.", examples=["2.3 meters"])


Verdict = Literal["agreed", "contradiction", "superseded", "rounding", "conversion", "scope", "spelling"]


class Fact(Answer):
    """A statement that several articles make."""

    about: str = Field(description="What it is about, in words of the articles.", examples=["crack long"])
    kind: str = Field(description="figure, time, duration, age, name or quote.", examples=["figure"])
    verdict: Verdict = Field(description="Whether the articles agree, and if not, why.", examples=["contradiction"])
    confidence: float = Field(ge=0, le=1, description="Of the verdict, 0 to 1.", examples=[0.9])
    reports: int = Field(
        description="Texts of their own behind an agreement; copies of one text count once.", examples=[2]
    )
    values: list[FactValue] = Field(description="One an article; in a disagreement the first two differ.")


class StoryQuote(Answer):
    """A quotation that articles give in different versions."""

    verdict: Literal["cut", "altered", "worded", "attribution"] = Field(
        description="How the versions differ.", examples=["cut"]
    )
    speaker: str = Field(description="Who said it; empty if not known.", examples=["Ruth Ansgar"])
    values: list[FactValue] = Field(description="The longest version first.")


class WholeStory(StorySummary):
    """A story with its articles in order of publication; facts that are in dispute come first."""

    articles: list[CreditedArticle] = Field(description="In order of publication; those without a date last.")
    lineage: Lineage
    facts: list[Fact] = Field(description="What several articles state, disputes first.")
    quotes: list[StoryQuote] = Field(description="Quotations that are not the same in all articles.")
    only_here: list[Place] = Field(description="What one article says and no other.")
