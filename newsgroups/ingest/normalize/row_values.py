"""Values of a row as text, whatever types the program that wrote them used."""

import ast
import math
import re
from typing import Any

# What programs write for a missing value (pandas, SQL, JavaScript).
_NOTHING = frozenset(("nan", "none", "null", "nat", "<na>", "n/a", "undefined", "\\n"))
MAX_NOTHING_LENGTH = max(map(len, _NOTHING)) + 8
# Keys under which APIs and databases keep the text of an object.
_KEYS = (
    "name", "full_name", "fullname", "displayname", "display_name", "rendered", "title", "value", "text", "#text",
    "_text", "content", "label", "literal", "author",
    "creator", "person", "byline", "$date", "$numberlong", "$numberint", "$oid", "date", "iso", "code", "href", "url",
    "id",
)  # fmt: skip
_GIVEN = ("given", "given_name", "givenname", "first", "first_name", "firstname", "forename")
_FAMILY = ("family", "family_name", "familyname", "last", "last_name", "lastname", "surname")
_MAX_NAMES = 50
_DEEPEST = 4
# A list or an object as written by Python or JSON, in a text of at most this many characters.
_LIST = re.compile(r"\s*(?:\[.{0,5000}\]|\{.{0,5000}\})\s*", re.DOTALL)
# An object with a text for each language ({"en": …, "de-CH": …}), of which the first is taken.
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")


class NoText(ValueError):
    """A value that cannot be converted to text."""


def text_of(value: Any, *, between: str = " ", depth: int = 0) -> str:
    """The text of `value`: itself, the text of an object under its usual keys, or the items of a list joined by
    `between`.

    A placeholder for a missing value yields an empty text. Raises NoText.
    """
    if value is None or isinstance(value, bool) or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, str):
        return "" if len(value) <= MAX_NOTHING_LENGTH and value.strip().lower() in _NOTHING else value
    if isinstance(value, int | float):
        return str(value)
    if depth >= _DEEPEST:
        raise NoText
    if isinstance(value, list):
        return between.join(filter(None, (text_of(each, between=between, depth=depth + 1) for each in value)))
    if isinstance(value, dict):
        return _of_object(value, between, depth)
    raise NoText


def names_of(value: Any, depth: int = 0) -> list[str]:
    """Names of people, each once: from a list, an object, or a text that may itself contain a serialized list."""
    if depth >= _DEEPEST:
        return []
    if isinstance(value, str) and _LIST.fullmatch(value):
        value = _parsed_list(value)
    if isinstance(value, dict) and value and all(str(name).isdecimal() for name in value):
        # PHP writes a list as an object with numbers for names.
        value = list(value.values())
    found: list[str] = []
    for each in value[:_MAX_NAMES] if isinstance(value, list) else [value]:
        if isinstance(each, list):
            found += names_of(each, depth + 1)
        else:
            try:
                found.append(text_of(each).strip())
            except NoText:
                continue
    return list(dict.fromkeys(filter(None, found)))


def _of_object(value: dict[str, Any], between: str, depth: int) -> str:
    known = {str(name).lower(): each for name, each in value.items()}
    for name in _KEYS:
        if name in known and (text := text_of(known[name], between=between, depth=depth + 1)):
            return text
    if (moment := _seconds(known)) is not None:
        return str(moment)
    parts = (next((known[name] for name in names if name in known), None) for names in (_GIVEN, _FAMILY))
    if whole := " ".join(filter(None, (text_of(part, depth=depth + 1) for part in parts))):
        return whole
    if all(str(name).isdecimal() for name in value):
        return text_of(list(value.values()), between=between, depth=depth + 1)
    if all(_LANGUAGE.fullmatch(str(name)) for name in value):
        return text_of(next(iter(value.values())), between=between, depth=depth + 1)
    raise NoText


def _seconds(known: dict[str, Any]) -> float | str | None:
    """The moment of an object of a database or a program, in seconds since 1970 or as a date."""
    for name in ("seconds", "_seconds", "epochsecond"):
        value = known.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value
    if all(isinstance(known.get(name), int) for name in ("year", "month", "day")):
        return f"{known['year']:04}-{known['month']:02}-{known['day']:02}"
    return None


def _parsed_list(text: str) -> Any:
    """The list or object that a text is written as, or the text."""
    try:
        found = ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return text
    return found if isinstance(found, list | dict) else text
