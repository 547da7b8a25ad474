"""The whole round from stored articles to groups and search, each stage taking up what is pending."""

import time
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from newsgroups.common.lock import only_one
from newsgroups.common.progress import Progress, silent
from newsgroups.ingest.store.older_addresses import articles_with_older_addresses, rewrite_older_addresses
from newsgroups.models import Article, Host, Pair, Report
from newsgroups.pipeline.retention import forget_old
from newsgroups.search import sync
from newsgroups.stories.derived import verify
from newsgroups.stories.derived.credits import credit_pending
from newsgroups.stories.derived.outlets import join_pending
from newsgroups.stories.derived.screening import set_aside_pending
from newsgroups.stories.derived.sketches import sketch_pending
from newsgroups.stories.derived.verify import Finding
from newsgroups.stories.facts.store import store_pending
from newsgroups.stories.groups.growth import take_up_outgrown
from newsgroups.stories.groups.regroup import MOST_NEW, regroup_around
from newsgroups.stories.lineage.count_reports import count_reports
from newsgroups.stories.pairs.match_pending import match_pending
from newsgroups.stories.pairs.origins import find_origins


@dataclass
class Figures:
    """What a round did, and the seconds that each stage took."""

    done: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def __str__(self) -> str:
        parts = [
            f"{self.done[stage]:,} {stage} in {self.seconds[stage]:.1f} s" for stage in self.done if self.done[stage]
        ]
        return ", ".join(parts) if parts else "Nothing was pending."


def process_articles(*, rebuild: bool = False, workers: int | None = 1, progress: Progress = silent) -> Figures:
    """Makes everything derived that is pending, or all of it anew; curators' decisions are never touched.

    `workers` processes share the stages that can be shared, all cores with None; the result is the same with any.
    Each stage commits in batches, so that a crash leaves rows pending that the next round takes up.
    Raises AlreadyRunning if another process is at it.
    """
    with processing("process_articles"):
        if rebuild:
            Pair.objects.update(origin="")
            Article.objects.update(needs_credits=True, needs_sketch=True, needs_match=True, needs_index=True)
        return _process(progress, rebuild=rebuild, workers=workers)


def processing(work: str, *, wait: float = 0) -> AbstractContextManager[None]:
    """Keeps every other process from deriving anything. Raises AlreadyRunning if one still does after `wait` s."""
    return only_one(Path(settings.DATA_DIR) / "process.lock", work, wait=wait)


def _process(progress: Progress, *, rebuild: bool, workers: int | None) -> Figures:
    figures = Figures()
    _run(figures, "expired reports removed", forget_expired)
    _run(figures, "pages set aside", lambda: set_aside_pending(progress=progress))
    _run(figures, "outlets joined or parted by their sites", join_pending)
    _run(figures, "articles read for credits", lambda: credit_pending(progress=progress))
    _run(figures, "articles sketched", lambda: sketch_pending(workers=workers, progress=progress))
    _run(figures, "earlier articles to compare anew", take_up_outgrown)
    ungrouped = _some_pending("match")
    _run(figures, "articles matched", lambda: match_pending(progress=progress))
    _run(figures, "pairs looked at for their origin", lambda: find_origins(progress=progress))
    # Indexing comes last: what it has not taken up may have been matched, but not grouped, before a crash.
    ungrouped |= _some_pending("index")
    _run(figures, "groups", lambda: regroup_around(ungrouped))
    _run(figures, "stories counted for independent reports", count_reports)
    _run(figures, "stories with new facts", lambda: store_pending(rebuild=rebuild, progress=progress))
    _run(figures, "articles indexed", lambda: sync.index_pending(workers=workers, progress=progress))
    return figures


def forget_expired() -> int:
    """Removes what visitors caused to be kept and is over: reports, how many, and hosts and sessions."""
    now = timezone.now()
    Host.objects.outdated(now).delete()
    Session.objects.filter(expire_date__lte=now).delete()
    forget_old()
    return Report.objects.expired().delete()[0]


def _some_pending(stage: str) -> set[int]:
    """All, or so many that all articles are grouped."""
    return set(Article.objects.pending(stage).values_list("pk", flat=True)[: MOST_NEW + 1])


def _run(figures: Figures, stage: str, work: "object") -> None:
    started = time.perf_counter()
    figures.done[stage] = work()
    figures.seconds[stage] = time.perf_counter() - started


def differences() -> list[Finding]:
    """Every difference between the database and what is derived from it: postings, stories and search index.

    What waits to be processed is no difference. Curators go on meanwhile, so that only what a second look finds, too,
    counts.
    """
    found = _look()
    if not found:
        return []
    again = {finding.what: set(finding.ids) for finding in _look()}
    lasting = (
        Finding(first.what, [each for each in first.ids if each in again[first.what]])
        for first in found
        if first.what in again
    )
    return [finding for finding in lasting if finding.ids or finding.is_whole]


def _look() -> list[Finding]:
    index = sync.differences()
    found = [
        *verify.differences(),
        Finding("articles whose address an earlier version wrote otherwise", articles_with_older_addresses()),
        Finding("articles missing in the search index", [] if index.problem else index.missing),
        Finding("entries of the search index without an article to show", index.surplus),
        Finding("articles whose entry in the search index is of an older text", index.outdated),
    ]
    whole = [] if index.problem is None else [Finding(index.problem, index.missing, is_whole=True)]
    return [finding for finding in found if finding.ids] + whole


def repair(*, progress: Progress = silent) -> Figures:
    """Makes anew what differs, from the database, for a holder of `processing`."""
    verify.repair()
    rewrite_older_addresses()
    sync.repair(progress=progress)
    return _process(progress, rebuild=False, workers=1)
