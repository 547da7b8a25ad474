from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self
from urllib.parse import urlsplit

from django.apps import apps
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Aggregate, Count, F, Max, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import slugify

# Servers that are down come back either within minutes or not for days.
FIRST_REST = timedelta(minutes=15)
MAX_REST = timedelta(days=1)


class SourceQuerySet(models.QuerySet["Source"]):
    def active(self) -> "SourceQuerySet":
        return self.filter(active=True)

    def with_feeds(self) -> "SourceQuerySet":
        return self.filter(feeds__isnull=False).distinct().prefetch_related("feeds")

    def names_of(self, sources: "models.QuerySet | Iterable[Source | int]") -> list[int]:
        """Returns the ids of all names of some outlets, each of which is given by any of its names."""
        given = sources if isinstance(sources, models.QuerySet) else [getattr(each, "pk", each) for each in sources]
        mains = self.filter(pk__in=given).order_by().values(main_id=Coalesce("outlet_id", "id"))
        return list(self.filter(Q(pk__in=mains) | Q(outlet__in=mains)).order_by("pk").values_list("pk", flat=True))

    def called(self, name: str) -> "Source | None":
        """Returns the outlet under its main name that has this name or slug among its names. One query."""
        slug = slugify(name) or name
        named = self.filter(Q(name__iexact=name) | Q(slug=slug)).select_related("outlet").order_by("pk").first()
        return named.main if named else None

    def main_names(self) -> Self:
        """Outlets without those that are another name of one."""
        return self.filter(outlet__isnull=True)

    def at_host(self, url: str) -> "Source | None":
        """Returns the outlet whose home page is the front page of this URL's host."""
        host = urlsplit(url).netloc.lower().removeprefix("www.")
        pages = [
            f"{scheme}://{www}{host}{slash}"
            for scheme in ("https", "http")
            for www in ("", "www.")
            for slash in ("", "/")
        ]
        return self.filter(home_page__in=pages).order_by("id").first()

    def with_figures(self) -> "SourceQuerySet":
        """Annotates `articles`, `first_published`, and `last_published` over visible articles under all its names."""
        return self.annotate(
            articles=Coalesce(_of_all_names(Count("pk")), 0),
            first_published=_of_all_names(Min("published")),
            last_published=_of_all_names(Max("published")),
        )

    def with_articles(self) -> "SourceQuerySet":
        return self.main_names().with_figures().filter(Q(articles__gt=0)).order_by(F("articles").desc(), "name")

    def biggest_first(self) -> "SourceQuerySet":
        return self.with_figures().order_by(F("articles").desc(), "id")

    def most_articles_first(self) -> "SourceQuerySet":
        """Outlets with articles in an order that a cursor can resume."""
        return self.with_articles().order_by(F("articles").desc(), "-id")


def _of_all_names(figure: Aggregate) -> Subquery:
    """Returns a figure of the visible articles of an outlet and of its other names."""
    outlet = OuterRef(OuterRef("pk"))
    names = Source.objects.filter(Q(pk=outlet) | Q(outlet=outlet)).order_by().values("pk")
    told = apps.get_model("newsgroups", "Article").objects.visible().filter(source__in=names).order_by()
    return Subquery(told.annotate(all=Value(1)).values("all").annotate(figure=figure).values("figure"))


class Source(models.Model):
    """An outlet: a publisher of articles, or one of several names of it.

    `site` is the registrable domain of most of its articles. If `outlet` is set, this is another name of that outlet:
    by a rule on sites and names, or by a curator.
    """

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=200, unique=True)
    home_page = models.CharField(max_length=500, blank=True, validators=[URLValidator(["http", "https"])])
    active = models.BooleanField(default=True, help_text="Whether its feeds are polled.")
    site = models.CharField(max_length=253, blank=True, editable=False)
    outlet = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="names", verbose_name="same as"
    )
    outlet_by_curator = models.BooleanField(default=False, editable=False)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(outlet=F("id")), name="source_is_no_name_of_itself")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.slug])

    @property
    def other_names(self) -> list[str]:
        return list(self.names.order_by("name").values_list("name", flat=True))

    @property
    def main(self) -> "Source":
        """The outlet that this is another name of, or itself."""
        return self.outlet or self


class FeedQuerySet(models.QuerySet["Feed"]):
    def polled(self) -> Self:
        """Active feeds of active outlets."""
        return self.filter(active=True, source__active=True)

    def due(self, now: datetime) -> Self:
        """Feeds to ask now: those that failed rest for a while, longer each time.

        One that was asked later than now was asked before the clock was set back; it does not wait for that day.
        """
        rested = Q(rests_until__isnull=True) | Q(rests_until__lte=now)
        return self.polled().filter(rested | Q(tried_at__gt=now))

    def failing(self) -> Self:
        return self.polled().filter(failures__gt=0).order_by("-failures", "url")


class Feed(models.Model):
    """A feed of a source, and its polling state. An outlet may have several."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="feeds")
    url = models.CharField("address", max_length=2000, unique=True, validators=[URLValidator(["http", "https"])])
    title = models.CharField(max_length=200, blank=True)
    active = models.BooleanField(default=True)

    etag = models.CharField(max_length=500, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    tried_at = models.DateTimeField(null=True, blank=True, editable=False)
    succeeded_at = models.DateTimeField(null=True, blank=True, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False, help_text="In a row.")
    reason = models.CharField(max_length=500, blank=True, editable=False, help_text="Why the last attempt failed.")
    rests_until = models.DateTimeField(null=True, blank=True, editable=False)
    moved_from = models.CharField(max_length=2000, blank=True, editable=False)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["url"]

    def __str__(self) -> str:
        return self.url

    @property
    def state(self) -> str:
        """A short description for lists."""
        if not self.active or not self.source.active:
            return f"off: {self.reason}" if self.reason else "off"
        if self.failures:
            return f"failing ({self.failures} in a row): {self.reason}"
        return "works" if self.succeeded_at else "not polled yet"

    def record_success(self, now: datetime, *, etag: str, last_modified: str) -> None:
        """Record a success, with the validators that let the server answer "not modified" next time.

        Overlong ones are dropped.
        """
        self.etag = etag if len(etag) <= 500 else ""
        self.last_modified = last_modified if len(last_modified) <= 100 else ""
        self.tried_at = self.succeeded_at = now
        self.failures, self.reason, self.rests_until = 0, "", None

    def record_failure(self, now: datetime, reason: str, *, not_before: datetime | None = None) -> None:
        """Pause the feed for a quarter of an hour, doubled after each further failure, up to a day."""
        self.failures += 1
        rest = min(FIRST_REST * 2 ** min(self.failures - 1, 10), MAX_REST)
        self.tried_at, self.reason = now, reason[:500]
        self.rests_until = max(now + rest, not_before or now)

    def record_gone(self, now: datetime, reason: str) -> None:
        """Stop polling until a curator switches the feed on again."""
        self.record_failure(now, reason)
        self.active = False

    def switch_on(self) -> None:
        """Poll in the next run, whatever happened before."""
        self.active, self.failures, self.reason, self.rests_until = True, 0, "", None

    def record_move(self, to: str) -> None:
        """Adopt the URL of a permanent redirect."""
        self.moved_from, self.url = self.url, to
