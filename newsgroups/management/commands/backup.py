from pathlib import Path
from typing import Any

from django.core.management import CommandError, CommandParser

from newsgroups.management.bars import bars
from newsgroups.management.figures_command import FiguresCommand
from newsgroups.transfer.backup import back_up


class Command(FiguresCommand):
    help = (
        "Writes a backup of everything that cannot be rebuilt into a new folder, as a consistent snapshot, while the "
        "site keeps running. Example: manage.py backup /backup --keep 14"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="Where to create the folder of the backup.")
        parser.add_argument("--keep", type=int, default=0, help="Delete all but the latest KEEP backups there.")

    def handle(self, *, folder: Path, keep: int, **options: Any) -> None:
        if keep < 0:
            raise CommandError("--keep must be 0 (all) or more.")
        try:
            with bars(self.stderr) as progress:
                made = back_up(folder, keep=keep, progress=progress)
        except OSError as error:
            raise CommandError(f"{error.filename or folder} cannot be written: {error.strerror}") from None
        self.count(made.dumped, deleted=made.deleted)
        self.stdout.write(f"{made.dumped or 'nothing'} written to {made.folder}")
        if made.deleted:
            self.stdout.write(f"Older backups deleted: {made.deleted}")
