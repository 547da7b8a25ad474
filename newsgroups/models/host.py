from datetime import datetime, timedelta

from django.db import models

# RFC 9309, 2.4: a copy of robots.txt is good for a day.
ROBOTS_GOOD_FOR = timedelta(days=1)


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

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def knows_robots(self, now: datetime) -> bool:
        return self.robots_at is not None and now - self.robots_at < ROBOTS_GOOD_FOR

    def rests(self, now: datetime) -> bool:
        return self.rests_until is not None and self.rests_until > now
