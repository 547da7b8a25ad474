"""The base class of all commands of this project; it reports failures of the environment in a sentence."""

from typing import Any

from django.core.management import BaseCommand, CommandError

from .failures import in_words


class ArchiveCommand(BaseCommand):
    """Exits with a sentence and status 1 if the disk, database or index fails.

    `--traceback` shows where it happened.
    """

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except CommandError:
            raise
        except Exception as error:
            sentence = in_words(error)
            if sentence is None:
                raise
            raise CommandError(sentence) from error
