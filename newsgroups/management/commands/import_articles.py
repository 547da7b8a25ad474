from pathlib import Path
from typing import Any, TextIO

from django.core.management import BaseCommand, CommandError, CommandParser

from newsgroups import pipeline
from newsgroups.ingest.import_files import import_files
from newsgroups.locking import AlreadyRunning
from newsgroups.management.bars import bars

# More of them on a terminal hide the last line; the report has all.
_SHOWN = 20


class Command(BaseCommand):
    help = (
        "Imports articles from JSON lines or CSV files (.jsonl, .csv, each also .gz) with the fields "
        "url,title,text,published,source,authors,language, then processes what is new. "
        "Example: manage.py import_articles news.jsonl.gz --report refused.tsv"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--no-process", action="store_true", help="Only store; process_articles does the rest.")
        parser.add_argument("--report", type=Path, help="Where to write all refused rows and notes, tab-separated.")

    def handle(self, *, files: list[Path], no_process: bool, report: Path | None, **options: Any) -> None:
        try:
            with Report(report, self.stderr) as told, bars(self.stderr) as progress:
                imported = import_files(files, report=told.add, progress=progress)
        except OSError as error:
            raise CommandError(f"{report} cannot be written: {error.strerror}") from None
        if not no_process:
            self._process()
        self.stdout.write(str(imported))
        if imported.unreadable or (imported.rows and imported.refused == imported.rows):
            raise CommandError("; ".join(imported.unreadable) or "Every row was refused.")

    def _process(self) -> None:
        try:
            with bars(self.stderr) as progress:
                self.stdout.write(str(pipeline.process_articles(progress=progress)))
        except AlreadyRunning as running:
            self.stdout.write(str(running))


class Report:
    """Writes every refused row and note to a file, and the first refused ones to a stream."""

    def __init__(self, path: Path | None, stream: TextIO) -> None:
        self.file = path.open("w", encoding="utf-8") if path else None
        self.stream = stream
        self.refused = 0

    def __enter__(self) -> "Report":
        return self

    def __exit__(self, *error: object) -> None:
        if self.refused > _SHOWN:
            self.stream.write(f"… and {self.refused - _SHOWN:,} more refused rows (--report FILE lists all)")
        if self.file:
            self.file.close()

    def add(self, path: Path, line: int, kind: str, sentence: str) -> None:
        if self.file:
            self.file.write(f"{path}\t{line}\t{kind}\t{sentence}\n")
        if kind == "refused":
            self.refused += 1
            if self.refused <= _SHOWN:
                self.stream.write(f"{path.name}, line {line}: {sentence}")
