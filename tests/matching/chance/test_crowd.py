"""The number of articles per day."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.matching.chance.crowd import Crowd

NAN = np.nan
DAYS = st.lists(st.floats(0, 100) | st.just(NAN), max_size=30).map(lambda days: np.array(days, dtype=np.float64))


def near(crowd: Crowd, day: float, apart: float) -> float:
    return float(crowd.articles_near(np.array([day]), np.array([apart]))[0])


def test_articles_within_so_many_days_are_counted() -> None:
    crowd = Crowd.of(np.array([10.25, 10.75, 12.25, 20.25]))
    assert [near(crowd, 10.25, apart) for apart in (0.75, 2.25, 30)] == [2, 3, 4]


def test_half_a_day_about_it_belongs_to_every_moment() -> None:
    crowd = Crowd.of(np.array([10.1, 10.2, 10.3, 15.0]))
    assert near(crowd, 10.2, 0) == near(crowd, 10.2, 0.3) == pytest.approx(3)


def test_where_a_date_is_unknown_all_articles_are_near() -> None:
    crowd = Crowd.of(np.array([NAN, 10.1, 20.1]))
    assert [near(crowd, NAN, NAN), near(crowd, 10.1, NAN)] == [3, 3]


def test_an_archive_of_nothing_has_one_article_near_anything() -> None:
    crowd = Crowd.of(np.empty(0))
    assert (near(crowd, 5, 1), near(crowd, NAN, NAN), crowd.chances) == (1, 1, 1)


def test_each_article_of_one_moment_is_as_near_as_all() -> None:
    assert Crowd.of(np.full(50, 10.1)).chances == pytest.approx(1)
    assert Crowd.of(np.arange(50) * 10.0).chances > 3


@given(DAYS, DAYS)
def test_articles_that_come_later_count_as_if_they_had_been_there(before, after) -> None:
    grown, whole = Crowd.of(before).with_articles(after), Crowd.of(np.concatenate([before, after]))
    assert (grown.bins.tolist(), grown.counts.tolist(), grown.articles) == (
        whole.bins.tolist(),
        whole.counts.tolist(),
        whole.articles,
    )
