"""What is known of each word form, looked up once and then read from arrays by index.

A text becomes an array of indexes, so that each property is computed for all of its words at once.
"""

import re
import struct
from functools import cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
import Stemmer
from numpy.typing import NDArray

from newsgroups.text.languages.english_calendar import MONTH_FORMS, WEEKDAY_FORMS
from newsgroups.text.languages.word_lists.function_words import function_class
from newsgroups.text.languages.word_lists.story_stop_words import STOP_WORDS
from newsgroups.text.languages.writing.unspaced import has_unspaced, is_katakana, split_unspaced

from .event_days import day_code

# Bounds the table, at about 200 bytes a form, so that junk cannot make it grow without end.
MAX_FORMS = 150_000
# Words are shorter; a visitor may paste 200,000 characters without a space.
MAX_KEPT_LENGTH = 64

WORD, CAPITAL, NUMBER, ENDS, COMMA, STOP, COMMON, BEFORE_PLACE, AFTER_PLACE, STATE, BEFORE_PERSON, YEAR = (
    1 << bit for bit in range(12)
)
_BEFORE_PLACE = frozenset("in near at outside from".split())
_AFTER_PLACE = frozenset(
    "police county sheriff residents hospital avenue street road boulevard drive school park airport".split()
)
_BEFORE_PERSON = frozenset("old as".split())
_STATES = frozenset(
    """alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois
    indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana
    nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia wisconsin wyoming ala ariz
    ark calif colo conn fla ga ill ind ky la mass mich minn miss mo mont neb nev okla ore pa tenn tex va wash wis wyo
    carolina dakota hampshire jersey mexico""".split()
)
_NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
# People are called May, Jun, and Jul.
_NOT_NAMES = (MONTH_FORMS.keys() | WEEKDAY_FORMS.keys()) - {"may", "jun", "jul", "sep", "tues", "thurs"}
COMMON_WORDS = Path(__file__).with_name("common_words.txt")
_stem = Stemmer.Stemmer("english").stemWord
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


def term_id(term: str) -> int:
    """Return the 31-bit id of a stem (`crack`), name (`=oakhaven`), or number (`#14`)."""
    return int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "little") >> 1


def joined(first: NDArray[np.generic], second: NDArray[np.generic]) -> NDArray[np.uint32]:
    """Return the ids of pairs of consecutive terms, from the ids of both."""
    mixed = (first.astype(np.uint64) << np.uint64(32)) + second.astype(np.uint64)
    mixed = (mixed ^ (mixed >> np.uint64(29))) * _MULTIPLIER
    return (mixed >> np.uint64(33)).astype(np.uint32)


def is_state(name: str) -> bool:
    """Return whether a lowercase name is an American state of one word, spelled out."""
    return len(name) > 5 and name in _STATES


def name_id(name: str) -> int:
    """Return the id of a one-word name or, for longer names, of the first two words."""
    ids = [np.array([term_id("=" + word)]) for word in name.lower().split()[:2]]
    return int(joined(ids[0], ids[1])[0]) if len(ids) > 1 else int(ids[0][0])


@cache
def _common_words() -> frozenset[str]:
    """Return words of English news that are mostly lowercase within sentences."""
    return frozenset(COMMON_WORDS.read_text(encoding="utf-8").split())


class _Stems(dict[str, str]):
    """A cache from a lowercase word to its stem; empty for stop words and single letters."""

    def __missing__(self, word: str) -> str:
        if len(self) > MAX_FORMS:
            self.clear()
        bare = word.replace("’", "'").removesuffix("'s")
        value = "" if len(bare) < 2 or bare in STOP_WORDS else _stem(bare)
        if len(word) <= MAX_KEPT_LENGTH:
            self[word] = value
        return value


_stem_of = _Stems()


def stem(word: str) -> str:
    """Return the stem of a lowercase word (Snowball, English); empty for stop words and single letters."""
    return _stem_of[word]


# Properties of a form: `stem`, `name`, and `number` are ids (0 for none); `amount` is a number up to 100 (-1 for
# others, or less for function words: `function_words.function_class`); `day` is a code of `event_days.day_code`.
FORM = np.dtype([("stem", "u4"), ("name", "u4"), ("number", "u4"), ("flags", "u2"), ("amount", "i1"), ("day", "i1")])
Forms = NDArray[np.void]
_PACK = struct.Struct("=IIIHbb").pack
# Separates texts; no other form lacks both flags.
NO_FORM = ""


class Lexicon(dict[str, bytes]):
    """A cache from a form to its properties, packed as a `FORM`."""

    def __missing__(self, form: str) -> bytes:
        if len(self) > MAX_FORMS:
            self.clear()
        packed = _PACK(*_known_of(form))
        if len(form) <= MAX_KEPT_LENGTH:
            self[form] = packed
        return packed

    def read(self, forms: list[str]) -> Forms:
        return np.frombuffer(b"".join(map(self.__getitem__, forms)), FORM)


def _known_of(form: str) -> tuple[int, int, int, int, int, int]:
    first = form[:1]
    if form == NO_FORM:
        return 0, 0, 0, 0, -1, 0
    if first.isdigit():
        value = form.replace(",", "")
        amount = int(value) if value.isdecimal() and len(value) <= 2 else -1
        return 0, 0, term_id("#" + value), NUMBER, amount, 0
    if not first.isalpha():
        return 0, 0, 0, COMMA if first == "," else ENDS, -1, 0
    word = form.lower().replace("’", "'").removesuffix("'s")
    root = stem(word)
    named = first.isupper() and len(word) > 1 and word not in STOP_WORDS and word not in _NOT_NAMES
    named |= is_katakana(form)
    number = _NUMBER_WORDS.get(word)
    flags = WORD | _FLAGS.get(word, 0) | (CAPITAL if named else 0) | (COMMON if word in _common_words() else 0)
    return (
        term_id(root) if root else 0,
        term_id("=" + word) if named else 0,
        term_id(f"#{number}") if number is not None else 0,
        flags,
        -1 - function_class(word),
        day_code(word),
    )


def _flags_of_words() -> dict[str, int]:
    flags: dict[str, int] = {"year": YEAR}
    for flag, words in (
        (STOP, STOP_WORDS),
        (BEFORE_PLACE, _BEFORE_PLACE),
        (AFTER_PLACE, _AFTER_PLACE),
        (STATE, _STATES),
        (BEFORE_PERSON, _BEFORE_PERSON),
    ):
        for word in words:
            flags[word] = flags.get(word, 0) | flag
    return flags


_FLAGS = _flags_of_words()
FORMS = re.compile(
    # A fast path: most forms are plain, and need not be matched against all of Unicode as below.
    r"[A-Za-z]+(?=[ ,.\n])|,|\.(?=[ \n])|"
    r"\d+(?:[.,:]\d+)*|\w+(?:['’]\w+)*|[.!?\"“”]+|\n+"
)


def forms_in(text: str) -> list[str]:
    """Return the forms of a text; in scripts without spaces, pairs of characters."""
    forms = FORMS.findall(text)
    return split_unspaced(forms) if has_unspaced(text) else forms
