"""Text repeated in many articles on different stories is boilerplate; text in many articles on one story is not."""

import numpy as np
from scipy import sparse

from newsgroups.matching.boilerplate.detect_boilerplate import ALWAYS, archive_limit, boilerplate
from newsgroups.matching.sparse.inverted_index import Ints, InvertedIndex
from newsgroups.matching.sparse.sparse_rows import Matrix

FOOTER, OTHER = 77, 88


def different(rows: Ints, common: Ints) -> Matrix:
    """Articles that have nothing in common."""
    return sparse.csr_array(np.eye(int(rows.max(initial=0)) + 1)[rows])


def alike(rows: Ints, common: Ints) -> Matrix:
    return sparse.csr_array(np.ones((len(rows), 1)))


def silent(rows: Ints, common: Ints) -> Matrix:
    """Articles with nothing besides what they have in common."""
    return sparse.csr_array((len(rows), 1))


def found(articles: list[list[int]], sources: list[int], rest=different) -> list[int]:
    index = InvertedIndex.build([np.array(sorted(each), dtype=np.int64) for each in articles])
    return index.hashes[boilerplate(index, np.array(sources), rest)].tolist()


def outlet(number: int, *, footers: int, articles: int) -> tuple[list[list[int]], list[int]]:
    """Articles of an outlet, a given number of them with the footer; each has a unique hash."""
    held = [[1_000 * number + place, *([FOOTER] if place < footers else [])] for place in range(articles)]
    return held, [number] * articles


def test_a_footer_in_half_of_an_outlets_articles_is_boilerplate_though_rare_in_the_archive() -> None:
    articles, sources = outlet(1, footers=4, articles=8)
    others, elsewhere = outlet(2, footers=0, articles=400)
    assert found(articles + others, sources + elsewhere) == [FOOTER]


def test_less_than_half_or_than_four_articles_are_not() -> None:
    assert found(*outlet(1, footers=4, articles=9)) == []
    assert found(*outlet(1, footers=3, articles=3)) == []
    assert found(*outlet(1, footers=4, articles=8)) == [FOOTER]


def test_an_outlet_that_prints_one_story_again_and_again_makes_it_no_boilerplate() -> None:
    assert found(*outlet(1, footers=8, articles=8), rest=alike) == []
    assert found(*outlet(1, footers=8, articles=8)) == [FOOTER]


def test_whole_copies_are_no_boilerplate() -> None:
    assert found(*outlet(1, footers=8, articles=8), rest=silent) == []
    assert found(*outlet(1, footers=8, articles=8)) == [FOOTER]


def test_a_phrase_in_many_articles_of_all_outlets_is_boilerplate() -> None:
    articles = [[place, 10_000] for place in range(40)]
    assert found(articles, list(range(40))) == [10_000]
    assert found(articles[:30], list(range(30))) == []
    assert found(articles, list(range(40)), rest=alike) == []


def test_what_stands_in_more_than_a_thousand_articles_is_boilerplate_whatever_they_tell() -> None:
    articles = [[place, 10_000] for place in range(ALWAYS + 1)]
    assert found(articles, list(range(len(articles))), rest=alike) == [10_000]


def test_the_rest_is_asked_for_without_everything_that_may_be_boilerplate() -> None:
    asked: list[list[int]] = []

    def rest(rows: Ints, common: Ints) -> Matrix:
        asked.append(common.tolist())
        return different(rows, common)

    articles, sources = outlet(1, footers=4, articles=8)
    for held in articles[4:]:
        held.append(OTHER)
    assert found(articles, sources, rest=rest) == [FOOTER, OTHER]
    assert asked == [[FOOTER, OTHER]]


def test_an_empty_archive_has_none() -> None:
    assert found([], []) == []
    assert found([[]], [1]) == []


def test_the_limit_grows_with_the_archive_up_to_a_ceiling() -> None:
    assert [archive_limit(articles) for articles in (0, 10_000, 50_000, 1_000_000)] == [30, 30, 100, 200]


def story_of(first: int):
    """Of the rows, those before `first` tell one story and the others each their own."""

    def rest(rows: Ints, common: Ints) -> Matrix:
        return sparse.csr_array(np.eye(100)[np.where(rows < first, 0, rows)])

    return rest


def test_a_few_articles_of_one_story_above_the_same_footer_leave_it_a_footer() -> None:
    """Of the ten pairs of five articles, three are of one story."""
    assert found(*outlet(1, footers=5, articles=5), rest=story_of(3)) == [FOOTER]
    assert found(*outlet(1, footers=5, articles=5), rest=story_of(5)) == []


def test_the_articles_compared_are_taken_from_all_that_have_the_footer() -> None:
    assert found(*outlet(1, footers=24, articles=24), rest=story_of(8)) == [FOOTER]
    assert found(*outlet(1, footers=24, articles=24), rest=story_of(24)) == []


def test_where_half_of_the_articles_say_nothing_else_the_others_do_not_decide() -> None:
    def rest(rows: Ints, common: Ints) -> Matrix:
        return sparse.csr_array(np.eye(100)[rows] * (rows < silent_from)[:, None])

    silent_from = 4
    assert found(*outlet(1, footers=8, articles=8), rest=rest) == []
    silent_from = 5
    assert found(*outlet(1, footers=8, articles=8), rest=rest) == [FOOTER]
