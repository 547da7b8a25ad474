import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management import CommandError, CommandParser

from newsgroups.management.figures_command import FiguresCommand
from newsgroups.models import Source
from newsgroups.stories.lookup.look_up import look_up
from newsgroups.stories.lookup.text_limits import MAX_TEXT_LENGTH, RefusedText
from newsgroups.stories.pages.serializers.as_json import lookup_as_json

# The longest text in UTF-8, at four bytes per character.
MAX_BYTES = 4 * MAX_TEXT_LENGTH


class Command(FiguresCommand):
    help = (
        "Finds the articles that a text was taken from or that cover the same story, and prints them as JSON in the "
        "API's format. Example: manage.py lookup_text letter.txt"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="The text, in UTF-8; standard input by default.")
        parser.add_argument("--limit", type=int, default=20, help="The maximum number of articles.")
        parser.add_argument(
            "--from", type=date.fromisoformat, dest="date_from", help="The first day, as in 2026-11-02."
        )
        parser.add_argument("--to", type=date.fromisoformat, dest="date_to", help="The last day.")
        parser.add_argument(
            "--source", action="append", default=[], help="An outlet's slug; may be given more than once."
        )

    def handle(
        self,
        *,
        file: Path | None,
        limit: int,
        date_from: date | None,
        date_to: date | None,
        source: list[str],
        **options: Any,
    ) -> None:
        if limit < 1:
            raise CommandError("--limit must be at least 1.")
        sources = list(Source.objects.filter(slug__in=source))
        if unknown := set(source) - {each.slug for each in sources}:
            raise CommandError(f"There is no outlet named {', '.join(sorted(unknown))}.")
        try:
            text = _text(file)
            answer = look_up(text, limit=limit, date_from=date_from, date_to=date_to, sources=sources)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from None
        except UnicodeDecodeError as error:
            raise CommandError(f"The text is not UTF-8: byte {error.start} cannot be read.") from None
        except RefusedText as refused:
            raise CommandError(str(refused)) from None
        self.count(matches=len(answer.matches) + len(answer.same_story), of_query=round(answer.of_query, 4))
        json.dump(lookup_as_json(answer), self.stdout, ensure_ascii=False, indent=2)
        self.stdout.write("")


def _text(file: Path | None) -> str:
    """Read no more than can be looked up."""
    if file is None:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise RefusedText(f"The text has more than {MAX_TEXT_LENGTH:,} characters, which is all that can be looked up.")
    return data.decode("utf-8")
