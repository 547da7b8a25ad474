"""The source of truth (outlets, articles, stories, curators' decisions) and data derived from it (postings, pairs)."""

from newsgroups.models.db.among import Among

from .article import Address, Article, NoEvent, Revision, articles_at
from .credit import Credit
from .curation import Constraint, CurationEvent
from .derived import ArchiveSnapshot, CommonFingerprint, FingerprintPosting, Neighbourhood, Sketch, TermPosting
from .fetching import Host, QueuedAddress
from .judgement import HandedOut, Judgement, SkippedPair
from .pair import Pair
from .related_stories import RelatedStories
from .run import ReadFile, Run
from .shared_lookup import Report
from .source import Feed, Source
from .story import Story
from .story_facts import StoryFacts

__all__ = [
    "Address",
    "Among",
    "ArchiveSnapshot",
    "Article",
    "CommonFingerprint",
    "Constraint",
    "Credit",
    "CurationEvent",
    "Feed",
    "FingerprintPosting",
    "HandedOut",
    "Host",
    "Judgement",
    "Neighbourhood",
    "NoEvent",
    "Pair",
    "QueuedAddress",
    "ReadFile",
    "RelatedStories",
    "Report",
    "Revision",
    "Run",
    "Sketch",
    "SkippedPair",
    "Source",
    "Story",
    "StoryFacts",
    "TermPosting",
    "articles_at",
]
