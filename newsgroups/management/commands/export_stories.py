import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management import CommandError, CommandParser

from newsgroups.management.figures_command import FiguresCommand
from newsgroups.stories.groups.stories_as_urls import exported_stories


class Command(FiguresCommand):
    help = (
        "Writes the stories as JSON lines, with articles outside any story as stories of one. "
        "Example: manage.py export_stories --output stories.jsonl"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--output", type=Path, help="The file to write; standard output by default.")

    def handle(self, *, output: Path | None, **options: Any) -> None:
        lines = (json.dumps(story, ensure_ascii=False) + "\n" for story in exported_stories())
        if output is None:
            self.count(stories=write_lines(lines))
        else:
            self.count(stories=write_whole(output, lines))
            self.stdout.write(f"{self.figures['stories']} stories written to {output}")


def write_lines(lines: Iterator[str]) -> int:
    """Write lines to standard output as they are produced; return their number."""
    count = 0
    for line in lines:
        sys.stdout.write(line)
        count += 1
    return count


def write_whole(output: Path, lines: Iterator[str]) -> int:
    """Write a temporary file and rename it, so that the file is always complete; return the number of lines."""
    beside = output.with_name(f"{output.name}.part")
    count = 0
    try:
        with beside.open("w", encoding="utf-8") as stream:
            for line in lines:
                stream.write(line)
                count += 1
        beside.replace(output)
    except OSError as error:
        raise CommandError(f"{output} cannot be written: {error.strerror}") from None
    return count
