"""Read figure pairs that readers judged, from files of labeled stories and labeled pairs."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsgroups.facts.pairing.compatible import compatible
from newsgroups.facts.pairing.figure_pairs import candidates
from newsgroups.facts.pairing.pair_features import Signs
from newsgroups.facts.texts.prepare import Story
from newsgroups.facts.types import DISAGREEMENTS, Place, Telling
from newsgroups.text.mentions.read import read

from .disagreement_model import Model
from .training import train, unique_pairs

# The labeled stories were read up to this word.
LABELLED_WORDS = 600
_WORD = re.compile(r"\S+")
Spans = list[tuple[int, int, int]]


@dataclass(frozen=True, eq=False)
class LabelledStory:
    """A story with its incompatible figure pairs, their signs, and where readers saw disagreements.

    Disagreements are (text number, start, end).
    """

    urls: list[str]
    story: Story
    pairs: list[tuple[Place, Place]]
    signs: NDArray[np.float32]
    disagree: NDArray[np.bool_]
    labels: list[tuple[dict[str, Any], Spans]]


@dataclass(frozen=True, eq=False)
class LabelledPair:
    """Two figures from two articles, judged on their own."""

    urls: frozenset[str]
    signs: NDArray[np.float32]
    disagree: bool


def first_words(text: str, count: int = LABELLED_WORDS) -> str:
    for number, match in enumerate(_WORD.finditer(text), start=1):
        if number == count:
            return text[: match.end()]
    return text


def labelled_story(record: Mapping[str, Any], articles: Mapping[str, Mapping[str, Any]]) -> LabelledStory:
    """Build a labeled story from a line of its file and the articles by URL."""
    urls = record["articles"]
    texts = [first_words(articles[url]["text"]) for url in urls]
    outlets = {articles[url]["source"]: number for number, url in enumerate(urls)}
    story = Story([Telling(number, outlets[articles[url]["source"]], read(text)) for number, (url, text) in
                   enumerate(zip(urls, texts, strict=True))])  # fmt: skip
    pairs = [pair for pair in candidates(story) if not compatible(pair[0].figure, pair[1].figure)]
    labels = [
        (label, spans_of(label["values"], urls, articles))
        for label in record["disagreements"]
        if label["verdict"] in DISAGREEMENTS
    ]
    disagree = [any(meets(one, spans) and meets(other, spans) for _, spans in labels) for one, other in pairs]
    return LabelledStory(urls, story, pairs, Signs(story).of(pairs), np.array(disagree, bool), labels)


def spans_of(values: Iterable[Any], urls: Sequence[str], articles: Mapping[str, Mapping[str, Any]]) -> Spans:
    found = []
    for value in values:
        start = articles[value["url"]]["text"].find(value["verbatim"])
        if start >= 0:
            found.append((urls.index(value["url"]), start, start + len(value["verbatim"])))
    return found


def meets(place: Place, spans: Spans) -> bool:
    return any(
        place.text == text and place.figure.start < end and place.figure.end > start for text, start, end in spans
    )


def labelled_pair(record: Mapping[str, Any], articles: Mapping[str, Mapping[str, Any]]) -> LabelledPair | None:
    """Build a labeled pair from a line of its file.

    Return None if either is not read as a figure, or if both can be right.
    """
    urls = [record[side]["url"] for side in "ab"]
    story = Story([Telling(number, number, read(articles[url]["text"])) for number, url in enumerate(urls)])
    places = [_place(story, number, record[side]) for number, side in enumerate("ab")]
    one, other = places
    if one is None or other is None or compatible(one.figure, other.figure):
        return None
    return LabelledPair(frozenset(urls), Signs(story).of([(one, other)])[0], bool(record["disagree"]))


def _place(story: Story, text: int, labelled: Mapping[str, Any]) -> Place | None:
    span = [(text, labelled["start"], labelled["end"])]
    return next((place for place in story.places_of(text) if meets(place, span)), None)


def train_on(stories: Sequence[LabelledStory], pairs: Sequence[LabelledPair], *, without: int | None = None) -> Model:
    """Train on everything, or on everything except one story and the pairs of its articles."""
    kept = [(number, each) for number, each in enumerate(stories) if number != without and len(each.pairs)]
    left_out = set(stories[without].urls) if without is not None else set()
    others = [pair for pair in pairs if not pair.urls & left_out]
    signs = [each.signs for _, each in kept] + [np.array([pair.signs for pair in others], np.float32)]
    disagree = [each.disagree for _, each in kept] + [np.array([pair.disagree for pair in others], bool)]
    weights = unique_pairs([number for number, each in kept for _ in each.pairs])
    importance = np.concatenate([weights, np.ones(len(others))])
    return train(np.concatenate(signs), np.concatenate(disagree), importance, {})
