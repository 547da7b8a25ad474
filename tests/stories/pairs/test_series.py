"""Articles that an outlet writes in one form about different things are told apart."""

import numpy as np
import pytest

from newsgroups.matching.model.classifier import Model
from newsgroups.matching.model.features import FEATURE_NAMES
from newsgroups.stories.pairs.same_story.form_series import MAX_PROBABILITY, in_series, probability

# Of one outlet, long enough, begin as only one in 20,000 would by chance, and name others.
IN_FORM = {
    "same outlet": 1,
    "length": 5,
    "beginnings as alike by chance": -10,
    "names alike": 0.1,
    "copied share": 0.1,
    "titles alike": 0.5,
}
THREE = np.array([[0, 1], [0, 2], [1, 2]])


def values(*pairs: dict[str, float]) -> np.ndarray:
    found = np.zeros((len(pairs), len(FEATURE_NAMES)), dtype=np.float32)
    for row, pair in zip(found, pairs, strict=True):
        for name, value in pair.items():
            row[FEATURE_NAMES.index(name)] = value
    return found


def test_three_articles_in_one_form_are_a_series_and_hardly_one_story() -> None:
    certain = Model(9.0, [], {})
    assert in_series(THREE, values(IN_FORM, IN_FORM, IN_FORM)).tolist() == [True, True, True]
    assert probability(certain, THREE, values(IN_FORM, IN_FORM, IN_FORM)).tolist() == [MAX_PROBABILITY] * 3


def test_two_articles_in_one_form_may_be_one_story() -> None:
    assert in_series(THREE[:1], values(IN_FORM)).tolist() == [False]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("same outlet", 0),
        ("length", 3),
        ("beginnings as alike by chance", -5),
        ("names alike", 0.4),
        ("copied share", 0.6),
    ],
)
def test_what_another_outlet_wrote_is_short_or_has_more_in_common_is_no_series(name: str, value: float) -> None:
    other = {**IN_FORM, name: value}
    assert in_series(THREE, values(other, other, other)).tolist() == [False, False, False]


def test_a_new_article_is_in_a_series_with_two_of_it() -> None:
    assert in_series(np.array([[0, 1], [0, 2]]), values(IN_FORM, IN_FORM)).tolist() == [True, True]


def test_an_archive_without_pairs_has_no_series() -> None:
    assert in_series(np.empty((0, 2), np.int64), values()).tolist() == []
