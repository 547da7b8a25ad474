"""What all commands of Newsgroups have in common: failures around them are told in a sentence."""

from typing import Any

from django.core.management import BaseCommand, CommandError

from .failures import in_words


class ArchiveCommand(BaseCommand):
    """Ends with a sentence and status 1 where disk, database or index fail; `--traceback` shows where it happened."""

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
