"""How a text becomes terms of the index: the same words everywhere, folded, and stemmed where the field is."""

import re
from functools import cache
from zlib import crc32

import Stemmer

from newsgroups.text.tokens.normalize import APOSTROPHES, normalise_word
from newsgroups.text.tokens.tokenizer import tokenize

# Longer "words" are junk (encoded pictures, addresses without end) and would only swell the dictionary.
LONGEST_TERM = 64
# Kept of each of the caches below: a batch of articles has fewer words, and each takes some 400 bytes. Longer words
# are not kept: a visitor can paste them as long as a text may be.
_CACHED_WORDS = 60_000
_stem = Stemmer.Stemmer("english", 0).stemWord

# Most texts are of these characters alone. In them the words of `tokenize` are found by a plainer expression, which
# takes a third of the time.
_PLAIN = frozenset(map(chr, (*range(0x300), *range(0x2010, 0x2028), *range(0x2030, 0x205F), 0x20AC))) - set("_\xad")
_PLAIN_WORD = re.compile(rf"[A-Za-z](?:\.[A-Za-z])+(?!\w)\.?|\w+(?:(?:[{APOSTROPHES}]|(?<=\d)[.,:](?=\d))\w+)*")

# Words that say nothing by themselves. They are indexed, so that they count inside phrases, but a query of
# several words is answered without them.
STOP_WORDS = frozenset(
    "a an and are as at be been by for from had has have he her his in is it its not of on or she that the their they "
    "this to was were which who will with".split()
)


class _Folded(dict[str, str]):
    """Cache from a word as written to its folded form."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _CACHED_WORDS:
            self.clear()
        term = normalise_word(word)[:LONGEST_TERM]
        if len(word) <= LONGEST_TERM:
            self[word] = term
        return term


class _Stems(dict[str, str]):
    """Cache from a word as written to its stem."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _CACHED_WORDS:
            self.clear()
        term = _stem(_folded[word])
        if len(word) <= LONGEST_TERM:
            self[word] = term
        return term


class _CodedStems(dict[str, tuple[str, bytes]]):
    """Cache from a word as written to its stem and the code of its form, as the index keeps it."""

    def __missing__(self, word: str) -> tuple[str, bytes]:
        if len(self) >= _CACHED_WORDS:
            self.clear()
        found = _stems[word], form_code(_folded[word]).to_bytes(2, "little")
        if len(word) <= LONGEST_TERM:
            self[word] = found
        return found


_folded = _Folded()
_stems = _Stems()
coded_stems = _CodedStems()


def form_code(form: str) -> int:
    """A number for a folded word by which the forms of one stem are told apart; 0 if the word is its own stem.

    Sixteen bits: of the few forms of a stem two share a code once in some ten thousand stems.
    """
    return 0 if _stem(form) == form else crc32(form.encode()) % 0xFFFF + 1


def spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each word, in characters."""
    if _PLAIN.issuperset(text):
        return [match.span() for match in _PLAIN_WORD.finditer(text)]
    tokens = tokenize(text)
    return list(zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True))


def split(text: str) -> list[str]:
    """The words as they are written."""
    if _PLAIN.issuperset(text):
        return _PLAIN_WORD.findall(text)
    return [text[start:end] for start, end in spans(text)]


def stems(text: str) -> list[str]:
    """The stem of each word in order (Snowball's English stemmer); "harbour's" and "harbours" share one."""
    return [_stems[word] for word in split(text)]


def folded(text: str) -> list[str]:
    """Each word in order without case, accents and apostrophes, but with its ending."""
    return [_folded[word] for word in split(text)]


def fold(word: str) -> str:
    """One word without case, accents and apostrophes."""
    return _folded[word]


def is_stop_word(word: str) -> bool:
    return _folded[word] in STOP_WORDS


def stem(word: str) -> str:
    """The stem of one word."""
    return _stems[word]


@cache
def stop_stems() -> frozenset[str]:
    return frozenset(_stems[word] for word in STOP_WORDS)
