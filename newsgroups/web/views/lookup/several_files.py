"""Look-up of several files at once: one section for each, within the time of a few look-ups."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsgroups.ingest.sandbox import pool
from newsgroups.stories.lookup.answer import Answer
from newsgroups.stories.lookup.look_up import SECONDS_FOR_VISITORS, look_up
from newsgroups.stories.lookup.text_limits import RefusedText
from newsgroups.web.forms.lookup import LookupForm
from newsgroups.web.forms.lookup_input import text_in
from newsgroups.web.middleware.request_queues import costly, queue_for

# Processor time for the look-ups of all files of a request, and the time after which no further file is begun.
SECONDS_FOR_FILES = 3 * SECONDS_FOR_VISITORS
SECONDS_IN_ALL = float(pool.SECONDS)
NOT_READ = "It was not read, because the files before it took too long. Look it up by itself."
# Sources shown for each file; the button below them shows all.
SOURCES = 3


@dataclass(frozen=True)
class FileResult:
    """What was found for a file, or why it was refused. The text goes back to the browser and nowhere else."""

    name: str
    answer: Answer | None = None
    refused: str = ""

    @property
    def text(self) -> str:
        return self.answer.found.text if self.answer else ""


def several_files(request: HttpRequest, form: LookupForm) -> HttpResponse:
    """Look up each file. One that cannot be read says why, and the others go on. Raises Busy."""
    with costly(request, "upload"):
        results = list(_results(form))
        status = 200 if any(result.answer for result in results) else 422
        return render(request, "newsgroups/lookup_files.html", {"form": form, "results": results}, status=status)


def _results(form: LookupForm) -> Iterator[FileResult]:
    files = form.files_given
    left = SECONDS_IN_ALL
    seconds = min(SECONDS_FOR_VISITORS, SECONDS_FOR_FILES / len(files))
    for file in files:
        name, started = file.name or "A file without a name", time.monotonic()
        if left <= 0:
            yield FileResult(name, refused=NOT_READ)
            continue
        try:
            text = text_in(file, seconds=left).text
            answer = _answer(form, text, seconds)
        except RefusedText as reason:
            yield FileResult(name, refused=str(reason))
        else:
            yield FileResult(name, answer)
        finally:
            left -= time.monotonic() - started


def _answer(form: LookupForm, text: str, seconds: float) -> Answer:
    with queue_for(text).entered():
        found = look_up(text, **form.filters, seconds=seconds)
    return Answer(found, size=SOURCES)
