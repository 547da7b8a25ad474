from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError, CommandParser

from newsgroups.ingest.normalize.url import canonical_url
from newsgroups.management.figures_command import FiguresCommand
from newsgroups.stories.judging.verdict_files import import_judgements


class Command(FiguresCommand):
    help = (
        "Imports verdicts from JSON lines with left, right (addresses) and verdict (same, related, different). "
        "Example: manage.py import_judgements all.jsonl --by ruth"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--by", required=True, help="The curator to credit for rows that do not name a curator of this site."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        users = get_user_model().objects.filter(username=options["by"])
        if not users:
            raise CommandError(f"There is no user named {options['by']!r}.")
        try:
            with options["file"].open(encoding="utf-8-sig", errors="replace") as lines:
                imported = import_judgements(lines, by=users[0], canonical=canonical_url)
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}") from None
        for number, reason in imported.refused:
            self.stderr.write(f"line {number}: {reason}")
        self.count(imported)
        self.stdout.write(
            f"{imported.stored:,} imported, {imported.known:,} already known, {len(imported.refused):,} rejected"
        )
        if imported.refused and not imported.stored + imported.known:
            raise CommandError("No row could be imported.")
