from pathlib import Path
from typing import Any

from django.core.management import CommandError, CommandParser

from newsgroups.ingest.feeds.opml import KNOWN_OUTLETS, listed_feeds, subscribe
from newsgroups.ingest.sandbox.pool import UnreadableBytes
from newsgroups.management.figures_command import FiguresCommand


class Command(FiguresCommand):
    help = (
        "Adds the outlets and feeds of an OPML file, as other feed readers export them. "
        "Example: manage.py import_opml subscriptions.opml"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("file", nargs="?", type=Path, metavar="FILE")
        what.add_argument(
            "--known", action="store_true", help="Add the bundled list of technology outlets, switched off."
        )
        parser.add_argument("--inactive", action="store_true", help="Do not poll the feeds until they are switched on.")

    def handle(self, *, file: Path | None, known: bool, inactive: bool, **options: Any) -> None:
        path = KNOWN_OUTLETS if known or file is None else file
        try:
            done = subscribe(listed_feeds(path.read_bytes()), active=not (known or inactive))
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}") from None
        except UnreadableBytes as reason:
            raise CommandError(f"{path}: {reason}") from None
        for url, refusal in done.refused:
            self.stderr.write(f"{url}: {refusal}")
        self.count(done)
        self.stdout.write(str(done))
        if done.refused and not done.feeds + done.known:
            raise CommandError("No feed could be added.")
