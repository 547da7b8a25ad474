from typing import Any

from django.core.management import CommandError, CommandParser

from newsgroups.management.bars import bars
from newsgroups.management.figures_command import FiguresCommand
from newsgroups.pipeline import process
from newsgroups.pipeline.readiness import database_problem, waiting
from newsgroups.stories.derived.verify import Inconsistency

# A pipeline run over a few thousand new articles finishes within this time.
WAIT_SECONDS = 600.0


class Command(FiguresCommand):
    help = (
        "Checks the database file, compares the database, postings, and search index, and prints the "
        "differences. Waits for the pipeline to finish. Exits with status 1 if anything differs. "
        "Example: manage.py verify --repair"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="Rebuild whatever differs from the database.")
        parser.add_argument("--wait", type=float, default=WAIT_SECONDS, help="Seconds to wait for the pipeline.")

    def handle(self, *, repair: bool, wait: float, **options: Any) -> None:
        with process.processing("verify", wait=wait):
            if damaged := database_problem():
                raise CommandError(damaged)
            found = self._told(process.find_differences())
            self.count(differences=len(found))
            if found and repair:
                with bars(self.stderr) as progress:
                    process.repair_archive(progress=progress)
                found = process.find_differences()
                self.count(differences_left=len(found))
                self.stdout.write("Repaired." if not found else "Differences left after the repair:")
                self._told(found)
        if found:
            raise CommandError("Differences were found. Run: manage.py verify --repair" if not repair else "See above.")
        self.stdout.write("Database, postings, and index agree.")
        if count := waiting():
            self.stdout.write(f"{count:,} articles are waiting to be processed. Run: manage.py process_articles")

    def _told(self, found: list[Inconsistency]) -> list[Inconsistency]:
        for finding in found:
            self.stdout.write(str(finding))
        return found
