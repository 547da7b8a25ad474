import json
import sys
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from newsgroups.stories.as_json import lookup_as_json
from newsgroups.stories.lookup import RefusedText, look_up


class Command(BaseCommand):
    help = (
        "Finds the articles that a text was taken from or that tell the same story; prints JSON like the API's. "
        "Example: manage.py lookup_text letter.txt"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="The text in UTF-8; standard input if not given.")
        parser.add_argument("--limit", type=int, default=20, help="The greatest number of articles.")

    def handle(self, *, file: Path | None, limit: int, **options: Any) -> None:
        try:
            text = (file.read_bytes() if file else sys.stdin.buffer.read()).decode("utf-8")
            found = look_up(text, limit=limit)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from None
        except UnicodeDecodeError as error:
            raise CommandError(f"The text is not UTF-8: byte {error.start} cannot be read.") from None
        except RefusedText as refused:
            raise CommandError(str(refused)) from None
        json.dump(lookup_as_json(found), self.stdout, ensure_ascii=False, indent=2)
        self.stdout.write("")
