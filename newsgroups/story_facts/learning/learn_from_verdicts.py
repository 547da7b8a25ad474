"""Teach the model of disagreements from curators' verdicts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlogy

from newsgroups.facts.ranking.disagreement_model import Model, shipped_model
from newsgroups.facts.ranking.labeled_figures import LabelledPair, labelled_pair
from newsgroups.facts.ranking.training import adapt
from newsgroups.models import Article, FactVerdict

from .learned_model import learned_file

# With fewer verdicts, or of one kind only, chance decides which model looks better.
MIN_VERDICTS, MIN_OF_A_KIND = 20, 5
FOLDS = 5


class TooFewVerdicts(ValueError):
    """Raised when there is too little to learn from. The message says how much there is."""


@dataclass(frozen=True)
class Learned:
    """Mean loss (natural logarithm) of both models on verdicts that the new one did not learn from."""

    verdicts: int
    new: float
    old: float
    kept: bool


def judged_pairs() -> Iterator[LabelledPair]:
    """Yield the pairs of figures that curators judged, those of one story next to each other.

    A verdict whose figures the texts no longer have is left out, as is one on a quotation: these have no signs.
    """
    verdicts = FactVerdict.objects.exclude(kind="quote").order_by("first_id", "id")
    for verdict in verdicts.iterator():
        texts = dict(Article.objects.filter(pk__in=[verdict.first_id, verdict.second_id]).values_list("pk", "text"))
        sides = (
            _side(texts, verdict.first_id, verdict.first_value, verdict.first_start),
            _side(texts, verdict.second_id, verdict.second_value, verdict.second_start),
        )
        if None in sides:
            continue
        record = {"a": sides[0], "b": sides[1], "disagree": verdict.verdict == FactVerdict.Verdict.REAL}
        if pair := labelled_pair(record, {str(pk): {"text": text} for pk, text in texts.items()}):
            yield pair


def _side(texts: dict[int, str], article: int, value: str, start: int) -> dict[str, object] | None:
    """Return the place of a value, nearest to where it was when it was judged."""
    text = texts.get(article, "")
    places: list[int] = []
    at = text.find(value)
    while at >= 0 and len(places) < 50:
        places.append(at)
        at = text.find(value, at + 1)
    if not places:
        return None
    found = min(places, key=lambda place: abs(place - start))
    return {"url": str(article), "start": found, "end": found + len(value)}


def learn_from_verdicts(*, force: bool = False) -> Learned:
    """Adapt the shipped model to the curators' verdicts; keep the result if it is better on verdicts left out.

    Raises TooFewVerdicts.
    """
    pairs = list(judged_pairs())
    real = sum(pair.disagree for pair in pairs)
    if len(pairs) < MIN_VERDICTS or min(real, len(pairs) - real) < MIN_OF_A_KIND:
        raise TooFewVerdicts(
            f"Curators found {real} disagreements to be real and {len(pairs) - real} to be none; training needs at "
            f"least {MIN_VERDICTS} verdicts, {MIN_OF_A_KIND} of each kind."
        )
    signs = np.array([pair.signs for pair in pairs], np.float32)
    disagree = np.array([pair.disagree for pair in pairs], bool)
    old = _loss(shipped_model().probability(signs), disagree)
    new = _loss(_held_out(signs, disagree, _folds(pairs)), disagree)
    kept = force or new < old
    if kept:
        figures: dict[str, object] = {"verdicts": len(pairs), "loss": round(new, 4), "loss before": round(old, 4)}
        adapt(shipped_model(), signs, disagree, figures).save(learned_file())
    return Learned(len(pairs), new, old, kept)


def _folds(pairs: Sequence[LabelledPair]) -> NDArray[np.int64]:
    """Return a fold for each pair; pairs with an article in common are in one."""
    group: dict[str, int] = {}
    folds = []
    for number, pair in enumerate(pairs):
        found = min((group[url] for url in pair.urls if url in group), default=number)
        group.update(dict.fromkeys(pair.urls, found))
        folds.append(found % FOLDS)
    return np.array(folds)


def _held_out(signs: NDArray[np.float32], disagree: NDArray[np.bool_], folds: NDArray[np.int64]) -> NDArray[np.float64]:
    found = np.zeros(len(signs))
    for fold in np.unique(folds):
        out = folds == fold
        model: Model = adapt(shipped_model(), signs[~out], disagree[~out], {})
        found[out] = model.probability(signs[out])
    return found


def _loss(probability: NDArray[np.float64], disagree: NDArray[np.bool_]) -> float:
    told = np.clip(np.where(disagree, probability, 1 - probability), 1e-9, 1.0)
    return float(-xlogy(1.0, told).mean())
