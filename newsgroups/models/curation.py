"""Curators' decisions. Nothing here is derived, and no processing changes it."""

from typing import Self

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q
from django.utils import timezone


class CurationEventQuerySet(models.QuerySet["CurationEvent"]):
    def on_story(self, story: int) -> Self:
        """Decisions that concern the story or constrain its articles, undone ones included, latest first."""
        of_links = Q(constraints__left__story=story) | Q(constraints__right__story=story)
        concerned = self.filter(of_links | Q(before__stories__has_key=str(story)))
        return concerned.select_related("by", "undone_by").distinct().order_by("-at", "-id")


class CurationEvent(models.Model):
    """A curator's decision: what, who, when, and why, and the state needed to undo it."""

    class Action(models.TextChoices):
        MERGE = "merge", "merged groups"
        MOVE = "move", "moved articles"
        HIDE = "hide", "hid articles"
        SHOW = "show", "showed articles"
        LOCK = "lock", "locked a group"
        UNLOCK = "unlock", "unlocked a group"
        RENAME = "rename", "renamed a group"
        SPLIT = "split", "split articles off"
        CONFIRM = "confirm", "confirmed a group"
        APART = "apart", "put articles apart"
        JUDGE = "judge", "judged a pair"
        OUTLETS = "outlets", "joined or parted outlets"
        ORIGIN = "origin", "corrected an origin"
        FACT = "fact", "judged a disagreement"

    action = models.CharField(max_length=16, choices=Action)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=500, blank=True)
    summary = models.CharField(max_length=500)
    before = models.JSONField(default=dict, help_text="The state that undoing restores.")
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = CurationEventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        # The name used on the site.
        verbose_name = "decision"

    def __str__(self) -> str:
        return self.summary


def one_decision_at_a_time() -> None:
    """Make other transactions that decide or regroup wait until this one ends. Readers are not blocked.

    Otherwise, two contradictory decisions could both be accepted, because neither would see the other. On SQLite, all
    our transactions are immediate, so there is only one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Constraint._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


class ConstraintQuerySet(models.QuerySet["Constraint"]):
    def active(self) -> Self:
        return self.filter(event__undone_at__isnull=True)


class Constraint(models.Model):
    """Two articles that a curator permanently linked (must-link) or kept apart (cannot-link)."""

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


class OriginCorrectionQuerySet(models.QuerySet["OriginCorrection"]):
    def active(self) -> Self:
        return self.filter(event__undone_at__isnull=True)


class OriginCorrection(models.Model):
    """What a curator says about where the text that two articles share comes from.

    `origin` is a value of `Pair.Origin`, and `name` the name of a third party. Of several corrections of a pair, the
    latest one holds. It survives every rebuilding, since the pair itself is derived.
    """

    # A curator's word, which no rule reaches.
    CONFIDENCE = 1.0

    left = models.ForeignKey("Article", models.CASCADE, related_name="+")
    right = models.ForeignKey("Article", models.CASCADE, related_name="+")
    origin = models.CharField(max_length=8)
    name = models.CharField(max_length=100, blank=True)
    event = models.ForeignKey(CurationEvent, models.CASCADE, related_name="origins")

    objects = OriginCorrectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="origin_correction_in_order"),
            models.UniqueConstraint(fields=["event", "left", "right"], name="origin_correction_once_an_event"),
        ]

    def __str__(self) -> str:
        return f"{self.left_id} and {self.right_id}: {self.origin}"
