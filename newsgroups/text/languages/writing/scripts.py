"""Detect the script of a word."""

from bisect import bisect_right

# Where each script begins in Unicode; "" marks letters that have no rule here.
_STARTS = [
    (0x0000, "Latin"),
    (0x0370, "Greek"),
    (0x0400, "Cyrillic"),
    (0x0530, "Armenian"),
    (0x0590, "Hebrew"),
    (0x0600, "Arabic"),
    (0x0780, ""),
    (0x0900, "Devanagari"),
    (0x0980, ""),
    (0x0B80, "Tamil"),
    (0x0C00, ""),
    (0x1100, "Hangul"),
    (0x1200, ""),
    (0x1C80, "Cyrillic"),
    (0x1C90, ""),
    (0x1E00, "Latin"),
    (0x1F00, "Greek"),
    (0x2000, ""),
    (0xAC00, "Hangul"),
    (0xD7A4, ""),
    (0xFB00, "Latin"),
    (0xFB1D, "Hebrew"),
    (0xFB50, "Arabic"),
    (0xFE00, ""),
    (0xFE70, "Arabic"),
    (0xFF00, "Latin"),
    (0xFF66, ""),
]
_CODES = [code for code, _ in _STARTS]


def script_of(word: str) -> str:
    """Return the script of a word's first letter, or "" if it has no rules here or the word has no letters."""
    if word.isascii():
        return "Latin"
    letter = next((each for each in word if each.isalpha()), "")
    return _STARTS[bisect_right(_CODES, ord(letter)) - 1][1] if letter else ""
