"""Messages on their way to readers; `follow/delivery_retries.py` decides when they are sent again."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from newsgroups.migrations.operations.schema import new_token

from .subscription import Subscription


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, now: datetime) -> Self:
        return self.filter(state=Delivery.State.WAITING, not_before__lte=now).order_by("not_before", "pk")

    def older_than(self, days: int, now: datetime) -> Self:
        return self.filter(created__lt=now - timedelta(days=days)).exclude(state=Delivery.State.WAITING)


class Delivery(models.Model):
    """A message to a reader, kept until it was delivered or given up, and for a while after."""

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        DELIVERED = "delivered", "delivered"
        GIVEN_UP = "given up", "given up"

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="deliveries")
    token = models.CharField(max_length=43, unique=True, default=new_token, help_text="The same in every attempt.")
    entries = models.JSONField()
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=300, blank=True, help_text="Why the last attempt failed.")
    created = models.DateTimeField(default=timezone.now)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "deliveries"
        indexes = [models.Index("not_before", condition=Q(state="waiting"), name="delivery_waiting")]

    def __str__(self) -> str:
        return f"{self.subscription}: {self.get_state_display()}"

    def done(self) -> None:
        self.state, self.reason = self.State.DELIVERED, ""
        self.attempts += 1
        self.save(update_fields=["state", "reason", "attempts"])

    def failed(self, reason: str, *, retry_at: datetime | None) -> None:
        """Try again at a later time, or give up if there is none."""
        self.reason, self.attempts = reason[:300], self.attempts + 1
        if retry_at is None:
            self.state = self.State.GIVEN_UP
        else:
            self.not_before = retry_at
        self.save(update_fields=["state", "reason", "attempts", "not_before"])
