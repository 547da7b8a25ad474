"""The queue offers the most informative pairs and a random sample, and no pair to two curators."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.utils import timezone

from newsgroups.models import HandedOut, Judgement, Pair
from newsgroups.models.judgement import HANDED_OUT_FOR
from newsgroups.stories.core.active_learning import layer_of
from newsgroups.stories.judging import judge
from newsgroups.stories.judging.queue import next_task
from tests.makers import make_article
from tests.stories.curation.test_curation import curator

__all__ = ["curator"]
pytestmark = pytest.mark.django_db


def make_pairs(*probabilities: float) -> list[Pair]:
    """Pairs of new articles from two outlets each."""
    pairs = []
    for number, probability in enumerate(probabilities):
        left = make_article(f"Left {number}.", source=f"Outlet {number} A")
        right = make_article(f"Right {number}.", source=f"Outlet {number} B")
        pairs.append(
            Pair.objects.create(
                left=left, right=right, kind="same story", score=probability, probability=probability, same_source=False
            )
        )
    return pairs


def judged_in_order(by: User, verdict: str = "same") -> list[tuple[int, float | None]]:
    """Judges until the queue is empty; returns the left article of each pair and, if drawn, the size of its stratum."""
    order = []
    while task := next_task(by):
        order.append((task.left.pk, task.stands_for))
        judge.judge(task.left.pk, task.right.pk, verdict, by=by)
    return order


def test_two_of_three_are_the_most_uncertain_and_the_third_is_drawn_by_chance(curator) -> None:
    sure, unsure, less_sure, surest = make_pairs(0.9, 0.51, 0.6, 0.97)
    order = judged_in_order(curator)
    assert [pk for pk, _ in order[:2]] == [unsure.left_id, less_sure.left_id]
    assert [stands_for is not None for _, stands_for in order] == [False, False, True, False]
    assert {pk for pk, _ in order} == {pair.left_id for pair in (sure, unsure, less_sure, surest)}


def test_a_pair_judged_for_its_uncertainty_joins_the_sample_when_its_turn_comes(curator) -> None:
    make_pairs(0.5, 0.52, 0.54, 0.56)
    judged_in_order(curator)
    drawn = Judgement.objects.measurable()
    assert {judgement.stands_for for judgement in drawn} == {4.0}
    assert drawn.count() >= 1


def test_the_sample_takes_from_every_layer_of_probability(curator) -> None:
    make_pairs(*(0.1, 0.3, 0.5, 0.7, 0.9, 0.97) * 6)
    judged_in_order(curator)
    layers = [layer_of(judgement.probability) for judgement in Judgement.objects.measurable()]
    assert len({layers.count(layer) for layer in range(6)}) <= 2
    assert set(layers) == set(range(6))


def test_the_same_pair_comes_until_it_is_judged(curator) -> None:
    make_pairs(0.5, 0.6)
    assert next_task(curator) == next_task(curator)


def test_two_curators_have_different_pairs(curator) -> None:
    make_pairs(0.5, 0.6)
    paul = User.objects.create_user("paul")
    first, second = next_task(curator), next_task(paul)
    assert {(task.left.pk, task.right.pk) for task in (first, second)} == set(
        Pair.objects.values_list("left_id", "right_id")
    )
    assert next_task(User.objects.create_user("ada")) is None


def test_a_pair_that_was_left_goes_to_another_after_a_time(curator) -> None:
    make_pairs(0.5)
    first = next_task(curator)
    HandedOut.objects.update(at=timezone.now() - HANDED_OUT_FOR - timedelta(seconds=1))
    assert next_task(User.objects.create_user("paul")) == first
    assert next_task(curator) is None


def test_a_skipped_pair_goes_to_others_only(curator) -> None:
    make_pairs(0.5)
    task = next_task(curator)
    judge.skip(task.left.pk, task.right.pk, by=curator)
    assert next_task(curator) is None
    assert next_task(User.objects.create_user("paul")) == task


def test_what_follows_from_decisions_is_not_asked_to_learn_from(curator) -> None:
    one, two, three = (make_article(f"Text {n}.", source=f"Outlet {n}") for n in range(3))
    for left, right, probability in ((one, two, 0.5), (two, three, 0.5), (one, three, 0.5)):
        Pair.objects.create(
            left=left, right=right, kind="same story", score=0.5, probability=probability, same_source=False
        )
    judge.judge(one.pk, two.pk, "same", by=curator)
    judge.judge(two.pk, three.pk, "same", by=curator)
    task = next_task(curator)
    assert task is None or task.stands_for is not None


def test_pairs_of_one_outlet_and_hidden_ones_are_not_asked(curator) -> None:
    one, other = make_pairs(0.5, 0.5)
    Pair.objects.filter(pk=one.pk).update(same_source=True)
    other.left.hidden = True
    other.left.save()
    assert next_task(curator) is None
    Pair.objects.filter(pk=one.pk).update(same_source=False)
    assert next_task(curator).left == one.left


def test_an_order_that_is_used_up_is_made_anew(curator) -> None:
    make_pairs(0.5)
    judged_in_order(curator)
    [late] = make_pairs(0.5)
    assert next_task(curator).left == late.left
    cache.clear()
