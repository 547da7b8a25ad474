from pathlib import Path
from typing import Any, TextIO

from django.core.management import CommandError, CommandParser
from django.core.management.base import OutputWrapper

from newsgroups.common.processes.lock import AlreadyRunning
from newsgroups.ingest.files.command_line_paths import files_named
from newsgroups.ingest.files.importer import import_files
from newsgroups.management.bars import bars
from newsgroups.management.figures_command import FiguresCommand
from newsgroups.management.worker_options import add_workers
from newsgroups.pipeline.process import process_articles

# More than this would push the summary off the terminal; the report file has them all.
_SHOWN = 20


class Command(FiguresCommand):
    help = (
        "Imports articles from JSON or CSV files (.jsonl, .json, .csv, .tsv, each also .gz or in a "
        ".zip) with the fields url,title,text,published,source,authors,language (or as other programs call "
        "them: link, headline, body, date), and the pages in "
        "WARC and ARC files, then processes what is new. An interrupted import resumes where it "
        "stopped. Example: manage.py import_articles news.jsonl.gz --report rejected.tsv"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "files", nargs="+", metavar="FILE", help="A file, a folder of them, or a pattern in quotes."
        )
        parser.add_argument("--no-process", action="store_true", help="Store only; run process_articles later.")
        parser.add_argument("--dry-run", action="store_true", help="Store nothing; report what would be done.")
        parser.add_argument(
            "--from-start", action="store_true", help="Also read what an interrupted import has already stored."
        )
        parser.add_argument("--report", type=Path, help="Where to write all rejected rows and notes, tab-separated.")
        add_workers(parser)

    def handle(self, *, files: list[str], report: Path | None, **options: Any) -> None:
        paths = files_named(files)
        if not paths:
            raise CommandError(
                "The folder has no file in a known format: .jsonl, .csv or .warc, each also as .gz or .zip."
            )
        dry_run = options["dry_run"]
        import_options = {"resume": not options["from_start"], "dry_run": dry_run}
        with Report(report, self.stderr) as reporter, bars(self.stderr) as progress:
            imported = import_files(paths, report=reporter.add, progress=progress, **import_options)
        self.count(imported, rows=imported.rows, dry_run=dry_run)
        for sentence in imported.continued:
            self.stderr.write(sentence)
        if not options["no_process"] and not dry_run:
            self._process(options["workers"])
        self.stdout.write(f"Nothing was stored. The result would be {imported}" if dry_run else str(imported))
        if imported.unreadable or (imported.rows and imported.refused == imported.rows):
            raise CommandError("; ".join(imported.unreadable) or "Every row was rejected.")

    def _process(self, workers: int | None) -> None:
        try:
            with bars(self.stderr) as progress:
                figures = process_articles(workers=workers, progress=progress)
            self.count(process_articles=figures)
            self.stdout.write(str(figures))
        except AlreadyRunning as running:
            self.stdout.write(str(running))


class Report:
    """Writes every rejected row and note to a file, and the first rejected rows to a stream."""

    def __init__(self, path: Path | None, stream: TextIO | OutputWrapper) -> None:
        try:
            self.file = path.open("w", encoding="utf-8") if path else None
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}") from None
        self.stream = stream
        self.refused = 0

    def __enter__(self) -> "Report":
        return self

    def __exit__(self, *error: object) -> None:
        if self.refused > _SHOWN:
            self.stream.write(f"… and {self.refused - _SHOWN:,} more rejected rows (--report FILE lists all)")
        if self.file:
            self.file.close()

    def add(self, path: Path, line: int, kind: str, sentence: str) -> None:
        if self.file:
            self.file.write(f"{path}\t{line}\t{kind}\t{sentence}\n")
        if kind == "refused":
            self.refused += 1
            if self.refused <= _SHOWN:
                self.stream.write(f"{path.name}, line {line}: {sentence}")
