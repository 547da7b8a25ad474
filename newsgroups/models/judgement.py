"""Curators' verdicts on pairs. The same-story model is trained and evaluated on them."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from newsgroups.models.articles.article import Article

from .curation import CurationEvent

# A pair that a curator opened but did not judge is offered to others after this time.
HANDED_OUT_FOR = timedelta(minutes=20)


class JudgementQuerySet(models.QuerySet["Judgement"]):
    def of_pair(self, left: int, right: int) -> Self:
        return self.filter(left=min(left, right), right=max(left, right))

    def measurable(self) -> Self:
        """Verdicts on randomly sampled pairs, with the site's previous answer."""
        return self.filter(stands_for__isnull=False, probability__isnull=False, together__isnull=False)

    def with_articles(self) -> Self:
        return self.select_related("left__source", "right__source", "by").defer("left__text", "right__text")


class Judgement(models.Model):
    """A curator's verdict on a pair of articles, and the site's previous answer.

    The answer is stored because the verdict is binding from then on: groups evaluated afterward would always be right.
    """

    class Verdict(models.TextChoices):
        SAME = "same", "same story"
        RELATED = "related", "related"
        DIFFERENT = "different", "different"

    left = models.ForeignKey(Article, models.CASCADE, related_name="+")
    right = models.ForeignKey(Article, models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=16, choices=Verdict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=500, blank=True)
    event = models.OneToOneField(CurationEvent, models.CASCADE, null=True, blank=True, related_name="judgement")
    probability = models.FloatField(null=True, blank=True, help_text="Of the same story, as the model said then.")
    together = models.BooleanField(null=True, blank=True, help_text="Whether both were in one group then.")
    model = models.CharField(max_length=32, blank=True, help_text="The version of the model that spoke.")
    stands_for = models.FloatField(
        null=True, blank=True, help_text="Pairs in the layer that this one was drawn from by chance."
    )

    objects = JudgementQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="judgement_in_order"),
            models.UniqueConstraint(fields=["left", "right", "by"], name="judgement_once_a_curator"),
        ]

    def __str__(self) -> str:
        return f"{self.left_id} and {self.right_id}: {self.get_verdict_display()}"


class SkippedPair(models.Model):
    """A pair that a curator could not judge. Others may."""

    left = models.ForeignKey(Article, models.CASCADE, related_name="+")
    right = models.ForeignKey(Article, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["left", "right", "by"], name="skipped_once_a_curator")]

    def __str__(self) -> str:
        return f"{self.left_id} and {self.right_id}, skipped"


class HandedOutQuerySet(models.QuerySet["HandedOut"]):
    def current(self) -> Self:
        return self.filter(at__gt=timezone.now() - HANDED_OUT_FOR)


class HandedOut(models.Model):
    """The pair that a curator is judging now, reserved so that nobody else gets it."""

    by = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    left = models.ForeignKey(Article, models.CASCADE, related_name="+")
    right = models.ForeignKey(Article, models.CASCADE, related_name="+")
    stands_for = models.FloatField(null=True)
    at = models.DateTimeField(default=timezone.now)

    objects = HandedOutQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["left", "right"], name="handed_out_once")]

    def __str__(self) -> str:
        return f"{self.left_id} and {self.right_id}, before {self.by}"
