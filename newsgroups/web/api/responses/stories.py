"""Response schemas for stories."""

from ninja import Field

from .articles import MOMENT
from .base import Answer, Listing


class StorySummary(Answer):
    """A story: articles on the same event."""

    id: int = Field(description="Never changes; a merged story redirects to the one it was merged into.", examples=[3])
    title: str = Field(examples=["Harbor bridge closed after a crack is found"])
    first_date: str | None = Field(description="Date of its first article, in UTC.", examples=[MOMENT])
    last_date: str | None = Field(description="Date of its last article, in UTC.", examples=[MOMENT])
    article_count: int = Field(description="Number of articles.", examples=[5])
    source_count: int = Field(description="Number of different outlets.", examples=[4])
    independent_reports: int = Field(
        description="Number of independent reports; copies of one text count once.", examples=[3]
    )
    disagreements: int = Field(description="Number of facts on which its articles certainly disagree.", examples=[1])
    locked: bool = Field(
        description="Whether a curator has locked it, so that no article joins or leaves.", examples=[False]
    )


class Stories(Listing):
    results: list[StorySummary]
