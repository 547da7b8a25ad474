"""Response schemas for stories."""

from ninja import Field

from .articles import MOMENT
from .base import Answer, Listing


class StorySummary(Answer):
    """A story: articles on the same event."""

    id: int = Field(description="Never changes; a merged story redirects to the other.", examples=[3])
    title: str = Field(examples=["Harbor bridge closed after a crack is found"])
    first_date: str | None = Field(description="Date of its first article, in UTC.", examples=[MOMENT])
    last_date: str | None = Field(description="Date of its last article, in UTC.", examples=[MOMENT])
    article_count: int = Field(description="Articles.", examples=[5])
    source_count: int = Field(description="Different outlets.", examples=[4])
    independent_reports: int = Field(description="Articles whose text is their own; copies count once.", examples=[3])
    locked: bool = Field(description="Whether a curator keeps articles from joining or leaving.", examples=[False])


class Stories(Listing):
    results: list[StorySummary]
