"""The site's own robots.txt: what crawlers may read."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

# Endless combinations of filters are of no use to crawlers; articles and stories are.
DISALLOWED = ("/admin/", "/my/", "/dossiers/", "/search/", "/lookup/", "/compare/", "/api/", "/*?")


def robots_txt(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in DISALLOWED), "Allow: /sitemaps/"]
    lines += [f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
