"""Pages that are downloaded as one file: styles and scripts are part of it."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

_STYLES = ("css/colors.css", "css/common.css", "css/charts_and_passages.css")


def single_file(
    request: HttpRequest, template: str, shown: Mapping[str, Any], *, styles: Sequence[str], script: str = ""
) -> HttpResponse:
    """Render a template that extends `downloaded.html`, with the styles of all pages and these."""
    parts = {"styles": _inlined(*_STYLES, *styles), "script": _inlined(script) if script else ""}
    return render(request, template, {**shown, **parts})


@cache
def _inlined(*names: str) -> SafeString:
    """Return our own style sheets and scripts, which contain no markup."""
    return SafeString("\n".join(Path(finders.find(name) or name).read_text() for name in names))
