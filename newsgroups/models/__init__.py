"""The truth (sources, articles, stories, curators' decisions) and what is derived from it (postings, pairs)."""

from newsgroups.models.db.among import Among

from .address import Address, articles_at
from .article import Article, NoEvent, Revision
from .curation import Constraint, CurationEvent
from .derived import ArchiveSnapshot, CommonFingerprint, FingerprintPosting, Sketch, TermPosting
from .fetching import QueuedAddress
from .host import Host
from .judgement import HandedOut, Judgement, SkippedPair
from .neighbourhood import Neighbourhood
from .pair import Pair
from .run import ReadFile, Run
from .shared_lookup import Report
from .source import Feed, Source
from .story import Story

__all__ = [
    "Address",
    "Among",
    "ArchiveSnapshot",
    "Article",
    "CommonFingerprint",
    "Constraint",
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
    "Report",
    "Revision",
    "Run",
    "Sketch",
    "SkippedPair",
    "Source",
    "Story",
    "TermPosting",
    "articles_at",
]
