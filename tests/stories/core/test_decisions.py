import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.stories.core.constraint_graph import Contradiction, Decisions, Link


def decided(*links: Link) -> Decisions:
    found = Decisions()
    for link in links:
        found.add(link)
    return found


def together(left: int, right: int, event: int = 0) -> Link:
    return Link(left, right, True, event)


def apart(left: int, right: int, event: int = 0) -> Link:
    return Link(left, right, False, event)


def test_together_reaches_along_a_chain() -> None:
    found = decided(together(1, 2), together(2, 3), together(5, 6))
    assert found.are_together(1, 3)
    assert not found.are_together(1, 5)
    assert sorted(found.must_link_sets()) == [[1, 2, 3], [5, 6]]


def test_apart_holds_between_everything_that_is_together_with_either() -> None:
    found = decided(together(1, 2), apart(2, 3), together(3, 4))
    assert found.are_apart(1, 4)
    assert not found.are_apart(1, 2)


def test_a_contradiction_names_the_shortest_chain_that_puts_the_two_together() -> None:
    found = decided(together(1, 2, 10), together(2, 3, 11), together(3, 4, 12), together(1, 4, 13))
    with pytest.raises(Contradiction) as said:
        found.add(apart(2, 4))
    assert said.value.chain in (
        [together(1, 2, 10), together(1, 4, 13)],
        [together(2, 3, 11), together(3, 4, 12)],
    )


def test_a_contradiction_names_the_chain_that_keeps_the_two_apart() -> None:
    found = decided(together(1, 2, 10), together(2, 3, 11), apart(1, 9, 12), together(8, 9, 13))
    with pytest.raises(Contradiction) as said:
        found.add(together(3, 8))
    assert said.value.chain == [together(2, 3, 11), together(1, 2, 10), apart(1, 9, 12), together(8, 9, 13)]
    assert not found.are_together(3, 8)


LINKS = st.lists(st.builds(Link, st.integers(0, 12), st.integers(13, 25), st.booleans()), max_size=60)


@given(LINKS)
def test_whatever_was_taken_holds_and_whatever_was_refused_was_told_by_taken_links(links: list[Link]) -> None:
    found, taken = Decisions(), []
    for link in links:
        try:
            found.add(link)
            taken.append(link)
        except Contradiction as contradiction:
            assert set(contradiction.chain) <= set(taken)
            assert sum(not each.together for each in contradiction.chain) == (1 if link.together else 0)
            ends = {link.left, link.right}
            for each in contradiction.chain:
                ends ^= {each.left, each.right}
            assert ends == set()
    for link in taken:
        assert found.are_together(link.left, link.right) == link.together
        assert found.are_apart(link.left, link.right) != link.together


def test_of_two_ways_round_a_circle_the_shorter_one_is_named() -> None:
    circle = [together(1, 2), together(2, 3), together(3, 4), together(4, 5), together(5, 1)]
    assert decided(*circle).chain(1, 3) == [together(1, 2), together(2, 3)]


def test_the_links_that_keep_two_apart_lead_from_the_first_to_the_second_in_both_directions() -> None:
    found = decided(together(1, 2), apart(1, 9), together(8, 9))
    assert found.apart_by(2, 8) == [together(1, 2), apart(1, 9), together(8, 9)]
    assert found.apart_by(8, 2) == [together(8, 9), apart(1, 9), together(1, 2)]


def test_each_pair_of_sets_that_are_apart_is_told_once() -> None:
    assert list(decided(together(1, 2), apart(2, 5), apart(7, 1)).cannot_link_pairs()) == [(1, 5), (1, 7)]


def test_an_article_without_decisions_is_held_together_with_itself() -> None:
    found = decided(together(1, 2))
    assert (found.members(3), sorted(found.members(2))) == ([3], [1, 2])
