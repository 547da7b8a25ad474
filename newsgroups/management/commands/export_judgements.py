from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from newsgroups.management.figures_command import FiguresCommand
from newsgroups.stories.judging.verdict_files import export_judgements

from .export_stories import write_lines, write_whole


class Command(FiguresCommand):
    help = "Writes curators' verdicts as JSON lines. Example: manage.py export_judgements --output all.jsonl"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--output", type=Path, help="The file to write; standard output by default.")

    def handle(self, *, output: Path | None, **options: Any) -> None:
        lines = (f"{line}\n" for line in export_judgements())
        if output is None:
            self.count(judgements=write_lines(lines))
        else:
            self.count(judgements=write_whole(output, lines))
            self.stdout.write(f"{self.figures['judgements']} verdicts written to {output}")
