"""How the bodies of requests are read."""

import re
from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

_HALF = re.compile("[\ud800-\udfff]")


class TolerantParser(Parser):
    """JSON in which halves of surrogate pairs (`\\ud800`) are read as U+FFFD, as browsers send them.

    JSON allows them, but no database and no encoding takes them. Offsets in a text stay what they are.
    """

    def parse_body(self, request: HttpRequest) -> Any:
        return _encodable(super().parse_body(request))


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    if isinstance(value, list):
        return [_encodable(each) for each in value]
    if isinstance(value, dict):
        return {_encodable(name): _encodable(each) for name, each in value.items()}
    return value
