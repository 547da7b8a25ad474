"""Fetches every nasty feed and page in one process; prints their number, by how much its memory grew,
and the peak memory of its children.
"""

import resource
import threading
from dataclasses import replace
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from newsgroups.ingest.feeds.poll import fetch_feeds  # noqa: E402
from newsgroups.ingest.fetch.article import fetched_text  # noqa: E402
from newsgroups.ingest.fetch.ssrf_guard import FetchFailed  # noqa: E402
from newsgroups.ingest.normalize.url import RefusedAddress  # noqa: E402
from newsgroups.ingest.sandbox import pool  # noqa: E402
from newsgroups.ingest.sandbox.pool import end_readers  # noqa: E402
from newsgroups.models import Feed  # noqa: E402
from tests.makers import make_source  # noqa: E402
from tests.site import Site  # noqa: E402

from .nasty import FEEDS, PAGES, TEASERS  # noqa: E402


def main() -> None:
    pool.SECONDS = 4
    call_command("migrate", verbosity=0)
    started = own_peak()
    site = Site()
    threading.Thread(target=site.server.serve_forever, daemon=True).start()
    guard = replace(site.guard, seconds=4.0)
    for number, case in enumerate(FEEDS + TEASERS):
        Feed.objects.create(source=make_source(), url=case.send(site, f"/feed-{number}"))
    fetch_feeds(report=lambda *finding: None, guard=guard)
    for number, case in enumerate(PAGES):
        try:
            fetched_text(case.send(site, f"/page-{number}"), guard=guard)
        except (FetchFailed, RefusedAddress):
            continue
    end_readers()
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    print(len(FEEDS + TEASERS + PAGES), own_peak() - started, child)


def own_peak() -> int:
    """In bytes. getrusage would also count the parent process as it was when this one started."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


if __name__ == "__main__":
    main()
