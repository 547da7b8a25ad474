from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from hashlib import blake2b
from random import randint
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Substr
from django.urls import reverse
from django.utils import timezone

from newsgroups.common.dates.who_was_first import Moment, own_moment
from newsgroups.models.db.bulk_insert import InsertQuerySet
from newsgroups.models.db.indexes import LatestFirstIndex
from newsgroups.models.source import Source
from newsgroups.text.display.lead_sentence import lead_sentence
from newsgroups.text.screening.page_furniture import without_furniture

# The id of an article's outlet, which is the same under all its names.
OUTLET_ID = Coalesce("source__outlet_id", "source_id")
MAX_TITLE = 500
MAX_URL = 2000
LEAD = 400


def content_hash(title: str, text: str) -> str:
    """Return a 128-bit BLAKE2 hash of title and text.

    It shows that an article has changed, and lets `verify` check the index.
    """
    return blake2b(f"{title}\0{text}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def text_hash(text: str) -> int:
    """Return a 64-bit BLAKE2 hash of the words of a text. Texts that differ only in whitespace have the same hash."""
    return _hash_of(_one_line(text))


def _one_line(text: str) -> str:
    """Normalize whitespace to single spaces. Splitting at every space would make each import five times slower here."""
    for space in "\n\t\r\xa0":
        text = text.replace(space, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip()


def _hash_of(line: str) -> int:
    digest = blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


class Aside(models.TextChoices):
    """Why a page is excluded: what it is instead of an article."""

    LOG_IN = "log-in", "log-in page"
    PAYWALL = "paywall", "paywall"
    COOKIES = "cookies", "cookie notice"
    ERROR = "error", "error page"
    INDEX = "index", "index of other pages"
    PROMOTION = "promotion", "coupons or promotion"
    TICKER = "ticker", "live ticker without text"
    SHARED = "shared", "text that many pages of the outlet share"


class Precision(models.TextChoices):
    """How precisely the publication time of an article is known."""

    MINUTE = "minute", "to the minute"
    DAY = "day", "the day"


class TextKind(models.TextChoices):
    """Whose text an article carries, according to its own credits or its pairs."""

    OWN = "own", "Own text, as far as is known"
    AGENCY = "agency", "Agency or syndicated"
    REPUBLISHED = "republished", "Republished"


class ArticleQuerySet(InsertQuerySet["Article"]):
    def visible(self) -> Self:
        """Articles that visitors may see."""
        return self.filter(hidden=False)

    def hidden_since_indexed(self) -> Self:
        """Hidden articles that the search index may still contain."""
        return self.pending("index").filter(hidden=True)

    def set_aside(self) -> Self:
        return self.exclude(aside="")

    def published(self, *, since: datetime | None = None, before: datetime | None = None) -> Self:
        """Visible articles with a publication date in [since, before)."""
        found = self.visible().filter(published__isnull=False)
        if since:
            found = found.filter(published__gte=since)
        return found.filter(published__lt=before) if before else found

    def undated(self) -> Self:
        return self.visible().filter(published__isnull=True)

    def of_sources(self, sources: "models.QuerySet | Collection[Source | int]") -> Self:
        """Articles of some outlets, under whichever of their names."""
        return self.of_names(Source.objects.names_of(sources)) if sources else self

    def of_names(self, names: Sequence[int]) -> Self:
        """Articles under these names of outlets, given by all their ids. No further query."""
        return self.filter(source__in=names)

    def with_outlet_id(self) -> Self:
        """Annotates `outlet_id`: the id of the outlet, the same under all its names."""
        return self.annotate(outlet_id=OUTLET_ID)

    def not_own_text(self) -> Self:
        """Articles that carry an agency's, a syndicate's, or another outlet's text, as far as is known."""
        return self.exclude(text_kind=TextKind.OWN)

    def of_text_kind(self, kind: str | None) -> Self:
        return self.filter(text_kind=kind) if kind else self

    def latest_first(self) -> Self:
        return self.order_by(F("published").desc(nulls_last=True), "-id")

    def earliest_first(self) -> Self:
        return self.order_by(F("published").asc(nulls_last=True), "id")

    def for_lists(self) -> Self:
        """Everything a line in a list shows, in one query and without the texts."""
        return self.select_related("source", "story").defer("text")

    def with_texts(self) -> Self:
        """Load the texts at once, too."""
        return self.defer(None)

    def with_lead(self) -> Self:
        """Annotates `lead`: the beginning of the text behind page furniture, up to the length that lists show."""
        return self.annotate(lead=Substr("text", Coalesce("furniture__length", 0) + 1, LEAD))

    def lead_sentences(self, ids: Sequence[int]) -> Iterator[str]:
        """Yield the first sentence that stands for itself of each of these articles that has one, in their order."""
        texts = {each.pk: each.lead for each in self.filter(pk__among=ids).with_lead().order_by().defer("text")}  # type: ignore[attr-defined]
        yield from filter(None, (lead_sentence(texts.get(pk, "")) for pk in ids))

    def at_random(self) -> "Article | None":
        """Returns a random article by reading one row. Articles after a gap in the ids are slightly more likely."""
        last = self.order_by("-id").values_list("id", flat=True).first()
        return self.filter(id__gte=randint(1, last)).order_by("id").first() if last else None  # noqa: S311

    def pending(self, stage: str) -> Self:
        """Articles pending for `stage` ("credits", "sketch", "match", or "index"), oldest first."""
        return self.filter(**{f"needs_{stage}": True}).order_by("id")


class Article(models.Model):
    """An article as an outlet published it. Its text here is the only copy; index and postings are derived from it."""

    source = models.ForeignKey("Source", models.PROTECT)
    url = models.CharField(max_length=MAX_URL, unique=True, help_text="The canonical address.")
    url_given = models.CharField(max_length=MAX_URL, help_text="The address as it was first given.")
    title = models.CharField(max_length=MAX_TITLE)
    authors = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=8, blank=True)
    published = models.DateTimeField(null=True, blank=True)
    published_precision = models.CharField(  # noqa: DJ001 - "not known" is null in the API, too.
        max_length=6, choices=Precision, null=True, blank=True, editable=False
    )
    updated = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When the outlet says that it changed the article last."
    )
    first_seen = models.DateTimeField(default=timezone.now)
    words = models.PositiveIntegerField(default=0)
    content_hash = models.CharField(max_length=32)
    text_hash = models.BigIntegerField()
    hidden = models.BooleanField(default=False, help_text="On no page: taken out by a curator, or set aside.")
    aside = models.CharField(max_length=16, choices=Aside, blank=True, help_text="Why it was set aside by itself.")
    is_article = models.BooleanField(default=False, help_text="A curator said so: it is never set aside again.")
    story = models.ForeignKey("Story", models.SET_NULL, null=True, blank=True, related_name="articles")

    credits_agency = models.BooleanField(
        default=False, editable=False, help_text="Whether it credits an agency with its text or a part of it."
    )
    text_kind = models.CharField(max_length=12, choices=TextKind, default=TextKind.OWN, editable=False)

    needs_credits = models.BooleanField(default=True, editable=False)
    needs_sketch = models.BooleanField(default=True, editable=False)
    needs_match = models.BooleanField(default=True, editable=False)
    needs_index = models.BooleanField(default=True, editable=False)

    # The text is the last column, so that SQLite can read the others without following overflow pages.
    text = models.TextField()

    # The fields that `mark_changed` sets.
    MARKED = ("content_hash", "text_hash", "words", "needs_credits", "needs_sketch", "needs_match", "needs_index")

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = [F("published").desc(nulls_last=True), "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(url=""), name="article_has_url"),
            models.CheckConstraint(condition=~Q(title=""), name="article_has_title"),
            models.CheckConstraint(condition=~Q(text=""), name="article_has_text"),
            models.CheckConstraint(
                condition=Q(aside="") | Q(hidden=True, is_article=False), name="article_aside_hidden"
            ),
        ]
        indexes = [
            LatestFirstIndex("hidden", F("published").desc(nulls_last=True), F("id").desc(), name="article_latest"),
            LatestFirstIndex(
                "source", "hidden", F("published").desc(nulls_last=True), F("id").desc(), name="article_source_latest"
            ),
            models.Index("story", "published", name="article_story"),
            models.Index("text_hash", name="article_text_hash"),
            models.Index("aside", condition=~Q(aside=""), name="article_aside"),
            models.Index("text_kind", condition=~Q(text_kind=TextKind.OWN.value), name="article_text_kind"),
            models.Index("id", condition=Q(needs_credits=True), name="article_needs_credits"),
            models.Index("id", condition=Q(needs_sketch=True), name="article_needs_sketch"),
            models.Index("id", condition=Q(needs_match=True), name="article_needs_match"),
            models.Index("id", condition=Q(needs_index=True), name="article_needs_index"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])

    @property
    def original(self) -> str:
        """The outlet's own URL of the article, if it is safe to link to."""
        return self.url_given if self.url_given.startswith(("http://", "https://")) else ""

    @property
    def moment(self) -> Moment | None:
        """The publication time, as precisely as it is known, or None without a date of its own."""
        return own_moment(self.published, self.first_seen, self.published_precision)

    @property
    def is_dated_by_arrival(self) -> bool:
        """Whether its own date was in the future, so that the day it was first seen is used instead."""
        return self.published is not None and self.published == self.first_seen

    @property
    def told(self) -> str:
        """The text with page furniture blank, so that places in it are those in the text. Needs `furniture` loaded,
        otherwise it takes a query.
        """
        furniture = getattr(self, "furniture", None)
        return without_furniture(self.text, furniture.length if furniture else 0)

    def mark_changed(self) -> None:
        """Update hashes and word count from the current text, and leave all derived data to the next processing."""
        self.content_hash = content_hash(self.title, self.text)
        line = _one_line(self.text)
        self.text_hash, self.words = _hash_of(line), line.count(" ") + 1
        self.needs_credits = self.needs_sketch = self.needs_match = self.needs_index = True
