from pathlib import Path
from typing import Any

from django.core.management import CommandError, CommandParser

from newsgroups.management.bars import bars
from newsgroups.management.figures_command import FiguresCommand
from newsgroups.pipeline.process import processing
from newsgroups.transfer.backup import ARCHIVE, restore_models
from newsgroups.transfer.load_archive import RefusedArchive, load_archive

# An ongoing run of the pipeline may take this long.
WAIT_SECONDS = 600.0


class Command(FiguresCommand):
    help = (
        "Loads a backup, in full or not at all, then processes and indexes its articles. The site may keep running. "
        "Example: manage.py restore /backup/newsgroups-20261130T020000Z --replace"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", type=Path, help="A folder that `backup` made.")
        parser.add_argument(
            "--replace", action="store_true", help="Delete what the database holds; without it, it must be empty."
        )
        parser.add_argument(
            "--no-process", action="store_true", help="Load only; run reindex and process_articles later."
        )

        parser.add_argument("--wait", type=float, default=WAIT_SECONDS, help="Seconds to wait for the pipeline.")

    def handle(self, *, backup: Path, replace: bool, no_process: bool, wait: float, **options: Any) -> None:
        try:
            with processing("restore", wait=wait), bars(self.stderr) as progress:
                loaded = load_archive(backup / ARCHIVE, replace=replace, progress=progress)
                models = restore_models(backup)
        except RefusedArchive as refused:
            hint = " Use --replace to delete what it holds." if not replace and "already has" in str(refused) else ""
            raise CommandError(f"{refused}{hint} The database is unchanged.") from None
        except OSError as error:
            raise CommandError(f"{error.filename or backup} cannot be read: {error.strerror or error}") from None
        self.count(loaded, models=models)
        self.stdout.write(f"{loaded} loaded from {backup}")
        if not no_process:
            self.run_command("process_articles")
            # The old index may have articles that the backup has not.
            self.run_command("reindex")
