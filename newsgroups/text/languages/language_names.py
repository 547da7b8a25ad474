"""Names of languages."""

from functools import cache

from babel import Locale, UnknownLocaleError


@cache
def own_name(code: str) -> str:
    """Return a language's name in that language ("Deutsch", "日本語"), or the code if unknown."""
    try:
        name = Locale.parse(code.replace("-", "_")).get_language_name()
    except (UnknownLocaleError, ValueError):
        return code
    return f"{name[0].upper()}{name[1:]}" if name else code


@cache
def english_name(code: str) -> str:
    """Return a language's English name, or the code if unknown."""
    try:
        return Locale.parse(code.replace("-", "_")).get_language_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code
