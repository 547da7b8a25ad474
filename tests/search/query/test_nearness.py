"""Proximity and fuzzy search give the same results as checking the texts one by one."""

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from newsgroups.search.engines.haystack import sync
from newsgroups.search.evaluate.evaluator import evaluate
from newsgroups.search.evaluate.proximity import NearQuery
from newsgroups.search.query import query_words
from newsgroups.search.query.multilingual_terms import Row, wanted
from newsgroups.search.service import search
from newsgroups.text.languages.analysis import analysis_of
from tests.makers import make_article
from tests.search.small_indexes import index_of

FORMS = ["storm", "storms", "the", "coast", "of"]
texts = st.lists(st.sampled_from(FORMS), max_size=25).map(" ".join)
batches = st.lists(
    st.tuples(
        st.lists(st.tuples(texts, st.just("x"), st.just("anchor"), st.none()), max_size=8), st.sets(st.integers(0, 4))
    ),
    min_size=1,
    max_size=3,
)
sides = st.lists(st.sampled_from(FORMS), min_size=1, max_size=2)


def starts(text: list[str], side: list[str], exact: bool) -> list[int]:
    def same(left: str, right: str) -> bool:
        return left == right if exact else query_words.stem(left) == query_words.stem(right)

    return [
        place
        for place in range(len(text) - len(side) + 1)
        if all(same(text[place + number], word) for number, word in enumerate(side))
    ]


def is_near(text: list[str], left: tuple[list[str], bool], right: tuple[list[str], bool], distance: int) -> bool:
    """Tells whether there are fewer words than the distance between the end of one and the start of the other."""
    for a in starts(text, *left):
        for b in starts(text, *right):
            gap = b - (a + len(left[0])) if b > a else a - (b + len(right[0]))
            if 0 <= gap < distance and a != b:
                return True
    return False


@given(batches, st.tuples(sides, st.booleans()), st.tuples(sides, st.booleans()), st.integers(1, 6))
@hypothesis_settings(max_examples=60)
def test_near_finds_what_going_through_the_texts_finds(batches, left, right, distance):
    standing, number = {}, 0
    for added, replaced in batches:
        standing = {key: text for key, text in standing.items() if key not in replaced}
        for text, *_ in added:
            standing[number] = text.split()
            number += 1
    expected = [key for key, text in standing.items() if is_near(text, left, right, distance)]
    rows = tuple(
        Row(tuple(wanted(word, [analysis_of("en")], exact=exact) for word in side)) for side, exact in (left, right)
    )

    with index_of(batches) as (snapshot, _):
        documents, scores = evaluate(snapshot, NearQuery("text", rows, distance))

        assert sorted(snapshot.columns.article[documents].tolist()) == expected
        assert len(scores) == len(documents)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ferry NEAR/3 harbour", []),
        ("ferry NEAR/4 harbour", ["Storm"]),
        ("harbour NEAR ferries", ["Storm"]),
        ('ferry NEAR/1 "in the harbour"', []),
        ('sank NEAR/1 "in the"', ["Storm"]),
        ('"ferries" NEAR harbour', []),
        ('"harbour ferry"~4', ["Storm"]),
        ("-(ferry NEAR harbour)", ["Other"]),
        ("author:(ann NEAR/1 coast)", ["Storm"]),
        ("harbor~1", ["Storm"]),
        ("haurbour~", ["Storm"]),
        ("hxrbxur~1", []),
        ("title:strom~", ["Storm"]),
        ("author:coats~", ["Storm"]),
        ('"storms"', ["Other"]),
        ('"ferry sank"', ["Storm"]),
        ('"ferries sank"', []),
    ],
)
def test_a_query_finds(query, found):
    make_article("The ferry sank in the harbour.", title="Storm", authors="Ann Coast")
    make_article("Nothing but storms here.", title="Other")
    sync.index_pending()

    assert [hit.article.title for hit in search(query).hits] == found


@pytest.mark.django_db
def test_marks_are_of_the_words_meant_and_in_quotes_of_their_form_alone():
    make_article("Two storms and a storm hit the harbour, the harbours of the coast.", title="x")
    sync.index_pending()

    def marked(query: str) -> list[str]:
        (hit,) = search(query).hits
        return [fragment.text for fragment in hit.snippet if fragment.marked]

    assert marked('"storm"') == ["storm"]
    assert marked("storm") == ["storms", "storm"]
    assert marked('"the harbour" NEAR coast') == ["the", "harbour", "coast"]
    assert marked("harbuor~") == ["harbour", "harbours"]
