"""Look-ups that users chose to share. No other pasted text is ever stored."""

import hmac
import json
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Self

from django.db import models
from django.db.models import Count, Sum
from django.urls import reverse
from django.utils import timezone

from newsgroups.common.processes.concurrency_limit import Busy
from newsgroups.migrations.operations.schema import new_token

# Maximum for all visitors together: about fifteen of the longest texts a day, for thirty days.
MAX_REPORTS = 5_000
MAX_BYTES = 400_000_000
FULL = "There is no room for another shared look-up right now. Existing ones are deleted when they expire."
_ASK_AGAIN = 3_600


class SharedLookupQuerySet(models.QuerySet["SharedLookup"]):
    def live(self) -> Self:
        return self.filter(expires__gt=timezone.now())

    def expired(self, now: datetime) -> Self:
        return self.filter(expires__lte=now)

    def make(self, *, text: str, asked: dict[str, list[str]], days: int) -> tuple["SharedLookup", str]:
        """Create a shared look-up.

        Returns it with the key that lets its maker, and nobody else, delete it; only a hash of the key is stored.

        Raises Busy if too much is stored already.
        """
        key, size = secrets.token_urlsafe(32), size_of(text, asked)
        self._make_room(size)
        expires = timezone.now() + timedelta(days=days)
        return self.create(text=text, asked=asked, size=size, expires=expires, key_hash=_hash(key)), key

    def _make_room(self, size: int) -> None:
        if self._has_room(size):
            return
        self.expired(timezone.now()).delete()
        if not self._has_room(size):
            raise Busy(FULL, _ASK_AGAIN)

    def _has_room(self, size: int) -> bool:
        kept = self.aggregate(rows=Count("pk"), bytes=Sum("size", default=0))
        has_room: bool = kept["rows"] < MAX_REPORTS and kept["bytes"] + size <= MAX_BYTES
        return has_room


def size_of(text: str, asked: dict[str, list[str]]) -> int:
    """Return the size of a shared look-up in bytes."""
    return len(text.encode(errors="replace")) + len(json.dumps(asked))


class SharedLookup(models.Model):
    """A text and the options of its look-up, kept until `expires`. Each visit repeats the look-up.

    Results are not stored, so an article removed from the archive also disappears from every shared look-up.
    """

    token = models.CharField(max_length=43, unique=True, default=new_token)
    key_hash = models.CharField(max_length=64)
    text = models.TextField()
    asked = models.JSONField(default=dict, help_text="Fields of the form, each with its values.")
    size = models.PositiveIntegerField(default=0, help_text="Bytes of the text and of what was asked.")
    made = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField(db_index=True)

    objects = SharedLookupQuerySet.as_manager()

    def __str__(self) -> str:
        return f"shared look-up until {self.expires:%Y-%m-%d %H:%M}"

    @property
    def secret_address(self) -> str:
        """Not named get_absolute_url, because the admin redirects all staff there by an id that can be guessed."""
        return reverse("lookup_report", args=[self.token])

    def is_made_by(self, key: str) -> bool:
        return hmac.compare_digest(self.key_hash, _hash(key))


def _hash(key: str) -> str:
    return sha256(key.encode()).hexdigest()
