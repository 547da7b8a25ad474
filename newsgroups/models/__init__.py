"""The source of truth (outlets, articles, stories, curators' decisions) and data derived from it (postings, pairs)."""

from newsgroups.models.articles.article import Address, Article, NoEvent, Revision, articles_at
from newsgroups.models.articles.credit import Credit
from newsgroups.models.articles.derived import (
    ArchiveSnapshot,
    CommonFingerprint,
    FingerprintPosting,
    Neighbourhood,
    Sketch,
    TermPosting,
)
from newsgroups.models.articles.furniture import FurnitureLine, PageFurniture
from newsgroups.models.db.among import Among
from newsgroups.models.pipeline.fetching import Host, QueuedAddress
from newsgroups.models.pipeline.run_record import ReadFile, Run
from newsgroups.models.stories.fact_verdict import FactVerdict
from newsgroups.models.stories.pair import Pair
from newsgroups.models.stories.related_stories import RelatedStories
from newsgroups.models.stories.story import Story
from newsgroups.models.stories.story_facts import StoryFacts

from .curation import Constraint, CurationEvent, OriginCorrection
from .judgement import HandedOut, Judgement, SkippedPair
from .shared_lookup import SharedLookup
from .source import Feed, Source

__all__ = [
    "Address",
    "Among",
    "ArchiveSnapshot",
    "Article",
    "CommonFingerprint",
    "Constraint",
    "Credit",
    "CurationEvent",
    "FactVerdict",
    "Feed",
    "FingerprintPosting",
    "FurnitureLine",
    "HandedOut",
    "Host",
    "Judgement",
    "Neighbourhood",
    "NoEvent",
    "OriginCorrection",
    "PageFurniture",
    "Pair",
    "QueuedAddress",
    "ReadFile",
    "RelatedStories",
    "Revision",
    "Run",
    "SharedLookup",
    "Sketch",
    "SkippedPair",
    "Source",
    "Story",
    "StoryFacts",
    "TermPosting",
    "articles_at",
]
