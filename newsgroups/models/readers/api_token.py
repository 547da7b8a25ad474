"""Tokens with which programs write through the API."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.utils import timezone

from .secret import hash_of, new_key

MAX_TOKENS = 20
# So that a token in a log can be recognized, by people and by secret scanners.
PREFIX = "newsgroups_"
# The time of the last use is written at most this often.
NOTED_EVERY = timedelta(minutes=10)


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def of(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        return self.filter(owner=user.pk).order_by("-pk")

    def make(
        self, *, owner: AbstractBaseUser, name: str, scopes: list[str], days: int | None
    ) -> tuple["ApiToken", str]:
        """Create a token. Return it with its key, of which only a hash is stored."""
        key = PREFIX + new_key()
        expires = timezone.now() + timedelta(days=days) if days else None
        token = self.create(owner=owner, name=name, scopes=scopes, expires=expires, key_hash=hash_of(key))
        return token, key

    def with_key(self, key: str, now: datetime) -> "ApiToken | None":
        """Return the token with this key, if it has not expired and its owner may still log in."""
        token = self.filter(key_hash=hash_of(key), owner__is_active=True).select_related("owner").first()
        return token if token and (token.expires is None or token.expires > now) else None


class ApiToken(models.Model):
    """A key of one program. It permits what its scopes and the permissions of its owner both permit."""

    class Scope(models.TextChoices):
        ADD = "add", "Add articles"
        JUDGE = "judge", "Judge pairs"
        CURATE = "curate", "Correct stories"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    key_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = "API token"

    def __str__(self) -> str:
        return self.name

    @property
    def scope_labels(self) -> list[str]:
        return [self.Scope(scope).label for scope in self.scopes if scope in self.Scope.values]

    def note_use(self, now: datetime) -> None:
        if self.used_at is None or not timedelta(0) <= now - self.used_at < NOTED_EVERY:
            self.used_at = now
            self.save(update_fields=["used_at"])
