"""Words with a sign that belongs to them: C++, C#, Disney+, .NET, AT&T."""

import re

from .folding import fold

_BETWEEN = re.compile(r"[&+#.]+")


def is_signed(word: str) -> bool:
    """Return whether a word, as cut by `split`, has such a sign."""
    return word[0] == "." or word[-1] in "+#" or "&" in word


def signed(word: str) -> str:
    """Return the folded word with its signs."""
    return f".{fold(word[1:])}" if word[0] == "." else fold(word)


def parts_of_signed(word: str) -> list[str]:
    """Return the plain words inside it; a letter between signs does not count."""
    parts = [part for part in _BETWEEN.split(word) if part]
    return parts if len(parts) < 2 else [part for part in parts if len(part) > 1]
