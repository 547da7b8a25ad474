from typing import Any

from django.core.management import CommandError, CommandParser

from newsgroups.ingest.feeds.address_queue import enqueue, fetch_queue
from newsgroups.ingest.fetch.politeness import Hosts
from newsgroups.ingest.normalize.url import RefusedAddress
from newsgroups.management.bars import bars
from newsgroups.management.figures_command import FiguresCommand
from newsgroups.models import QueuedAddress


class Command(FiguresCommand):
    help = (
        "Fetches pages, extracts and stores their articles, and processes what is new. Pages that "
        "cannot be fetched now stay in the queue. Example: manage.py add_url "
        "https://news.example/story"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("urls", nargs="+", metavar="URL")
        parser.add_argument("--no-process", action="store_true", help="Store only; run process_articles later.")
        parser.add_argument("--queue", action="store_true", help="Queue only; the next fetch_feeds fetches them.")

    def handle(self, *, urls: list[str], no_process: bool, queue: bool, **options: Any) -> None:
        queued = [entry.pk for url in urls if (entry := self._queued(url))]
        refused = len(urls) - len(queued)
        self.count(queued=len(queued), refused=refused)
        if queue:
            self.stdout.write(f"{len(queued):,} addresses queued, {refused:,} rejected")
        else:
            refused += self._fetched(QueuedAddress.objects.filter(pk__in=queued), refused, no_process)
        if refused == len(urls):
            raise CommandError("No article was found at any address.")

    def _queued(self, url: str) -> QueuedAddress | None:
        try:
            return enqueue(url, again=True)
        except RefusedAddress as reason:
            self._report(url, str(reason))
            return None

    def _fetched(self, queued: Any, refused: int, no_process: bool) -> int:
        hosts = Hosts()
        with bars(self.stderr) as progress:
            done = fetch_queue(hosts, report=self._report, progress=progress, only=queued)
        hosts.save()
        if not no_process:
            self.run_command("process_articles")
        stored = done.stored
        self.count(done, refused=refused + done.refused)
        self.stdout.write(
            f"{stored.created:,} articles created, {stored.updated:,} updated, {stored.unchanged:,} unchanged, "
            f"{refused + done.refused:,} addresses rejected" + (f", {done.failed:,} to be retried" * bool(done.failed))
        )
        return done.refused + done.failed

    def _report(self, url: str, reason: str) -> None:
        self.stderr.write(f"{url}: {reason}")
