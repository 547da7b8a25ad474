"""Quotations with a word or two wrong, patterns in quotes, and suggestions for searches without results."""

import pytest

from newsgroups.search.engines.haystack import sync
from newsgroups.search.query.ast import InLanguage, Nearly, Wildcard, Words, render
from newsgroups.search.query.parser import parse
from newsgroups.search.service import Fewer, Suggestion, search
from tests.makers import make_article

pytestmark = pytest.mark.django_db
SAID = "The harbour master said that no ship had left the northern quay before the storm came in."


@pytest.fixture
def archive():
    make_article(SAID, title="Quay", source="Meridian Times")
    make_article("Ships of the quay; the northern storm came and the master left before that.", title="Other")
    make_article("A friendship and a scholarship.", title="Kinship", source="Anchor")
    sync.index_pending()


def titles(query: str) -> set[str]:
    return {hit.article.title for hit in search(query).hits}


@pytest.mark.parametrize(
    "quotation",
    [
        "no ship had left the southern quay before the storm",
        "no ship has left the northern quay before storms came in",
        "the harbour master said no ship had left the northern quay",
        "no big ship had left the northern quay before the storm",
        "ship had gone the northern quay",
    ],
)
def test_a_quotation_with_a_word_or_two_wrong_is_offered(archive, quotation):
    page = search(f'"{quotation}"')

    assert (page.count, page.nearly) == (0, Suggestion(f'"{quotation}"~', 1))
    assert titles(page.nearly.query) == {"Quay"}


@pytest.mark.parametrize("quotation", ["no boat has sailed the southern pier", "the storm left that ship no master"])
def test_other_sentences_of_the_same_words_are_not(archive, quotation):
    assert titles(f'"{quotation}"~') == set()
    assert titles('"no ship had left the southern quay before the storm"~') == {"Quay"}


def test_a_phrase_that_is_found_as_it_is_has_no_other(archive):
    assert (search('"the northern quay"').nearly, search('"the northern quay"').fewer) == (None, [])


def test_leaving_out_one_word_is_offered_with_its_count(archive):
    assert search("quay storm walrus").fewer == [Fewer("walrus", Suggestion("quay storm", 2))]
    assert search('"the southern quay"').fewer == [Fewer("southern", Suggestion('"the * quay"', 1))]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("*ship", {"Quay", "Other", "Kinship"}),
        ("*larship", {"Kinship"}),
        ("*iendsh*", {"Kinship"}),
        ("title:*inship", {"Kinship"}),
        ('"northern qu*"', {"Quay"}),
        ('"no * had left"', {"Quay"}),
        ('"n?rthern * before"', {"Quay"}),
        ('"northern zz*"', set()),
        ("walrus*", set()),
    ],
)
def test_patterns_are_found_at_both_ends_and_in_quotes(archive, query, found):
    assert titles(query) == found


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ('"storm on the coast"~', Nearly("storm on the coast")),
        ("*ship", Wildcard("*ship")),
        ('"storm warn*"', Words("storm warn*", quoted=True)),
        ('"* storm * coast *"', Words("storm * coast", quoted=True)),
        ('"who are you?"', Words("who are you", quoted=True)),
        ("language:DE", InLanguage("de")),
        ("C++", Words("C++")),
        ("AT&T", Words("AT&T")),
        ("東京", Words("東京")),
        ("「東京」", Words("東京", quoted=True)),
        ("서울에서", Words("서울")),
        ('צה"ל', Words("צה״ל")),
        ("foo_bar", Words("foo bar")),
    ],
)
def test_a_query_is_read_as_and_written_again(query, tree):
    assert (parse(query).tree, parse(query).notes) == (tree, [])
    assert parse(render(tree)).tree == tree


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("100% storm", "100%: searched for without %"),
        ("#storm", "#storm: searched for without #"),
        ("$5", "$5: searched for without $"),
        ('"two words"~', "“two words”~ needs at least 3 words"),
    ],
)
def test_what_is_dropped_is_said(query, note):
    assert parse(query).notes == [note]


def test_a_sign_that_stands_nowhere_is_left_out_and_that_is_said(archive):
    page = search("ship++")

    assert (page.count, page.notes) == (
        2,
        ["ship++ occurs nowhere with its symbols, so this was searched for instead: ship"],
    )


def test_an_unknown_outlet_is_said_and_the_nearest_one_offered(archive):
    page = search("source:meridan-times storm")

    assert page.notes == ["There is no outlet named “meridan-times”."]
    assert page.suggestion == Suggestion("source:meridian-times storm", 1)
    assert search("source:meridian storm").suggestion == Suggestion("source:meridian-times storm", 1)
    assert search('source:"Meridian Times" storm').notes == []
    assert search("source:walrusgazette storm").suggestion is None


def test_another_spelling_is_offered_only_if_it_finds_more(archive):
    assert search("walrus kinshp").suggestion is None
    assert search("kinshp").suggestion == Suggestion("kinship", 1)


@pytest.mark.parametrize(
    ("quotation", "part"),
    [
        ("no ship had left the northern quay while our fathers sang old songs", "no ship had left the northern quay"),
        (
            "our fathers often told us that no ship had left the northern quay",
            "that no ship had left the northern quay",
        ),
        ("children asked who said that no ship had left while others slept", "said that no ship had left"),
    ],
)
def test_of_a_quotation_that_is_half_right_the_part_that_occurs_is_offered(archive, quotation, part):
    page = search(f'"{quotation}"')

    assert (page.count, page.nearly, page.part) == (0, None, Suggestion(f'"{part}"', 1))
    assert titles(page.part.query) == {"Quay"}


def test_no_part_of_a_quotation_is_offered_that_is_a_word_or_two(archive):
    assert search('"the ship our children painted was sold by those northern merchants of Tolm"').part is None
    assert search('"the northern quay was sold"').part is None
