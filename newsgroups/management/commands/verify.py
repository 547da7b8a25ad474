from typing import Any

from django.core.management import CommandError, CommandParser

from newsgroups.management.bars import bars
from newsgroups.management.figures import FiguresCommand
from newsgroups.pipeline import process
from newsgroups.search.index.generations import IndexProblem


class Command(FiguresCommand):
    help = (
        "Compares database, postings and search index and prints what differs. Exit status 1 if something does. "
        "Example: manage.py verify --repair"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="Make anew what differs, from the database.")

    def handle(self, *, repair: bool, **options: Any) -> None:
        found = process.differences()
        self.count(differences=len(found))
        for finding in found:
            self.stdout.write(str(finding))
        if found and repair:
            with bars(self.stderr) as progress:
                try:
                    process.repair(progress=progress)
                except IndexProblem as problem:
                    raise CommandError(str(problem)) from None
            found = process.differences()
            self.count(differences_left=len(found))
            self.stdout.write("Repaired." if not found else "Still different after the repair:")
            for finding in found:
                self.stdout.write(str(finding))
        if found:
            raise CommandError("Differences were found. Run: manage.py verify --repair" if not repair else "See above.")
        self.stdout.write("Database, postings and index agree.")
