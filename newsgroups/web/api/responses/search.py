"""Response schemas for search results."""

from ninja import Field, Schema

from .articles import ArticleSummary
from .base import Answer, Listing


class MarkedPiece(Schema):
    text: str = Field(examples=["bridge"])
    marked: bool = Field(description="Whether the query asked for it.", examples=[True])


class Highlights(Answer):
    title: list[MarkedPiece]
    text: list[MarkedPiece]


class SearchHit(ArticleSummary):
    copies: int = Field(description="Near-copies that are folded into this hit.", examples=[0])
    score: float = Field(description="BM25; comparable within one query only.", examples=[11.2041])
    highlights: Highlights = Field(description="Title and excerpt in pieces, free of markup.")


class Alternative(Answer):
    kind: str = Field(
        description="nearly (other spellings), any_word, or without and what is left out.", examples=["any_word"]
    )
    query: str = Field(examples=["bridge OR ferry"])
    count: int = Field(description="What it finds.", examples=[12])


class SearchAnswer(Listing):
    understood: str = Field(description="The query as it was read.", examples=["bridge"])
    notes: list[str] = Field(description="What was left out or replaced, as sentences.")
    suggestion: str | None = Field(description="A query that finds more.", examples=["bridge"])
    suggestion_count: int | None = Field(description="What it finds.", examples=[12])
    alternatives: list[Alternative] = Field(description="For who found nothing: other queries that find something.")
    facets: dict[str, dict[str, int]] = Field(
        description="Hits by `source` (slug), `year`, `language`, `text_kind`, and `group` (in a story or alone).",
        examples=[{"source": {"northline": 7}, "year": {"2026": 7}}],
    )
    results: list[SearchHit]
