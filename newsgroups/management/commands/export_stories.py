import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management import CommandError, CommandParser

from newsgroups.management.command import ArchiveCommand
from newsgroups.stories.groups.export import exported_stories


class Command(ArchiveCommand):
    help = (
        "Writes the stories as JSON lines, articles without a group as groups of one. "
        "Example: manage.py export_stories --output stories.jsonl"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--output", type=Path, help="The file to write; standard output if not given.")

    def handle(self, *, output: Path | None, **options: Any) -> None:
        lines = (json.dumps(story, ensure_ascii=False) + "\n" for story in exported_stories())
        if output is None:
            sys.stdout.writelines(lines)
        else:
            self.stdout.write(f"{write_whole(output, lines)} stories written to {output}")


def write_whole(output: Path, lines: Iterator[str]) -> int:
    """Writes beside and renames, so that the file is never half; returns the number of lines."""
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
