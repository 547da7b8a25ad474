"""Lists of articles, passages, and stories that a reader keeps with notes."""

from typing import Self
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from newsgroups.migrations.operations.schema import new_token

MAX_DOSSIERS = 100
MAX_ENTRIES = 500
FRAGMENT_WORDS = 6


class DossierQuerySet(models.QuerySet["Dossier"]):
    def of(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        return self.filter(owner=user.pk).order_by("-changed", "-pk")

    def with_entry_count(self) -> Self:
        return self.annotate(entry_count=Count("entries"))


class Dossier(models.Model):
    """A reader's list. It is private, unless `is_shared`: then whoever knows its `token` can read it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    description = models.TextField(max_length=5_000, blank=True)
    is_shared = models.BooleanField(default=False)
    token = models.CharField(max_length=43, unique=True, default=new_token)
    created = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(default=timezone.now)

    objects = DossierQuerySet.as_manager()

    class Meta:
        ordering = ["-changed", "-id"]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Not named get_absolute_url, because the admin redirects all staff there by an id that can be guessed."""
        return reverse("dossier", args=[self.pk])

    @property
    def secret_address(self) -> str:
        return reverse("shared_dossier", args=[self.token])

    def touch(self) -> None:
        self.changed = timezone.now()
        self.save(update_fields=["changed"])


class DossierEntry(models.Model):
    """An article, a passage of one, or a story, with a note.

    A passage keeps its words and the hash of the text that its offsets refer to, since the outlet may change the text.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="entries")
    position = models.PositiveIntegerField()
    article = models.ForeignKey("Article", models.CASCADE, null=True, blank=True, related_name="+")
    story = models.ForeignKey("Story", models.CASCADE, null=True, blank=True, related_name="+")
    start = models.PositiveIntegerField(null=True, blank=True, help_text="In characters of the text.")
    end = models.PositiveIntegerField(null=True, blank=True)
    quote = models.TextField(blank=True, help_text="The words of the passage when it was kept.")
    text_sha256 = models.CharField(max_length=64, blank=True, help_text="Hash of the whole text at that time.")
    note = models.TextField(max_length=5_000, blank=True)
    tags = models.CharField(max_length=200, blank=True, help_text="Separated by commas.")
    added = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["position", "id"]
        verbose_name_plural = "dossier entries"
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=False, story__isnull=True)
                | Q(article__isnull=True, story__isnull=False, start__isnull=True),
                name="dossier_entry_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True) | Q(start__lt=models.F("end")),
                name="dossier_entry_passage_in_order",
            ),
        ]

    def __str__(self) -> str:
        return str(self.article or self.story)

    @property
    def text_fragment(self) -> str:
        """A text fragment that makes browsers scroll to the passage and mark it; "" for a whole article.

        Long passages are given by their first and last words (https://wicg.github.io/scroll-to-text-fragment/).
        """
        words = self.quote.split()
        if not words:
            return ""
        ends = (words,) if len(words) <= 2 * FRAGMENT_WORDS else (words[:FRAGMENT_WORDS], words[-FRAGMENT_WORDS:])
        # A hyphen has a meaning of its own there.
        return "#:~:text=" + ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in ends)

    @property
    def tag_list(self) -> list[str]:
        return [tag for tag in (part.strip() for part in self.tags.split(",")) if tag]
