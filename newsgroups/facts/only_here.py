"""Find sentences with content that no other text of the story has."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice

from newsgroups.facts.texts.prepare import Story
from newsgroups.text.display.asides import LAST_SENTENCES, is_aside
from newsgroups.text.mentions.types import Mentions
from newsgroups.text.sentences import SentenceSpan

from .types import Value

# How many sentences of an article are shown, of how many candidates: some recur in the archive.
AN_ARTICLE, CANDIDATES = 3, 5
# Maximum covered share of a sentence: by one sentence of another text, and by all of them together.
MAX_COVERED = 0.55
MIN_WORDS, MAX_WORDS, MIN_STEMS = 5, 60, 2
_SAID = re.compile(r"\b(?:said|told|according|sagte|dijo|disse|déclaré)\b")
_ADDRESSES = re.compile(r"\b(?:I|we|you|We|You|ich|wir)\b")
_LEAD, _SHORT = 3, 6
# Learned by `benchmarks/only_here.py` from the sentences that a reader marked as reported by one outlet only, in 33
# stories. Leaving out one story at a time, .530 of the marked sentences are among the top three of their article.
WEIGHTS = {
    "covered by one sentence of another": -0.45,
    "figures": 0.25,
    "new figures": 0.29,
    "figures of the event": -0.14,
    "names": 0.07,
    "new words": 0.24,
    "words that others use": -0.24,
    "among the first": -0.21,
    "short": -0.18,
    "said by somebody": 0.16,
    "addresses the reader": -0.17,
    "question": -0.06,
    "neighbors covered": -0.46,
    "first sentence": -0.29,
    "a name of its own": 0.27,
    "number of figures": 0.1,
    "covered by all others together": -0.32,
}


# The texts that contain each stem.
Holders = dict[str, set[int]]
Recurring = Callable[[Sequence[Value]], set[Value]]


def only_here(story: Story, recurring: Recurring | None = None) -> list[Value]:
    """Return up to three sentences per text, the most informative first, as values without a figure.

    `recurring` says which of some sentences are in other articles outside the story as well.
    """
    texts_of = holders(story)
    found = [list(islice(_of_text(story, texts_of, number), CANDIDATES)) for number in range(len(story.texts))]
    standing = recurring(list(chain.from_iterable(found))) if recurring else set()
    return [each for told in found for each in [value for value in told if value not in standing][:AN_ARTICLE]]


def holders(story: Story) -> Holders:
    found: Holders = defaultdict(set)
    for number, text in enumerate(story.texts):
        for word in chain.from_iterable(text.mentions.words):
            found[word].add(number)
    return found


def _of_text(story: Story, texts_of: Holders, number: int) -> Iterator[Value]:
    text = story.texts[number]
    scored = sorted(
        (-sum(weight * sign for weight, sign in zip(WEIGHTS.values(), signs, strict=True)), sentence)
        for sentence, signs in signs_of_text(story, texts_of, number)
    )
    for sentence in (each for _, each in scored if not is_beside(text.mentions, each)):
        start, end = text.mentions.sentences[sentence]
        yield Value(text.article, "", start, end)


def is_beside(text: Mentions, sentence: int) -> bool:
    """Return whether a sentence is no part of the report. Slow, so that only the best are asked."""
    words = " ".join(text.text[slice(*text.sentences[sentence])].split())
    return is_aside(words, text.language, is_last=sentence >= len(text.sentences) - LAST_SENTENCES)


def signs_of_text(story: Story, texts_of: Holders, number: int) -> Iterator[tuple[int, tuple[float, ...]]]:
    """Yield the number and signs, in the order of WEIGHTS, of the sentences that may occur only in this text."""
    text = story.texts[number].mentions
    families = story.families
    mates = {other for other, family in enumerate(families) if family == families[number]} - {number}
    elsewhere = story.values_but(number)
    for sentence, (span, words) in enumerate(zip(text.sentences, text.words, strict=True)):
        if not _is_prose(text.text, span, words) or (mates and _is_told(story, mates, words)):
            continue
        covered = story.covers[number][sentence].share
        if covered <= MAX_COVERED:
            yield sentence, _signs(story, texts_of, (number, sentence), covered, elsewhere)


def _signs(
    story: Story, texts_of: Holders, place: tuple[int, int], covered: float, elsewhere: frozenset[float]
) -> tuple[float, ...]:
    number, sentence = place
    text = story.texts[number].mentions
    words, names = text.words[sentence], text.names[sentence]
    said = text.text[slice(*text.sentences[sentence])]
    figures = [figure for figure in text.figures if figure.sentence == sentence]
    new = sum(texts_of[word] == {number} for word in words) / len(words)
    return (
        covered,
        float(bool(figures)),
        float(min(sum(figure.value not in elsewhere for figure in figures), 2)),
        float(any(figure.event for figure in figures)),
        float(min(len(names), 4)),
        new,
        sum(len(texts_of[word]) > 1 for word in words) / len(words),
        float(sentence < _LEAD),
        float(len(words) < _SHORT),
        float(bool(_SAID.search(said))),
        float(bool(_ADDRESSES.search(said))),
        float(said.rstrip('”"’ ').endswith("?")),
        _covered_around(story, number, sentence),
        float(sentence == 0),
        float(any(texts_of[name] == {number} for name in names)),
        float(min(len(figures), 3)),
        story.weight(frozenset(word for word in words if len(texts_of[word]) > 1)) / max(story.weight(words), 1e-9),
    )


def _covered_around(story: Story, number: int, sentence: int) -> float:
    """Return the mean cover of the sentences before and after: news stands in a passage of its own."""
    covers = story.covers[number]
    around = [covers[place].share for place in (sentence - 1, sentence + 1) if 0 <= place < len(covers)]
    return sum(around) / len(around) if around else 0.5


def _is_prose(text: str, span: SentenceSpan, words: frozenset[str]) -> bool:
    sentence = text[span.start : span.end]
    if not MIN_WORDS <= sentence.count(" ") + 1 <= MAX_WORDS or len(words) < MIN_STEMS:
        return False
    return sentence.rstrip("”\"'’)»“")[-1:] in ".!?…" and not sentence.isupper()


def _is_told(story: Story, mates: set[int], words: frozenset[str]) -> bool:
    return any(words in story.sentences_of(mate) for mate in mates)
