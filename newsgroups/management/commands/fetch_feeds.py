from typing import Any

from django.core.management import CommandError, CommandParser

from newsgroups.common.processes.lock import AlreadyRunning
from newsgroups.ingest.feeds.poll import fetch_feeds, fetch_waiting
from newsgroups.management.bars import bars
from newsgroups.management.figures_command import FiguresCommand


class Command(FiguresCommand):
    help = (
        "Polls the feeds of all active outlets, fetches queued pages, and stores and processes what "
        "is new. A feed that fails is paused, longer each time. Example: manage.py fetch_feeds"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-process", action="store_true", help="Store only; run process_articles later.")
        parser.add_argument("--all", action="store_true", help="Also poll feeds that are paused after failures.")
        parser.add_argument("--only-queue", action="store_true", help="Poll no feeds; only fetch queued pages.")

    def handle(self, *, no_process: bool, all: bool, only_queue: bool, **options: Any) -> None:
        try:
            with bars(self.stderr) as progress:
                callbacks: dict[str, Any] = {"report": self._report, "progress": progress}
                done = fetch_waiting(**callbacks) if only_queue else fetch_feeds(**callbacks, also_resting=all)
        except AlreadyRunning as running:
            self.count(already_running=True)
            self.stdout.write(str(running))
            return
        if not no_process:
            self.run_command("process_articles")
        self.count(done)
        self.stdout.write(str(done))
        if done.feeds and done.failed == done.feeds:
            raise CommandError("No feed could be read.")

    def _report(self, url: str, reason: str) -> None:
        self.stderr.write(f"{url}: {reason}")
