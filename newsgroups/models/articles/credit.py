from typing import Self

from django.db import models

from newsgroups.models.db.bulk_insert import InsertQuerySet
from newsgroups.text.credits import PART, WHOLE


class CreditQuerySet(InsertQuerySet["Credit"]):
    def of_whole_texts(self) -> Self:
        """Credits that claim the whole text for the agency."""
        return self.filter(models.Q(kind__in=sorted(WHOLE)) | models.Q(by_writer=True))


class Credit(models.Model):
    """Words in which an article says whose text, reporting, or pictures it carries. Derived by `process_articles`.

    `start` and `end` are character offsets in the article's text, or in its byline if `field` says so.
    """

    class Kind(models.TextChoices):
        DATELINE = "dateline", "dateline"
        BYLINE = "byline", "byline"
        FOOT = "foot", "line at the foot"
        CONTRIBUTED = "contributed", "contributed"
        IN_TEXT = "in text", "mentioned in the text"
        FIRST_REPORTED = "first reported", "first reported by"
        PICTURE = "picture", "picture"

    CLAIMS_TEXT = (*sorted(WHOLE), *sorted(PART))

    article = models.ForeignKey("Article", models.CASCADE, related_name="credits")
    agency = models.CharField(max_length=100)
    kind = models.CharField(max_length=16, choices=Kind)
    field = models.CharField(max_length=8, default="text")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    by_writer = models.BooleanField(
        default=False, help_text="Whether it names a writer of the agency, whose text the whole then is."
    )

    objects = CreditQuerySet.as_manager()

    class Meta:
        ordering = ["article", "field", "start", "agency"]
        constraints = [models.CheckConstraint(condition=models.Q(start__lt=models.F("end")), name="credit_has_words")]

    def __str__(self) -> str:
        return f"{self.agency} ({self.kind})"
