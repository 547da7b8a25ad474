"""Shares and probabilities are formatted the same everywhere."""

import pytest

from newsgroups.text.display.percentages import percent, probable


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0%"), (0.001, "1%"), (0.125, "12%"), (0.873, "87%"), (0.996, "99%"), (1, "100%")],
)
def test_only_nothing_is_0_and_only_everything_is_100_per_cent(share: float, said: str) -> None:
    assert percent(share) == said


@pytest.mark.parametrize(
    ("probability", "said"),
    [(0, "1%"), (0.004, "1%"), (0.34, "34%"), (0.872, "87%"), (0.9996, "99%"), (1, "99%")],
)
def test_a_probability_is_never_certain(probability: float, said: str) -> None:
    assert probable(probability) == said
