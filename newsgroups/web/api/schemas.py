"""What the API answers, as its OpenAPI document describes it."""

from typing import Literal

from ninja import Schema

from .story_schemas import Fact, Place, StoryQuote


class CreditOut(Schema):
    """Words that credit somebody: characters of the article's text, or of `authors` where `field` says so."""

    agency: str
    name: str
    kind: Literal["dateline", "byline", "foot", "contributed", "in text", "first reported", "picture"]
    field: Literal["text", "authors"]
    start: int
    end: int


class ArticleOut(Schema):
    """An article without its text."""

    id: int
    url: str
    title: str
    source: str
    published: str | None
    published_precision: Literal["minute", "day"] | None
    story: int | None


class CreditedArticleOut(ArticleOut):
    text_kind: Literal["own", "agency", "republished"]
    credits: list[CreditOut]


class WholeArticleOut(CreditedArticleOut):
    canonical_url: str
    authors: str
    language: str
    first_seen: str
    words: int
    text: str


class ArticlesOut(Schema):
    results: list[WholeArticleOut]


class PassageOut(Schema):
    query_start: int
    query_end: int
    article_start: int
    article_end: int
    kind: str
    boilerplate: bool


class CopiedOut(Schema):
    """Shares of words that stand in the other text, 0 to 1; they say nothing of who took them."""

    of_query: float
    of_article: float
    longest_run: int
    kind: str
    passages: list[PassageOut]


class EvidenceOut(Schema):
    """A reason in plain words; `start` and `end` are characters of the text of `side` that prove it, null for none."""

    text: str
    side: Literal["left", "right"] | None
    start: int | None
    end: int | None


class OriginOut(Schema):
    """Where the shared text comes from; `name` is that of the outlet or the third party, `sentence` may be printed."""

    of: Literal["left", "right", "third", "unknown"]
    name: str | None
    confidence: float
    sentence: str
    evidence: list[EvidenceOut]


class ComparisonOut(Schema):
    left: CreditedArticleOut
    right: CreditedArticleOut
    same_story: float | None
    copied: CopiedOut
    origin: OriginOut


class LineageNode(Schema):
    """A text of the story, or a source outside of it."""

    id: str
    kind: Literal["article", "source"]
    article: int | None
    name: str
    published: str | None
    published_precision: Literal["minute", "day"] | None
    is_own: bool | None


class LineageEdge(Schema):
    """`from` is the origin of text in `to` where `directed`; else it is not known which of the two has it from whom.
    Shares are of the words of each, 0 to 1.
    """

    source: str
    target: str
    directed: bool
    share_of_source: float | None
    share_of_target: float | None
    confidence: float
    evidence: list[str]


class LineageOut(Schema):
    nodes: list[LineageNode]
    edges: list[LineageEdge]


class StoryOut(Schema):
    id: int
    title: str
    first_date: str | None
    last_date: str | None
    article_count: int
    source_count: int
    independent_reports: int
    locked: bool


class StoriesOut(Schema):
    count: int
    page: int
    pages: int
    results: list[StoryOut]


class WholeStoryOut(StoryOut):
    """A story with its articles in order of publication; facts that are in dispute come first."""

    articles: list[CreditedArticleOut]
    lineage: LineageOut
    facts: list[Fact]
    quotes: list[StoryQuote]
    only_here: list[Place]
