"""What is read from articles for their terms: title and beginning, and the further pieces of long texts."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsgroups.text.languages.word_lists.function_words import LANGUAGES_OF_CLASS, language_bit

from .lexicon import BEFORE_PLACE, FORM, NO_FORM, WORD, Forms, Lexicon, forms_in

# News puts what happened first; beyond 800 words come background and page chrome.
BODY_WORDS = 800
BODY_CHARACTERS = 7 * BODY_WORDS
# Includes the forms between the words.
MAX_FORMS_READ = BODY_WORDS + BODY_WORDS // 4
# Books are found by their beginning; this many pieces are about 30,000 words.
MAX_PIECES = 40

Ints = NDArray[np.int64]
# The number of a text in the upper 32 bits, an id in the lower ones.
Keys = NDArray[np.uint64]
HALF = np.uint64(32)
LEXICON = Lexicon()


class Readings(NamedTuple):
    """The concatenated forms of several texts, with `NO_FORM` before each and after the last.

    Articles come first, then their further pieces. `starts` are the positions of the first forms, `titles` those of the
    line ends after the titles; `owners` is the article of each piece.
    """

    forms: Forms
    starts: Ints
    titles: Ints
    owners: list[int]

    @property
    def articles(self) -> int:
        return len(self.starts) - len(self.owners)

    @classmethod
    def of_forms(cls, titles: Sequence[list[str]], texts: Sequence[list[str]], owners: list[int]) -> "Readings":
        """Build from forms. Texts after those that have a title are further pieces."""
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
        return cls(LEXICON.read(flat), np.array(starts, np.int64), np.array(ends, np.int64), owners)


class Texts(NamedTuple):
    """The columns of forms, and the text that each belongs to; the articles end at `end`."""

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
    def of_readings(cls, readings: Readings, languages: Sequence[str] = ()) -> "Texts":
        """Build from readings. `languages` are the codes of the articles' languages; by default, all are English."""
        forms, starts = readings.forms, readings.starts
        stems, names, numbers, flags, amounts, days = (forms[name].copy() for name in FORM.names or ())
        bounds = np.append(starts, len(forms)) - 1
        of = np.append(np.arange(len(starts)).repeat(np.diff(bounds)), -1)
        end = int(bounds[readings.articles])
        texts = cls(stems, names, numbers, flags, amounts, days, of, starts, readings.titles, end)
        own = [language_bit(code) for code in languages]
        if any(own):
            bits = np.array(own + [own[owner] for owner in readings.owners], np.uint32)
            texts._leave_out((LANGUAGES_OF_CLASS[-1 - amounts] & bits[of]).nonzero()[0])
        return texts

    def _leave_out(self, places: Ints) -> None:
        """Remove stem and name of function words, as in English. "In" introduces places in many languages."""
        self.stems[places] = self.names[places] = 0
        self.flags[places] &= WORD | BEFORE_PLACE

    def upper(self, places: Ints) -> Keys:
        """Return the upper half of a key for each position: the number of its text."""
        return self.of[places].astype(np.uint64) << HALF

    def keys(self, places: Ints, ids: NDArray[np.uint32]) -> Keys:
        """Return keys of the `ids` at the positions."""
        return self.upper(places) | ids[places]


class ReadingSpan(NamedTuple):
    """Characters of a text, and the maximum number of forms read; if `is_cut`, the last form is dropped."""

    start: int
    end: int
    is_cut: bool = False
    most: int = MAX_FORMS_READ


def spans(title: str, text: str) -> list[ReadingSpan]:
    """Return what is read of a text: its beginning, without the title, and further pieces."""
    start = len(title) if title and text.startswith(title) else 0
    cut = start + BODY_CHARACTERS
    further = range(BODY_CHARACTERS, len(text), BODY_CHARACTERS)[:MAX_PIECES]
    return [
        ReadingSpan(start, min(cut, len(text)), cut < len(text)),
        *(ReadingSpan(each, min(each + BODY_CHARACTERS, len(text))) for each in further),
    ]


def read(articles: Sequence[tuple[str, str]]) -> Readings:
    """Read titles and texts, and what follows the beginnings of long texts."""
    titles = [forms_in(title) for title, _ in articles]
    texts: list[list[str]] = []
    further: list[list[str]] = []
    owners: list[int] = []
    for number, (title, text) in enumerate(articles):
        beginning, *others = (_forms_in(text, span) for span in spans(title, text))
        texts.append(beginning)
        further += others
        owners += [number] * len(others)
    return Readings.of_forms(titles, texts + further, owners)


def read_beginning(title: str, text: str) -> Readings:
    """Read a title and the beginning of its text."""
    return Readings.of_forms([forms_in(title)], [_forms_in(text, spans(title, text)[0])], [])


def _forms_in(text: str, span: ReadingSpan) -> list[str]:
    forms = forms_in(text[span.start : span.end])
    return forms[: len(forms) - 1 if span.is_cut and forms else None][: span.most]
