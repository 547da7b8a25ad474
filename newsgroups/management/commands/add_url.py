from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser, call_command

from newsgroups.ingest.canonical import RefusedAddress
from newsgroups.ingest.fetch_article import fetched_text
from newsgroups.ingest.fetch_page import FetchFailed
from newsgroups.ingest.store import Stored, store_rows
from newsgroups.management.bars import bars


class Command(BaseCommand):
    help = (
        "Fetches pages, extracts and stores their articles, then processes what is new. "
        "Example: manage.py add_url https://news.example/story"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("urls", nargs="+", metavar="URL")
        parser.add_argument("--no-process", action="store_true", help="Only store; process_articles does the rest.")

    def handle(self, *, urls: list[str], no_process: bool, **options: Any) -> None:
        done = Stored()
        refused = 0
        with bars(self.stderr) as progress:
            advance = progress("pages", len(urls))
            for url in urls:
                try:
                    done += store_rows([fetched_text(url)], take_old_texts=True)
                except (RefusedAddress, FetchFailed) as reason:
                    refused += 1
                    self.stderr.write(f"{url}: {reason}")
                advance(1)
        if not no_process:
            call_command("process_articles", stdout=self.stdout, stderr=self.stderr)
        self.stdout.write(
            f"{done.created:,} articles created, {done.updated:,} updated, {done.unchanged:,} unchanged, "
            f"{refused:,} addresses refused"
        )
        if refused == len(urls):
            raise CommandError("No address gave an article.")
