"""What the API answers about a story and its facts. Offsets are characters of an article's text as it is served."""

from typing import Any, Literal

from ninja import Field, Schema
from pydantic import ConfigDict


class FactValue(Schema):
    article: int = Field(description="Id of the article.")
    value: str = Field(description="The words of the article, on one line.")
    start: int
    end: int


class Fact(Schema):
    about: str
    kind: str = Field(description="figure, time, duration, age, name or quote.")
    verdict: Literal["agreed", "contradiction", "superseded", "rounding", "conversion", "scope", "spelling"]
    confidence: float = Field(ge=0, le=1)
    reports: int = Field(description="Texts of their own behind an agreement; copies of one text count once.")
    values: list[FactValue] = Field(description="One an article; in a disagreement the first two differ.")


class StoryQuote(Schema):
    verdict: Literal["cut", "altered", "worded", "attribution"]
    speaker: str
    values: list[FactValue] = Field(description="The longest version first.")


class Place(Schema):
    article: int
    start: int
    end: int


class StoryAnswer(Schema):
    """A story with its articles in order of publication; facts that are in dispute come first."""

    model_config = ConfigDict(extra="allow")

    id: int
    title: str
    first_date: str | None
    last_date: str | None
    article_count: int
    source_count: int
    locked: bool
    articles: list[dict[str, Any]]
    facts: list[Fact]
    quotes: list[StoryQuote]
    only_here: list[Place]
