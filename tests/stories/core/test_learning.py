from collections import Counter

import pytest

from newsgroups.stories.core.active_learning import Candidate, layer_bounds, layer_of, most_telling, next_layer


def keys(candidates: list[Candidate]) -> list[tuple[int, int]]:
    return [each.key for each in candidates]


def test_the_most_uncertain_pair_comes_first() -> None:
    sure, unsure, surest = (Candidate(n, n + 50, p, (n, n + 50)) for n, p in ((1, 0.8), (2, 0.52), (3, 0.99)))
    assert most_telling([sure, unsure, surest], Counter()) == [unsure, sure, surest]


def test_outlets_take_turns() -> None:
    same_outlets = [Candidate(n, n + 50, 0.5, (1, 2)) for n in range(3)]
    others = Candidate(9, 59, 0.45, (3, 4))
    assert keys(most_telling([*same_outlets, others], Counter())) == [(0, 50), (9, 59), (1, 51), (2, 52)]


def test_an_outlet_that_was_judged_often_waits() -> None:
    often, never = Candidate(1, 51, 0.5, (1, 2)), Candidate(2, 52, 0.4, (3, 4))
    assert most_telling([often, never], Counter({1: 9})) == [never, often]


def test_one_article_does_not_come_twice_in_a_row() -> None:
    first, again, other = (Candidate(*pair, 0.5, outlets) for pair, outlets in (
        ((1, 2), (1, 2)), ((1, 3), (3, 4)), ((5, 6), (1, 2)),
    ))  # fmt: skip
    assert keys(most_telling([first, again, other], Counter()))[0] == (1, 2)
    assert keys(most_telling([first, again, other], Counter()))[1:] == [(5, 6), (1, 3)]


@pytest.mark.parametrize(("probability", "layer"), [(0.0, 0), (0.05, 0), (0.2, 1), (0.5, 2), (0.949, 4), (1.0, 5)])
def test_every_probability_is_in_one_layer(probability: float, layer: int) -> None:
    first, before = layer_bounds(layer)
    assert layer_of(probability) == layer
    assert probability < before
    assert layer == 0 or first <= probability


def test_layers_are_drawn_from_in_turns_until_they_are_empty() -> None:
    drawn, sizes, order = [0, 0, 0], [5, 1, 2], []
    while (layer := next_layer(drawn, sizes)) is not None:
        order.append(layer)
        drawn[layer] += 1
    assert order == [0, 1, 2, 0, 2, 0, 0, 0]
