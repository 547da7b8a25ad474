"""The source of truth (outlets, articles, stories, curators' decisions) and data derived from it (postings, pairs)."""

from newsgroups.models.db.among import Among

from .article import Address, Article, NoEvent, Revision, articles_at
from .credit import Credit
from .curation import Constraint, CurationEvent, OriginCorrection
from .derived import ArchiveSnapshot, CommonFingerprint, FingerprintPosting, Neighbourhood, Sketch, TermPosting
from .fetching import Host, QueuedAddress
from .judgement import HandedOut, Judgement, SkippedPair
from .pair import Pair
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
    "OriginCorrection",
    "Pair",
    "QueuedAddress",
    "ReadFile",
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
