import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.lineage.graph import MAX_EDGES_OF_NODE, Edge, Lineage, Node, independent


def text(number: int, agency: str = "", *, is_page: bool = False) -> Node:
    return Node(f"a{number}", f"Outlet {number}", number, agency, is_page)


def edge(source: str, target: str, of_source: float, of_target: float, *, directed: bool = False) -> Edge:
    return Edge(source, target, directed, of_source, of_target)


def test_texts_that_share_nothing_are_one_report_each() -> None:
    assert independent([text(1), text(2), text(3)], []) == [["a1"], ["a2"], ["a3"]]


def test_texts_that_are_the_same_are_one_report() -> None:
    nodes = [text(1), text(2), text(3)]
    edges = [edge("a1", "a2", 0.9, 0.9), edge("a2", "a3", 0.9, 0.9)]
    assert independent(nodes, edges) == [["a1", "a2", "a3"]]


def test_a_long_text_that_takes_up_a_short_one_is_a_report_of_its_own() -> None:
    assert independent([text(1), text(2)], [edge("a1", "a2", 0.2, 0.95)]) == [["a1"]]


def test_who_is_known_to_be_the_origin_depends_on_nobody() -> None:
    copied = [edge("a1", "a2", 0.9, 0.9, directed=True)]
    assert independent([text(1), text(2)], copied) == [["a1"]]


def test_half_of_the_words_is_where_a_text_is_anothers() -> None:
    assert len(independent([text(1), text(2)], [edge("a1", "a2", 0.1, 0.49)])) == 2
    assert len(independent([text(1), text(2)], [edge("a1", "a2", 0.1, 0.5)])) == 1


def test_outlets_that_carry_one_agency_are_one_report() -> None:
    assert independent([text(1, "AP"), text(2, "AP"), text(3)], []) == [["a1"], ["a3"]]


def test_an_agency_that_only_contributed_is_no_report_of_its_own() -> None:
    nodes = [text(1), text(2), Node("s:AP", "Associated Press", agency="AP")]
    edges = [Edge("s:AP", "a1", True, None, 0.3), Edge("s:AP", "a2", True, None, 0.4)]
    assert independent(nodes, edges) == [["a1"], ["a2"]]
    assert independent(nodes, [Edge("s:AP", "a1", True, None, 0.8)]) == [["s:AP"], ["a2"]]


def test_the_agencys_own_page_is_the_report() -> None:
    assert independent([text(1, "AP"), text(2, "AP", is_page=True)], []) == [["a2"]]


def test_two_pages_of_one_agency_are_two_reports() -> None:
    pages = [text(1, "AP", is_page=True), text(2, "AP", is_page=True)]
    assert independent(pages, []) == [["a1"], ["a2"]]


def test_texts_that_take_from_each_other_in_a_circle_are_one_report() -> None:
    nodes = [text(1), text(2), text(3)]
    edges = [edge(*ends, 0.1, 0.8, directed=True) for ends in (("a1", "a2"), ("a2", "a3"), ("a3", "a1"))]
    assert independent(nodes, edges) == [["a1", "a2", "a3"]]


def test_a_long_chain_takes_no_recursion() -> None:
    nodes = [text(number) for number in range(3_000)]
    edges = [edge(f"a{number}", f"a{number + 1}", 0.1, 0.9, directed=True) for number in range(2_999)]
    assert independent(nodes, edges) == [["a0"]]


def test_the_closest_edges_of_each_node_are_shown() -> None:
    nodes = [text(number) for number in range(30)]
    edges = [edge(f"a{a}", f"a{b}", 0.9, (a + b) / 60) for a in range(30) for b in range(a)]
    shown = Lineage(nodes, edges).shown()
    assert {node for each in shown.edges for node in (each.source, each.target)} == {node.id for node in nodes}
    assert len(shown.edges) <= MAX_EDGES_OF_NODE * len(nodes)


SHARES = st.sampled_from([0.0, 0.3, 0.5, 0.9])
EDGES = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), SHARES, SHARES, st.booleans()), max_size=20)


@given(EDGES, st.lists(st.sampled_from(["", "AP", "dpa"]), min_size=8, max_size=8))
def test_there_is_at_least_one_report_and_none_counts_twice(found, agencies) -> None:
    nodes = [text(number, agency) for number, agency in enumerate(agencies)]
    edges = [edge(f"a{a}", f"a{b}", x, y, directed=directed) for a, b, x, y, directed in found if a != b]
    groups = independent(nodes, edges)
    members = [node for group in groups for node in group]
    assert 1 <= len(groups) <= len(nodes)
    assert len(members) == len(set(members))


@pytest.mark.parametrize("nodes", [[], [text(1)]])
def test_small_stories(nodes: list[Node]) -> None:
    assert len(independent(nodes, [])) == len(nodes)
