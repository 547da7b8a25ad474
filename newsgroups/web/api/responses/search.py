"""Response schemas for search results."""

from ninja import Field, Schema

from .articles import ArticleSummary
from .base import Answer, Listing


class MarkedPiece(Schema):
    text: str = Field(examples=["bridge"])
    marked: bool = Field(description="Whether it matched the query.", examples=[True])


class Highlights(Answer):
    title: list[MarkedPiece]
    text: list[MarkedPiece]


class SearchHit(ArticleSummary):
    copies: int = Field(description="Number of near copies folded into this hit.", examples=[0])
    score: float = Field(description="BM25; comparable only within one query.", examples=[11.2041])
    highlights: Highlights = Field(description="Title and excerpt in fragments, without markup.")


class Alternative(Answer):
    kind: str = Field(
        description="nearly (other spellings), part (of a phrase), any_word, or without followed by what is dropped.",
        examples=["any_word"],
    )
    query: str = Field(examples=["bridge OR ferry"])
    count: int = Field(description="Number of articles it finds.", examples=[12])


class SearchAnswer(Listing):
    understood: str = Field(description="The query as it was understood.", examples=["bridge"])
    notes: list[str] = Field(description="What was ignored or replaced, as sentences.")
    suggestion: str | None = Field(description="A query that finds more.", examples=["bridge"])
    suggestion_count: int | None = Field(description="Number of articles it finds.", examples=[12])
    alternatives: list[Alternative] = Field(description="If nothing was found: other queries that find something.")
    facets: dict[str, dict[str, int]] = Field(
        description="Hit counts by `source` (slug), `year`, `language`, `text_kind`, `group` (in a story or alone).",
        examples=[{"source": {"northline": 7}, "year": {"2026": 7}}],
    )
    results: list[SearchHit]
