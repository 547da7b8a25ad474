"""Tokens: the words, figures, and signs of a text with their positions, as used by all readers of mentions."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from newsgroups.text.sentences import SentenceSpan, sentences

# Thousands may be separated by a no-break space or, as in Switzerland, by an apostrophe. A plain space separates them
# only in French, Spanish, and Italian: "On March 22 200 people marched" has two figures in English.
_GROUPS = r"\d{1,3}(?:[\u00a0\u202f\u2009'’]\d{3})+(?![\d'’])(?:[.,]\d+)?"
_SPACED = r"\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?"
_REST = r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’](?=[^\W\d_])[^\W\d_]+)*|\n+|[^\w\s]"
_TOKEN = re.compile(f"{_GROUPS}|{_REST}")
# French and Italian write "l'attentat" and "dell'esercito", two words, as one.
_ELIDED = re.compile(f"{_GROUPS}|{_SPACED}|" + _REST.replace("['’](?=[^\\W\\d_])", "(?!)"))
_SPACING_LANGUAGES = frozenset(("fr", "it", "es"))
# The rest of a longer text, such as a book, is not read: it would hardly add a fact.
MAX_CHARACTERS = 100_000


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text in tokens: token i is ``text[starts[i]:ends[i]]``.

    ``lower[i]`` is the token in lower case without 's; it belongs to ``spans[sentence[i]]``. A line end is a token,
    "\\n".
    """

    text: str
    language: str
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    sentence: list[int]
    spans: list[SentenceSpan]

    @classmethod
    def of(cls, text: str, language: str = "en") -> "Tokens":
        text = text[:MAX_CHARACTERS]
        pattern = _ELIDED if language in _SPACING_LANGUAGES else _TOKEN
        found = [(match.group(), match.start(), match.end()) for match in pattern.finditer(text)]
        words = ["\n" if word[0] == "\n" else word for word, _, _ in found]
        spans = sentences(text)
        firsts = [span.start for span in spans]
        return cls(
            text,
            language,
            words,
            [_bare(word) for word in words],
            [start for _, start, _ in found],
            [end for _, _, end in found],
            [max(0, bisect_right(firsts, start) - 1) for _, start, _ in found],
            spans,
        )

    def at(self, place: int) -> str:
        """Return the token in lower case; empty before the first and after the last."""
        return self.lower[place] if 0 <= place < len(self.lower) else ""

    def is_capital(self, place: int) -> bool:
        return 0 <= place < len(self.words) and self.words[place][0].isupper()

    def touches(self, place: int) -> bool:
        """Return whether nothing, not even a space, separates the token from the next one."""
        return 0 <= place < len(self.words) - 1 and self.ends[place] == self.starts[place + 1]

    def same_sentence(self, place: int, other: int) -> bool:
        return 0 <= other < len(self.words) and self.sentence[place] == self.sentence[other]


def _bare(word: str) -> str:
    lower = word.lower().replace("’", "'")
    return lower[:-2] if lower.endswith("'s") else lower
