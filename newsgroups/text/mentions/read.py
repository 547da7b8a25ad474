"""Read one text: figures, quotations, and the words and names of each sentence."""

import re
from functools import lru_cache

from newsgroups.text.languages.word_lists.function_words import language_by_function_words
from newsgroups.text.mentions.quantities.counted import stem
from newsgroups.text.mentions.quantities.figures import figures
from newsgroups.text.mentions.speech.quotations import quotations

from .people import people
from .tokens import Tokens
from .types import Mentions
from .words_without_topic import is_stop

# "und" does not identify a language.
_CODE = re.compile(r"[a-z]{2}")


def read(text: str, language: str = "") -> Mentions:
    """Return everything read from the text. If no language is given, its function words determine it.

    Time and memory are linear in the text; only the first `MAX_CHARACTERS` are read.
    """
    named = language.lower().split("-")[0]
    code = named if _CODE.fullmatch(named) else language_by_function_words(text) or "en"
    tokens = Tokens.of(text, code)
    words: list[set[str]] = [set() for _ in tokens.spans]
    names: list[set[str]] = [set() for _ in tokens.spans]
    for place, (word, lower, sentence) in enumerate(zip(tokens.words, tokens.lower, tokens.sentence, strict=True)):
        if not word[0].isalpha() or len(lower) < 3 or is_stop(lower, code):
            continue
        stemmed = _stem(lower, code)
        words[sentence].add(stemmed)
        if word[0].isupper() and place and tokens.sentence[place - 1] == sentence:
            names[sentence].add(stemmed)
    return Mentions(
        tokens.text,
        code,
        tokens.spans,
        figures(tokens),
        quotations(tokens),
        [frozenset(each) for each in words],
        [frozenset(each) for each in names],
        people(tokens),
    )


@lru_cache(maxsize=100_000)
def _stem(word: str, language: str) -> str:
    return stem(word, language)
