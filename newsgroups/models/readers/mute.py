"""What a reader does not want to see."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone

MAX_MUTES = 200


class MuteQuerySet(models.QuerySet["Mute"]):
    def of(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        return self.filter(owner=user.pk).select_related("source", "story").order_by("pk")


class Mute(models.Model):
    """A word, an outlet, or a story that stays out of a reader's lists and messages; exactly one of them is set."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    word = models.CharField(max_length=100, blank=True, help_text="A word or phrase of headlines.")
    source = models.ForeignKey("Source", models.CASCADE, null=True, blank=True, related_name="+")
    story = models.ForeignKey("Story", models.CASCADE, null=True, blank=True, related_name="+")
    created = models.DateTimeField(default=timezone.now)

    objects = MuteQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    ~Q(word="") & Q(source__isnull=True) & Q(story__isnull=True)
                    | Q(word="") & Q(source__isnull=False) & Q(story__isnull=True)
                    | Q(word="") & Q(source__isnull=True) & Q(story__isnull=False)
                ),
                name="mute_of_one_thing",
            ),
            models.UniqueConstraint(fields=["owner", "word"], condition=~Q(word=""), name="mute_word_once"),
            models.UniqueConstraint(fields=["owner", "source"], name="mute_source_once"),
            models.UniqueConstraint(fields=["owner", "story"], name="mute_story_once"),
        ]

    def __str__(self) -> str:
        return self.word or str(self.source or self.story)
