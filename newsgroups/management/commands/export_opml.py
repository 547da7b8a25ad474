from pathlib import Path
from typing import Any

from django.core.management import CommandError, CommandParser

from newsgroups.ingest.feeds.opml import as_opml
from newsgroups.management.figures_command import FiguresCommand
from newsgroups.models import Feed, Source


class Command(FiguresCommand):
    help = (
        "Writes the outlets that have feeds as OPML, which other feed readers import. "
        "Example: manage.py export_opml --output outlets.opml"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--output", type=Path, metavar="FILE", help="The file to write; standard output by default."
        )

    def handle(self, *, output: Path | None, **options: Any) -> None:
        self.count(feeds=Feed.objects.count(), outlets=Source.objects.with_feeds().count())
        opml = as_opml(Source.objects.with_feeds())
        if output is None:
            self.stdout.write(opml.decode())
            return
        try:
            output.write_bytes(opml)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}") from None
        self.stdout.write(f"{self.figures['feeds']:,} feeds from {self.figures['outlets']:,} outlets written")
