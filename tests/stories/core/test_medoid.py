"""A story is shown by the report that is closest to all others, and by an opinion piece only if it has no report."""

from newsgroups.stories.core.medoid import by_centrality, reports_first

LINKS = {1: {2: 0.9, 3: 0.8}, 2: {1: 0.9, 3: 0.1}, 3: {1: 0.8, 2: 0.1}}


def test_reports_come_before_opinion_pieces_in_the_order_of_centrality() -> None:
    assert by_centrality([1, 2, 3], LINKS) == [1, 2, 3]
    assert reports_first([1, 2, 3], {1}) == [2, 3, 1]
    assert reports_first([1, 2, 3], {1, 2, 3}) == [1, 2, 3]
