"""What a reader does not want to see."""

from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from newsgroups.models.articles.article import Article
from newsgroups.models.source import Source
from newsgroups.models.stories.story import Story, StoryQuerySet
from newsgroups.text.tokens.tokenizer import tokenize

MAX_MUTES = 200
# Stories with a muted word that are hidden from lists; older ones are seldom on a page that anybody opens.
MAX_NAMED = 2_000


@dataclass(frozen=True)
class Muted:
    """A reader's mutes in a form to apply: words of headlines, names of outlets, and stories, the latter two as ids."""

    words: tuple[str, ...] = ()
    sources: frozenset[int] = frozenset()
    stories: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.words or self.sources or self.stories)

    def hides(self, title: str, article: Article) -> bool:
        return article.source_id in self.sources or article.story_id in self.stories or self.has_muted_word(title)

    def has_muted_word(self, title: str) -> bool:
        """Whether a title has a muted word or phrase, as whole words and in any case: "war" is not in "warm"."""
        words = _hashes(title)
        return any(_occurs(wanted, words) for wanted in self._wanted)

    @cached_property
    def _wanted(self) -> list[list[int]]:
        return [wanted for word in self.words if (wanted := _hashes(word))]

    def without_muted(self, stories: StoryQuerySet) -> StoryQuerySet:
        """Stories without those that are muted, have a muted word in the title, or are told by muted outlets alone."""
        if self.stories:
            stories = stories.exclude(pk__in=self.stories)
        if self.sources:
            others = Article.objects.visible().filter(story=OuterRef("pk")).exclude(source__in=self.sources)
            stories = stories.filter(Exists(others.order_by()))
        if named := self._stories_named():
            stories = stories.exclude(pk__in=named)
        return stories

    def _stories_named(self) -> list[int]:
        """The latest stories with a muted word in the title; the database finds candidates, since it knows no words."""
        if not self.words:
            return []
        spelled = {way for word in self.words for way in (word, word.lower(), word.upper(), word.capitalize())}
        named = reduce(or_, (Q(title__icontains=way) for way in sorted(spelled)))
        found = Story.objects.groups().filter(named).latest_first().values_list("pk", "title")[:MAX_NAMED]
        return [pk for pk, title in found if self.has_muted_word(title)]


def _hashes(text: str) -> list[int]:
    hashes: list[int] = tokenize(text).hashes.tolist()
    return hashes


def _occurs(wanted: list[int], words: list[int]) -> bool:
    size = len(wanted)
    return any(words[at : at + size] == wanted for at in range(len(words) - size + 1))


class MuteQuerySet(models.QuerySet["Mute"]):
    def of(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        return self.filter(owner=user.pk).select_related("source", "story").order_by("pk")

    def as_muted(self) -> Muted:
        """An outlet is muted under all of its names. One query, and one if outlets are muted."""
        mutes = list(self)
        sources = [mute.source for mute in mutes if mute.source]
        return Muted(
            tuple(mute.word for mute in mutes if mute.word),
            frozenset(Source.objects.names_of(sources) if sources else ()),
            frozenset(mute.story_id for mute in mutes if mute.story_id),
        )


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
