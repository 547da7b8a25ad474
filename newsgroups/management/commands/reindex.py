import time
from typing import Any

from django.core.management import CommandParser

from newsgroups.management.bars import bars
from newsgroups.management.figures_command import FiguresCommand
from newsgroups.management.worker_options import add_workers
from newsgroups.search.engines.haystack import sync


class Command(FiguresCommand):
    help = (
        "Rebuilds the search index from the database next to the old one, then swaps them. The site keeps running. "
        "Example: manage.py reindex --if-needed"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-needed",
            action="store_true",
            help="Rebuild only if the index is missing, damaged, or of another version.",
        )

        add_workers(parser)

    def handle(self, *, if_needed: bool, workers: int | None, **options: Any) -> None:
        if if_needed and sync.is_current():
            self.count(articles=0, is_current=True)
            self.stdout.write("The search index is up to date.")
            return
        started = time.perf_counter()
        with bars(self.stderr) as progress:
            count = sync.rebuild(workers=workers, progress=progress)
        seconds = time.perf_counter() - started
        self.count(articles=count, seconds=round(seconds, 3))
        rate = count / max(seconds, 0.001)
        self.stdout.write(f"Indexed {count:,} articles in {seconds:.1f} s ({rate:,.0f} a second).")
        for line in sync.languages():
            self.stdout.write(line)
