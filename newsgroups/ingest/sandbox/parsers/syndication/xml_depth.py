"""Refuses XML that nests deeper than any feed does, before a parser builds a tree of it."""

from xml.parsers import expat

# Feeds nest about 5 levels deep, and XHTML in them some 20 more.
MAX_LEVELS = 500


class _TooDeep(Exception):
    pass


def is_too_deep(data: bytes) -> bool:
    """Return whether UTF-8 XML has more than MAX_LEVELS elements in one another before its first error."""
    open_elements = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal open_elements
        open_elements += 1
        if open_elements > MAX_LEVELS:
            raise _TooDeep

    def end(name: str) -> None:
        nonlocal open_elements
        open_elements -= 1

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(data, True)
    except _TooDeep:
        return True
    except expat.ExpatError:
        return False
    return False
