from typing import Any

from django.core.management import CommandError

from newsgroups.management.figures_command import FiguresCommand
from newsgroups.management.installation import problems


class Command(FiguresCommand):
    help = (
        "Says in words what is wrong with this installation: database, tables, index, disk, settings for a public "
        "site. Changes nothing. Exit status 1 if something is. Example: manage.py check_install"
    )
    # Missing tables are among the problems that it reports.
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        found = list(problems())
        for sentence in found:
            self.stdout.write(f"- {sentence}")
        if found:
            raise CommandError(f"Things that need attention: {len(found)}")
        self.stdout.write("Nothing is wrong.")
