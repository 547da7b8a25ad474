import numpy as np
import pytest

from newsgroups.stories.core.evaluation import Judged, calibration, calibration_error, measured, weights, wilson


def pairs(number: int, same: int, probability: float, layer: int, size: float, together: bool = False) -> list[Judged]:
    return [Judged(place < same, probability, together, layer, size) for place in range(number)]


def test_a_pair_counts_for_as_many_as_its_layer_has_for_each_judged() -> None:
    assert weights([*pairs(2, 1, 0.9, 5, 100), *pairs(1, 0, 0.1, 0, 900)]).tolist() == [50, 50, 900]


def test_precision_and_recall_are_those_of_the_archive_and_not_of_the_sample() -> None:
    judged = [*pairs(10, 9, 0.9, 4, 100), *pairs(10, 1, 0.1, 0, 1000)]
    found = measured(judged, groups=False)
    assert found.precision.value == pytest.approx(0.9)
    assert found.recall.value == pytest.approx(90 / 190)
    assert found.f1.value == pytest.approx(2 * 90 / (100 + 190))
    assert found.f1.low < found.f1.value < found.f1.high


def test_groups_are_measured_by_who_stood_together() -> None:
    judged = [*pairs(10, 5, 0.9, 4, 10, together=True), *pairs(10, 0, 0.9, 4, 10, together=False)]
    assert measured(judged, groups=True).precision.value == pytest.approx(0.5)
    assert measured(judged, groups=True).recall.value == pytest.approx(1.0)


def test_the_interval_is_wilsons() -> None:
    # Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263, and 0 of 20.
    found = wilson(np.arange(263) < 81, np.ones(263))
    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)
    none = wilson(np.zeros(20, dtype=bool), np.ones(20))
    assert (round(none.low, 4), round(none.high, 4)) == (0.0, 0.1611)


def test_unequal_weights_widen_the_interval() -> None:
    right = np.arange(100) < 80
    even, uneven = wilson(right, np.ones(100)), wilson(right, np.where(np.arange(100) % 2, 1.0, 9.0))
    assert uneven.value == pytest.approx(even.value)
    assert uneven.high - uneven.low > even.high - even.low


def test_nothing_to_count_has_no_figure() -> None:
    found = measured(pairs(10, 0, 0.1, 0, 10), groups=False)
    assert (found.precision, found.recall, found.f1) == (None, None, None)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    random = np.random.default_rng(7)
    sizes, shares, said = (9000, 600, 400), (0.01, 0.5, 0.97), (0.1, 0.5, 0.97)
    truth = (600 * 0.5 + 400 * 0.97) / 1000
    held = 0
    for _ in range(100):
        judged = [
            Judged(bool(random.random() < share), p, False, layer, size)
            for layer, (size, share, p) in enumerate(zip(sizes, shares, said, strict=True))
            for _ in range(40)
        ]
        precision = measured(judged, groups=False).precision
        held += precision.low <= truth <= precision.high
    assert held >= 90


def test_calibration_compares_what_was_said_with_what_was_true() -> None:
    judged = [*pairs(10, 1, 0.15, 0, 10), *pairs(10, 8, 0.95, 5, 10)]
    low, high = calibration(judged)
    assert (low.pairs, low.first, round(low.predicted, 2), low.true.value) == (10, 0.1, 0.15, 0.1)
    assert (high.pairs, high.first, round(high.predicted, 2), high.true.value) == (10, 0.9, 0.95, 0.8)
    assert calibration_error(judged) == pytest.approx((0.05 + 0.15) / 2)
