"""The words that say what an article is about, as written there."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from newsgroups.text.languages.word_lists.function_words import is_function_word
from newsgroups.text.languages.word_lists.story_stop_words import STOP_WORDS
from newsgroups.text.terms.event_days import day_code, named_days
from newsgroups.text.terms.extract import BODY_WORDS
from newsgroups.text.terms.lexicon import is_state, stem

from .article_words import Words

_BEHIND_IN = re.compile(r"\b(?:[Ii]n|[Nn]ear|[Oo]utside)\s+([^\W\d_a-z]\w*(?: [^\W\d_a-z]\w*)?)(?!\w|['’])")
# A name is a place if at least a quarter of its mentions use it as one; "in Trump" and "in Google" are rarer.
MIN_TOLD = 0.25
_IN_BUT_NO_PLACES = frozenset(
    "congress senate house parliament court english internet web republican democratic american google windows".split()
)


@dataclass(frozen=True, slots=True)
class Keywords:
    """What a text names, each in its most frequent spelling with a count: names, other words by stem, numbers.

    `places` are the names used as places; `days` are the ordinals of the days that the text mentions.
    """

    names: dict[str, int]
    words: dict[str, tuple[str, int]]
    numbers: dict[str, int]
    places: frozenset[str] = frozenset()
    days: frozenset[int] = frozenset()


def keywords(title: str, text: str, published: date | None = None, language: str = "") -> Keywords:
    """Read the title and the first 800 words.

    Names are runs of capitalized words ("Port Calder"). `words` maps a stem to its most frequent form and count,
    excluding words that occur only in names and function words of the language. `published` resolves days such as
    "Tuesday"; without it, there are no days.
    """
    read = Words.of(title, text, language)
    names = Counter(" ".join(run[:4]) for run in read.runs if not (len(run) == 1 and day_code(run[0])))
    in_names = {word for run in read.runs for word in run}
    forms: dict[str, Counter[str]] = {}
    for word in read.plain[: BODY_WORDS + BODY_WORDS // 8]:
        says = word not in STOP_WORDS and not day_code(word) and not is_function_word(word, language)
        if says and _owner(word) not in in_names and (root := stem(word)):
            forms.setdefault(root, Counter())[word] += 1
    words = {root: (form.most_common(1)[0][0], form.total()) for root, form in forms.items()}
    written = {name: _as_written(name, f"{title}\n{text}") for name in names}
    return Keywords(
        names={written[name]: count for name, count in names.items()},
        words=words,
        numbers=dict(Counter(number for number in read.numbers if len(number) > 1)),
        places=frozenset(written[name] for name in _places(names, text)),
        days=frozenset(named_days(_day_words(read.tokens), published)) if published else frozenset(),
    )


def _places(names: Counter[str], text: str) -> Iterator[str]:
    """Yield names that follow "in", "near", or "outside" often enough, and American states."""
    behind = Counter(found.lower() for found in _BEHIND_IN.findall(text[: BODY_WORDS * 9]))
    for name, count in names.items():
        told = behind[name] or behind[" ".join(name.split()[:2])]
        if name not in _IN_BUT_NO_PLACES and (told >= max(1, MIN_TOLD * count) or is_state(name)):
            yield name


def _owner(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s")


def _day_words(tokens: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the words that name days, each with the number after it (-1 for none)."""
    for token, behind in pairwise([*tokens, ""]):
        if code := day_code(token.lower()):
            yield code, int(behind) if behind.isdecimal() and len(behind) < 3 else -1


def _as_written(name: str, text: str) -> str:
    """Return the name capitalized as at its first occurrence in the text."""
    place = text.lower().find(name)
    return text[place : place + len(name)] if place >= 0 else name.title()
