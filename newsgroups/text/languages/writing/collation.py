"""The alphabetical order of names, as readers of a language know it.

Swedish has å, ä, and ö behind z, Czech ch behind h. Unicode's own order (DUCET) knows none of this: it is that of no
language. Each language here has its alphabet; letters that are not in it are sorted as the letters they are made from.
"""

from functools import cache
from importlib.resources import files

from .folding import fold
from .scripts import script_of

_FILE = "alphabets.txt"
_LATIN = "a b c d e f g h i j k l m n o p q r s t u v w x y z"
# The order of scripts behind the reader's own.
_SCRIPTS = ("Latin", "Greek", "Cyrillic", "Armenian", "Hebrew", "Arabic", "Devanagari", "Tamil", "Hangul", "")
_DOTTED = str.maketrans({"I": "ı", "İ": "i"})

Primary = tuple[tuple[int, int], ...]
SortKey = tuple[Primary, str, str]


def sort_key(name: str, language: str = "") -> SortKey:
    """Return a key by which names are in the order of a language, given by its code ("sv", "de-AT").

    Digits come first, then the language's own script. Case, accents, and punctuation count only between names that
    are otherwise equal.
    """
    return _alphabet(language.partition("-")[0].lower()).key(name)


class _Alphabet:
    def __init__(self, code: str) -> None:
        letters = _alphabets().get(code, _LATIN).split()
        self._turkic = code in ("tr", "az")
        self._rank = {letter: rank for rank, letter in enumerate(letters)}
        self._longest = max(map(len, letters))
        own = script_of(next(letter for letter in letters if not letter.isascii()) if letters[0] > "z" else "a")
        self._scripts = {script: rank for rank, script in enumerate((own, *(s for s in _SCRIPTS if s != own)), start=1)}
        self._own = self._scripts[own]

    def key(self, name: str) -> SortKey:
        lower = (name.translate(_DOTTED) if self._turkic else name).lower()
        return tuple(self._primary(lower)), lower, name

    def _primary(self, lower: str) -> list[tuple[int, int]]:
        found, at = [], 0
        while at < len(lower):
            length = next(
                (size for size in range(self._longest, 0, -1) if lower[at : at + size] in self._rank and size), 0
            )
            if length:
                found.append((self._own, self._rank[lower[at : at + length]]))
            else:
                found += [self._of_other(letter) for letter in fold(lower[at]) if letter.isalnum()]
            at += length or 1
        return found

    def _of_other(self, letter: str) -> tuple[int, int]:
        """Return the place of a letter that is not in the alphabet as it is written."""
        if letter.isdigit():
            return 0, ord(letter)
        if letter in self._rank:
            return self._own, self._rank[letter]
        return self._scripts.get(script_of(letter), len(self._scripts)), ord(letter)


@cache
def _alphabet(code: str) -> _Alphabet:
    return _Alphabet(code if code in _alphabets() else "")


@cache
def _alphabets() -> dict[str, str]:
    text = files(__package__).joinpath(_FILE).read_text("utf-8")
    lines = (line.partition(":") for line in text.splitlines() if line and not line.startswith("#"))
    return {code: letters for codes, _, letters in lines for code in codes.split()}
