"""The shares of two texts equal those of their alignment, and pairs with too little in common are recognized at
once.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from newsgroups.matching.passages import AlignOptions, Shingled, align, copied_of_pairs
from newsgroups.matching.passages.base.blocks import join_runs, long_enough
from newsgroups.matching.passages.base.runs import shared_runs, without_overlaps
from newsgroups.matching.passages.base.types import SharedRun
from newsgroups.matching.passages.bulk import copied_shares
from newsgroups.matching.passages.bulk.bulk_blocks import blocks_of_pairs
from newsgroups.matching.passages.bulk.bulk_runs import Runs, shared_runs_of_pairs
from newsgroups.matching.passages.bulk.shingles import ShinglesOfPairs
from newsgroups.text.fingerprints.winnowing import GUARANTEED_RUN, fingerprints_of

FOOTER = "Our standards are in the handbook of accuracy and redistribution without written permission is prohibited"
SENTENCE = "The harbour bridge was closed on Monday after a diver found a deep crack in one pylon"
OTHER = "Two tugs pushed the vessel to the fish quay where all its passengers walked ashore before seven"

# A small vocabulary makes shingles that occur in many places.
words = st.lists(st.sampled_from("a b c d ferry sank port pier fog".split()), max_size=60)
run = st.lists(st.sampled_from("a b c ferry sank port".split()), max_size=30)
shares = st.sampled_from([0.1, 0.3, 0.5, 0.9])
# For each run: its offsets from the previous run in the query and in the article, and its number of words. The offsets
# are so small that most runs overlap, or are near enough to several others to be joined.
steps = st.lists(st.tuples(st.integers(0, 24), st.integers(-9, 24), st.sampled_from([5, 6, 7, 12, 20])), max_size=20)


class Told(NamedTuple):
    """The results for one pair."""

    of_query: float
    of_article: float
    longest_run: int
    boilerplate_words: int
    kind: str


NOTHING = Told(0.0, 0.0, 0, 0, "none")


def told(pairs: Sequence[tuple[Shingled, Shingled]], least: Sequence[float], **options: frozenset[int]) -> list[Told]:
    found = copied_of_pairs(pairs, least, **options)
    return [Told(*row) for row in zip(*(column.tolist() for column in found), strict=True)]


def same(query: str, article: str, boilerplate: frozenset[int] = frozenset(), least: float = 0.0) -> Told:
    (found,) = told([(Shingled.of(query), Shingled.of(article))], [least], boilerplate=boilerplate)
    return found


def text_of(*parts: list[str]) -> Shingled:
    return Shingled.of(" ".join(word for part in parts for word in part))


def runs_of(given: list[tuple[int, int, int]]) -> set[SharedRun]:
    queries, articles = (accumulate(column) for column in ([each[0] for each in given], [each[1] for each in given]))
    places = zip(queries, articles, given, strict=True)
    return {SharedRun(query, max(0, article), length) for query, article, (_, _, length) in places}


def aligned(query: str, article: str, boilerplate: frozenset[int] = frozenset()) -> Told:
    found = align(query, article, options=AlignOptions(boilerplate=boilerplate))
    common = sum(passage.words for passage in found.passages if passage.boilerplate)
    return Told(found.of_query, found.of_article, found.longest_run, common, found.kind)


@given(words, words, run, words, words, st.booleans())
def test_shares_are_those_of_the_alignment(a, b, shared, c, d, is_common) -> None:
    query, article = " ".join([*a, *shared, *b]), " ".join([*c, *shared, *d])
    boilerplate = frozenset(fingerprints_of(" ".join(shared)).tolist()) if is_common else frozenset()

    assert same(query, article, boilerplate) == aligned(query, article, boilerplate)


@given(words, words, run, words, words, shares)
def test_shares_of_the_least_that_is_asked_for_are_told_and_lesser_ones_are_nothing(a, b, shared, c, d, least) -> None:
    query, article = " ".join([*a, *shared, *b]), " ".join([*c, *shared, *d])
    whole = same(query, article)

    assert same(query, article, least=least) == (whole if max(whole.of_query, whole.of_article) >= least else NOTHING)


def test_boilerplate_counts_in_no_share() -> None:
    common = frozenset(fingerprints_of(FOOTER).tolist())
    query, article = f"{SENTENCE}. {FOOTER}.", f"{OTHER}. {FOOTER}."

    assert same(query, article, common) == Told(0.0, 0.0, 0, 15, "none")
    assert same(query, f"{SENTENCE}. {FOOTER}.", common).longest_run >= GUARANTEED_RUN


def test_of_many_pairs_with_boilerplate_each_is_told_as_alone() -> None:
    common = frozenset(fingerprints_of(FOOTER).tolist())
    texts = [
        text_of(part.split(), FOOTER.split()[: 6 * n], part.split()) for n in range(5) for part in (SENTENCE, OTHER)
    ]
    both = [(left, right) for left in texts for right in texts]

    alone = [each for pair in both for each in told([pair], [0.0], boilerplate=common)]
    assert told(both, [0.0] * len(both), boilerplate=common) == alone
    assert {each.boilerplate_words > 0 for each in alone} == {True, False}


def test_a_long_query_is_held_with_few_articles_at_a_time(monkeypatch) -> None:
    monkeypatch.setattr(copied_shares, "_BATCH_SIZE", 20)
    texts = [Shingled.of(part) for part in (SENTENCE, OTHER, f"{SENTENCE} {OTHER}")]
    both = [(left, right) for left in texts for right in texts]
    assert told(both, [0.0] * len(both)) == [each for pair in both for each in told([pair], [0.0])]


def test_the_same_words_are_identical_and_a_text_of_four_words_shares_nothing() -> None:
    assert same(SENTENCE, SENTENCE.upper()) == Told(1.0, 1.0, 17, 0, "identical")
    assert same("A crack was found", "A crack was found") == NOTHING
    assert same("", SENTENCE) == NOTHING


@given(st.lists(st.tuples(words, run, words), min_size=1, max_size=5), st.lists(st.tuples(words, run, words)), shares)
def test_many_pairs_at_once_are_told_as_each_alone(queries, articles, least) -> None:
    lefts, rights = ([text_of(*parts) for parts in side] for side in (queries, articles))
    both = [(left, right) for left in lefts for right in rights]
    leasts = [least * (place % 2) for place in range(len(both))]

    alone = [each for pair, share in zip(both, leasts, strict=True) for each in told([pair], [share])]
    assert told(both, leasts) == alone
    assert told([], []) == []


@given(st.lists(st.tuples(words, run, words), min_size=1, max_size=4))
def test_runs_of_many_pairs_are_those_of_each(articles) -> None:
    texts = [text_of(*parts) for parts in articles]
    both = [(left, right) for left in texts for right in texts]
    found = shared_runs_of_pairs(both, ShinglesOfPairs(both))
    rows = sorted(zip(*(column.tolist() for column in found), strict=True))
    assert rows == [(n, *run) for n, pair in enumerate(both) for run in sorted(shared_runs(*pair))]


# The last run is near the previous one, and nearer to the first one.
@example([[(0, 20, 12), (12, 0, 5), (5, 13, 12)]])
@given(st.lists(steps, max_size=9))
def test_blocks_of_many_pairs_are_those_of_each(shared) -> None:
    pairs = [runs_of(each) for each in shared]
    columns = [(n, *run) for n, runs in enumerate(pairs) for run in runs]
    found = blocks_of_pairs(Runs(*np.array(columns, np.int64).reshape(-1, 4).T))
    rows = sorted(zip(*(column.tolist() for column in found), strict=True))
    blocks = [(n, block) for n, runs in enumerate(pairs) for block in join_runs(without_overlaps(runs))]
    assert rows == sorted(
        (n, *block[:4], block.same_words, max(run.length for run in block.runs))
        for n, block in blocks
        if long_enough(block)
    )
