"""Choose the Snowball stemmer for a language."""

from collections.abc import Callable

import Stemmer

_NAMES = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "st": "sesotho",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
# Languages whose words a related language's stemmer handles well enough.
NEIGHBORS = {
    "af": "nl",
    "an": "es",
    "ast": "es",
    "bs": "sr",
    "gl": "pt",
    "hr": "sr",
    "lb": "de",
    "mo": "ro",
    "ms": "id",
    "nb": "no",
    "nn": "no",
    "oc": "ca",
    "sh": "sr",
    "sk": "cs",
}
# Likewise, but these have endings of their own (see `light`).
_READ_AS = {"be": "ru", "sl": "sr", "uk": "ru"}


def stemmer_of(code: str) -> Callable[[str], str] | None:
    """Return a stemmer for lowercase words of a language (ISO 639-1), or None if there is none."""
    name = _NAMES.get(_READ_AS.get(code, code))
    stem: Callable[[str], str] | None = Stemmer.Stemmer(name, 0).stemWord if name else None
    return stem
