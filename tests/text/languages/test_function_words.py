"""Function words of other languages are not terms of their articles; English articles are unaffected."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.lang.stopwords import stoplists

from newsgroups.text.display.keywords import keywords
from newsgroups.text.fingerprints.beginnings import grams
from newsgroups.text.languages.word_lists.function_words import (
    LANGUAGES_OF_CLASS,
    function_class,
    language_bit,
    language_by_function_words,
    languages_of,
)
from newsgroups.text.terms.batch_reader import words_and_readings
from newsgroups.text.terms.extract import documents_of, extract
from newsgroups.text.terms.lexicon import stem, term_id
from newsgroups.text.terms.readings import BODY_CHARACTERS, read

GERMAN = "Nach dem Brand ist der Hafen gesperrt. Der Lotse sagte, dass die UN und die Fähre nicht für uns warten."
FRENCH = "Dans le port, l'un d'eux dit qu'il n'est pas à bord d’une barque. Une avarie retient l'équipage."
ENGLISH = "The ferry met a mole in the port, said Henning Ruel of Der Spiegel, who was hurt on Tuesday at 14."


def stems(*words: str) -> list[int]:
    return sorted(term_id(stem(word)) for word in words)


def test_german_function_words_are_no_terms() -> None:
    document = extract("Die Mole", GERMAN, None, "de")
    said = stems("mole", "brand", "hafen", "gesperrt", "lotse", "sagte", "fähre", "warten")
    assert document.stems.tolist() == sorted([*said, term_id("un")])
    assert document.title.tolist() == stems("mole")
    assert document.lead.tolist() == document.stems.tolist()
    assert document.names.tolist() == sorted(
        term_id("=" + name) for name in ("mole", "brand", "hafen", "lotse", "un", "fähre")
    )


def test_a_name_stays_that_shares_its_english_stem_with_a_word_of_function() -> None:
    assert stem("uns") == stem("un")
    assert extract("", "Nun sprach die UN mit uns.", None, "de").names.tolist() == [term_id("=un")]


def test_french_words_that_are_put_together_are_no_terms() -> None:
    document = extract("", FRENCH, None, "fr")
    assert document.stems.tolist() == stems("port", "dit", "bord", "barque", "avarie", "retient", "l'équipage")
    assert document.names.tolist() == []


def test_no_word_of_function_joins_two_names() -> None:
    text = "Heute kam Anna Der Lotse."
    assert [len(extract("", text, None, code).phrases) for code in ("", "de")] == [2, 0]


def test_a_place_is_told_by_in_where_that_is_a_word_of_function() -> None:
    told = [extract("", "Es brannte in Lindhafen.", None, code).places.tolist() for code in ("", "de")]
    assert told[0] == told[1] == [term_id("=lindhafen")]


@pytest.mark.parametrize("code", ["en", "en-GB", "EN", "pl", "den", "", "german", "🚢"])
@pytest.mark.parametrize("text", [ENGLISH, GERMAN])
def test_english_and_languages_without_a_list_are_read_as_before(code: str, text: str) -> None:
    published = date(2026, 10, 14)
    assert extract("Der Fall", text, published, code).to_bytes() == extract("Der Fall", text, published).to_bytes()


def test_the_country_behind_a_language_says_nothing_and_norwegian_is_written_in_two_ways() -> None:
    assert len({language_bit(code) for code in ("de", "de-AT", "DE_ch", "De")}) == 1
    assert language_bit("nb") == language_bit("nn") == language_bit("no") != 0


@pytest.mark.parametrize("many", [1, 100])
def test_each_of_many_articles_is_read_in_its_language(many: int) -> None:
    texts, codes = [GERMAN, ENGLISH, FRENCH, GERMAN], ["de", "en", "fr", ""]
    _, readings = words_and_readings([("Die Mole", text) for text in texts], many=many)
    documents, _ = documents_of(readings, [None] * 4, codes, [grams("Die Mole", text) for text in texts])
    assert [each.to_bytes() for each in documents] == [
        extract("Die Mole", text, None, code).to_bytes() for text, code in zip(texts, codes, strict=True)
    ]


def test_further_pieces_are_in_the_language_of_their_article() -> None:
    # 28 characters, so that no piece begins within a word.
    long = "Der Hafen und die alte Mole " * 400
    readings = read([("", ENGLISH), ("", long), ("", long)])
    _, pieces = documents_of(readings, [None] * 3, ["de", "en", "de"])
    first = extract("", long[BODY_CHARACTERS:], None).stems.tolist()
    second = extract("", long[BODY_CHARACTERS:], None, "de").stems.tolist()
    assert [key & 0xFFFFFFFF for key in pieces.stems.tolist()] == first + second
    assert second == stems("hafen", "alte", "mole")


def test_every_word_of_function_has_a_class_of_its_languages() -> None:
    listed = {word for code in stoplists if code != "en" for word in stoplists[code]}
    joined = {f"{one}'{other}" for one, other in product(stoplists["fr"], stoplists["it"])}
    for word in listed | joined:
        assert int(LANGUAGES_OF_CLASS[function_class(word)]) == languages_of(word)
        assert function_class(word) < 128


@given(st.text(alphabet="dl'’ eéunßABC", max_size=30), st.sampled_from(["de", "fr", "it"]))
def test_any_text_is_read_in_any_language(text: str, code: str) -> None:
    plain, own = extract("", text, None), extract("", text, None, code)
    assert set(own.stems.tolist()) <= set(plain.stems.tolist())


def test_function_words_are_no_keywords() -> None:
    found = keywords("Die Mole", "Heute hat Der Lotse die Mole gesehen und nicht gegrüßt.", language="de")
    assert [form for form, _ in found.words.values()] == ["heute", "gesehen", "gegrüßt"]
    assert found.names == {"Mole": 2, "Lotse": 1}


@pytest.mark.parametrize(
    ("text", "code"),
    [(GERMAN, "de"), (FRENCH, "fr"), (ENGLISH, ""), ("", ""), ("San Diego de la Cruz", ""), ("日本の港", "")],
)
def test_the_language_of_a_pasted_text_is_told_by_its_function_words(text: str, code: str) -> None:
    assert language_by_function_words(text) == code
