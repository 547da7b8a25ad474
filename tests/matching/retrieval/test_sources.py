"""Sources are found by fingerprints and context words; those that share a run of twelve words are always found."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.matching.passages import Document
from newsgroups.matching.retrieval.likely_sources import Postings, likely_sources
from newsgroups.text.fingerprints.winnowing import GUARANTEED_RUN, context_fingerprints

QUERY = (
    "The ferry Morning Star ran aground off Port Calder on Monday with ninety people aboard, and the harbour "
    "master said that fog had hidden the light on the eastern pier until it was too late to turn."
)
words = st.lists(st.sampled_from("a b c d ferry sank port pier fog".split()), max_size=40)
run = st.lists(st.sampled_from("a b c ferry sank port".split()), min_size=GUARANTEED_RUN, max_size=25)


def posted(query: Document, *texts: str) -> Postings:
    """Returns the answer of a posting table with the texts as articles 1, 2, … to the query's fingerprints."""
    rows = [
        (value, article, around)
        for article, text in enumerate(texts, start=1)
        for value, around in zip(*(each.tolist() for each in context_fingerprints(text)[:2]), strict=True)
        if value in query.winnowed[0]
    ]
    return Postings(*np.array(rows, np.int64).reshape(-1, 3).T)


def likely(query: str, *texts: str) -> list[int]:
    document = Document(query)
    return likely_sources(document, posted(document, *texts))


@given(words, words, words, words, run)
def test_an_article_that_shares_a_run_of_the_guaranteed_length_is_always_read(a, b, c, d, shared) -> None:
    assert likely(" ".join([*a, *shared, *b]), " ".join([*c, *shared, *d])) == [1]


def test_an_article_that_shares_a_turn_of_phrase_is_not_read() -> None:
    document = Document(QUERY)
    turns = [QUERY.split()[place : place + 5] for place in document.winnowed[1].tolist()]
    articles = [" ".join(turn) for turn in turns]

    assert sorted(set(posted(document, *articles).articles.tolist())) == list(range(1, len(turns) + 1))
    assert likely(QUERY, *articles) == []


def test_short_runs_over_an_edit_are_read() -> None:
    edited = (
        "The ferry Morning Star ran aground near Port Calder on Monday with ninety people on board, and the harbour "
        "master told us that fog had hidden the light on the eastern pier until it was too late to turn."
    )
    assert likely(QUERY, edited.replace("the light on", "lights of")) == [1]


def test_articles_that_share_more_come_first() -> None:
    half, whole = QUERY[: len(QUERY) // 2], QUERY
    assert likely(QUERY, half, "Of something else was written here.", whole) == [3, 1]


def test_nothing_shared_is_nothing_to_read() -> None:
    assert likely(QUERY) == []
    assert likely("one two", QUERY) == []
    assert likely(QUERY, QUERY) == [1]
