"""Ids that readers have bookmarked stay with their articles."""

from hypothesis import given
from hypothesis import strategies as st

from newsgroups.stories.core.stable_ids import Assignment, stable_ids


def test_a_story_that_stays_keeps_its_id_and_a_new_one_has_none_yet() -> None:
    assert stable_ids({7: {1, 2}}, [[1, 2, 3], [4, 5]]) == Assignment([7, None], {}, [])


def test_where_two_stories_become_one_the_older_id_stays_and_the_other_redirects() -> None:
    assert stable_ids({7: {1, 2}, 9: {3, 4, 5}}, [[1, 2, 3, 4, 5]]) == Assignment([7], {9: 0}, [])


def test_where_a_story_parts_its_id_goes_with_most_of_its_articles() -> None:
    assert stable_ids({7: {1, 2, 3}}, [[1, 8], [2, 3]]) == Assignment([None, 7], {}, [])


def test_halves_are_told_by_the_smallest_article() -> None:
    assert stable_ids({7: {1, 2, 3, 4}}, [[3, 4], [1, 2]]) == Assignment([None, 7], {}, [])


def test_a_story_whose_articles_stand_alone_is_dissolved() -> None:
    assert stable_ids({7: {1, 2}, 8: set()}, [[3, 4]]) == Assignment([None], {}, [7, 8])


@given(st.lists(st.sampled_from([None, 1, 2, 3]), max_size=12), st.lists(st.integers(0, 3), min_size=12, max_size=12))
def test_every_old_id_goes_to_one_place_and_no_id_is_given_twice(before, after) -> None:
    old = {story: {a for a, each in enumerate(before) if each == story} for story in (1, 2, 3)}
    new = [[a for a, each in enumerate(after) if each == place] for place in range(4)]
    found = stable_ids(old, new)

    given_ids = [each for each in found.ids if each is not None]
    assert sorted([*given_ids, *found.redirects, *found.dissolved]) == [1, 2, 3]
    assert all(found.ids[place] < story for story, place in found.redirects.items())


@given(st.lists(st.integers(0, 3), max_size=12))
def test_grouping_again_changes_no_id(labels) -> None:
    groups = [[a for a, each in enumerate(labels) if each == label] for label in sorted(set(labels))]
    old = {10 + place: set(members) for place, members in enumerate(groups)}
    assert stable_ids(old, groups) == Assignment(list(old), {}, [])
