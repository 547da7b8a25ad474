"""Previous versions of articles."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils import timezone

from .article import MAX_TITLE, Article


class RevisionQuerySet(models.QuerySet["Revision"]):
    def older_than(self, days: int, now: datetime) -> Self:
        """Replaced so many days ago. Without them, a file with an old text brings it back when imported again."""
        return self.filter(replaced_at__lt=now - timedelta(days=days))


class Revision(models.Model):
    """A previous version of an article."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions")
    title = models.CharField(max_length=MAX_TITLE)
    text = models.TextField()
    published = models.DateTimeField(null=True)
    content_hash = models.CharField(max_length=32)
    replaced_at = models.DateTimeField(default=timezone.now)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-replaced_at", "-id"]

    def __str__(self) -> str:
        return f"{self.title} (until {self.replaced_at:%Y-%m-%d %H:%M})"
