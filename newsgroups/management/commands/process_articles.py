from typing import Any

from django.core.management import CommandError, CommandParser

from newsgroups.common.lock import AlreadyRunning
from newsgroups.management.bars import bars
from newsgroups.management.figures import FiguresCommand
from newsgroups.matching.model.classifier import DamagedModel
from newsgroups.pipeline.process import process_articles
from newsgroups.search.index.generations import IndexProblem


class Command(FiguresCommand):
    help = (
        "Makes everything derived that is pending: fingerprints, terms, pairs, groups, search index. "
        "Takes up where a crash left off. Example: manage.py process_articles --all"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="Make everything anew from the database; curators' decisions stay."
        )

    def handle(self, *, all: bool, **options: Any) -> None:
        try:
            with bars(self.stderr) as progress:
                figures = process_articles(rebuild=all, progress=progress)
        except AlreadyRunning as running:
            self.count(already_running=True)
            self.stdout.write(str(running))
        except (DamagedModel, IndexProblem) as problem:
            raise CommandError(str(problem)) from None
        else:
            self.count(figures)
            self.stdout.write(str(figures))
