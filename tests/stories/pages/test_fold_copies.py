"""Articles folded by the text that they carry, and values that an earlier text has given."""

from newsgroups.lineage.graph import Edge, Lineage, Node
from newsgroups.models import Article
from newsgroups.stories.pages.stories.fold_copies import fold_copies
from newsgroups.stories.pages.stories.origin_badges import Sign
from newsgroups.stories.pages.stories.story import StoryArticle
from newsgroups.story_facts.repeated.in_earlier_texts import known_values


def told(*signs: str) -> list[StoryArticle]:
    return [StoryArticle(Article(pk=number), sign=Sign(sign)) for number, sign in enumerate(signs, start=1)]


def nodes(number: int, **agencies: str) -> list[Node]:
    return [Node(f"a{n}", f"Outlet {n}", n, agencies.get(f"a{n}", "")) for n in range(1, number + 1)]


def shape(articles: list[StoryArticle], lineage: Lineage) -> list[tuple[object, str, list[int]]]:
    return [
        (text.head and text.head.article.pk, text.agency, [each.article.pk for each in text.copies])
        for text in fold_copies(articles, lineage)
    ]


def test_a_copy_of_a_copy_is_under_the_first_text() -> None:
    edges = [Edge("a1", "a2", True, 0.9, 0.9), Edge("a2", "a3", True, 0.9, 0.9)]
    assert shape(told("own", "copy", "copy"), Lineage(nodes(3), edges)) == [(1, "", [2, 3])]


def test_a_copy_of_unknown_order_or_little_text_stands_for_itself() -> None:
    edges = [Edge("a1", "a2", False, 0.9, 0.9), Edge("a1", "a3", True, 0.2, 0.2)]
    assert shape(told("own", "copy", "copy"), Lineage(nodes(3), edges)) == [(1, "", []), (2, "", []), (3, "", [])]


def test_copies_of_an_agency_outside_of_the_archive_stand_under_its_name_after_own_reports() -> None:
    lineage = Lineage([*nodes(3, a2="AP", a3="AP"), Node("s:AP", "Associated Press", agency="AP")], [])
    assert shape(told("own", "copy", "copy"), lineage) == [(1, "", []), (None, "Associated Press", [2, 3])]


def test_texts_that_come_from_each_other_are_under_one_of_them() -> None:
    edges = [Edge("a1", "a2", True, 0.9, 0.9), Edge("a2", "a1", True, 0.9, 0.9), Edge("a2", "a3", True, 0.9, 0.9)]
    assert shape(told("copy", "copy", "copy"), Lineage(nodes(3), edges)) == [(1, "", [2, 3])]


def value(article: int, side: int = -1) -> dict[str, object]:
    return {"article": article, "value": "19", "start": 10 * article, "end": 10 * article + 2, "side": side}


def test_an_agreed_value_is_known_from_the_first_text_that_gives_it() -> None:
    facts = [{"verdict": "agreed", "values": [value(7), value(5), value(9)]}]
    assert known_values(facts, [5, 7, 9]) == {7: [(70, 72, 5)], 9: [(90, 92, 5)]}


def test_of_a_disagreement_only_the_same_side_is_known() -> None:
    facts = [{"verdict": "superseded", "values": [value(5, 0), value(7, 1), value(9, 1), value(8, -1)]}]
    assert known_values(facts, [5, 7, 8, 9]) == {9: [(90, 92, 7)]}


def test_articles_of_another_page_make_nothing_known() -> None:
    facts = [{"verdict": "agreed", "values": [value(5), value(7)]}]
    assert known_values(facts, [7]) == {}
