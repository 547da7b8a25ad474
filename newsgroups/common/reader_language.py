"""The language of whoever sent the request, for what is in the order of an alphabet."""

import re
from contextvars import ContextVar
from dataclasses import dataclass

_CODE = re.compile(r"\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?")
# No browser sends more languages.
_MAX_LANGUAGES = 20


@dataclass
class Reader:
    """A reader's language, "" if unknown, and whether anything depended on it, which caches have to know."""

    language: str = ""
    was_asked: bool = False


reader: ContextVar[Reader] = ContextVar("reader")


def reader_language() -> str:
    """Return the code of the reader's language ("sv", "de-AT"), or "" outside of a request."""
    current = reader.get(None)
    if current is None:
        return ""
    current.was_asked = True
    return current.language


def preferred(accepted: str) -> str:
    """Return the language that an Accept-Language header prefers, "" if it names none."""
    best, most = "", 0.0
    for part in accepted[:500].split(",")[:_MAX_LANGUAGES]:
        found = _CODE.fullmatch(part)
        weight = float(found[2] or 1) if found else 0.0
        if found and weight > most:
            best, most = found[1], weight
    return best
