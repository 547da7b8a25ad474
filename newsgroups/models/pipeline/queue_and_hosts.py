from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q

from newsgroups.models.articles.article import MAX_URL, Article

from .feed import Feed
from .retries import MAX_HOST_REST, MAX_PAGE_ATTEMPTS, rest_after

# RFC 9309, 2.4: a copy of robots.txt is good for a day.
ROBOTS_GOOD_FOR = timedelta(days=1)
# RFC 9309, 2.3.1.4: rules that could not be had for so long count as none.
UNREACHABLE_FOR = timedelta(days=30)


class QueuedAddressQuerySet(models.QuerySet["QueuedAddress"]):
    def due(self, now: datetime) -> Self:
        """Addresses to fetch now, those of curators first: somebody waits for them.

        What was added or tried later than now was so before the clock was set back; it does not wait for that day.
        """
        rested = Q(not_before__lte=now) | Q(added_at__gt=now) | Q(tried_at__gt=now)
        return self.filter(rested, state=QueuedAddress.State.WAITING).order_by(F("feed").asc(nulls_first=True), "id")

    def by_people(self) -> Self:
        return self.filter(feed__isnull=True)

    def from_feeds(self) -> dict[str, int]:
        """Counts the URLs that feeds added, by state."""
        return self.filter(feed__isnull=False).counts()

    def counts(self) -> dict[str, int]:
        """Counts URLs by state, for reports."""
        return dict(self.order_by().values_list("state").annotate(Count("id")))

    def older_than(self, days: int, now: datetime) -> Self:
        """Done so many days ago and added by a feed, whose articles say everything else.

        What became of an address is of interest as long as the feed still lists it.
        """
        done = self.exclude(state=QueuedAddress.State.WAITING)
        return done.filter(feed__isnull=False, tried_at__lt=now - timedelta(days=days))


class QueuedAddress(models.Model):
    """A URL to fetch, and the outcome."""

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        STORED = "stored", "stored"
        REFUSED = "refused", "refused"
        FAILED = "failed", "failed"

    url = models.CharField("address", max_length=MAX_URL, unique=True)
    url_given = models.CharField(max_length=MAX_URL)
    known = models.JSONField(default=dict, blank=True, help_text="What a feed or a curator said of the article.")
    feed = models.ForeignKey(Feed, models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    article = models.ForeignKey(Article, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=500, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField()
    revised_at = models.DateTimeField(null=True, blank=True, help_text="When the feed says it was last changed.")

    objects = QueuedAddressQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-id"]
        verbose_name_plural = "queued addresses"
        indexes = [
            models.Index(fields=["state", "not_before"], name="queued_due"),
            models.Index(fields=["-added_at", "-id"], name="queued_latest"),
        ]

    def __str__(self) -> str:
        return self.url_given

    @property
    def is_open(self) -> bool:
        return self.state == self.State.WAITING

    def requeue(self, now: datetime, **known: Any) -> None:
        """Return to the queue as if new."""
        self.state, self.reason, self.attempts, self.not_before = self.State.WAITING, "", 0, now
        self.known = {**self.known, **known}

    def record_stored(self, now: datetime, article: Article | None) -> None:
        self._done(now, self.State.STORED, "")
        self.article = article

    def record_refusal(self, now: datetime, reason: str) -> None:
        """Give up on a URL for good: a retry would give the same answer."""
        self._done(now, self.State.REFUSED, reason)

    def record_failure(self, now: datetime, reason: str, *, not_before: datetime | None = None) -> None:
        """Schedule another attempt, or give up after too many."""
        self._done(now, self.State.WAITING, reason)
        self.not_before = max(now + rest_after(self.attempts), not_before or now)
        if self.attempts >= MAX_PAGE_ATTEMPTS:
            self.state = self.State.FAILED

    def _done(self, now: datetime, state: State, reason: str) -> None:
        self.state, self.reason, self.tried_at = state, reason[:500], now
        self.attempts += 1


class HostQuerySet(models.QuerySet["Host"]):
    def in_force(self, now: datetime) -> Self:
        """Hosts with rules or pauses that are still valid."""
        return self.filter(
            Q(robots_at__gt=now - ROBOTS_GOOD_FOR) | Q(rests_until__gt=now) | Q(unreachable_since__isnull=False)
        )

    def outdated(self, now: datetime) -> Self:
        """Hosts with nothing valid left, and those that have been unreachable for too long."""
        given_up = Q(unreachable_since__lte=now - 2 * UNREACHABLE_FOR)
        return self.filter(Q(unreachable_since__isnull=True) | given_up).exclude(
            Q(robots_at__gt=now - ROBOTS_GOOD_FOR) | Q(rests_until__gt=now)
        )


class Host(models.Model):
    """A host's requests to crawlers: its robots.txt, and how long to leave it alone."""

    class Robots(models.TextChoices):
        NONE = "none", "has no rules"
        RULES = "rules", "has rules"
        UNREACHABLE = "unreachable", "could not be asked"

    name = models.CharField(max_length=300, unique=True, help_text="Scheme, host and port.")
    robots = models.CharField(max_length=12, choices=Robots, default=Robots.NONE)
    robots_text = models.TextField(blank=True)
    robots_at = models.DateTimeField(null=True, blank=True)
    unreachable_since = models.DateTimeField(null=True, blank=True)
    rests_until = models.DateTimeField(null=True, blank=True)

    objects = HostQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def knows_robots(self, now: datetime) -> bool:
        return self.robots_at is not None and timedelta(0) <= now - self.robots_at < ROBOTS_GOOD_FOR

    def is_paused(self, now: datetime) -> bool:
        # One that is to rest for longer than anybody may ask for was told so before the clock was set back.
        return self.rests_until is not None and now < self.rests_until <= now + MAX_HOST_REST
