"""How close two texts are in what they tell, whenever they appeared."""

from datetime import datetime

import numpy as np
import pytest

from newsgroups.matching.chance import Chance, Decoys
from newsgroups.matching.sparse.article_set import ArticleSet
from newsgroups.stories.groups.related.closeness import Comparison, closeness
from newsgroups.text.fingerprints.winnowing import fingerprints_of
from newsgroups.text.terms.extract import extract
from tests.stories.texts import FERRY, FERRY_RETOLD, LEAK, LEAK_RETOLD, TRIAL

from .test_related_stories import INQUIRY

TEXTS = (FERRY, FERRY_RETOLD, INQUIRY, LEAK, LEAK_RETOLD, TRIAL)
FERRY_ROWS, INQUIRY_ROW, LEAK_ROW, TRIAL_ROW = [0, 1], 2, 3, 5


def close_to_ferry(*others: int, days: tuple[float, ...] = (0, 0, 9, 2, 2, 4)) -> list[float]:
    collection = ArticleSet.build(
        [extract("", text, datetime(2026, 11, 2)) for text in TEXTS],
        [fingerprints_of(text) for text in TEXTS],
        np.array(days, dtype=np.float64) + 20_000,
        np.arange(len(TEXTS)),
    )
    chance = Chance.of(Decoys.of(collection), collection.days, collection.sources)
    return closeness(collection, chance, [Comparison(FERRY_ROWS, [other]) for other in others]).tolist()


def test_what_names_the_same_is_closer_than_anything_else() -> None:
    inquiry, leak, trial = close_to_ferry(INQUIRY_ROW, LEAK_ROW, TRIAL_ROW)
    assert inquiry > 6 > max(leak, trial)


@pytest.mark.parametrize("day", [20.0, 30.0, 59.0])
def test_within_two_months_days_do_not_count(day: float) -> None:
    assert close_to_ferry(INQUIRY_ROW, days=(0, 0, day, 2, 2, 4)) == pytest.approx(close_to_ferry(INQUIRY_ROW))


def test_the_more_articles_lie_between_the_more_it_may_be_chance() -> None:
    far = (0, 0, 400, 200, 200, 200)
    near = (0, 0, 9, 200, 200, 200)
    assert close_to_ferry(INQUIRY_ROW, days=far) < close_to_ferry(INQUIRY_ROW, days=near)


def test_an_undated_text_is_compared_too() -> None:
    assert close_to_ferry(INQUIRY_ROW, days=(0, 0, np.nan, 2, 2, 4))[0] > 6


def test_nothing_compared_is_nothing_found() -> None:
    assert close_to_ferry() == []
