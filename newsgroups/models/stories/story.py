from collections import Counter
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Count, F, FloatField, Max, Min, Q, Value
from django.db.models.functions import Cast, Coalesce, Greatest, Least
from django.urls import reverse
from django.utils import timezone

from newsgroups.models.articles.article import OUTLET_ID, Article, TextKind
from newsgroups.models.db.indexes import LatestFirstIndex

# Reports beyond this number do not make a story rank as told more differently: most long-running topics have dozens.
MAX_REPORTS_COUNTED = 10
# How many times as much a disagreement counts as an outlet whose sentences nobody else has.
DISAGREEMENT_WEIGHT = 3


class StoryQuerySet(models.QuerySet["Story"]):
    def current(self) -> Self:
        """Stories that are not merged into another and have visible articles."""
        return self.filter(merged_into__isnull=True, article_count__gt=0)

    def groups(self) -> Self:
        """Stories with more than one article."""
        return self.current().filter(article_count__gt=1)

    def with_article(
        self,
        *,
        since: datetime | None = None,
        before: datetime | None = None,
        sources: "models.QuerySet | list | tuple[()]" = (),
        text_kind: str | None = None,
    ) -> Self:
        """Stories with an article from one of the sources, published in [since, before), with this kind of text."""
        if not (since or before or sources or text_kind):
            return self
        articles = (
            Article.objects.published(since=since, before=before) if since or before else Article.objects.visible()
        )
        told = articles.of_sources(sources).of_text_kind(text_kind).filter(story__isnull=False).order_by()
        return self.filter(pk__in=told.values("story"))

    def narrowed(
        self,
        *,
        since: datetime | None = None,
        before: datetime | None = None,
        sources: "models.QuerySet | list | tuple[()]" = (),
        text_kind: str | None = None,
        outlets: int | None = None,
        independent: int | None = None,
        disputed: bool = False,
    ) -> Self:
        """Stories that pass every filter of the list of stories."""
        found = self.with_article(since=since, before=before, sources=sources, text_kind=text_kind)
        found = found.with_independent_reports(independent)
        if outlets:
            found = found.filter(source_count__gte=outlets)
        return found.with_disagreements() if disputed else found

    def counted_by_text_kind(
        self,
        *,
        since: datetime | None = None,
        before: datetime | None = None,
        sources: "models.QuerySet | list | tuple[()]" = (),
        total: int | None = None,
    ) -> dict[str, int]:
        """Count, for each kind of text, the stories in which such an article is from these sources and dates.

        `total` is the number of these stories, if the caller knows it. One query with dates or sources, else two, and
        one more to count the stories.
        """
        if since or before or sources:
            articles = (
                Article.objects.published(since=since, before=before) if since or before else Article.objects.visible()
            )
            told = articles.of_sources(sources).filter(story__in=self.order_by().values("pk")).order_by()
            return dict(told.values_list("text_kind").annotate(Count("story", distinct=True)))
        # Few articles carry another's text, so these are read instead of all: in an archive of 37,540, in 8 ms instead
        # of 88, in spite of the second query. A story has own text unless all its articles are among them.
        others = Article.objects.not_own_text().order_by().values_list("story", "text_kind", "hidden")
        rows = [(story, kind) for story, kind, hidden in others if story and not hidden]
        articles_in = dict(
            self.filter(pk__among={story for story, _ in rows}).order_by().values_list("pk", "article_count")
        )
        rows = [row for row in rows if row[0] in articles_in]
        without = sum(number == articles_in[story] for story, number in Counter(story for story, _ in rows).items())
        return {
            **Counter(kind for _, kind in set(rows)),
            TextKind.OWN.value: (self.count() if total is None else total) - without,
        }

    def with_independent_reports(self, least: int | None) -> Self:
        return self.filter(independent_reports__gte=least) if least else self

    def most_independent_first(self) -> Self:
        return self.order_by("-independent_reports", F("last_date").desc(nulls_last=True), "-id")

    def latest_first(self) -> Self:
        return self.order_by(F("last_date").desc(nulls_last=True), "-id")

    def biggest_first(self) -> Self:
        return self.order_by("-article_count", F("last_date").desc(nulls_last=True), "-id")

    def with_disagreements(self) -> Self:
        """Stories in whose facts at least one disagreement is certain."""
        return self.filter(stored_facts__disagreements__gt=0)

    def with_fact_counts(self) -> Self:
        """Annotate `disagreements` that are certain, and `only_here`: sentences that one article alone has."""
        return self.annotate(
            disagreements=Coalesce("stored_facts__disagreements", Value(0)),
            only_here=Coalesce("stored_facts__only_here", Value(0)),
        )

    def most_outlets_first(self) -> Self:
        return self.order_by("-source_count", F("last_date").desc(nulls_last=True), "-id")

    def with_difference(self) -> Self:
        """Annotate `difference`: disagreements, and the share of sentences that only one outlet has, by reports.

        Both are weighted by the number of independent reports, since copies of one text cannot differ.
        """
        only_here = Coalesce(Cast("stored_facts__only_here", FloatField()), Value(0.0))
        disagreements = Coalesce(Cast("stored_facts__disagreements", FloatField()), Value(0.0))
        reports = Cast(Least("independent_reports", Value(MAX_REPORTS_COUNTED)), FloatField())
        share = only_here / Greatest(F("article_count") * 3.0, Value(1.0), output_field=FloatField())
        return self.annotate(difference=reports * (DISAGREEMENT_WEIGHT * disagreements + share))

    def most_different_first(self) -> Self:
        found = self.with_difference()
        return found.order_by("-difference", F("last_date").desc(nulls_last=True), "-id")

    def most_disputed_first(self) -> Self:
        found = self.with_difference()
        return found.order_by(
            "-stored_facts__disagreements", "-difference", F("last_date").desc(nulls_last=True), "-id"
        )

    def fastest_first(self) -> Self:
        """Sorts by outlets per day, as stored by `recount`, fastest first."""
        return self.order_by("-outlets_per_day", F("last_date").desc(nulls_last=True), "-id")


class Story(models.Model):
    """Articles about the same event. The id of a story never changes; a merged story redirects to the other."""

    title = models.CharField(max_length=500)
    title_by_curator = models.BooleanField(default=False)
    locked = models.BooleanField(default=False, help_text="No article joins or leaves by itself.")
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="merged")
    central_article = models.ForeignKey("Article", models.SET_NULL, null=True, blank=True, related_name="+")
    first_date = models.DateTimeField(null=True, blank=True)
    last_date = models.DateTimeField(null=True, blank=True)
    article_count = models.PositiveIntegerField(default=0)
    source_count = models.PositiveIntegerField(default=0)
    outlets_per_day = models.FloatField(default=0)
    independent_reports = models.PositiveIntegerField(
        default=0, help_text="Texts that are own work, as far as that is known; 0: not counted yet."
    )
    created = models.DateTimeField(default=timezone.now)

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "stories"
        ordering = [F("last_date").desc(nulls_last=True), "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="story_not_merged_into_itself"),
            models.CheckConstraint(
                condition=Q(first_date__isnull=True) | Q(first_date__lte=F("last_date")), name="story_dates_in_order"
            ),
        ]
        indexes = [
            LatestFirstIndex(F("last_date").desc(nulls_last=True), F("id").desc(), name="story_latest"),
            LatestFirstIndex(
                F("article_count").desc(), F("last_date").desc(nulls_last=True), F("id").desc(), name="story_biggest"
            ),
            LatestFirstIndex(
                F("outlets_per_day").desc(), F("last_date").desc(nulls_last=True), F("id").desc(), name="story_fastest"
            ),
            models.Index("id", condition=Q(locked=True), name="story_locked"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("group", args=[self.pk])

    def surviving(self) -> "Story":
        """The story that this one was ultimately merged into, or itself.

        Should stories ever lead to each other in a circle, all of them lead to the oldest.
        """
        story, seen = self, {self.pk: self}
        while story.merged_into and story.merged_into_id not in seen:
            story = story.merged_into
            seen[story.pk] = story
        return seen[min(seen)] if story.merged_into_id else story

    def recount(self) -> None:
        """Recompute counts and dates from the currently visible articles. Does not save."""
        figures = self.articles.filter(hidden=False).aggregate(
            articles=Count("id"),
            sources=Count(OUTLET_ID, distinct=True),
            first=Min("published"),
            last=Max("published"),
        )
        self.article_count, self.source_count = figures["articles"], figures["sources"]
        self.first_date, self.last_date = figures["first"], figures["last"]
        self.outlets_per_day = outlets_per_day(self.source_count, self.first_date, self.last_date)
        self.independent_reports = 0

    def empty(self, *, merged_into: int | None = None) -> None:
        """Make this a story without articles that redirects to another, if given. Does not save.

        Without another, it keeps its central article, so that its page can say where to read on.
        """
        self.article_count, self.source_count, self.outlets_per_day = 0, 0, 0.0
        self.independent_reports = 0
        self.first_date = self.last_date = None
        if merged_into:
            self.central_article = None
        self.merged_into_id = merged_into


def outlets_per_day(outlets: int, first: datetime | None, last: datetime | None) -> float:
    """Return how fast a story spread: outlets per day of its duration, which counts as at least one day."""
    if first is None or last is None:
        return 0.0
    return outlets / max(1.0, (last - first).total_seconds() / 86_400)
