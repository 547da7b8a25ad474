"""Words that carry no meaning on their own; a query of several words ignores them.

Only articles, prepositions, pronouns, and auxiliaries: a list that is too short costs a reader little, while one that
is too long drops what was asked for.
"""

from functools import cache

from newsgroups.text.languages.read_lists import read_lists
from newsgroups.text.languages.writing.folding import fold

_WORDS = read_lists("newsgroups.text.languages.word_lists", "stop_words.txt")


@cache
def stop_words(code: str) -> frozenset[str]:
    """Return the folded stop words of a language; empty for a language without a list."""
    return frozenset(fold(word) for word in _WORDS.get(code, ()))
