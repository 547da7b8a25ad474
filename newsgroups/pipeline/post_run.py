"""Starts a program of the operator after each run of the pipeline."""

import json
import shlex
import subprocess
from typing import Any

from django.conf import settings

# A program that takes longer is ended; it should start its own work in the background.
MAX_SECONDS = 600
_SHOWN = 300


def start_post_run(figures: dict[str, Any]) -> str | None:
    """Run the program in settings.POST_RUN with the figures as JSON on its standard input.

    Return why it failed, or None if it succeeded or there is none.
    """
    if not settings.POST_RUN:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - the operator's own setting, and no shell
            shlex.split(settings.POST_RUN),
            input=json.dumps(figures, ensure_ascii=False),
            capture_output=True,
            text=True,
            timeout=MAX_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"The program after the run took more than {MAX_SECONDS} seconds and was ended."
    except (OSError, ValueError) as error:
        return f"The program after the run could not be started ({error})."
    if done.returncode:
        return f"The program after the run ended with status {done.returncode}. {done.stderr.strip()[-_SHOWN:]}".strip()
    return None
