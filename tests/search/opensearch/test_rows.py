"""Words in a row, as the cluster stores them: what separates places and forms never occurs in a term."""

from hypothesis import given
from hypothesis import strategies as st

from newsgroups.search.engines.opensearch import rows
from newsgroups.search.query import query_words
from newsgroups.search.query.multilingual_terms import Row, Wanted, wanted
from newsgroups.text.languages.analysis import analysis_of

LANGUAGES = st.sampled_from(["", "en", "de", "tr", "ko", "ja", "ar"])


def test_a_place_lists_the_terms_of_its_word_and_their_forms():
    storm, storms = rows.stemmed(["storm", "storms"], "en")
    (article,) = rows.stemmed(["dell'arte"], "it")

    assert rows.terms_of(storms) == rows.terms_of(storm) == ["storm"]
    assert (storm, storms.startswith("storm|storm="), storms != storm) == ("storm|storm=", True, True)
    assert rows.terms_of(article) == ["arte", "art"]


def test_words_without_a_term_keep_their_place():
    assert rows.stemmed(["storm", "\u0640", "coast"], "en") == ["storm|storm=", "|", "coast|coast="]


def test_a_query_asks_for_terms_in_places_and_leaves_open_what_may_be_any_word():
    row = Row(((Wanted("storm"), Wanted("gale", 7)), (), (Wanted("coast", 0),)))

    assert rows.asked(row.places) == "storm|gale=7 | coast="


@given(st.text(), LANGUAGES)
def test_each_word_is_one_place_and_no_term_has_a_separator(text, language):
    words = query_words.split(text)
    places = rows.stemmed(words, language)

    assert " ".join(places).split() == places
    assert [rows.terms_of(place) for place in places] == [
        list(dict.fromkeys(analysis_of(language).terms(word))) for word in words
    ]


@given(st.text(), LANGUAGES)
def test_a_word_is_found_in_its_own_form(text, language):
    analysis = analysis_of(language)
    for word in query_words.split(text):
        (place,) = rows.stemmed([word], language)
        exact = rows.asked([wanted(word, [analysis], exact=True)]).split("|")
        if query_words.coded_query_terms(analysis, word):
            assert set(exact) & set(place.split("|")), (word, exact, place)
