"""API operations for the whole archive: its contents, the quality of the site and, for curators, the ingest report."""

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest
from ninja import Router
from ninja.errors import HttpError
from ninja.security import APIKeyCookie

from newsgroups.ingest.feeds.ingest_report import Report, read_report
from newsgroups.models import Pair
from newsgroups.stories.judging.quality import quality
from newsgroups.stories.pages.archive_figures import archive_figures
from newsgroups.web.api.responses import report as answers
from newsgroups.web.api.responses.archive import About

# As on the About page: recomputing thousands of resamples for each request would give the same result.
QUALITY_SECONDS = 60

router = Router(tags=["About"])


@router.get("about", summary="What the archive contains and how accurate the site is", response=About)
def about(request: HttpRequest) -> dict[str, Any]:
    good = cache.get_or_set("quality", quality, QUALITY_SECONDS)
    figures = asdict(archive_figures())
    pairs = dict(zip(Pair.Kind.values, (number for _, number in figures["pairs"]), strict=True))
    return figures | {"pairs": pairs, "quality": good}


class CuratorSession(APIKeyCookie):
    """The session of a curator who has logged in under /admin/."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> AbstractBaseUser | AnonymousUser | None:
        if not request.user.is_authenticated:
            return None
        if not request.user.has_perm("newsgroups.add_curationevent"):
            raise HttpError(403, "Only curators can see this.")
        return request.user


@router.get(
    "report",
    summary="How articles arrive: runs, feeds, queue, rejected addresses. Curators only",
    auth=CuratorSession(),
    response=answers.Report,
)
def report(request: HttpRequest) -> dict[str, Any]:
    report: Report = read_report()
    counts = sorted(report.arrivals.counts.items())
    return {
        "runs": report.runs,
        "outlets": list(map(_outlet, report.sources)),
        "queue": report.queue,
        "rejected": report.refused,
        "aside": [{"kind": kind, "pages": number} for kind, _, number in report.aside],
        "arrivals": [{"day": day, "source": name, "articles": number} for (day, name), number in counts],
    }


def _outlet(source: Any) -> dict[str, Any]:
    return {"name": source.name, "slug": source.slug, "recent": source.recent, "feeds": list(source.feeds.all())}
