from datetime import timedelta
from typing import Any

from newsgroups.common.processes.lock import AlreadyRunning
from newsgroups.management.bars import bars
from newsgroups.management.figures_command import FiguresCommand
from newsgroups.models import Run
from newsgroups.pipeline.run import run_pipeline


class Command(FiguresCommand):
    help = (
        "Runs the whole pipeline: polls feeds, fetches queued pages, screens, groups, and indexes "
        "articles, and records the run for the Report page. Made for a timer: if a run is in "
        "progress, it says so and exits. Example: manage.py run_pipeline"
    )

    def handle(self, **options: Any) -> None:
        try:
            with bars(self.stderr) as progress:
                run = run_pipeline(report=lambda url, reason: self.stderr.write(f"{url}: {reason}"), progress=progress)
        except AlreadyRunning as running:
            self.count(already_running=True)
            self.stdout.write(str(running))
        else:
            self.count(done=run.counts, seconds=run.seconds, state=run.state)
            self.stdout.write(figures(run))


def figures(run: Run) -> str:
    counts = ", ".join(f"{count:,} {name}" for name, count, _ in run.done)
    return f"{counts or 'Nothing was new'} in {(run.took or timedelta()).total_seconds():.1f} s"
