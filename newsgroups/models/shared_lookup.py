"""A look-up that somebody chose to share. Nothing else of what is pasted is ever kept."""

import hmac
import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone

from newsgroups.migrations.operations.schema import new_token


class ReportQuerySet(models.QuerySet["Report"]):
    def live(self) -> Self:
        return self.filter(expires__gt=timezone.now())

    def expired(self) -> Self:
        return self.filter(expires__lte=timezone.now())

    def make(self, *, text: str, asked: dict[str, list[str]], days: int) -> tuple["Report", str]:
        """The report and the key by which its maker, and nobody else, can delete it; only a hash of it is kept."""
        key = secrets.token_urlsafe(32)
        expires = timezone.now() + timedelta(days=days)
        return self.create(text=text, asked=asked, expires=expires, key_hash=_hash(key)), key


class Report(models.Model):
    """The text and what was asked of it, until `expires`; it is compared anew each time that it is opened.

    Results are not kept, so that an article that is taken out of the archive is out of every report, too.
    """

    token = models.CharField(max_length=43, unique=True, default=new_token)
    key_hash = models.CharField(max_length=64)
    text = models.TextField()
    asked = models.JSONField(default=dict, help_text="Fields of the form, each with its values.")
    made = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField(db_index=True)

    objects = ReportQuerySet.as_manager()

    def __str__(self) -> str:
        return f"report until {self.expires:%Y-%m-%d %H:%M}"

    @property
    def secret_address(self) -> str:
        """Not get_absolute_url: the admin sends anyone on its staff to that, by a number that can be guessed."""
        return reverse("lookup_report", args=[self.token])

    def is_made_by(self, key: str) -> bool:
        return hmac.compare_digest(self.key_hash, _hash(key))


def _hash(key: str) -> str:
    return sha256(key.encode()).hexdigest()
