from collections.abc import Iterable
from typing import Self
from urllib.parse import urlsplit

from django.apps import apps
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Aggregate, Count, F, Max, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import slugify

from newsgroups.text.credits import outlet_names


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

    def of_agencies(self, agencies: Iterable[str]) -> "dict[str, Source]":
        """Map the names of agencies to their own outlets in the archive. One query, or none without an agency."""
        names = {name: agency for agency in agencies for name in outlet_names(agency)}
        found = self.filter(name__in=names).select_related("outlet").order_by("-pk") if names else ()
        return {names[source.name]: source.main for source in found}

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
