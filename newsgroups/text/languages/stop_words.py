"""Words that say nothing by themselves: a query of several words is answered without them.

Articles, prepositions, pronouns and auxiliaries alone: a list that is too short costs a reader little, one that is too
long takes away what was asked for.
"""

from functools import cache

from newsgroups.text.languages.writing.folding import fold

from .lists import read_lists

_WORDS = read_lists("newsgroups.text.languages", "stop_words.txt")


@cache
def stop_words(code: str) -> frozenset[str]:
    """The words of a language that are left out, folded; none for a language without a list."""
    return frozenset(fold(word) for word in _WORDS.get(code, ()))
