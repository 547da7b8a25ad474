"""Retrain the same-story model on the shipped training data, labeled articles, and the curators' decisions."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from newsgroups.matching.model.boosting import Options
from newsgroups.matching.model.features import FEATURE_NAMES, features
from newsgroups.matching.model.labeled_pairs import FOLDS, SHORT_WORDS, Labelled, weighted_calibration_error
from newsgroups.matching.model.model_file import DamagedModel
from newsgroups.matching.model.train import DEFAULT, Part, learn, shipped_parts
from newsgroups.matching.retrieval.prefilter import cosines
from newsgroups.matching.sparse.article_set import ArticleSet
from newsgroups.models import Sketch
from newsgroups.stories.derived.sketches import VERSION, document_of, posted_fingerprints
from newsgroups.stories.derived.statistics.chance import archive_chance
from newsgroups.stories.derived.statistics.term_statistics import archive_statistics
from newsgroups.stories.pairs.same_story import neighborhoods
from newsgroups.stories.pairs.same_story.current_model import current_model, learned_file
from newsgroups.text.fingerprints.winnowing import fingerprints_of
from newsgroups.text.terms.extract import extract

from .judge import TaughtPair, taught_pairs

# With fewer pairs, chance decides which model looks better.
MIN_PAIRS = 30
# A verdict is made by hand and on this archive, so it counts as much as this many shipped pairs.
JUDGEMENT_WEIGHT = 5.0
# Moving one article out of a story of 3,000 is a single decision, and says little more than ten verdicts do.
MAX_OF_ONE_DECISION = 10
_BATCH_SIZE = 500


class TooFewPairs(ValueError):
    """Raised when there is too little to learn from. The message says how much there is."""


@dataclass(frozen=True)
class LabelledArticle:
    title: str
    text: str
    published: datetime | None
    source: str
    story: str
    language: str = ""


@dataclass(frozen=True)
class Scores:
    """Scores of a model on pairs it did not learn from: mean loss (natural logarithm), F1 at .5, and calibration."""

    loss: float
    f1: float
    calibration: float

    def __str__(self) -> str:
        return f"loss {self.loss:.4f}, F1 {self.f1:.3f}, calibration error {self.calibration:.3f}"


@dataclass(frozen=True)
class Learned:
    """The result of training: cross-validated scores of the new model, those of the old one, and whether to keep the
    new.
    """

    pairs: int
    new: Scores
    old: Scores | None
    kept: bool


def train_model(
    labelled: Sequence[LabelledArticle] = (), *, force: bool = False, options: Options = DEFAULT
) -> Learned:
    """Train on all data, and write the model if its loss is lower than that of the one in use, or if `force` is set.

    Scores come from four-fold cross-validation on the labeled pairs and the curators' decisions. Raises TooFewPairs.
    """
    own = [part for part in (*_labelled_parts(labelled), *_taught_parts()) if len(part.same)]
    counts = sum(int(_counting(part).sum()) for part in own)
    if counts < MIN_PAIRS:
        raise TooFewPairs(f"There are {counts} judged or labeled pairs; training needs at least {MIN_PAIRS}.")
    shipped = shipped_parts()
    pairs = sum(len(part.same) for part in own)
    folds = np.concatenate([part.folds for part in own])
    values = np.concatenate([part.features for part in own])
    found = np.zeros(pairs)
    for fold in range(FOLDS):
        model = learn([part.without(fold) for part in own] + shipped, options)
        inside = (folds == fold).any(axis=1)
        found[inside] = model.probability(values[inside])
    new, old = _scores(found, own), _old_scores(own)
    kept = force or old is None or new.loss < old.loss
    if kept:
        figures = {
            "learned from": f"the bundled data and {pairs:,} pairs from this archive's curators and files",
            "on pairs not learned from": {"loss": round(new.loss, 4), "F1 at .5": round(new.f1, 4)},
            "expected calibration error": round(new.calibration, 4),
        }
        replace(learn(own + shipped, options), figures=figures).save(learned_file())
    return Learned(pairs, new, old, kept)


def _old_scores(own: Sequence[Part]) -> Scores | None:
    """Return the scores of the model in use, or None if it is damaged."""
    try:
        model = current_model()
    except DamagedModel:
        return None
    return _scores(model.probability(np.concatenate([part.features for part in own])), own)


def _counting(part: Part) -> NDArray[np.float64]:
    """Return the weight of each pair: one, or less where one decision produced many pairs."""
    return np.minimum(part.importance / JUDGEMENT_WEIGHT, 1.0)


def _scores(probability: NDArray[np.float64], own: Sequence[Part]) -> Scores:
    same = np.concatenate([part.same for part in own])
    counting = np.concatenate([_counting(part) for part in own])
    inside = np.clip(np.where(same, probability, 1 - probability), 1e-6, 1)
    loss = float(np.average(-np.log(inside), weights=counting))
    told = probability >= 0.5
    f1 = 2 * counting[told & same].sum() / max(1, counting[told].sum() + counting[same].sum())
    return Scores(loss, float(f1), weighted_calibration_error(probability, same))


def _labelled_parts(articles: Sequence[LabelledArticle]) -> list[Part]:
    """Return the labeled articles in full and as short as feed items, each with and without dates."""
    views = ((words, dated) for words in (None, SHORT_WORDS) for dated in (True, False)) if articles else ()
    return [Part.of(_view(articles, words, dated)) for words, dated in views]


def _view(articles: Sequence[LabelledArticle], words: int | None, dated: bool) -> Labelled:
    texts = [each.text if words is None else " ".join(each.text.split()[:words]) for each in articles]
    days = [each.published if dated else None for each in articles]
    prints = [fingerprints_of(text) for text in texts]
    collection = ArticleSet.build(
        [extract(each.title, text, day, each.language) for each, text, day in zip(articles, texts, days, strict=True)],
        prints,
        np.array([day.timestamp() / 86_400 if day else np.nan for day in days]),
        np.array([crc32(each.source.encode()) for each in articles]),
    )
    return Labelled.of("labelled", [each.story for each in articles], collection, prints)


def _taught_parts() -> Iterator[Part]:
    """Yield the pairs that curators decided.

    Pairs of one decision stay in one fold, so none is both learned from and measured on.
    """
    by_decision: dict[int | str, list[TaughtPair]] = defaultdict(list)
    for pair in taught_pairs():
        by_decision[pair.event or f"{pair.left} {pair.right}"].append(pair)
    large = [pairs for pairs in by_decision.values() if len(pairs) > MAX_OF_ONE_DECISION]
    small = [pair for pairs in by_decision.values() if len(pairs) <= MAX_OF_ONE_DECISION for pair in pairs]
    yield _taught_part(small, JUDGEMENT_WEIGHT * len(small))
    for pairs in large:
        yield _taught_part(pairs, JUDGEMENT_WEIGHT * MAX_OF_ONE_DECISION)


def _taught_part(pairs: Sequence[TaughtPair], weight: float) -> Part:
    """Return the pairs as a part; empty if no two of the articles are visible."""
    held = _sketches(sorted({article for pair in pairs for article in (pair.left, pair.right)}))
    articles = np.array([each.pk for each in held])
    seen = set(articles.tolist())
    pairs = [pair for pair in pairs if {pair.left, pair.right} <= seen]
    if not pairs:
        return Part.of_different_stories(np.empty((0, len(FEATURE_NAMES)), np.float32))
    published = (each.article.published for each in held)
    collection = ArticleSet.build(
        [document_of(each) for each in held],
        [posted_fingerprints(each) for each in held],
        np.array([day.timestamp() / 86_400 if day else np.nan for day in published]),
        np.array([each.article.source_id for each in held]),
        archive_statistics(),
    )
    rows = np.searchsorted(articles, np.array([(pair.left, pair.right) for pair in pairs]))
    values = features(
        collection,
        rows,
        alike=cosines(collection, rows),
        standing=neighborhoods.neighbor_scores_of(articles),
        chance=archive_chance(),
    )
    folds = np.array([[crc32(str(pair.event or (pair.left, pair.right)).encode()) % FOLDS] * 2 for pair in pairs])
    return Part(values, np.array([pair.same for pair in pairs]), folds, weight)


def _sketches(articles: Sequence[int]) -> list[Sketch]:
    """Return the sketches of visible articles, in order.

    Those of an older version, which process_articles will rebuild, are skipped.
    """
    found: list[Sketch] = []
    for start in range(0, len(articles), _BATCH_SIZE):
        chunk = Sketch.objects.filter(
            pk__in=articles[start : start + _BATCH_SIZE], article__hidden=False, version=VERSION
        )
        found += chunk.order_by("pk").select_related("article").defer("article__text")
    return found
