from typing import Any

from django.core.management import CommandError

from newsgroups.management.figures_command import FiguresCommand
from newsgroups.management.installation import problems


class Command(FiguresCommand):
    help = (
        "Checks this installation: database, tables, index, disk, and settings for a public site. "
        "Changes nothing. Exits with status 1 if it finds a problem. Example: manage.py check_install"
    )
    # Missing tables are among the problems that it reports.
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        found = list(problems())
        for sentence in found:
            self.stdout.write(f"- {sentence}")
        if found:
            raise CommandError(f"Problems found: {len(found)}")
        self.stdout.write("No problems found.")
