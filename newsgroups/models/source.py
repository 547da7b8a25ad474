from django.db import models
from django.db.models import Count, Max, Min, Q
from django.urls import reverse


class SourceQuerySet(models.QuerySet["Source"]):
    def active(self) -> "SourceQuerySet":
        return self.filter(active=True)

    def with_figures(self) -> "SourceQuerySet":
        """Adds `articles`, `first_published` and `last_published` of the articles that a visitor may see."""
        visible = Q(article__hidden=False)
        return self.annotate(
            articles=Count("article", filter=visible),
            first_published=Min("article__published", filter=visible),
            last_published=Max("article__published", filter=visible),
        )

    def with_articles(self) -> "SourceQuerySet":
        return self.with_figures().filter(articles__gt=0).order_by("-articles", "name")


class Source(models.Model):
    """An outlet: who publishes articles."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=200, unique=True)
    home_page = models.URLField(max_length=500, blank=True)
    active = models.BooleanField(default=True, help_text="Whether its feeds are polled.")

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.slug])


class Feed(models.Model):
    """One feed of a source; an outlet may have several."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="feeds")
    url = models.URLField(max_length=2000, unique=True)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["url"]

    def __str__(self) -> str:
        return self.url
