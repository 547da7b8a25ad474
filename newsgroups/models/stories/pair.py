from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from newsgroups.common.dates.who_was_first import first_of, gap_between
from newsgroups.models.articles.article import Article, TextKind
from newsgroups.models.db.bulk_insert import InsertQuerySet
from newsgroups.models.db.indexes import LatestFirstIndex
from newsgroups.models.source import Source

CREDITS_AGENCY = "an agency is credited, so the shared text may be older than both"
NO_DATE = "which came first is not known"
TOO_CLOSE = "too close to tell which came first"
# Below this probability, pairs without shared text are more often two stories than one.
CONVINCING = 0.5


class PairQuerySet(InsertQuerySet["Pair"]):
    def visible(self) -> Self:
        return self.filter(left__hidden=False, right__hidden=False)

    def between_outlets(self) -> Self:
        """Pairs of articles from different outlets."""
        return self.filter(same_source=False)

    def sharing_text(self) -> Self:
        """Pairs that share runs of words, including boilerplate."""
        return self.filter(Q(longest_run__gt=0) | Q(boilerplate_words__gt=0))

    def sharing_text_or_probable(self, probability: float) -> Self:
        """Pairs that share text, and pairs with at least this same-story probability."""
        return self.exclude(kind=Pair.Kind.SAME_STORY, score__lt=probability)

    def copied_at_least(self, share: float) -> Self:
        """Pairs in which one article has at least this share of its words from the other."""
        # Every pair reaches 0, and without the condition an index alone answers how many there are.
        return self.filter(copied__gte=share) if share > 0 else self

    def near_copies(self) -> Self:
        """Pairs of identical articles or near copies."""
        return self.filter(kind__in=Pair.COPIES)

    def without_origin(self) -> Self:
        """Pairs with shared text whose origin has not been determined yet."""
        return self.filter(origin="").exclude(kind=Pair.Kind.SAME_STORY)

    def of_unknown_origin(self) -> Self:
        """Pairs with shared text whose origin is not known, or not looked at yet."""
        return self.filter(origin__in=["", Pair.Origin.UNKNOWN]).exclude(kind=Pair.Kind.SAME_STORY)

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind) if kind else self

    def of_sources(self, sources: "models.QuerySet | list") -> Self:
        """Pairs with an article from one of the sources on either side."""
        if not sources:
            return self
        return self.of_names(Source.objects.names_of(sources))

    def of_names(self, names: Sequence[int]) -> Self:
        """Pairs with an article under one of these names of outlets. No further query."""
        return self.filter(Q(left__source__in=names) | Q(right__source__in=names))

    def origins_among(self, articles: Collection[int]) -> set[tuple[int, int]]:
        """The (origin, other) of each pair of some articles of which one is known to be the origin."""
        known = self.filter(left__in=articles, right__in=articles, origin__in=[Pair.Origin.LEFT, Pair.Origin.RIGHT])
        rows = known.order_by().values_list("left_id", "right_id", "origin")
        return {(left, right) if origin == Pair.Origin.LEFT else (right, left) for left, right, origin in rows}

    def taken_from(self, *, giver: str | None = None, taker: str | None = None) -> Self:
        """Pairs in which one article is known to be the origin of text in the other.

        `giver` and `taker` are slugs of the outlets and optional.
        """
        if not (giver or taker):
            return self
        sides = (("left", "right"), ("right", "left"))
        either = Q(pk__in=[])
        for origin, other in sides:
            one = Q(origin=origin)
            one &= Q(**{f"{origin}__source__in": _names_of(giver)}) if giver else Q()
            one &= Q(**{f"{other}__source__in": _names_of(taker)}) if taker else Q()
            either |= one
        return self.filter(either)

    def sharing_text_between(self, one: str | None, other: str | None) -> Self:
        """Pairs of articles of two outlets, given by their slugs, that share text."""
        if not (one and other):
            return self
        here, there = _names_of(one), _names_of(other)
        between = Q(left__source__in=here, right__source__in=there) | Q(left__source__in=there, right__source__in=here)
        return self.filter(between).exclude(kind=Pair.Kind.SAME_STORY)

    def with_text_kind(self, kind: str | None) -> Self:
        """Pairs in which at least one article carries this kind of text."""
        if not kind:
            return self
        # By the ids of the few articles with a text of another's: joining both articles of every pair took a second.
        others = Article.objects.not_own_text().order_by()
        if kind == TextKind.OWN:
            return self.exclude(left__in=others.values("pk"), right__in=others.values("pk"))
        of_kind = others.of_text_kind(kind).values("pk")
        return self.filter(Q(left__in=of_kind) | Q(right__in=of_kind))

    def counted_by_text_kind(self, *, total: int) -> dict[str, int]:
        """Count, for each kind of text, the pairs in which at least one article carries it. Two queries.

        `total` is the number of pairs. Few articles carry another's text, so only their pairs are read: of 73,000
        pairs of a real archive, 3,200.
        """
        others = Article.objects.not_own_text().order_by().values("pk")
        left = dict(self.filter(left__in=others).order_by().values_list("pk", "left__text_kind"))
        right = dict(self.filter(right__in=others).order_by().values_list("pk", "right__text_kind"))
        counts = Counter(kind for pk in left | right for kind in {left.get(pk), right.get(pk)} if kind)
        return {**counts, TextKind.OWN.value: total - len(left.keys() & right.keys())}

    def between(self, since: datetime | None, before: datetime | None) -> Self:
        """Pairs whose later article was published in [since, before)."""
        found = self.filter(latest__gte=since) if since else self
        return found.filter(latest__lt=before) if before else found

    def of_article(self, article: "models.Model") -> Self:
        return self.filter(Q(left=article) | Q(right=article))

    def counted_by_kind(self) -> dict[str, int]:
        return dict(self.order_by().values_list("kind").annotate(models.Count("id")))

    def newest_first(self) -> Self:
        return self.order_by(F("latest").desc(nulls_last=True), "-id")

    def strongest_first(self) -> Self:
        """Sorts by the greater of copied share and probability."""
        return self.order_by("-score", "-id")

    def as_shown_strongest_first(self) -> Self:
        """Sorts by the figures that a list shows of a pair: the greater copied share, then the probability."""
        return self.order_by("-copied", "-probability", "-id")

    def most_probable_first(self) -> Self:
        return self.order_by("-probability", "-copied", "-id")

    def with_articles(self) -> Self:
        return self.select_related("left__source", "right__source").defer("left__text", "right__text")

    def page_with_articles(self) -> list["Pair"]:
        """The pairs of a slice with their articles, in order. Two queries, so that rows before it are not joined."""
        pks = list(self.values_list("pk", flat=True))
        found = Pair.objects.with_articles().in_bulk(pks)
        return [found[pk] for pk in pks if pk in found]


def _names_of(slug: str) -> list[int]:
    return Source.objects.names_of(Source.objects.filter(slug=slug).order_by().values("pk"))


class Pair(models.Model):
    """Two articles that share text or tell the same story. Derived: `process_articles --all` rebuilds it.

    The article with the smaller id is on the left, so each pair is stored once. Shares are of words, 0 to 1.
    """

    class Kind(models.TextChoices):
        IDENTICAL = "identical", "identical"
        NEAR_COPY = "near copy", "near copy"
        PARTIAL_COPY = "partial copy", "copied in part"
        SAME_STORY = "same story", "same story in other words"

    class Origin(models.TextChoices):
        LEFT = "left", "the left article"
        RIGHT = "right", "the right article"
        THIRD = "third", "a third party"
        UNKNOWN = "unknown", "not known"

    # Nearly all words of both articles are the same.
    COPIES = (Kind.IDENTICAL.value, Kind.NEAR_COPY.value)

    left = models.ForeignKey("Article", models.CASCADE, related_name="pairs_left")
    right = models.ForeignKey("Article", models.CASCADE, related_name="pairs_right")
    kind = models.CharField(max_length=16, choices=Kind)
    score = models.FloatField(help_text="The greater of the probability of the same story and the copied share.")
    probability = models.FloatField(help_text="Of telling the same story.")
    copied_left = models.FloatField(default=0, help_text="Share of the left article that stands in the right one.")
    copied_right = models.FloatField(default=0)
    copied = models.GeneratedField(
        expression=Greatest("copied_left", "copied_right"), output_field=models.FloatField(), db_persist=True
    )
    longest_run = models.PositiveIntegerField(default=0, help_text="Words in a row that are the same.")
    boilerplate_words = models.PositiveIntegerField(
        default=0, help_text="Words that both have in passages that stand in many articles; they count in no share."
    )
    days_apart = models.FloatField(null=True)
    latest = models.DateTimeField(null=True, help_text="When the later of the two was published.")
    same_source = models.BooleanField(help_text="Whether both are of one outlet, under whichever of its names.")
    origin = models.CharField(
        max_length=8,
        blank=True,
        choices=Origin,
        help_text="Where the shared text comes from; empty: not looked at yet.",
    )
    origin_name = models.CharField(max_length=100, blank=True, help_text="Of a third party.")
    origin_confidence = models.FloatField(default=0)
    taken_left = models.FloatField(
        default=0, help_text="Share of the left article's words outside quotations that the right one has, too."
    )
    taken_right = models.FloatField(default=0)

    objects = PairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="pair_once"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="pair_in_order"),
        ]
        indexes = [
            LatestFirstIndex("same_source", F("latest").desc(nulls_last=True), F("id").desc(), name="pair_newest"),
            LatestFirstIndex(
                "same_source", F("copied").desc(), F("probability").desc(), F("id").desc(), name="pair_most_copied"
            ),
            models.Index("same_source", "probability", name="pair_probability"),
            LatestFirstIndex(F("latest").desc(nulls_last=True), F("id").desc(), name="pair_newest_of_all"),
            LatestFirstIndex(
                F("copied").desc(), F("probability").desc(), F("id").desc(), name="pair_most_copied_of_all"
            ),
            models.Index("same_source", "kind", "score", name="pair_kind"),
            models.Index("id", condition=Q(origin="") & ~Q(kind="same story"), name="pair_without_origin"),
        ]

    def __str__(self) -> str:
        return f"{self.left_id} and {self.right_id}: {self.kind}, {self.score:.2f}"

    @property
    def is_grouped(self) -> bool:
        """Whether both articles are in the same story."""
        return self.left.story_id is not None and self.left.story_id == self.right.story_id

    @property
    def first(self) -> Article | None:
        """The article published first, or None if that is not known.

        It is not known for articles less than two days apart, or if one of them credits an agency with its text.
        """
        if self.left.credits_agency or self.right.credits_agency:
            return None
        side = first_of(self.left.moment, self.right.moment)
        return getattr(self, side) if side else None

    @property
    def first_is_known(self) -> bool:
        return self.first is not None

    @property
    def why_order_unknown(self) -> str:
        """Why it is not known which of the two was first; empty if it is known."""
        if self.first_is_known:
            return ""
        if self.left.credits_agency or self.right.credits_agency:
            return CREDITS_AGENCY
        return NO_DATE if self.apart is None else TOO_CLOSE

    @property
    def upper(self) -> Article:
        """The article that lists show above the other: by date, undated ones last, then by the name of the outlet.

        This says nothing about which was first.
        """
        return min((self.left, self.right), key=_place)

    @property
    def lower(self) -> Article:
        return self.right if self.upper is self.left else self.left

    @property
    def copied_upper(self) -> float:
        return self.copied_left if self.upper is self.left else self.copied_right

    @property
    def copied_lower(self) -> float:
        return self.copied_right if self.upper is self.left else self.copied_left

    @property
    def apart(self) -> timedelta | None:
        """The time between the two articles, as precisely as both dates are known, or None if one is missing."""
        return gap_between(self.left.moment, self.right.moment)


def _place(article: Article) -> tuple[bool, datetime, str, int]:
    published = article.published or timezone.now()
    return article.published is None, published, article.source.name, article.pk
