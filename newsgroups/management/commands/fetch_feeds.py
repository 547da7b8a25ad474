from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser, call_command

from newsgroups.ingest.fetch_feeds import fetch_feeds
from newsgroups.management.bars import bars


class Command(BaseCommand):
    help = (
        "Polls the feeds of all active sources and stores what is new, then processes it. "
        "Example: manage.py fetch_feeds"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-process", action="store_true", help="Only store; process_articles does the rest.")

    def handle(self, *, no_process: bool, **options: Any) -> None:
        with bars(self.stderr) as progress:
            done = fetch_feeds(report=lambda url, reason: self.stderr.write(f"{url}: {reason}"), progress=progress)
        if not no_process:
            call_command("process_articles", stdout=self.stdout, stderr=self.stderr)
        self.stdout.write(str(done))
        if done.feeds and done.failed == done.feeds:
            raise CommandError("No feed could be read.")
