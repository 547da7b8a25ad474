"""What readers follow by mail or webhook."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

from newsgroups.migrations.operations.schema import new_token

MAX_SUBSCRIPTIONS = 50


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def of(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        return self.filter(owner=user.pk).order_by("-pk")

    def due(self, now: datetime) -> Self:
        """Active subscriptions to check now: those at once always, daily ones a day after the last check."""
        daily = Q(rhythm=Subscription.Rhythm.DAILY)
        # A little less than a day, so that the hour of a daily message does not creep forward from run to run.
        rested = Q(checked_at__lte=now - timedelta(hours=23)) | Q(checked_at__gt=now)
        return self.filter(~daily | daily & rested, paused="", owner__is_active=True).order_by("pk")


class Subscription(models.Model):
    """A search, story, outlet, list of stories, or changes that a reader follows.

    `query` has the filters as in the address of the page that was followed. `seen` is the id of the last article (or
    revision, for changes) that was considered; the next check looks at later ones.
    """

    class What(models.TextChoices):
        SEARCH = "search", "a search"
        STORIES = "stories", "new stories"
        STORY = "story", "a story"
        ARTICLES = "articles", "articles of outlets"
        CHANGES = "changes", "changed articles"

    class Way(models.TextChoices):
        MAIL = "mail", "by mail"
        WEBHOOK = "webhook", "by webhook"

    class Rhythm(models.TextChoices):
        ONCE = "at once", "at once"
        DAILY = "daily", "daily"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    what = models.CharField(max_length=8, choices=What)
    query = models.JSONField(default=dict, blank=True)
    title = models.CharField(max_length=200)
    way = models.CharField(max_length=8, choices=Way)
    rhythm = models.CharField(max_length=8, choices=Rhythm, default=Rhythm.DAILY)
    url = models.CharField("address", max_length=2000, blank=True, help_text="Where a webhook is sent.")
    secret = models.CharField(max_length=100, blank=True, help_text="The key that signs webhooks.")
    token = models.CharField(max_length=43, unique=True, default=new_token, help_text="Ends it without logging in.")
    seen = models.BigIntegerField(default=0)
    sent_stories = models.JSONField(default=list, blank=True, help_text="Stories already reported.")
    checked_at = models.DateTimeField(default=timezone.now)
    given_up = models.PositiveIntegerField(default=0, help_text="Messages in a row that could not be delivered.")
    paused = models.CharField(max_length=300, blank=True, help_text="Why it is paused.")
    created = models.DateTimeField(default=timezone.now)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.title}, {self.get_rhythm_display()} {self.get_way_display()}"

    def delivered(self) -> None:
        self.given_up = 0
        self.save(update_fields=["given_up"])

    def not_delivered(self, reason: str, *, pause_after: int) -> None:
        """Count a message that was given up, and pause after several in a row."""
        self.given_up += 1
        if self.given_up >= pause_after:
            self.paused = f"{self.given_up} messages in a row could not be delivered. {reason}"[:300]
        self.save(update_fields=["given_up", "paused"])

    def resume(self) -> None:
        self.given_up, self.paused, self.checked_at = 0, "", timezone.now()
        self.save(update_fields=["given_up", "paused", "checked_at"])
