"""Training pairs: those that deserve a close comparison, and look-alikes labeled as near misses."""

import numpy as np
import pytest

from newsgroups.matching.model.features import BY_CHANCE, FEATURE_NAMES
from newsgroups.matching.model.labeled_pairs import Labelled
from tests.matching.makers import BRIDGE, FERRY, FERRY_RETOLD, collection

DAYS = FEATURE_NAMES.index("days apart")


def labelled(texts: list[str], days: list[float], stories: list[str | None] | None = None) -> Labelled:
    no_prints = [np.empty(0, np.int64)] * len(texts)
    return Labelled.of("set", stories or [None] * len(texts), collection(*texts, days=days), no_prints)


def test_pairs_of_one_label_are_of_one_story_and_unlabelled_articles_of_none() -> None:
    held = labelled([FERRY, FERRY_RETOLD, FERRY], [0, 1, 2], ["ferry", "ferry", None])
    assert held.pairs.tolist() == [[0, 1], [0, 2], [1, 2]]
    assert held.same.tolist() == [True, False, False]


def test_look_alikes_of_more_than_a_month_apart_are_hard_negatives_told_to_be_days_apart() -> None:
    held = labelled([FERRY, FERRY_RETOLD, BRIDGE], [0, 40, 20])
    (found,) = held.hard_negatives()
    directly = np.delete(np.arange(BY_CHANCE.start), DAYS)
    assert (found[directly] == held.features[0, directly]).all()
    assert (found[BY_CHANCE] != held.features[0, BY_CHANCE]).any()
    assert np.expm1(held.features[0, DAYS]) == pytest.approx(40)
    assert 0 < np.expm1(found[DAYS]) < 30


def test_look_alikes_of_one_month_may_be_of_one_story_and_are_no_hard_negatives() -> None:
    assert len(labelled([FERRY, FERRY_RETOLD], [0, 29]).hard_negatives()) == 0
    assert len(labelled([FERRY, FERRY_RETOLD], [0, 45]).hard_negatives()) == 1


def test_pairs_of_which_two_readers_say_different_things_are_not_agreed() -> None:
    no_prints = [np.empty(0, np.int64)] * 3
    texts = collection(FERRY, FERRY_RETOLD, FERRY, days=[0, 1, 2])
    held = Labelled.of("set", ["a", "a", "b"], texts, no_prints, others=["a", "a", "a"])
    assert held.pairs.tolist() == [[0, 1], [0, 2], [1, 2]]
    assert held.agreed.tolist() == [True, False, False]
