"""Strip articles, pronouns, and possessives joined by an apostrophe: "l'avocat", "dell'arte", "FBI's"."""

import re

from newsgroups.text.tokens.normalize import APOSTROPHES

_MARK = f"[{APOSTROPHES}]"
_FRENCH = "l d j m n s t c qu jusqu lorsqu puisqu quoiqu presqu quelqu entr"
_ITALIAN = "l d un c m t s v gl agl dagl degl negl sugl quell quest dell all dall nell sull coll pell bell sant tutt"
_CATALAN = "l d n s m t"
_IRISH = "d m b h n t"
_SPOKEN_OF_ALL = "l d dell all dall nell sull qu"
_OF_LANGUAGES = {
    **dict.fromkeys(("fr", "oc", "br"), _FRENCH),
    **dict.fromkeys(("it", "scn", "fur", "sc"), _ITALIAN),
    "ca": _CATALAN,
    "ga": _IRISH,
    "pt": "d",
}


def _before(prefixes: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(prefixes.split())}){_MARK}(?=\w)", re.IGNORECASE)


_PATTERNS = {code: _before(prefixes) for code, prefixes in _OF_LANGUAGES.items()}
# Irish puts a letter before a name that begins with a vowel: "an tAire", "na hÉireann".
_PATTERNS["ga"] = re.compile(rf"(?:{_PATTERNS['ga'].pattern})|(?:(?-i:[thn]-?(?=[AÁEÉIÍOÓUÚ])))", re.IGNORECASE)
_ANYWHERE = _before(_SPOKEN_OF_ALL)
# "FBI's", and "Lukas'un" or "компьютер'дің": endings that some languages attach to a name.
_POSSESSIVE = re.compile(rf"{_MARK}s$", re.IGNORECASE)
_ENDING = re.compile(rf"(?<=\w){_MARK}\w{{1,6}}$")
_JOIN_ENDINGS = frozenset({"tr", "az", "fi", "et", "pl", "cs", "sk", "hu", "sv", "nl", "uz", "tk", "tt"})


def without_elision(word: str, language: str) -> str:
    """Return the word without what its language elides before it; unchanged if there is nothing."""
    pattern = _PATTERNS.get(language)
    match = pattern.match(word) if pattern else None
    return word[match.end() :] if match else word


def elided_anywhere(word: str) -> str:
    """Return what follows a French or Italian article in any text ("Côte d'Ivoire"), or ""."""
    match = _ANYWHERE.match(word)
    return word[match.end() :] if match and len(word) - match.end() > 1 else ""


def without_possessive(word: str) -> str:
    return _POSSESSIVE.sub("", word) or word


def without_ending(word: str, language: str) -> str:
    """Return a name without the ending after its apostrophe: "Ankara'da" is cut, "WTO:n" is not."""
    return _ENDING.sub("", word) or word if language in _JOIN_ENDINGS else word
