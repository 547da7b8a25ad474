from typing import Any

from django.core.management import CommandError, CommandParser

from newsgroups.management.figures_command import FiguresCommand
from newsgroups.management.installation import notes, problems


class Command(FiguresCommand):
    help = (
        "Checks this installation: database, tables, index, disk, and settings for a public site. "
        "Changes nothing. Exits with status 1 if it finds a problem. Example: manage.py check_install"
    )
    # Missing tables are among the problems that it reports.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--quick", action="store_true", help="Do not read the database file and the index.")

    def handle(self, *, quick: bool, **options: Any) -> None:
        for sentence in notes():
            self.stdout.write(f"Note: {sentence}")
        found = list(problems(quick=quick))
        for sentence in found:
            self.stdout.write(f"- {sentence}")
        if found:
            raise CommandError(f"Problems found: {len(found)}")
        self.stdout.write("No problems found.")
