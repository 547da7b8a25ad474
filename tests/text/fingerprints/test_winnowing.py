"""Winnowing: any two texts that share twelve consecutive words share a fingerprint, and most words cost nothing."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.text.fingerprints.winnowing import (
    GUARANTEED_RUN,
    SEVERAL,
    WINDOW,
    context_fingerprints,
    fingerprints,
    longest_runs,
    shingles,
    winnow,
)
from newsgroups.text.tokens.tokenizer import tokenize

# A small vocabulary makes equal shingles, which are the hard case of robust winnowing.
some_words = st.lists(st.sampled_from("a b c d e f g".split()), max_size=60)
shared_run = st.lists(st.sampled_from("a b c ferry sank port".split()), min_size=GUARANTEED_RUN, max_size=40)


@given(some_words, some_words, some_words, some_words, shared_run)
def test_texts_that_share_twelve_words_in_a_row_share_a_fingerprint(a, b, c, d, run) -> None:
    one = fingerprints(tokenize(" ".join([*a, *run, *b])))
    other = fingerprints(tokenize(" ".join([*c, *run, *d])))

    assert len(np.intersect1d(one, other)) >= 1


@given(some_words)
def test_every_window_of_shingles_holds_a_selected_one(words) -> None:
    tokens = tokenize(" ".join(words))
    count = len(shingles(tokens.hashes))
    _, places = winnow(tokens)

    edges = [-1, *places.tolist(), count]
    assert max(np.diff(edges), default=0) <= min(WINDOW, count) or count == 0


@given(some_words)
def test_selected_hashes_are_those_of_their_places_in_order(words) -> None:
    tokens = tokenize(" ".join(words))
    hashes, places = winnow(tokens)

    assert hashes.tolist() == shingles(tokens.hashes).view(np.int64)[places].tolist()
    assert places.tolist() == sorted(set(places.tolist()))
    assert fingerprints(tokens).tolist() == sorted(set(hashes.tolist()))


def test_texts_of_fewer_than_five_words_have_no_fingerprint_and_five_have_one() -> None:
    assert len(fingerprints(tokenize("The harbour bridge closed"))) == 0
    assert len(fingerprints(tokenize("The harbour bridge was closed"))) == 1


def test_a_text_that_repeats_itself_costs_little() -> None:
    assert len(fingerprints(tokenize("spam " * 5_000))) == 1
    assert len(winnow(tokenize("spam " * 5_000))[0]) == 624


def test_about_two_in_nine_shingles_are_selected() -> None:
    tokens = tokenize(" ".join(f"word{number}" for number in range(20_000)))

    assert 0.21 < len(winnow(tokens)[0]) / len(tokens) < 0.235


def test_house_style_does_not_change_the_fingerprints() -> None:
    one = "The U.S. navy’s flagship left the harbour at dawn, officials said on Monday."
    other = "the US Navys flagship LEFT the harbour, at dawn officials said on Monday"

    assert fingerprints(tokenize(one)).tolist() == fingerprints(tokenize(other)).tolist()


@given(some_words, some_words, some_words, some_words, shared_run)
def test_traces_of_the_words_beside_never_tell_of_a_shorter_run_than_there_is(a, b, c, d, run) -> None:
    one, around_one, _ = context_fingerprints(" ".join([*a, *run, *b]))
    other, around_other, _ = context_fingerprints(" ".join([*c, *run, *d]))
    _, left, right = np.intersect1d(one, other, assume_unique=True, return_indices=True)

    assert max(longest_runs(around_one[left], around_other[right]).tolist()) >= GUARANTEED_RUN


def test_traces_end_where_the_words_differ_or_the_text_does() -> None:
    _, around, _ = context_fingerprints("the ferry sank off port")
    assert longest_runs(around, around).tolist() == [5]
    values, longer, _ = context_fingerprints("at noon the ferry sank off port calder today")
    _, other, _ = context_fingerprints("at night the ferry sank off port calder now")
    assert len(values) == 1
    assert longest_runs(longer, longer).tolist() == [9]
    assert longest_runs(longer, other).tolist() == [5]


def test_words_that_stand_at_several_places_have_no_traces() -> None:
    once, twice = "the ferry sank off port", "the ferry sank off port and the ferry sank off port"
    value = context_fingerprints(once)[0].item()
    around = dict(zip(*(each.tolist() for each in context_fingerprints(twice)[:2]), strict=True))
    assert around.get(value, SEVERAL) == SEVERAL
    assert context_fingerprints("spam " * 20)[1].tolist() == [SEVERAL]
