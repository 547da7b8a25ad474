"""The share of chance pairs that are as similar: counted within the sample, extrapolated exponentially beyond it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from newsgroups.matching.chance.tail import Tail

SEEN = arrays(np.float16, st.integers(1, 300), elements=st.floats(0, 1, width=16))


def test_the_share_of_those_seen_is_counted() -> None:
    seen = np.arange(1000) / 1000
    tail = Tail.of(seen)
    assert np.exp(tail.log_share(np.array([0.0, 0.5, 0.9]))) == pytest.approx([1, 0.5, 0.1], abs=0.005)


def test_beyond_those_seen_each_further_mean_excess_is_one_in_e_of_the_pairs() -> None:
    random = np.random.default_rng(1)
    tail = Tail.of(random.exponential(0.05, 200_000))
    at = np.array([0.7, 0.75, 0.8])
    assert tail.log_share(at) == pytest.approx(-at / 0.05, rel=0.15)


def test_where_most_pairs_have_nothing_in_common_nothing_in_common_is_no_news() -> None:
    tail = Tail.of(np.array([0.0] * 90 + [0.5] * 10))
    assert np.exp(tail.log_share(np.array([0.0, 0.5]))) == pytest.approx([1, 0.1])


@given(SEEN, st.floats(0, 1), st.floats(0, 1))
def test_more_alike_is_never_more_by_chance(seen, one: float, other: float) -> None:
    less, more = Tail.of(seen).log_share(np.array(sorted((one, other))))
    assert more <= less <= 0
