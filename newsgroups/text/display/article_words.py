"""The words of an article as a reader sees them, and which of them are names by capitalization."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from newsgroups.text.languages.word_lists.function_words import is_function_word
from newsgroups.text.languages.word_lists.story_stop_words import STOP_WORDS
from newsgroups.text.terms.extract import BODY_WORDS

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:]\d+)*|[.!?]+|\n+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article: `plain` in lower case (title first), and those that are names by capitalization."""

    tokens: list[str]
    plain: list[str]
    title: list[str]
    numbers: list[str]
    runs: list[list[str]]

    @classmethod
    def of(cls, title: str, text: str, language: str = "") -> "Words":
        """Read an article. Function words of the language are never names, however they are written."""
        body = text[len(title) :] if title and text.startswith(title) else text
        head = _TOKEN.findall(title)
        tokens = [*head, "\n", *_TOKEN.findall(body[: BODY_WORDS * 9])[: BODY_WORDS + BODY_WORDS // 8]]
        plain = [token.lower() for token in tokens if token[0].isalpha()]
        return cls(
            tokens=tokens,
            plain=plain,
            title=[token.lower() for token in head if token[0].isalpha()],
            numbers=[token.replace(",", "") for token in tokens if token[0].isdigit()],
            runs=_capitalised_runs(tokens, len(head), language),
        )

    def names(self) -> Counter[str]:
        """Return lowercase names with their counts: each capitalized word, and each two in a row."""
        found: Counter[str] = Counter()
        for run in self.runs:
            found.update(run)
            found.update(f"{first} {second}" for first, second in pairwise(run))
        return found


def _capitalised_runs(tokens: list[str], title_length: int, language: str) -> list[list[str]]:
    """Return runs of capitalized words.

    At the start of a sentence and in titles, where any word may be capitalized, a word counts only if it is also
    capitalized within a sentence elsewhere in the text.
    """
    sure = {
        token.lower()
        for before, token in zip(tokens[title_length:], tokens[title_length + 1 :], strict=False)
        if token[0].isupper() and (before[0].isalnum())
    }
    runs: list[list[str]] = [[]]
    for place, token in enumerate(tokens):
        word = token.lower().replace("’", "'").removesuffix("'s")
        says = word not in STOP_WORDS and not is_function_word(word, language)
        if token[0].isupper() and len(word) > 1 and says:
            unsure = place <= title_length or not tokens[place - 1][0].isalnum()
            if not unsure or word in sure:
                runs[-1].append(word)
                continue
        if runs[-1]:
            runs.append([])
    return [run for run in runs if run]
