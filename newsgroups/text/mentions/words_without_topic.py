"""Words that say nothing about the topic of a sentence."""

from functools import lru_cache

from newsgroups.text.languages.word_lists.function_words import is_function_word
from newsgroups.text.languages.word_lists.story_stop_words import STOP_WORDS


@lru_cache(maxsize=20_000)
def is_stop(word: str, language: str) -> bool:
    """Return whether a lowercase word is a function word of the language."""
    return word in STOP_WORDS if language == "en" else is_function_word(word, language)
