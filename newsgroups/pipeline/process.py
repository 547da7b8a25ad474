"""Runs all stages from stored articles to stories and search; each stage processes what is pending."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from newsgroups.common.processes.lock import process_lock
from newsgroups.common.progress import Progress, silent
from newsgroups.ingest.store.older_addresses import articles_with_older_addresses, rewrite_older_addresses
from newsgroups.lineage.count_independent_reports import count_reports
from newsgroups.models import Article, Pair
from newsgroups.search.engines.haystack import sync
from newsgroups.stories.derived import verify
from newsgroups.stories.derived.credits import credit_pending
from newsgroups.stories.derived.outlets import join_pending
from newsgroups.stories.derived.screening import set_aside_pending
from newsgroups.stories.derived.sketches import sketch_pending
from newsgroups.stories.derived.statistics.furniture import find_furniture
from newsgroups.stories.derived.verify import Inconsistency
from newsgroups.stories.groups.growth import mark_all_if_grown
from newsgroups.stories.groups.regroup import MAX_NEW, regroup_around
from newsgroups.stories.groups.related.store import relate_pending
from newsgroups.stories.pairs.match_pending import match_pending
from newsgroups.stories.pairs.origins import find_origins
from newsgroups.story_facts.store_facts import store_pending
from newsgroups.story_facts.verify_facts import repair_facts, stories_with_wrong_facts

from .delete_expired import forget_expired


@dataclass
class Figures:
    """What a run did, and the seconds that each stage took."""

    done: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def __str__(self) -> str:
        parts = [
            f"{self.done[stage]:,} {stage} in {self.seconds[stage]:.1f} s" for stage in self.done if self.done[stage]
        ]
        return ", ".join(parts) if parts else "Nothing was pending."


def process_articles(*, rebuild: bool = False, workers: int | None = 1, progress: Progress = silent) -> Figures:
    """Update all derived data that is pending, or rebuild all of it; never change curators' decisions.

    `workers` processes share the stages that run in parallel (None: one per core); the result does not depend on
    their number. Each stage commits in batches, so a crash leaves rows pending for the next run. Raises
    AlreadyRunning if another process is deriving data.
    """
    with processing("process_articles"):
        if rebuild:
            Pair.objects.update(origin="")
            Article.objects.update(needs_credits=True, needs_sketch=True, needs_match=True, needs_index=True)
        return _process(progress, rebuild=rebuild, workers=workers)


def processing(work: str, *, wait: float = 0) -> AbstractContextManager[None]:
    """Keep every other process from deriving data. Raises AlreadyRunning if one still does after `wait` seconds."""
    return process_lock(Path(settings.DATA_DIR) / "process.lock", work, wait=wait)


def _process(progress: Progress, *, rebuild: bool, workers: int | None) -> Figures:
    figures = Figures()
    _run(figures, "expired look-ups removed", forget_expired)
    _run(figures, "pages excluded", lambda: set_aside_pending(progress=progress))
    _run(figures, "outlets joined or parted by their sites", join_pending)
    _run(figures, "articles read for credits", lambda: credit_pending(progress=progress))
    _run(figures, "articles with page furniture", find_furniture)
    _run(figures, "articles sketched", lambda: sketch_pending(workers=workers, progress=progress))
    _run(figures, "earlier articles to compare again", mark_all_if_grown)
    ungrouped = _some_pending("match")
    _run(figures, "articles matched", lambda: match_pending(progress=progress))
    _run(figures, "pairs checked for their origin", lambda: find_origins(progress=progress))
    # Indexing comes last: what it has not taken up may have been matched, but not grouped, before a crash.
    ungrouped |= _some_pending("index")
    _run(figures, "groups", lambda: regroup_around(ungrouped))
    _run(figures, "stories counted for independent reports", count_reports)
    _run(figures, "stories with new facts", lambda: store_pending(rebuild=rebuild, progress=progress))
    _run(
        figures,
        "stories compared with others",
        lambda: relate_pending(ungrouped, rebuild=rebuild, progress=progress),
    )
    _run(figures, "articles indexed", lambda: sync.index_pending(workers=workers, progress=progress))
    return figures


def _some_pending(stage: str) -> set[int]:
    """Return all pending articles, or just enough of them that everything is regrouped."""
    return set(Article.objects.pending(stage).values_list("pk", flat=True)[: MAX_NEW + 1])


def _run(figures: Figures, stage: str, work: Callable[[], int]) -> None:
    started = time.perf_counter()
    figures.done[stage] = work()
    figures.seconds[stage] = time.perf_counter() - started


def find_differences() -> list[Inconsistency]:
    """Return every difference between the database and data derived from it: postings, stories, search index.

    Pending articles do not count as differences. Curators may keep working meanwhile, so only differences that a
    second check confirms are reported.
    """
    differences = _look()
    if not differences:
        return []
    again = {finding.what: set(finding.ids) for finding in _look()}
    lasting = (
        Inconsistency(first.what, [pk for pk in first.ids if pk in again[first.what]])
        for first in differences
        if first.what in again
    )
    return [finding for finding in lasting if finding.ids or finding.is_whole]


def _look() -> list[Inconsistency]:
    index = sync.find_index_differences()
    differences = [
        *verify.find_inconsistencies(),
        Inconsistency("stories whose facts differ from their texts", stories_with_wrong_facts()),
        Inconsistency(
            "articles whose address an earlier version normalized differently", articles_with_older_addresses()
        ),
        Inconsistency("articles missing from the search index", [] if index.problem else index.missing),
        Inconsistency("search index entries without a visible article", index.surplus),
        Inconsistency("articles whose search index entry has an older text", index.outdated),
    ]
    whole = [] if index.problem is None else [Inconsistency(index.problem, index.missing, is_whole=True)]
    return [finding for finding in differences if finding.ids] + whole


def repair_archive(*, progress: Progress = silent) -> Figures:
    """Rebuild whatever differs from the database. The caller must hold `processing`."""
    verify.repair_derived_rows()
    repair_facts()
    rewrite_older_addresses()
    sync.repair_index(progress=progress)
    return _process(progress, rebuild=False, workers=1)
