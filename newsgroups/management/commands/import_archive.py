from pathlib import Path
from typing import Any

from django.core.management import CommandError, CommandParser

from newsgroups.management.bars import bars
from newsgroups.management.figures_command import FiguresCommand
from newsgroups.transfer.load_archive import RefusedArchive, load_archive


class Command(FiguresCommand):
    help = (
        "Loads a file written by export_archive into an empty database, in full or not at all, and processes its "
        "articles. Example: DATABASE_URL=postgres://… manage.py import_archive /backup/newsgroups.jsonl.gz"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--no-process", action="store_true", help="Load only; run process_articles later.")

    def handle(self, *, file: Path, no_process: bool, **options: Any) -> None:
        try:
            with bars(self.stderr) as progress:
                loaded = load_archive(file, progress=progress)
        except RefusedArchive as refused:
            raise CommandError(str(refused)) from None
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror or error}") from None
        self.count(loaded)
        self.stdout.write(f"{loaded} loaded from {file}")
        if not no_process:
            self.run_command("process_articles")
