from datetime import datetime
from typing import Self

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q

from newsgroups.models.source import Source

from .retries import MAX_FEED_REST, rest_after


class FeedQuerySet(models.QuerySet["Feed"]):
    def polled(self) -> Self:
        """Active feeds of active outlets."""
        return self.filter(active=True, source__active=True)

    def due(self, now: datetime) -> Self:
        """Feeds to ask now: those that failed rest for a while, longer each time.

        One that was asked later than now was asked before the clock was set back; it does not wait for that day.
        """
        rested = Q(rests_until__isnull=True) | Q(rests_until__lte=now)
        return self.polled().filter(rested | Q(tried_at__gt=now))

    def failing(self) -> Self:
        return self.polled().filter(failures__gt=0).order_by("-failures", "url")


class Feed(models.Model):
    """A feed of a source, and its polling state. An outlet may have several."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="feeds")
    url = models.CharField("address", max_length=2000, unique=True, validators=[URLValidator(["http", "https"])])
    title = models.CharField(max_length=200, blank=True)
    active = models.BooleanField(default=True)

    etag = models.CharField(max_length=500, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    tried_at = models.DateTimeField(null=True, blank=True, editable=False)
    succeeded_at = models.DateTimeField(null=True, blank=True, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False, help_text="In a row.")
    reason = models.CharField(max_length=500, blank=True, editable=False, help_text="Why the last attempt failed.")
    rests_until = models.DateTimeField(null=True, blank=True, editable=False)
    moved_from = models.CharField(max_length=2000, blank=True, editable=False)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["url"]

    def __str__(self) -> str:
        return self.url

    @property
    def state(self) -> str:
        """A short description for lists."""
        if not self.active or not self.source.active:
            return f"off: {self.reason}" if self.reason else "off"
        if self.failures:
            return f"failing ({self.failures} in a row): {self.reason}"
        return "works" if self.succeeded_at else "not polled yet"

    def record_success(self, now: datetime, *, etag: str, last_modified: str) -> None:
        """Record a success, with the validators that let the server answer "not modified" next time.

        Overlong ones are dropped.
        """
        self.etag = etag if len(etag) <= 500 else ""
        self.last_modified = last_modified if len(last_modified) <= 100 else ""
        self.tried_at = self.succeeded_at = now
        self.failures, self.reason, self.rests_until = 0, "", None

    def record_failure(self, now: datetime, reason: str, *, not_before: datetime | None = None) -> None:
        """Pause the feed, longer after each further failure (see `retries`)."""
        self.failures += 1
        rest = min(rest_after(self.failures), MAX_FEED_REST)
        self.tried_at, self.reason = now, reason[:500]
        self.rests_until = max(now + rest, not_before or now)

    def record_gone(self, now: datetime, reason: str) -> None:
        """Stop polling until a curator switches the feed on again."""
        self.record_failure(now, reason)
        self.active = False

    def switch_on(self) -> None:
        """Poll in the next run, whatever happened before."""
        self.active, self.failures, self.reason, self.rests_until = True, 0, "", None

    def record_move(self, to: str) -> None:
        """Adopt the URL of a permanent redirect."""
        self.moved_from, self.url = self.url, to
