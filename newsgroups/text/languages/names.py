"""Languages by the names that their readers give them."""

from functools import cache

from babel import Locale, UnknownLocaleError


@cache
def own_name(code: str) -> str:
    """A language's name in itself ("Deutsch", "日本語"); the code where it is not known."""
    try:
        name = Locale.parse(code.replace("-", "_")).get_language_name()
    except (UnknownLocaleError, ValueError):
        return code
    return f"{name[0].upper()}{name[1:]}" if name else code


@cache
def english_name(code: str) -> str:
    """Its name in English; the code where it is not known."""
    try:
        return Locale.parse(code.replace("-", "_")).get_language_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code
