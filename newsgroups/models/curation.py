"""What curators decided. Nothing here is ever derived, and no processing changes it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class CurationEvent(models.Model):
    """One decision of a curator: what, who, when and why, and what is needed to take it back."""

    class Action(models.TextChoices):
        MERGE = "merge", "merged groups"
        MOVE = "move", "moved articles"
        HIDE = "hide", "hid articles"
        SHOW = "show", "showed articles"
        LOCK = "lock", "locked a group"
        UNLOCK = "unlock", "unlocked a group"
        RENAME = "rename", "renamed a group"

    action = models.CharField(max_length=16, choices=Action)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=500, blank=True)
    summary = models.CharField(max_length=500)
    before = models.JSONField(default=dict, help_text="The state that undoing restores.")
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.summary


class ConstraintQuerySet(models.QuerySet["Constraint"]):
    def active(self) -> Self:
        return self.filter(event__undone_at__isnull=True)


class Constraint(models.Model):
    """Two articles that a curator put together for ever, or apart for ever."""

    class Kind(models.TextChoices):
        MUST_LINK = "must", "belong together"
        CANNOT_LINK = "cannot", "never together"

    kind = models.CharField(max_length=8, choices=Kind)
    left = models.ForeignKey("Article", models.CASCADE, related_name="+")
    right = models.ForeignKey("Article", models.CASCADE, related_name="+")
    event = models.ForeignKey(CurationEvent, models.CASCADE, related_name="constraints")

    objects = ConstraintQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="constraint_in_order"),
            models.UniqueConstraint(fields=["event", "left", "right"], name="constraint_once_an_event"),
        ]

    def __str__(self) -> str:
        return f"{self.left_id} and {self.right_id} {self.get_kind_display()}"


class Judgement(models.Model):
    """A curator's verdict on one pair of articles: what the same-story model learns from."""

    class Verdict(models.TextChoices):
        SAME = "same", "same story"
        RELATED = "related", "related"
        DIFFERENT = "different", "different"

    left = models.ForeignKey("Article", models.CASCADE, related_name="+")
    right = models.ForeignKey("Article", models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=16, choices=Verdict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="judgement_in_order"),
            models.UniqueConstraint(fields=["left", "right", "by"], name="judgement_once_a_curator"),
        ]

    def __str__(self) -> str:
        return f"{self.left_id} and {self.right_id}: {self.get_verdict_display()}"
