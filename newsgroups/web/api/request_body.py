"""Parses request bodies."""

import re
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

_HALF = re.compile("[\ud800-\udfff]")


class TolerantParser(Parser):
    """Parses JSON, and replaces unpaired surrogates (`\\ud800`) with U+FFFD, as browsers do.

    JSON permits them, but no database or encoding accepts them. Offsets in the text do not change.
    """

    def parse_body(self, request: HttpRequest) -> Any:
        return _encodable(super().parse_body(request))


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    if isinstance(value, dict):
        return {_encodable(name): _encodable(item) for name, item in value.items()}
    return value
