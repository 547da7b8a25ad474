"""Common parts of all response schemas: documented keys, paginated lists and errors."""

from typing import Any

from ninja import Field, Schema
from pydantic import ConfigDict


class Answer(Schema):
    """The base class of response schemas. Newer versions may add keys, and clients must ignore unknown ones."""

    model_config = ConfigDict(extra="allow")


class Listing(Answer):
    """Part of a list; follow `next` until it is null to read all of it."""

    count: int = Field(description="Number of entries in the whole list.", examples=[1204])
    page: int | None = Field(description="Page number, starting at 1; null when paging by cursor.", examples=[1])
    pages: int = Field(description="Number of pages in the whole list.", examples=[61])
    next: str | None = Field(
        None,
        description="URL of the next page; null on the last page.",
        examples=["https://news.example/api/v1/groups?cursor=WyJsYXRlc3QiXQ"],
    )


class Problem(Answer):
    """An error as application/problem+json (RFC 9457)."""

    type: str = Field(
        description="Always about:blank; the status says what kind of problem it is.", examples=["about:blank"]
    )
    title: str = Field(description="The name of the HTTP status.", examples=["Not Found"])
    status: int = Field(description="The HTTP status.", examples=[404])
    detail: str = Field(description="What is wrong, in one sentence.", examples=["There is no such article."])
    errors: list[dict[str, Any]] = Field(
        [],
        description="Status 422 only: where each rejected value is (`loc`) and why it was rejected (`msg`).",
        examples=[[{"loc": ["query", "page"], "msg": "Input should be greater than or equal to 1"}]],
    )


class Estimate(Schema):
    value: float = Field(description="A share, 0 to 1.", examples=[0.92])
    low: float = Field(description="Lower bound of the 95% interval.", examples=[0.88])
    high: float = Field(description="Upper bound of the 95% interval.", examples=[0.95])
