"""Security events, which the audit page shows: log-ins, refusals, ended sessions, changed passwords and factors."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F
from django.utils import timezone

# A failure that repeats within this time is counted in one row, so that guessing does not fill the table.
FOLDED_WITHIN = timedelta(minutes=15)
# Most rows of one kind per day. Strangers can cause failed log-ins from any number of addresses.
MAX_ROWS_A_DAY = 5_000


class SecurityEventQuerySet(models.QuerySet["SecurityEvent"]):
    def older_than(self, days: int, now: datetime) -> Self:
        return self.filter(last__lt=now - timedelta(days=days))

    def add(self, kind: str, *, account: str = "", address: str = "", detail: str = "") -> None:
        """Record an event, or count it in the row of the same event within `FOLDED_WITHIN`."""
        now = timezone.now()
        same = {"kind": kind, "account": account[:150], "address": address[:45], "detail": detail[:200]}
        recent = self.filter(**same, last__gt=now - FOLDED_WITHIN).order_by("-pk")[:1]
        if self.filter(pk__in=list(recent.values_list("pk", flat=True))).update(times=F("times") + 1, last=now):
            return
        if self.filter(kind=kind, last__gt=now - timedelta(days=1)).count() < MAX_ROWS_A_DAY:
            self.create(**same, at=now, last=now)


class SecurityEvent(models.Model):
    """An event, `times` between `at` and `last`. `account` is the name of an existing account, or empty."""

    class Kind(models.TextChoices):
        LOGIN = "login", "logged in"
        FAILED = "failed", "log-in failed"
        DELAYED = "delayed", "log-in delayed"
        LOGOUT = "logout", "logged out"
        EXPIRED = "expired", "session expired"
        ENDED = "ended", "session ended"
        REFUSED = "refused", "permission denied"
        PASSWORD = "password", "password changed"
        FACTOR = "factor", "second factor changed"

    kind = models.CharField(max_length=10, choices=Kind)
    account = models.CharField(max_length=150, blank=True)
    address = models.CharField(max_length=45, blank=True)
    detail = models.CharField(max_length=200, blank=True)
    times = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(default=timezone.now)
    last = models.DateTimeField(default=timezone.now)

    objects = SecurityEventQuerySet.as_manager()

    class Meta:
        ordering = ["-last", "-id"]
        indexes = [models.Index(fields=["kind", "last"], name="security_event_kind_last")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.account or 'unknown account'}"
