"""Copied passages: every run of twelve shared words is found, to the character."""

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from newsgroups.matching.passages import Alignment, AlignOptions, Document, align, align_each
from newsgroups.text.fingerprints.winnowing import GUARANTEED_RUN, fingerprints
from newsgroups.text.tokens.tokenizer import tokenize

SENTENCE = "The harbour bridge was closed on Monday after a diver found a deep crack in one pylon"
OTHER = "Two tugs pushed the vessel to the fish quay where all its passengers walked ashore before seven"
FOOTER = "Our standards are in the handbook of accuracy and redistribution without written permission is prohibited"

words = st.lists(st.sampled_from("a b c d e f g h".split()), max_size=50)
other_words = st.lists(st.sampled_from("m n o p q r s t".split()), max_size=50)
run = st.lists(st.sampled_from("a b c ferry sank port".split()), min_size=GUARANTEED_RUN, max_size=30)
run_without_repetition = st.lists(st.integers(0, 999).map(str), min_size=GUARANTEED_RUN, max_size=30, unique=True)


def taken(query: str, article: str, alignment: Alignment) -> list[tuple[str, str]]:
    return [(query[p.query_start : p.query_end], article[p.article_start : p.article_end]) for p in alignment.passages]


def hashes(text: str) -> list[int]:
    return tokenize(text).hashes.tolist()


def outside(query: str, alignment: Alignment) -> list[bool]:
    """For each word of the query, whether it is outside all passages."""
    ranges = [(p.query_start, p.query_end) for p in alignment.passages]
    return [not any(a <= start < b for a, b in ranges) for start in tokenize(query).starts.tolist()]


@given(words, words, other_words, other_words, run_without_repetition)
def test_a_run_of_twelve_shared_words_lies_inside_a_passage(a, b, c, d, shared) -> None:
    query, article = " ".join([*a, *shared, *b]), ", ".join([*c, *shared, *d])
    alignment = align(query, article)

    assert taken(query, article, alignment) == [(" ".join(shared), ", ".join(shared))]


@given(words, words, words, words, run)
def test_never_are_twelve_shared_words_in_a_row_outside_of_the_passages(a, b, c, d, shared) -> None:
    query, article = " ".join([*a, *shared, *b]), ", ".join([*c, *shared, *d])
    is_outside = outside(query, align(query, article))[len(a) : len(a) + len(shared)]

    longest = max((len(list(each)) for out, each in groupby(is_outside) if out), default=0)
    assert longest < GUARANTEED_RUN


@given(words, words, run)
def test_an_identical_passage_has_the_same_words_on_both_sides(a, b, shared) -> None:
    query, article = " ".join([*a, *shared]), ", ".join([*shared, *b])
    alignment = align(query, article)
    pairs = zip(alignment.passages, taken(query, article, alignment), strict=True)

    assert len(alignment.passages) > 0
    assert all(hashes(left) == hashes(right) for passage, (left, right) in pairs if passage.kind == "identical")
    assert all(p.words == len(hashes(query[p.query_start : p.query_end])) for p in alignment.passages)


@given(words, words)
def test_shares_are_shares_and_passages_are_in_the_order_of_the_query(a, b) -> None:
    alignment = align(" ".join(a), " ".join(b))
    starts = [passage.query_start for passage in alignment.passages]

    assert 0 <= alignment.of_query <= 1
    assert 0 <= alignment.of_article <= 1
    assert starts == sorted(starts)


def test_a_pasted_sentence_is_found_to_the_character() -> None:
    article = f"Before that. “{SENTENCE}”, it said. {OTHER}."
    query = f"{SENTENCE.upper()}!"
    alignment = align(query, article)

    assert taken(query, article, alignment) == [(SENTENCE.upper(), SENTENCE)]
    assert (alignment.of_query, alignment.longest_run) == (1.0, 17)
    assert alignment.of_article == 17 / len(tokenize(article))
    assert alignment.kind == "partial copy"


def test_the_same_text_is_identical_and_nothing_shared_is_none() -> None:
    assert align(SENTENCE, SENTENCE).kind == "identical"
    assert align(SENTENCE, OTHER) == Alignment((), 0.0, 0.0, 0)
    assert align(SENTENCE, OTHER).kind == "none"


def test_a_changed_word_makes_one_passage_with_small_changes() -> None:
    query = f"{SENTENCE}. {OTHER}."
    article = query.replace("Monday", "Tuesday")
    alignment = align(query, article)

    assert taken(query, article, alignment) == [(query[:-1], article[:-1])]
    assert [passage.kind for passage in alignment.passages] == ["small changes"]
    assert (alignment.kind, alignment.of_query) == ("near copy", 1.0)


def test_eleven_shared_words_are_the_languages_not_the_authors() -> None:
    eleven, twelve = (" ".join(SENTENCE.split()[:words]) for words in (11, 12))
    assert align(f"{eleven} here", f"{eleven} there").passages == ()
    assert [passage.words for passage in align(f"{twelve} here", f"{twelve} there").passages] == [12]


def test_short_texts_and_none_share_nothing() -> None:
    assert align("", SENTENCE) == align(SENTENCE, "") == align("", "") == Alignment((), 0.0, 0.0, 0)


def test_min_words_leaves_shorter_passages_out() -> None:
    article = f"{SENTENCE}. Something else stands in between, of more than ten words in any case, as here. {OTHER}."
    query = f"{SENTENCE}. {OTHER}."

    assert [p.words for p in align(query, article).passages] == [17, 17]
    assert [p.words for p in align(query, article, options=AlignOptions(min_words=17)).passages] == [17, 17]
    assert align(query, article, options=AlignOptions(min_words=18)).passages == ()


def test_boilerplate_is_shown_and_counts_in_no_share() -> None:
    common = frozenset(fingerprints(tokenize(FOOTER)).tolist())
    query, article = f"{SENTENCE}.\n{FOOTER}", f"{OTHER}.\n{FOOTER}"
    alignment = align(query, article, options=AlignOptions(boilerplate=common))

    assert [
        (left, p.boilerplate) for (left, _), p in zip(taken(query, article, alignment), alignment.passages, strict=True)
    ] == [(FOOTER, True)]
    assert (alignment.of_query, alignment.of_article, alignment.longest_run, alignment.kind) == (0.0, 0.0, 0, "none")
    without = AlignOptions(boilerplate=common, without_boilerplate=True)
    assert align(query, article, options=without).passages == ()


def test_what_someone_said_can_be_left_out() -> None:
    query = f"He said: “{SENTENCE}.”"
    article = f"She heard “{SENTENCE}”."

    assert [p.words for p in align(query, article).passages] == [17]
    assert align(query, article, options=AlignOptions(without_quotations=True)).passages == ()


def test_a_sentence_repeated_thousands_of_times_takes_no_time() -> None:
    alignment = align(f"{SENTENCE}. " * 3_000, f"{SENTENCE}. " * 3_000)
    assert (alignment.kind, alignment.of_query) == ("identical", 1.0)


@given(run, st.lists(st.tuples(words, run, words), max_size=6), st.sampled_from([1, 40]))
def test_articles_aligned_together_have_the_passages_that_each_has_alone(query, articles, repeated) -> None:
    text, others = " ".join(query * 2), [" ".join([*a, *b * repeated, *query, *c]) for a, b, c in articles]
    options = AlignOptions(reworded=True)

    assert align_each(Document(text), others, options=options) == [
        align(text, each, options=options) for each in others
    ]


def test_no_passage_goes_from_one_article_to_the_next() -> None:
    # Shingles of five words from one would continue in the other.
    first, rest = " ".join(SENTENCE.split()[:12]), " ".join(SENTENCE.split()[8:])
    (whole, none), (nothing, both) = (
        align_each(Document(SENTENCE), each, options=AlignOptions()) for each in ([first, rest], ["", SENTENCE])
    )
    assert [p.words for p in whole.passages] == [12]
    assert none == nothing == Alignment((), 0.0, 0.0, 0)
    assert both == align(SENTENCE, SENTENCE)
    assert align_each(Document(SENTENCE), [], options=AlignOptions()) == []


NUMBERS = " ".join(map(str, range(1, 61)))


def test_numbers_in_order_are_no_copied_text() -> None:
    alignment = align(f"Seats on the steamer: {NUMBERS}, all in white.", f"Plots in the raffle: {NUMBERS} take part.")
    assert (alignment.of_query, alignment.of_article, alignment.longest_run) == (0.0, 0.0, 0)
    assert [passage.boilerplate for passage in alignment.passages] == [True]


def test_numbers_in_another_order_are_copied_text() -> None:
    drawn = "14 3 77 21 58 9 40 33 62 5 18 90 27 71 49"
    assert align(f"Winners: {drawn}.", f"The tickets drawn were {drawn}.").of_query > 0.9


def test_a_copied_sentence_that_counts_stays_copied() -> None:
    sentence = f"{SENTENCE}, and piers 1 2 3 4 5 6 were shut"
    assert align(sentence, f"{OTHER}. {sentence}.").of_query == 1.0
