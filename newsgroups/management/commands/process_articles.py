from typing import Any

from django.core.management import CommandParser

from newsgroups.common.processes.lock import AlreadyRunning
from newsgroups.management.bars import bars
from newsgroups.management.figures_command import FiguresCommand
from newsgroups.management.worker_options import add_workers
from newsgroups.pipeline.process import process_articles


class Command(FiguresCommand):
    help = (
        "Builds all pending derived data: fingerprints, terms, pairs, stories, and the search index. "
        "Resumes where a crash left off. Example: manage.py process_articles --all"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="Rebuild everything from the database; curators' decisions are kept."
        )
        add_workers(parser)

    def handle(self, *, all: bool, workers: int | None, **options: Any) -> None:
        try:
            with bars(self.stderr) as progress:
                figures = process_articles(rebuild=all, workers=workers, progress=progress)
        except AlreadyRunning as running:
            self.count(already_running=True)
            self.stdout.write(str(running))
        else:
            self.count(figures)
            self.stdout.write(str(figures))
