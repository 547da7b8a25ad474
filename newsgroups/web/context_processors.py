"""Template variables that every page needs."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest

from newsgroups.models import Article, CurationEvent, Source

# The figures in the footer may be this old; counting a large archive for every page is not worthwhile.
SECONDS = 60
PAGES = (
    ("groups", "Groups"),
    ("similar", "Similar"),
    ("search", "Search"),
    ("lookup", "Look up By Text"),
    ("browse", "Browse"),
    ("about", "About"),
)


# Pages that belong to one of these.
PARTS = {
    "home": "groups",
    "group": "groups",
    "group_all": "groups",
    "compare": "similar",
    "help_search": "search",
    "check_draft": "lookup",
    "lookup_compare": "lookup",
    "lookup_report": "lookup",
    "make_lookup_report": "lookup",
    "source": "browse",
    "two_outlets": "browse",
}


def archive_figures(request: HttpRequest) -> dict[str, Any]:
    """Add the archive's figures and the navigation to every page.

    `archive` has counts of articles and outlets, and the latest arrival; `navigation` has name, label and whether it
    is the current one.
    """
    here = (request.resolver_match.url_name if request.resolver_match else None) or ""
    part = PARTS.get(here, here)
    return {
        "archive": cache.get_or_set(f"archive-figures-{_last_decision()}", _figures, SECONDS),
        "navigation": [(name, label, name == part) for name, label in PAGES],
    }


def _last_decision() -> int:
    """Invalidate the cached figures in every process as soon as a curator hides something."""
    return CurationEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _figures() -> dict[str, Any]:
    return {
        "articles": Article.objects.visible().count(),
        "sources": Source.objects.main_names().count(),
        "latest": Article.objects.order_by("-id").values_list("first_seen", flat=True).first(),
    }
