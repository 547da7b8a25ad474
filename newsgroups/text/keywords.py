"""The words of an article that say what it is about, as they are written there."""

from collections import Counter
from dataclasses import dataclass

from newsgroups.text.lexicon import stem
from newsgroups.text.stop_words import STOP_WORDS
from newsgroups.text.terms import BODY_WORDS
from newsgroups.text.words import Words


@dataclass(frozen=True, slots=True)
class Keywords:
    """What a text names, each as most often written there and how often: names, other words by stem, numbers."""

    names: dict[str, int]
    words: dict[str, tuple[str, int]]
    numbers: dict[str, int]


def keywords(title: str, text: str) -> Keywords:
    """Reads the title and the first 800 words.

    Names are runs of capitalised words ("Port Calder"); `words` maps a stem to its most frequent form and count,
    without those that only stand in names.
    """
    read = Words.of(title, text)
    names = Counter(" ".join(run[:4]) for run in read.runs)
    in_names = {word for run in read.runs for word in run}
    forms: dict[str, Counter[str]] = {}
    for word in read.plain[: BODY_WORDS + BODY_WORDS // 8]:
        if word not in in_names and word not in STOP_WORDS and (root := stem(word)):
            forms.setdefault(root, Counter())[word] += 1
    words = {root: (form.most_common(1)[0][0], form.total()) for root, form in forms.items()}
    written = {name: _as_written(name, f"{title}\n{text}") for name in names}
    return Keywords(
        names={written[name]: count for name, count in names.items()},
        words=words,
        numbers=dict(Counter(number for number in read.numbers if len(number) > 1)),
    )


def _as_written(name: str, text: str) -> str:
    """The name with the capitals of its first place in the text."""
    place = text.lower().find(name)
    return text[place : place + len(name)] if place >= 0 else name.title()
