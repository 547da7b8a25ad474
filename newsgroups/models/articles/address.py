"""Additional addresses of articles, and the article at an address."""

from django.db import models
from django.db.models import Q

from .article import MAX_TITLE, MAX_URL, Article, ArticleQuerySet


class Address(models.Model):
    """An additional URL at which an outlet has the same text. The first URL is stored with the article."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="addresses")
    url = models.CharField(max_length=MAX_URL, unique=True, help_text="The canonical address.")
    url_given = models.CharField(max_length=MAX_URL, help_text="The address as it was first given.")
    title = models.CharField(max_length=MAX_TITLE, help_text="The title that the page has there.")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "addresses"

    def __str__(self) -> str:
        return self.url_given

    @property
    def original(self) -> str:
        return self.url_given if self.url_given.startswith(("http://", "https://")) else ""


def articles_at(url: str) -> ArticleQuerySet:
    """The article, if any, whose first or additional canonical URL this is."""
    return Article.objects.filter(Q(url=url) | Q(pk__in=Address.objects.filter(url=url).values("article")))
