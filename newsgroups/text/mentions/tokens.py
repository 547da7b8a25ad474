"""Words, figures and signs of a text with their places, as the readers of figures and times walk through them."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from newsgroups.text.sentences import Span, sentences

# Thousands may be grouped by a space that does not break, or by an apostrophe as in Switzerland. A plain space groups
# them in French, Spanish and Italian only: "On March 22 200 people marched" has two figures in English.
_GROUPS = r"\d{1,3}(?:[\u00a0\u202f\u2009'’]\d{3})+(?![\d'’])(?:[.,]\d+)?"
_SPACED = r"\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?"
_REST = r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’](?=[^\W\d_])[^\W\d_]+)*|\n+|[^\w\s]"
_TOKEN = re.compile(f"{_GROUPS}|{_REST}")
# French and Italian write "l'attentat" and "dell'esercito" as one word of two.
_ELIDED = re.compile(f"{_GROUPS}|{_SPACED}|" + _REST.replace("['’](?=[^\\W\\d_])", "(?!)"))
_SPACING_LANGUAGES = frozenset(("fr", "it", "es"))
# A long read of a whole book would not show another fact; what is behind this is left unread.
MAX_CHARACTERS = 100_000


@dataclass(frozen=True, slots=True)
class Tokens:
    """The text in pieces: token i is ``text[starts[i]:ends[i]]``, ``lower[i]`` in lower case without 's, and stands in
    ``spans[sentence[i]]``. A line end is a token of its own, "\\n".
    """

    text: str
    language: str
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    sentence: list[int]
    spans: list[Span]

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
        """The token in lower case; empty before the first and behind the last."""
        return self.lower[place] if 0 <= place < len(self.lower) else ""

    def is_capital(self, place: int) -> bool:
        return 0 <= place < len(self.words) and self.words[place][0].isupper()

    def touches(self, place: int) -> bool:
        """Whether nothing, not even a space, stands between the token and the next one."""
        return 0 <= place < len(self.words) - 1 and self.ends[place] == self.starts[place + 1]

    def same_sentence(self, place: int, other: int) -> bool:
        return 0 <= other < len(self.words) and self.sentence[place] == self.sentence[other]


def _bare(word: str) -> str:
    lower = word.lower().replace("’", "'")
    return lower[:-2] if lower.endswith("'s") else lower
