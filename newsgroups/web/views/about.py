"""Pages about the site, for people and for machines."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from newsgroups.stories.judging.quality import quality
from newsgroups.stories.pages.archive_figures import archive_figures
from newsgroups.web.charts.charts import calibration_chart

# Recomputing thousands of resamples for each visitor would give the same result.
QUALITY_SECONDS = 60

# The stages that an article passes through, with the position of each in the diagram.
WAY = (
    (0, "Taken in", "files, feeds, pages"),
    (146, "Read", "words and names"),
    (292, "Matched", "copied, same story"),
    (438, "Grouped", "into stories"),
    (584, "Indexed", "for search"),
    (730, "Shown", "and corrected"),
)


def about(request: HttpRequest) -> HttpResponse:
    good = cache.get_or_set("quality", quality, QUALITY_SECONDS)
    shown = {"figures": archive_figures(), "way": WAY, "quality": good, "chart": calibration_chart(good.calibration)}
    return render(request, "newsgroups/about.html", shown)


def robots(request: HttpRequest) -> HttpResponse:
    """Crawlers may read articles and stories; endless combinations of filters are of no use to them."""
    closed = ("/admin/", "/my/", "/dossiers/", "/search/", "/lookup/", "/compare/", "/api/", "/*?")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "Allow: /sitemaps/"]
    lines += [f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
