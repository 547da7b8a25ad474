"""What the API answers about a story and its facts. Offsets are characters of an article's text as it is served."""

from typing import Literal

from ninja import Field, Schema


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
