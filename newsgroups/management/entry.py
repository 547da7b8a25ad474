"""Runs a command as a shell does: whatever fails around it, Django's own commands included, ends in a sentence."""

import os
import signal
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def run(arguments: list[str]) -> int:
    """The exit status of a command: 0, 1 after a failure that was told, 130 when stopped by Ctrl+C."""
    try:
        settings.INSTALLED_APPS  # noqa: B018 - reads the settings, which say in a sentence what is wrong with them
        execute_from_command_line(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _tell("Stopped. What was stored is kept; run the same command again to resume.", 128 + signal.SIGINT)
    except BrokenPipeError:
        # Whoever read the output has seen enough, as in `manage.py export_stories | head`.
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
    # Reads the settings, so that it comes after them.
    from .failures import in_words

    return in_words(error)


def _tell(sentence: str, status: int) -> int:
    print(f"newsgroups: {sentence}", file=sys.stderr)
    return status
