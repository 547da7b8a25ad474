"""The source of truth (outlets, articles, stories, curators' decisions) and data derived from it (postings, pairs)."""

from newsgroups.models.articles.address import Address, articles_at
from newsgroups.models.articles.article import Article
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
from newsgroups.models.articles.no_event import NoEvent
from newsgroups.models.articles.revision import Revision
from newsgroups.models.db.integer_lists import Among
from newsgroups.models.pipeline.queue_and_hosts import Host, QueuedAddress
from newsgroups.models.pipeline.run_record import ReadFile, Run
from newsgroups.models.readers.api_token import ApiToken
from newsgroups.models.readers.collection import Collection, CollectionOutlet
from newsgroups.models.readers.delivery import Delivery
from newsgroups.models.readers.dossier import Dossier, DossierEntry
from newsgroups.models.readers.mute import Mute
from newsgroups.models.readers.subscription import Subscription
from newsgroups.models.stories.fact_verdict import FactVerdict
from newsgroups.models.stories.pair import Pair
from newsgroups.models.stories.related_stories import RelatedStories
from newsgroups.models.stories.story import Story
from newsgroups.models.stories.story_facts import StoryFacts

from .curation import Constraint, CurationEvent, OriginCorrection
from .judgement import HandedOut, Judgement, SkippedPair
from .pipeline.feed import Feed
from .readers.shared_lookup import SharedLookup
from .security_event import SecurityEvent
from .source import Source

__all__ = [
    "Address",
    "Among",
    "ApiToken",
    "ArchiveSnapshot",
    "Article",
    "Collection",
    "CollectionOutlet",
    "CommonFingerprint",
    "Constraint",
    "Credit",
    "CurationEvent",
    "Delivery",
    "Dossier",
    "DossierEntry",
    "FactVerdict",
    "Feed",
    "FingerprintPosting",
    "FurnitureLine",
    "HandedOut",
    "Host",
    "Judgement",
    "Mute",
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
    "SecurityEvent",
    "SharedLookup",
    "Sketch",
    "SkippedPair",
    "Source",
    "Story",
    "StoryFacts",
    "Subscription",
    "TermPosting",
    "articles_at",
]
