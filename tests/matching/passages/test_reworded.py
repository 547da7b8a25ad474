"""Reworded passages: found as runs of sentences, distinguished from copies and from mere topics."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from newsgroups.matching.passages import AlignOptions, align

REWORDED = AlignOptions(reworded=True)
ORIGINAL = (
    "Engineers found a crack of two metres in the eastern pylon of the harbour bridge on Monday. "
    "The port authority closed the bridge to all traffic and asked drivers to take the ferry. "
    "Repairs will last until spring, harbour master Ruth Ansgar told reporters at the quay."
)
RETOLD = (
    "A two-metre crack was found by engineers in the harbour bridge's eastern pylon. "
    "Drivers were asked to take the ferry after the bridge had been closed to traffic by the port authority. "
    "Harbour master Ruth Ansgar told the reporters at the quay that repairs will last until the spring."
)
WEATHER = (
    "It rained all week in the hills, and the farmers of the valley were glad of every drop after such a summer. "
    "The reservoir stands at half of its height, which nobody had hoped for in August. "
)
MARKET = "Two hundred people came to the market on the square, where the fire brigade's band played until noon. "


def found(query: str, article: str) -> list[tuple[str, str, str]]:
    passages = align(query, article, options=REWORDED).passages
    return [(p.kind, query[p.query_start : p.query_end], article[p.article_start : p.article_end]) for p in passages]


def test_sentences_told_in_other_words_are_one_passage() -> None:
    assert found(WEATHER + ORIGINAL, RETOLD + " " + WEATHER[:109]) != []
    (passage,) = found(ORIGINAL, f"{RETOLD}")
    assert passage == ("reworded", ORIGINAL, RETOLD)


def test_what_stands_around_it_is_left_out() -> None:
    own = "Two hundred people came to the market on the square, where the band of the fire brigade played until noon."
    (passage,) = found(f"{WEATHER}{ORIGINAL}", f"{RETOLD} {own}")
    assert passage == ("reworded", ORIGINAL, RETOLD)


def test_an_article_on_something_else_has_no_passage() -> None:
    assert found(ORIGINAL, WEATHER) == []
    assert found(ORIGINAL, f"{WEATHER} {RETOLD}") != []


def test_words_that_were_exchanged_and_mixed_over_all_sentences_are_found_by_their_company() -> None:
    torn = (
        "late reporters at officials two. vessels a master eastern and. ferry Ruth dock of on. the the authority yards "
        "closed. summer span pylon crack port. summer traffic to quay pillar. bridge Engineers chief harbour found. "
        "fissure yards harbour all take. drivers span chief Monday of. span the"
    )
    ((kind, of_query, of_article),) = found(WEATHER + torn, MARKET + ORIGINAL)
    assert kind == "reworded"
    assert of_query.endswith(torn)
    assert of_article.endswith(ORIGINAL)


def test_a_copy_is_called_a_copy() -> None:
    assert [kind for kind, *_ in found(f"{ORIGINAL} {ORIGINAL[::-1]}", ORIGINAL)] == ["identical"]


def test_other_words_count_in_no_share_of_copied_ones() -> None:
    alignment = align(ORIGINAL, RETOLD, options=REWORDED)
    assert (alignment.kind, alignment.of_query, alignment.of_article) == ("reworded", 0.0, 0.0)


def test_they_are_looked_for_only_when_asked() -> None:
    assert align(ORIGINAL, RETOLD).passages == ()
    assert len(align(ORIGINAL, RETOLD, options=AlignOptions(reworded=True)).passages) >= 1


def test_short_passages_are_left_out_when_asked() -> None:
    assert align(ORIGINAL, RETOLD, options=AlignOptions(reworded=True, min_words=500)).passages == ()
    assert len(align(ORIGINAL, RETOLD, options=AlignOptions(reworded=True, min_words=5)).passages) >= 1


words = st.lists(
    st.sampled_from("bridge crack pylon ferry harbour spring repair of the a . \n".split(" ")), max_size=60
)


@given(words, words)
def test_bounds_lie_in_the_texts_and_passages_do_not_overlap_in_the_query(left: list[str], right: list[str]) -> None:
    query, article = " ".join(left), " ".join(right)
    passages = align(query, article, options=REWORDED).passages
    for passage in passages:
        assert 0 <= passage.query_start < passage.query_end <= len(query)
        assert 0 <= passage.article_start < passage.article_end <= len(article)
    starts = [(p.query_start, p.query_end) for p in passages if p.kind == "reworded"]
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(starts))
