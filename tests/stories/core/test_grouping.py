"""From pair probabilities to stories: constraints always hold, and a single weak link does not chain stories
together.
"""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.stories.core.clustering import ConflictingConstraints, group
from newsgroups.stories.core.medoid import by_centrality

Links = dict[tuple[int, int], float]


def groups(count: int, links: Links, **constraints) -> list[list[int]]:
    pairs = np.array(list(links), dtype=np.int64).reshape(-1, 2)
    labels = group(count, pairs, np.array(list(links.values())), **constraints).tolist()
    assert all(labels[label] == label <= place for place, label in enumerate(labels))
    return [[each for each in range(count) if labels[each] == label] for label in sorted(set(labels))]


def clique(*members: int, at: float = 0.9) -> Links:
    return {(a, b): at for a in members for b in members if a < b}


def test_probable_pairs_are_one_group_and_improbable_ones_are_not() -> None:
    assert groups(4, {(0, 1): 0.9, (2, 3): 0.33}) == [[0, 1], [2], [3]]


def test_nothing_to_group_gives_groups_of_one() -> None:
    assert groups(0, {}) == []
    assert groups(2, {}) == [[0], [1]]


def test_one_link_does_not_chain_two_stories() -> None:
    links = clique(0, 1, 2) | clique(3, 4, 5) | {(2, 3): 0.89}
    assert groups(6, links) == [[0, 1, 2], [3, 4, 5]]


def test_an_article_joins_a_story_that_it_is_close_to_on_the_mean() -> None:
    assert groups(4, clique(0, 1, 2) | {(0, 3): 0.8, (1, 3): 0.5}) == [[0, 1, 2, 3]]
    assert groups(4, clique(0, 1, 2) | {(0, 3): 0.8}) == [[0, 1, 2], [3]]


def test_three_good_links_are_enough_for_a_story_of_up_to_six() -> None:
    links = {(0, 9): 0.5, (4, 9): 0.5, (5, 9): 0.5}
    assert groups(10, clique(*range(6)) | links) == [[0, 1, 2, 3, 4, 5, 9], [6], [7], [8]]
    assert groups(10, clique(*range(9)) | links) == [list(range(9)), [9]]


def test_a_greater_story_takes_in_what_is_close_to_all_of_it_but_three() -> None:
    links = {(each, 10): 0.5 for each in range(7)}
    assert groups(11, clique(*range(10)) | links) == [list(range(11))]
    assert groups(11, clique(*range(10)) | dict(list(links.items())[:4])) == [list(range(10)), [10]]


def test_eight_good_links_are_enough_for_a_story_of_hundreds() -> None:
    links = {(each, 200): 0.45 for each in range(8)}
    assert groups(201, clique(*range(200)) | links) == [list(range(201))]
    del links[7, 200]
    assert groups(201, clique(*range(200)) | links) == [list(range(200)), [200]]


def test_the_more_articles_two_stories_have_the_closer_they_must_be_to_be_one() -> None:
    alike = {(a, b): 0.45 for a in range(4) for b in range(4, 8)}
    assert groups(2, {(0, 1): 0.45}) == [[0, 1]]
    assert groups(8, clique(0, 1, 2, 3) | clique(4, 5, 6, 7) | alike) == [[0, 1, 2, 3], [4, 5, 6, 7]]
    closer = dict.fromkeys(alike, 0.62)
    assert groups(8, clique(0, 1, 2, 3) | clique(4, 5, 6, 7) | closer) == [[0, 1, 2, 3, 4, 5, 6, 7]]


def test_an_article_goes_to_the_story_it_is_closer_to_and_not_to_that_of_its_strongest_link() -> None:
    links = clique(0, 1, 2, at=0.97) | {(2, 3): 0.95, (0, 3): 0.1, (1, 3): 0.1, (3, 4): 0.8}
    assert groups(5, links) == [[0, 1, 2], [3, 4]]


def test_a_pair_is_tried_again_when_its_groups_have_grown_together() -> None:
    between = {(a, b): 0.58 for a in (0, 1, 2) for b in (4, 5, 6)}
    links = clique(0, 1, 2) | clique(4, 5, 6) | between | {(0, 3): 0.8, (3, 4): 0.75}
    assert groups(7, links) == [[0, 1, 2, 3, 4, 5, 6]]


def test_what_must_be_together_is_together_without_any_link() -> None:
    assert groups(3, {}, must_link=[(2, 0)]) == [[0, 2], [1]]


def test_what_must_be_apart_is_apart_though_all_are_alike() -> None:
    found = groups(3, clique(0, 1, 2, at=0.99), cannot_link=[(0, 1)])
    assert found == [[0, 2], [1]]


def test_apart_goes_for_whole_groups() -> None:
    found = groups(4, clique(0, 1, 2, 3, at=0.99), must_link=[(0, 1), (2, 3)], cannot_link=[(1, 2)])
    assert found == [[0, 1], [2, 3]]


def test_a_locked_group_stays_exactly_as_it_is() -> None:
    links = clique(0, 1, 2, 3, at=0.99)
    assert groups(4, links, frozen=[[0, 3]]) == [[0, 3], [1, 2]]
    assert groups(4, links, frozen=[[0]]) == [[0], [1, 2, 3]]
    assert groups(4, links, frozen=[[0, 3]], must_link=[(0, 1)], cannot_link=[(0, 3)]) == [[0, 3], [1, 2]]


def test_constraints_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(ConflictingConstraints, match="0 and 2 are to be kept apart and together"):
        groups(3, {}, must_link=[(0, 1), (1, 2)], cannot_link=[(0, 2)])


@st.composite
def archives(draw) -> tuple[int, Links]:
    count = draw(st.integers(2, 9))
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] < pair[1])
    return count, draw(st.dictionaries(pairs, st.sampled_from([0.1, 0.36, 0.5, 0.5, 0.9, 1.0]), max_size=30))


@given(archives(), st.randoms())
def test_the_order_of_the_pairs_does_not_matter(archive, random) -> None:
    count, links = archive
    shuffled = list(links.items())
    random.shuffle(shuffled)
    assert groups(count, dict(shuffled)) == groups(count, links)


@given(archives(), st.randoms())
def test_the_order_of_arrival_does_not_matter_where_no_two_pairs_are_equally_probable(archive, random) -> None:
    """An article's number is its position in the order of arrival."""
    count, links = archive
    links = {pair: value - place / 1_000 for place, (pair, value) in enumerate(links.items())}
    number = list(range(count))
    random.shuffle(number)
    renumbered = {tuple(sorted((number[a], number[b]))): value for (a, b), value in links.items()}
    expected = sorted(sorted(number[each] for each in members) for members in groups(count, links))
    assert sorted(map(sorted, groups(count, renumbered))) == expected


@given(archives(), st.data())
def test_constraints_hold_in_any_archive(archive, data) -> None:
    count, links = archive
    articles = st.integers(0, count - 1)
    frozen = data.draw(st.lists(articles, max_size=3, unique=True))
    free = [each for each in range(count) if each not in frozen]
    apart = [(a, b) for a, b in data.draw(st.lists(st.tuples(articles, articles), max_size=4)) if a != b]
    apart = [pair for pair in apart if set(pair) <= set(free)]
    together = [(a, b) for a, b in pairwise(free) if not apart]

    found = groups(count, links, must_link=together, cannot_link=apart, frozen=[frozen] if frozen else [])

    of = {article: members for members in found for article in members}
    assert sorted(of) == list(range(count))
    assert not frozen or of[frozen[0]] == sorted(frozen)
    assert all(of[a] is of[b] for a, b in together)
    assert all(of[a] is not of[b] for a, b in apart)


def test_the_central_member_is_closest_to_all_others() -> None:
    links = {1: {2: 0.9, 3: 0.8, 9: 5.0}, 2: {1: 0.9, 3: 0.1}, 3: {1: 0.8, 2: 0.1}}
    assert by_centrality([2, 1, 3], links)[0] == 1
    assert by_centrality([2, 3], {}) == [2, 3]


def test_what_is_kept_apart_from_one_is_kept_apart_from_the_group_that_it_joins() -> None:
    pairs, likely = np.array([[0, 1], [1, 2]]), np.array([0.99, 0.95])
    assert group(3, pairs, likely).tolist() == [0, 0, 0]
    assert group(3, pairs, likely, cannot_link=[(0, 2)]).tolist() == [0, 0, 2]
    assert group(3, pairs[:, ::-1], likely, cannot_link=[(2, 0)]).tolist() == [0, 0, 2]


def test_the_closest_groups_are_one_first_and_take_no_article_from_its_only_neighbor() -> None:
    assert groups(4, {(0, 2): 0.95, (1, 2): 0.95, (1, 3): 0.9}) == [[0, 2], [1, 3]]


def test_an_article_that_was_too_far_at_first_joins_the_group_that_has_grown_since() -> None:
    links = {(0, 1): 0.65, (0, 2): 0.5, (0, 3): 0.75, (0, 4): 0.5, (1, 2): 0.9, (1, 3): 0.9, (1, 4): 0.9}
    assert groups(5, links) == [[0, 1, 2, 3, 4]]


def test_links_to_articles_of_other_stories_make_no_member_central() -> None:
    assert by_centrality([1, 2, 3], {1: {9: 5.0}, 2: {3: 0.5}, 3: {2: 0.5, 1: 0.1}}) == [3, 2, 1]
