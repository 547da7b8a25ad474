"""The form in which a word is compared: case, compatibility forms, accents, and apostrophes are folded.

Outlets differ in house style ("Beyoncé" / "Beyonce", "don’t" / "don't", "U.S." / "US"), and a copied passage must match
in spite of that, so accents of Latin, Greek, and Cyrillic letters are folded. Marks of other scripts carry vowels and
are kept.
"""

import re
import unicodedata

APOSTROPHES = "'\u2019\u2018\u201b\u02bc\u02b9\u00b4`\uff07\u2032"
# Zero-width characters that editors and evaders put inside words: soft hyphen, zero-width space, (non-)joiners,
# direction marks, word joiner, byte order mark.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"

_DROPPED = re.compile(f"[\u0300-\u036f.{INVISIBLE}{APOSTROPHES}]")
# A number keeps its periods ("1.26" is not "126"); an abbreviation loses them ("U.S." is "US").
_DROPPED_IN_NUMBERS = re.compile(f"[\u0300-\u036f{INVISIBLE}{APOSTROPHES}]")
# UAX #15, section 13: no language puts more marks on one letter. Ordering a run of them takes time quadratic in its
# length.
_MAX_MARKS = 30
_JOINER = "\u034f"


_LAST_IN_BMP = 0xFFFF


def _class_of(codes: list[int]) -> str:
    """Return the inside of a character class, with neighboring codes as ranges."""
    starts = [code for code, before in zip(codes, [0, *codes], strict=False) if code != before + 1]
    ends = [code for code, after in zip(codes, [*codes[1:], 0], strict=True) if code + 1 != after]
    return "".join(f"{chr(start)}-{chr(end)}" for start, end in zip(starts, ends, strict=True))


def _runs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return two expressions: a fast one for what may be a run too long, and the exact one.

    Python looks up characters up to U+FFFF in a table, but tries the ranges beyond one by one for each character. The
    first expression therefore takes every character beyond for a mark.
    """
    marks = [code for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code))]
    in_table = _class_of([code for code in marks if code <= _LAST_IN_BMP])
    every = _class_of(marks)
    return (
        re.compile(f"[{in_table}\U00010000-\U0010ffff]{{{_MAX_MARKS + 1}}}"),
        re.compile(f"[{every}]{{{_MAX_MARKS}}}(?=[{every}])"),
    )


_MAY_BE_LONG_RUN, _LONG_RUN = _runs()


def _is_western(text: str) -> bool:
    """Whether too few characters for a run are outside of Windows-1252, which has no combining marks.

    Encoding takes a quarter of the time of the expression, and most texts in English pass.
    """
    return len(text) - len(text.encode("cp1252", "ignore")) <= _MAX_MARKS


def stream_safe(text: str) -> str:
    """Return the text with an invisible joiner after every 30th consecutive mark (UAX #15, section 13).

    This makes normalizing it take linear time.
    """
    if text.isascii() or _is_western(text) or not _MAY_BE_LONG_RUN.search(text):
        return text
    return _LONG_RUN.sub(rf"\g<0>{_JOINER}", text)


# Cyrillic and Greek letters that look like Latin ones, small or capital, in folded words.
_LATIN_ALIKE = dict(zip("авекмнорстухіјѕһԁԛԝӏαεικνορτυχϲ", "abekmhopctyxijshdqwlaeiknoptuxc", strict=True))
_TO_LATIN = str.maketrans(_LATIN_ALIKE)
_TO_CYRILLIC = str.maketrans("aceopxyi", "асеорхуі")
_LATIN = re.compile("[a-z]")
_OTHER = re.compile("[\u0370-\u03ff\u0400-\u052f]")


def _in_one_script(word: str) -> str:
    """Return a folded word that mixes letters of two scripts, as disguises and typing errors do, in one of them."""
    if not (_OTHER.search(word) and _LATIN.search(word)):
        return word
    latin = word.translate(_TO_LATIN)
    if not _OTHER.search(latin):
        return latin
    cyrillic = word.translate(_TO_CYRILLIC)
    return word if _LATIN.search(cyrillic) else cyrillic


def normalize_word(word: str) -> str:
    """Fold one word: "U.S." gives "us", "Beyoncé" gives "beyonce", and "bаnk" with
    a Cyrillic letter gives "bank".

    Words that fold to the same form count as the same word everywhere in the project.
    """
    if word.isascii():
        folded = word.lower()
        if folded.isalnum():
            return folded
    else:
        word = stream_safe(word) if len(word) > _MAX_MARKS else word
        folded = unicodedata.normalize("NFKC", word).casefold()
        folded = _in_one_script(unicodedata.normalize("NFKD", folded))
    dropped = _DROPPED_IN_NUMBERS if any(map(str.isdigit, folded)) else _DROPPED
    return unicodedata.normalize("NFC", dropped.sub("", folded))
