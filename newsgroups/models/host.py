from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

# RFC 9309, 2.4: a copy of robots.txt is good for a day.
ROBOTS_GOOD_FOR = timedelta(days=1)
# RFC 9309, 2.3.1.4: rules that could not be had for so long count as none.
UNREACHABLE_FOR = timedelta(days=30)


class HostQuerySet(models.QuerySet["Host"]):
    def in_force(self, now: datetime) -> Self:
        """Hosts of which something is known that still holds."""
        return self.filter(
            Q(robots_at__gt=now - ROBOTS_GOOD_FOR) | Q(rests_until__gt=now) | Q(unreachable_since__isnull=False)
        )

    def outdated(self, now: datetime) -> Self:
        """Hosts of which nothing holds any more, and those that have not been reached for much too long."""
        given_up = Q(unreachable_since__lte=now - 2 * UNREACHABLE_FOR)
        return self.filter(Q(unreachable_since__isnull=True) | given_up).exclude(
            Q(robots_at__gt=now - ROBOTS_GOOD_FOR) | Q(rests_until__gt=now)
        )


class Host(models.Model):
    """What a host asked of us: its robots.txt, and until when it wants to be left alone."""

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
        return self.robots_at is not None and now - self.robots_at < ROBOTS_GOOD_FOR

    def rests(self, now: datetime) -> bool:
        return self.rests_until is not None and self.rests_until > now
