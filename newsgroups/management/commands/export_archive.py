from pathlib import Path
from typing import Any

from django.core.management import CommandError, CommandParser

from newsgroups.management.bars import bars
from newsgroups.management.figures_command import FiguresCommand
from newsgroups.transfer.dump_archive import dump_archive


class Command(FiguresCommand):
    help = (
        "Writes everything that cannot be rebuilt (articles, outlets, stories, decisions, accounts) "
        "to one file, as a consistent snapshot, while the site keeps running. Example: manage.py "
        "export_archive /backup/newsgroups.jsonl.gz"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="The file to write, compressed with gzip.")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            with bars(self.stderr) as progress:
                dumped = dump_archive(file, progress=progress)
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}") from None
        self.count(dumped)
        self.stdout.write(f"{dumped or 'nothing'} written to {file}")
