"""A complete run, as started by a timer: fetch, process, group, index. Each run is recorded with its results."""

import time
from pathlib import Path

from django.conf import settings

from newsgroups.common.processes.lock import AlreadyRunning, process_lock
from newsgroups.common.progress import Progress, Reporter, silent
from newsgroups.follow.send_updates import send_updates
from newsgroups.ingest.feeds.poll import FetchRun, fetch_feeds
from newsgroups.ingest.fetch.ssrf_guard import Guard
from newsgroups.models import Run

from .post_run import start_post_run
from .process import process_articles

NAME = "run_pipeline"


def run_pipeline(*, report: Reporter, progress: Progress = silent, guard: Guard | None = None) -> Run:
    """Fetch the feeds, update all derived data that is pending, and record the run.

    Problems with a feed or a URL are recorded, and the run continues. A stage that another command is executing is
    skipped. Raises AlreadyRunning if another run is in progress; any other exception is recorded and raised again.
    """
    with process_lock(Path(settings.DATA_DIR) / "round.lock", NAME):
        # Only the holder of the lock can be running, so other runs recorded as running were killed.
        Run.objects.running().update(state=Run.State.KILLED)
        run = Run.objects.create(command=NAME)
        try:
            _fetch(run, report, progress, guard)
            _process(run, progress)
            _tell_readers(run)
        except BaseException as error:
            run.end(Run.State.FAILED, reason=str(error) or type(error).__name__)
            raise
        run.end(Run.State.DONE)
        if problem := start_post_run({"run": run.pk, "counts": run.counts, "seconds": run.seconds}):
            run.add_problem("", "", problem)
            run.save()
        return run


def _fetch(run: Run, report: Reporter, progress: Progress, guard: Guard | None) -> None:
    started = time.perf_counter()
    try:
        done = fetch_feeds(report=report, progress=progress, guard=guard)
    except AlreadyRunning as running:
        run.add_problem("", "", str(running))
        return
    finally:
        run.seconds["feeds"] = round(time.perf_counter() - started, 2)
    for problem in done.problems:
        run.add_problem(problem.source, problem.url, problem.reason)
    run.counts |= _counts(done)
    run.save()


def _counts(done: FetchRun) -> dict[str, int]:
    return {
        "feeds": done.feeds,
        "feeds failed": done.failed,
        "articles created": done.stored.created,
        "articles updated": done.stored.updated,
        "articles unchanged": done.stored.unchanged,
        "additional addresses": done.stored.joined,
        "addresses rejected": done.refused,
        "to be retried": done.waiting,
    }


def _tell_readers(run: Run) -> None:
    started = time.perf_counter()
    try:
        updates = send_updates()
    except AlreadyRunning as running:
        run.add_problem("", "", str(running))
        return
    run.counts |= {"messages delivered": updates.delivered, "messages given up": updates.given_up}
    run.seconds["messages delivered"] = round(time.perf_counter() - started, 2)


def _process(run: Run, progress: Progress) -> None:
    try:
        figures = process_articles(progress=progress)
    except AlreadyRunning as running:
        run.add_problem("", "", str(running))
        return
    run.counts |= figures.done
    run.seconds |= {stage: round(seconds, 2) for stage, seconds in figures.seconds.items()}
