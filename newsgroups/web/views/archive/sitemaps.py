"""Sitemaps of stories, articles, and outlets (https://www.sitemaps.org/protocol.html)."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index, sitemap
from django.http import HttpRequest, HttpResponse

from newsgroups.models import Article, Source, Story
from newsgroups.web.middleware.rate_limit import count_request

# The protocol permits 50,000, which would take seconds to write.
ENTRIES = 2_000


class _Part(Sitemap):
    limit = ENTRIES

    def get_latest_lastmod(self) -> None:
        """The index names no dates: Django would read every row to find the latest one."""
        return None


class Stories(_Part):
    def items(self) -> Any:
        return Story.objects.groups().order_by("-pk")

    def lastmod(self, story: Story) -> datetime | None:
        return story.last_date


class Articles(_Part):
    def items(self) -> Any:
        return Article.objects.visible().defer("text").order_by("-pk")

    def lastmod(self, article: Article) -> datetime:
        return article.updated or article.published or article.first_seen


class Outlets(_Part):
    def items(self) -> Any:
        return Source.objects.main_names().order_by("pk")


SITEMAPS: dict[str, Any] = {"stories": Stories, "articles": Articles, "outlets": Outlets}


def sitemap_index(request: HttpRequest) -> HttpResponse:
    count_request(request, "export")
    answer: HttpResponse = index(request, SITEMAPS, sitemap_url_name="sitemap_part")
    return answer


def sitemap_part(request: HttpRequest, section: str) -> HttpResponse:
    count_request(request, "export")
    answer: HttpResponse = sitemap(request, SITEMAPS, section=section)
    return answer
