"""The terms of a text, in arrays that are packed, unpacked and validated."""

import re
from dataclasses import fields
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.text.display.article_words import Words
from newsgroups.text.fingerprints.beginnings import grams
from newsgroups.text.terms.extract import BODY_WORDS, DamagedDocument, TermDocument, documents_of, extract
from newsgroups.text.terms.lexicon import FORMS, name_id, stem, term_id
from newsgroups.text.terms.readings import BODY_CHARACTERS, read

TITLE = "Ferry hits pier at Port Calder"
TEXT = "A ferry struck the pier at Port Calder on Tuesday. It hurt 1,400 people, Henning Ruel's office said."
FIELDS = [each.name for each in fields(TermDocument)]


def ids(*terms: str) -> list[int]:
    return sorted(map(term_id, terms))


def test_words_are_stemmed_and_words_that_say_nothing_have_no_stem() -> None:
    assert [stem(word) for word in ("ferries", "ferry's", "the", "x", "said")] == ["ferri", "ferri", "", "", ""]


def test_names_are_capitalised_words_within_sentences_alone_and_in_pairs() -> None:
    assert Words.of(TITLE, TEXT).names() == {
        "port": 2,
        "calder": 2,
        "port calder": 2,
        "tuesday": 1,
        "henning": 1,
        "ruel": 1,
        "henning ruel": 1,
    }


def test_a_title_in_capitals_names_nobody_by_itself() -> None:
    assert Words.of("All Lanes Of The Bridge Shut", "The lanes are shut.").names() == {}
    assert Words.of("All Lanes Of The Bridge Shut", "They drove over the Bridge of Calder.").names() != {}


def test_a_document_holds_the_ids_of_its_terms() -> None:
    document = extract("", "Henning Ruel left. The ferry met a ferry and Henning of 14.", date(2026, 10, 14))

    assert dict(zip(document.stems.tolist(), document.counts.tolist(), strict=True)) == {
        term_id("hen"): 2,
        term_id("ruel"): 1,
        term_id("left"): 1,
        term_id("ferri"): 2,
        term_id("met"): 1,
    }
    assert document.numbers.tolist() == ids("#14")
    assert document.names.tolist() == ids("=henning", "=ruel")
    assert document.name_counts.tolist() == [2 if each == term_id("=henning") else 1 for each in document.names]
    assert document.phrases.tolist() == [name_id("Henning Ruel")]


def test_a_place_is_told_by_the_words_around_it() -> None:
    document = extract("", "A man was shot in Port Calder, said Skerrow police and the office of Cook County.", None)
    expected = [name_id("port calder"), name_id("skerrow"), name_id("cook")]
    assert document.places.tolist() == sorted(expected)


def test_people_and_their_ages_are_told_by_commas_and_years() -> None:
    document = extract("", "It hit Henning Ruel, 42, and a 14-year-old girl, 30 people saw.", None)
    assert document.people.tolist() == ids("=ruel")
    assert document.ages.tolist() == ids("#42", "#14")


def test_an_amount_is_a_number_with_what_is_counted_in_figures_or_words() -> None:
    one, other = (
        extract("", text, None).amounts.tolist() for text in ("It hurt 3 sailors.", "Three sailors were hurt.")
    )
    assert one == other
    assert len(one) == 1


def test_a_word_that_english_writes_small_is_no_name_at_the_start_of_a_sentence() -> None:
    assert extract("Police close bridge", "Police closed it. Oakhaven waits.", None).names.tolist() == ids("=oakhaven")


def test_events_join_names_with_days() -> None:
    wednesday, thursday = date(2026, 10, 14), date(2026, 10, 15)
    told = [
        extract("", text, day).events.tolist()
        for text, day in (
            ("We saw Calder on Tuesday.", wednesday),
            ("We saw Calder on Tuesday.", thursday),
            ("We saw Calder on Monday.", thursday),
        )
    ]
    assert told[0] == told[1] != told[2]
    assert [len(each) for each in told] == [1, 1, 1]
    assert extract("", "We saw Calder on Tuesday.", None).events.tolist() == []


def test_days_are_those_named_however_far_back() -> None:
    document = extract("", "It was like January 5, she said on Tuesday.", date(2026, 10, 14))
    assert document.days.tolist() == [date(2026, 1, 5).toordinal(), date(2026, 10, 13).toordinal()]


def test_a_text_that_begins_with_its_title_does_not_count_it_twice() -> None:
    one, other = (extract(TITLE, text, None) for text in (TEXT, TITLE + "\n" + TEXT))
    assert [getattr(one, name).tolist() for name in FIELDS] == [getattr(other, name).tolist() for name in FIELDS]


def test_what_stands_far_down_does_not_count() -> None:
    document = extract("", "ferry " * 2 * BODY_WORDS + "zanzibar", None)
    assert document.stems.tolist() == ids("ferri")
    assert document.counts.tolist() == [255]


@given(st.text(max_size=40), st.text(max_size=200), st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_any_document_survives_packing(title: str, text: str, published: date | None) -> None:
    document = extract(title, text, published)
    again = TermDocument.from_bytes(document.to_bytes())
    assert [getattr(again, name).tolist() for name in FIELDS] == [getattr(document, name).tolist() for name in FIELDS]


WRITTEN = st.lists(
    st.sampled_from('Henning Ruel Police in at Cook County the ferry hit 3 14 year today Monday , . " \n'.split(" ")),
    max_size=40,
).map(" ".join)


@given(st.lists(st.tuples(WRITTEN, WRITTEN, st.none() | st.just(date(2026, 10, 14))), max_size=4))
def test_many_texts_say_each_what_it_says_alone(texts) -> None:
    beginnings = [grams(*text[:2]) for text in texts]
    documents, _ = documents_of(read([text[:2] for text in texts]), [text[2] for text in texts], beginnings=beginnings)
    assert [each.to_bytes() for each in documents] == [extract(*text).to_bytes() for text in texts]


def test_pieces_of_long_texts_say_what_they_would_say_alone() -> None:
    short, long = "Cook waits.", "We saw Henning Ruel on a ferry. " * 400
    readings = read([("", short), ("", long), ("", long)])
    documents, pieces = documents_of(readings, [None] * 3)
    alone = [
        extract("", long[start : start + BODY_CHARACTERS], None) for start in (BODY_CHARACTERS, 2 * BODY_CHARACTERS)
    ] * 2

    assert len(documents) == 3
    assert readings.owners == [1, 1, 2, 2]
    assert [key & 0xFFFFFFFF for key in pieces.stems.tolist()] == [key for each in alone for key in each.stems.tolist()]
    assert [key >> 32 for key in pieces.stems.tolist()] == [n for n, each in enumerate(alone) for _ in each.stems]
    assert pieces.counts.tolist() == [count for each in alone for count in each.counts.tolist()]
    assert [key & 0xFFFFFFFF for key in pieces.names.tolist()] == [key for each in alone for key in each.names.tolist()]


@given(st.binary(max_size=60))
def test_bytes_that_are_no_document_are_refused(data: bytes) -> None:
    with pytest.raises(DamagedDocument):
        TermDocument.from_bytes(data)


def test_a_document_that_was_cut_off_is_refused() -> None:
    packed = extract(TITLE, TEXT, None).to_bytes()
    for length in range(len(packed)):
        with pytest.raises(DamagedDocument):
            TermDocument.from_bytes(packed[:length])


def test_ids_are_sorted_and_unique() -> None:
    document = extract(TITLE, TEXT, date(2026, 10, 14))
    for name in FIELDS:
        if name in ("counts", "name_counts"):
            continue
        found = getattr(document, name)
        assert found.dtype == (np.uint16 if name == "grams" else np.uint32)
        assert found.tolist() == sorted(set(found.tolist()))


@given(st.text(alphabet="aZ9é'’., \n\"“!-_", max_size=40))
def test_plain_forms_are_split_as_any_others(text: str) -> None:
    every = re.compile(r"\d+(?:[.,:]\d+)*|\w+(?:['’]\w+)*|[.!?\"“”]+|\n+|,")
    assert FORMS.findall(text) == every.findall(text)
