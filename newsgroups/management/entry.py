"""Runs a command as a shell would: failures of the environment, even in Django's own commands, end in a sentence."""

import os
import signal
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def run(arguments: list[str]) -> int:
    """Return the exit status of a command: 0, 1 after a reported failure, or 130 after Ctrl+C."""
    try:
        settings.INSTALLED_APPS  # noqa: B018 - reads the settings, which say in a sentence what is wrong with them
        execute_from_command_line(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _tell("Stopped. What was stored is kept; run the same command again to resume.", 128 + signal.SIGINT)
    except BrokenPipeError:
        # The reader of the output has closed it, as in `manage.py export_stories | head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except Exception as error:
        sentence = None if "--traceback" in arguments else _in_words(error)
        if sentence is None:
            raise
        return _tell(sentence, 1)
    return 0


def _in_words(error: Exception) -> str | None:
    if isinstance(error, ImproperlyConfigured) and "psycopg" not in str(error):
        return str(error)
    # This import reads the settings, so it must come after the check of the settings.
    from .failures import in_words

    return in_words(error)


def _tell(sentence: str, status: int) -> int:
    print(f"newsgroups: {sentence}", file=sys.stderr)
    return status
