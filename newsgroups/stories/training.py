"""Learns the same-story model anew from what came with Newsgroups, labelled articles and the curators' judgements."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.classifier import DamagedModel
from newsgroups.matching.collection import Collection
from newsgroups.matching.features import FEATURE_NAMES, cosines, features
from newsgroups.matching.labelled import FOLDS, SHORT_WORDS, Labelled, calibration_error
from newsgroups.matching.training import DEFAULT, Options, Part, learn, shipped_parts
from newsgroups.models import Judgement, Sketch
from newsgroups.stories import neighbourhoods
from newsgroups.stories.model import current_model, learned_file
from newsgroups.stories.sketches import document_of, posted_fingerprints
from newsgroups.stories.term_statistics import archive_statistics
from newsgroups.text.fingerprint import fingerprints_of
from newsgroups.text.terms import extract

# From fewer, chance decides which model looks better.
LEAST_PAIRS = 30
# A judgement is about this archive, and by hand: it counts as much as so many pairs that came along.
JUDGEMENT_WEIGHT = 5.0
_CHUNK = 500


class TooFewPairs(ValueError):
    """There is too little to learn from; the message says how much there is."""


@dataclass(frozen=True)
class LabelledArticle:
    title: str
    text: str
    published: datetime | None
    source: str
    story: str


@dataclass(frozen=True)
class Scores:
    """Of a model on pairs that it did not learn from: mean loss (natural logarithm), F1 at .5 and calibration."""

    loss: float
    f1: float
    calibration: float

    def __str__(self) -> str:
        return f"loss {self.loss:.4f}, F1 {self.f1:.3f}, calibration error {self.calibration:.3f}"


@dataclass(frozen=True)
class Learned:
    """What training gave: scores of the new model, in folds, and of the old one, and whether the new one is kept."""

    pairs: int
    new: Scores
    old: Scores | None
    kept: bool


def train_model(
    labelled: Sequence[LabelledArticle] = (), *, force: bool = False, options: Options = DEFAULT
) -> Learned:
    """Learns from all, measures in four folds on the labelled pairs and judgements, and writes the model if its loss
    is less than that of the one in use, or by `force`. Raises TooFewPairs.
    """
    own = [part for part in (*_labelled_parts(labelled), _judged_part()) if len(part.same)]
    pairs = sum(len(part.same) for part in own)
    if pairs < LEAST_PAIRS:
        raise TooFewPairs(f"There are {pairs} judged or labelled pairs; it takes {LEAST_PAIRS} to learn from.")
    shipped = shipped_parts()
    same = np.concatenate([part.same for part in own])
    folds = np.concatenate([part.folds for part in own])
    found = np.zeros(len(same))
    for fold in range(FOLDS):
        model = learn([part.without(fold) for part in own] + shipped, options)
        inside = (folds == fold).any(axis=1)
        found[inside] = model.probability(np.concatenate([part.features for part in own])[inside])
    new, old = _scores(found, same), _old_scores(own, same)
    kept = force or old is None or new.loss < old.loss
    if kept:
        figures = {
            "learned from": f"what came with Newsgroups and {pairs:,} pairs of this archive's curators and files",
            "on pairs not learned from": {"loss": round(new.loss, 4), "F1 at .5": round(new.f1, 4)},
            "expected calibration error": round(new.calibration, 4),
        }
        replace(learn(own + shipped, options), figures=figures).save(learned_file())
    return Learned(pairs, new, old, kept)


def _old_scores(own: Sequence[Part], same: NDArray[np.bool_]) -> Scores | None:
    """None where the one in use is damaged."""
    try:
        model = current_model()
    except DamagedModel:
        return None
    return _scores(model.probability(np.concatenate([part.features for part in own])), same)


def _scores(probability: NDArray[np.float64], same: NDArray[np.bool_]) -> Scores:
    inside = np.clip(np.where(same, probability, 1 - probability), 1e-6, 1)
    right = np.count_nonzero((probability >= 0.5) & same)
    f1 = 2 * right / max(1, np.count_nonzero(probability >= 0.5) + np.count_nonzero(same))
    return Scores(float(-np.log(inside).mean()), float(f1), calibration_error(probability, same))


def _labelled_parts(articles: Sequence[LabelledArticle]) -> list[Part]:
    """The articles whole and as short as feed items, with and without dates."""
    views = ((words, dated) for words in (None, SHORT_WORDS) for dated in (True, False)) if articles else ()
    return [Part.of(_view(articles, words, dated)) for words, dated in views]


def _view(articles: Sequence[LabelledArticle], words: int | None, dated: bool) -> Labelled:
    texts = [each.text if words is None else " ".join(each.text.split()[:words]) for each in articles]
    days = [each.published if dated else None for each in articles]
    prints = [fingerprints_of(text) for text in texts]
    collection = Collection.build(
        [extract(each.title, text, day) for each, text, day in zip(articles, texts, days, strict=True)],
        prints,
        np.array([day.timestamp() / 86_400 if day else np.nan for day in days]),
        np.array([crc32(each.source.encode()) for each in articles]),
    )
    return Labelled.of("labelled", [each.story for each in articles], collection, prints)


def _judged_part() -> Part:
    """What most curators say of each pair; *related* is not the same story."""
    said: dict[tuple[int, int], Counter[bool]] = {}
    for left, right, verdict in Judgement.objects.order_by("pk").values_list("left_id", "right_id", "verdict"):
        said.setdefault((left, right), Counter())[verdict == Judgement.Verdict.SAME] += 1
    verdicts = {pair: votes[True] > votes[False] for pair, votes in said.items() if votes[True] != votes[False]}
    ids = sorted({article for pair in verdicts for article in pair})
    sketches: dict[int, Sketch] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = Sketch.objects.filter(pk__in=ids[start : start + _CHUNK], article__hidden=False)
        sketches |= {each.pk: each for each in chunk.select_related("article").defer("article__text")}
    judged = sorted(pair for pair in verdicts if set(pair) <= sketches.keys())
    if not judged:
        return Part.apart(np.empty((0, len(FEATURE_NAMES)), np.float32))
    held = [sketches[pk] for pk in sorted(sketches)]
    articles = np.array([each.pk for each in held])
    published = (each.article.published for each in held)
    collection = Collection.build(
        [document_of(each) for each in held],
        [posted_fingerprints(each) for each in held],
        np.array([day.timestamp() / 86_400 if day else np.nan for day in published]),
        np.array([each.article.source_id for each in held]),
        archive_statistics(),
    )
    rows = np.searchsorted(articles, np.array(judged))
    values = features(collection, rows, alike=cosines(collection, rows), standing=neighbourhoods.standing_of(articles))
    folds = np.array([[crc32(f"{left} {right}".encode()) % FOLDS] * 2 for left, right in judged])
    return Part(values, np.array([verdicts[pair] for pair in judged]), folds, JUDGEMENT_WEIGHT * len(judged))
