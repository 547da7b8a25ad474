"""Training gives bit-identical results on any processor."""

import numpy as np

from newsgroups.matching.model.boosting import greatest


def test_the_greatest_values_are_taken_and_of_equal_ones_the_first() -> None:
    assert greatest(np.array([3.0, 1.0, 2.0, 2.0, 5.0, 2.0]), 3).tolist() == [True, False, True, False, True, False]
    assert greatest(np.array([1.0, 1.0]), 2).tolist() == [True, True]
