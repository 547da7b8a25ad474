"""Curators' verdicts on disagreements of a story: real, or none. The model of disagreements learns from them."""

from typing import Self

from django.db import models
from django.db.models import Q

from newsgroups.models.articles.article import Article
from newsgroups.models.curation import CurationEvent

MAX_VALUE = 200


class FactVerdictQuerySet(models.QuerySet["FactVerdict"]):
    def of_articles(self, articles: "models.QuerySet | list[int]") -> Self:
        return self.filter(first__in=articles, second__in=articles)


class FactVerdict(models.Model):
    """A curator's verdict on two values that the site showed as disagreeing.

    A value is known by its article and its words, so that the verdict holds when facts are rebuilt or a text moves
    within its article. Offsets are those of the article's text at the time of the verdict.
    """

    class Verdict(models.TextChoices):
        REAL = "real", "a real disagreement"
        NONE = "none", "no disagreement"

    event = models.OneToOneField(CurationEvent, models.CASCADE, related_name="fact_verdict")
    verdict = models.CharField(max_length=8, choices=Verdict)
    kind = models.CharField(max_length=16, help_text="What was compared: figure, time, age, quote …")
    first = models.ForeignKey(Article, models.CASCADE, related_name="+")
    first_value = models.CharField(max_length=MAX_VALUE)
    first_start = models.PositiveIntegerField()
    first_end = models.PositiveIntegerField()
    second = models.ForeignKey(Article, models.CASCADE, related_name="+")
    second_value = models.CharField(max_length=MAX_VALUE)
    second_start = models.PositiveIntegerField()
    second_end = models.PositiveIntegerField()

    objects = FactVerdictQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = "verdict on a fact"
        verbose_name_plural = "verdicts on facts"
        constraints = [
            models.CheckConstraint(
                condition=Q(first_start__lt=models.F("first_end"), second_start__lt=models.F("second_end")),
                name="fact_verdict_places_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"“{self.first_value}” and “{self.second_value}”: {self.get_verdict_display()}"
