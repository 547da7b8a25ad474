"""What is read of articles for their terms: title and beginning, and the further pieces of long texts."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgroups.text.lexicon import FORM, FORMS, NO_FORM, Forms, Lexicon

# News puts what happened first; beyond 800 words stand background and page chrome.
BODY_WORDS = 800
BODY_CHARACTERS = 7 * BODY_WORDS
# With what stands between the words.
MOST_FORMS_READ = BODY_WORDS + BODY_WORDS // 4
# Texts of books are found by their beginning; this many pieces are some 30,000 words.
MOST_PIECES = 40

Ints = NDArray[np.int64]
# The number of a text in the upper 32 bits, an id in the lower ones.
Keys = NDArray[np.uint64]
HALF = np.uint64(32)
_lexicon = Lexicon()


class Readings(NamedTuple):
    """The forms of several texts one after the other, with `NO_FORM` before each and behind the last: articles, then
    further pieces of them.

    `starts` are the places of their first forms, `titles` those of the line ends behind their titles.
    """

    forms: Forms
    starts: Ints
    titles: Ints
    articles: int

    @classmethod
    def of_forms(cls, titles: Sequence[list[str]], texts: Sequence[list[str]]) -> "Readings":
        """Texts behind those that have a title are further pieces."""
        flat: list[str] = []
        starts, ends = [], []
        for title, text in zip_longest(titles, texts, fillvalue=()):
            flat.append(NO_FORM)
            starts.append(len(flat))
            flat += title
            ends.append(len(flat))
            flat.append("\n")
            flat += text
        flat.append(NO_FORM)
        return cls(_lexicon.read(flat), np.array(starts, np.int64), np.array(ends, np.int64), len(titles))


class Texts(NamedTuple):
    """The columns of forms, and to which text each belongs; the articles end at `end`."""

    stems: NDArray[np.uint32]
    names: NDArray[np.uint32]
    numbers: NDArray[np.uint32]
    flags: NDArray[np.uint16]
    amounts: NDArray[np.int8]
    days: NDArray[np.int8]
    of: Ints
    starts: Ints
    titles: Ints
    end: int

    @classmethod
    def of_readings(cls, readings: Readings) -> "Texts":
        forms, starts = readings.forms, readings.starts
        stems, names, numbers, flags, amounts, days = (forms[name].copy() for name in FORM.names or ())
        bounds = np.append(starts, len(forms)) - 1
        of = np.append(np.arange(len(starts)).repeat(np.diff(bounds)), -1)
        end = int(bounds[readings.articles])
        return cls(stems, names, numbers, flags, amounts, days, of, starts, readings.titles, end)

    def upper(self, places: Ints) -> Keys:
        """The upper half of a key for each place: the number of its text."""
        return self.of[places].astype(np.uint64) << HALF

    def keys(self, places: Ints, ids: NDArray[np.uint32]) -> Keys:
        """Keys of what `ids` holds at the places."""
        return self.upper(places) | ids[places]


def read(articles: Sequence[tuple[str, str]], *, further: bool = True) -> Readings:
    """Reads titles and texts; `further`, too, what stands behind the beginnings of long texts."""
    titles = [FORMS.findall(title) for title, _ in articles]
    texts = [_beginning(text[_body_start(title, text) :]) for title, text in articles]
    for _, text in articles if further else ():
        texts += [
            FORMS.findall(text, start, start + BODY_CHARACTERS)[:MOST_FORMS_READ] for start in further_starts(text)
        ]
    return Readings.of_forms(titles, texts)


def further_starts(text: str) -> Sequence[int]:
    """Where pieces of a text begin behind what its document is read from."""
    return range(BODY_CHARACTERS, len(text), BODY_CHARACTERS)[:MOST_PIECES]


def owners_of_pieces(texts: Sequence[str]) -> list[int]:
    """The number of the text of each further piece."""
    return [number for number, text in enumerate(texts) for _ in further_starts(text)]


def _body_start(title: str, text: str) -> int:
    return len(title) if title and text.startswith(title) else 0


def _beginning(body: str) -> list[str]:
    """The first words with what stands between them; a word that the cut went through is left out."""
    forms = FORMS.findall(body, 0, BODY_CHARACTERS)
    if len(body) > BODY_CHARACTERS:
        forms = forms[:-1]
    return forms[:MOST_FORMS_READ]


def ranges(starts: Ints, lengths: Ints) -> Ints:
    """The places of several ranges one after the other."""
    ends = np.cumsum(lengths)
    return (starts - ends + lengths).repeat(lengths) + np.arange(ends[-1] if len(ends) else 0)
