"""What a text says about its story: weighted stems, names, numbers and days, as small arrays.

Ids are 32-bit BLAKE2 hashes of the stem or name, the same on every machine, so that a vocabulary need
not be kept. Among 500,000 terms some 30 share an id, which no ranking notices.
"""

import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date
from hashlib import blake2b
from itertools import pairwise

import numpy as np
import Stemmer
from numpy.typing import NDArray

from newsgroups.text.event_days import event_days
from newsgroups.text.stop_words import STOP_WORDS

# News puts what happened first; beyond 800 words stand background and page chrome.
BODY_WORDS = 800
LEAD_WORDS = 60
# Names that are combined with the days of the event: the most frequent ones say where and who.
EVENT_NAMES = 8

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:]\d+)*|[.!?]+|\n+")
_FORMAT = 1
_HEADER = struct.Struct("<B6H")
_stem = Stemmer.Stemmer("english").stemWord


class DamagedDocument(ValueError):
    """Bytes that are not a document of this version."""


def term_id(term: str) -> int:
    """The 32-bit id of a stem (`crack`), name (`=Oakhaven`), number (`#14`) or name on a day (`@oakhaven 737729`)."""
    return int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "little")


class _Ids(dict[str, int]):
    """Cache from term to id; junk cannot make it grow without end."""

    def __missing__(self, term: str) -> int:
        if len(self) > 400_000:
            self.clear()
        self[term] = value = term_id(term)
        return value


class _Stems(dict[str, str]):
    """Cache from the word in lower case to its stem; empty for stop words and single letters."""

    def __missing__(self, word: str) -> str:
        if len(self) > 400_000:
            self.clear()
        bare = word.replace("’", "'").removesuffix("'s")
        self[word] = value = "" if len(bare) < 2 or bare in STOP_WORDS else _stem(bare)
        return value


_id_of = _Ids()
_stem_of = _Stems()


def stem(word: str) -> str:
    """The stem of a word in lower case (Snowball, English); empty for stop words and single letters."""
    return _stem_of[word]


@dataclass(frozen=True, eq=False, slots=True)
class Document:
    """Sorted unique ids (uint32) of stems with their counts, and of title, lead, names, numbers and events."""

    stems: NDArray[np.uint32]
    counts: NDArray[np.uint8]
    title: NDArray[np.uint32]
    lead: NDArray[np.uint32]
    names: NDArray[np.uint32]
    numbers: NDArray[np.uint32]
    events: NDArray[np.uint32]

    def to_bytes(self) -> bytes:
        """The document in about 1.5 kB: a header with the lengths, then the arrays, deflated."""
        stems, counts, *others = (np.asarray(array) for array in astuple(self))
        body = b"".join([stems.astype("<u4").tobytes(), counts.tobytes(), *(o.astype("<u4").tobytes() for o in others)])
        header = _HEADER.pack(_FORMAT, len(stems), *(len(array) for array in others))
        return header + zlib.compress(body, 1)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Document":
        """The document that `to_bytes` packed; raises DamagedDocument."""
        try:
            version, words, *lengths = _HEADER.unpack_from(data)
            body = zlib.decompress(data[_HEADER.size :])
        except (struct.error, zlib.error) as error:
            raise DamagedDocument(f"not a document: {error}") from None
        if version != _FORMAT or len(body) != 5 * words + 4 * sum(lengths):
            raise DamagedDocument(f"a document of version {version} with {len(body)} bytes cannot be read")
        stems = np.frombuffer(body, "<u4", words)
        counts = np.frombuffer(body, np.uint8, words, 4 * words)
        starts = 5 * words + 4 * np.cumsum([0, *lengths])
        return cls(stems, counts, *(np.frombuffer(body, "<u4", n, s) for n, s in zip(lengths, starts, strict=False)))


def extract(title: str, text: str, published: date | None) -> Document:
    """Reads title and the first 800 words of the text. `published` resolves "Tuesday"; without it no events."""
    words = Words.of(title, text)
    days = event_days(words.tokens, published) if published else []
    counts = Counter(stem for word in words.plain if (stem := _stem_of[word]))
    names = words.names()
    frequent = [name for name, _ in sorted(names.items(), key=lambda item: (-item[1], item[0]))[:EVENT_NAMES]]
    stems, how_often = _ids(counts)
    return Document(
        stems=stems,
        counts=how_often,
        title=_ids(_stems(words.title))[0],
        lead=_ids(_stems(words.plain[: len(words.title) + LEAD_WORDS]))[0],
        names=_ids(Counter("=" + name for name in names))[0],
        numbers=_ids(Counter("#" + number for number in words.numbers))[0],
        events=_ids(Counter(f"@{name} {day}" for name in frequent for day in days))[0],
    )


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article: `plain` in lower case (title first), and those that are names by their capitals."""

    tokens: list[str]
    plain: list[str]
    title: list[str]
    numbers: list[str]
    runs: list[list[str]]

    @classmethod
    def of(cls, title: str, text: str) -> "Words":
        body = text[len(title) :] if title and text.startswith(title) else text
        head = _TOKEN.findall(title)
        tokens = [*head, "\n", *_TOKEN.findall(body[: BODY_WORDS * 9])[: BODY_WORDS + BODY_WORDS // 8]]
        plain = [token.lower() for token in tokens if token[0].isalpha()]
        return cls(
            tokens=tokens,
            plain=plain,
            title=[token.lower() for token in head if token[0].isalpha()],
            numbers=[token.replace(",", "") for token in tokens if token[0].isdigit()],
            runs=_capitalised_runs(tokens, len(head)),
        )

    def names(self) -> Counter[str]:
        """Names with their counts in lower case: each capitalised word, and each two in a row."""
        found: Counter[str] = Counter()
        for run in self.runs:
            found.update(run)
            found.update(f"{first} {second}" for first, second in pairwise(run))
        return found


def _capitalised_runs(tokens: list[str], title_length: int) -> list[list[str]]:
    """Runs of capitalised words. At the start of a sentence and in titles, where everything may be capitalised,
    a word counts only if it is capitalised within a sentence elsewhere in the text.
    """
    sure = {
        token.lower()
        for before, token in zip(tokens[title_length:], tokens[title_length + 1 :], strict=False)
        if token[0].isupper() and (before[0].isalnum())
    }
    runs: list[list[str]] = [[]]
    for place, token in enumerate(tokens):
        word = token.lower().replace("’", "'").removesuffix("'s")
        if token[0].isupper() and len(word) > 1 and word not in STOP_WORDS:
            unsure = place <= title_length or not tokens[place - 1][0].isalnum()
            if not unsure or word in sure:
                runs[-1].append(word)
                continue
        if runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _stems(words: Iterable[str]) -> Counter[str]:
    return Counter(stem for word in words if (stem := _stem_of[word]))


def _ids(counts: Counter[str]) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Sorted ids and their counts up to 255."""
    ids = np.fromiter((_id_of[term] for term in counts), np.uint32, len(counts))
    often = np.minimum(np.fromiter(counts.values(), np.int64, len(counts)), 255).astype(np.uint8)
    unique, first = np.unique(ids, return_index=True)
    return unique, often[first]
