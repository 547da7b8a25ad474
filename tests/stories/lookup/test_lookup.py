"""Look-up finds the origins of a text and other articles on its story, to the character, and stores none of the
text.
"""

import logging
from datetime import date

import pytest
from django.apps import apps
from django.core.cache import cache

from newsgroups.matching.passages import AlignOptions
from newsgroups.models import Article
from newsgroups.stories.lookup.look_up import LookUp, look_up
from newsgroups.stories.lookup.text_limits import MAX_TEXT_LENGTH, RefusedText
from tests.makers import make_article, make_source
from tests.stories.texts import FERRY, FERRY_RETOLD, LEAK, TRIAL, make_ferry, make_leak, make_trial, process

pytestmark = pytest.mark.django_db


def found(answer: LookUp) -> list[int]:
    return [match.article.pk for match in answer.matches]


def in_other_words(answer: LookUp) -> list[int]:
    return [match.article.pk for match in answer.same_story]


def test_a_pasted_passage_is_found_to_the_character() -> None:
    trial = make_trial()
    make_leak()
    process()
    sentence = TRIAL.partition(". ")[0]
    query = f"Ich las: „{sentence.upper()}“!"
    (match,) = look_up(query).matches

    (passage,) = match.alignment.passages
    assert match.article == trial
    assert query[passage.query_start : passage.query_end] == sentence.upper()
    assert TRIAL[passage.article_start : passage.article_end] == sentence


def test_the_share_of_the_text_that_stands_somewhere_is_given() -> None:
    make_trial(), make_leak()
    process()
    unknown = "Wolves, so nobody wrote, were seen by none."
    answer = look_up(f"{TRIAL} {LEAK} {unknown}")

    words = [len(text.split()) for text in (TRIAL, LEAK, unknown)]
    assert answer.of_query == pytest.approx((words[0] + words[1]) / sum(words))
    assert [match.alignment.of_article for match in answer.matches] == [1.0, 1.0]


def test_an_outlet_can_be_left_out() -> None:
    trial = make_trial()
    other = make_article(TRIAL, source="Kestrel Radio")
    process()
    assert found(look_up(TRIAL, without_sources=[trial.source])) == [other.pk]


def test_the_last_day_of_the_calendar_is_a_day() -> None:
    trial = make_trial()
    process()
    assert found(look_up(TRIAL, date_to=date.max)) == [trial.pk]


def test_the_greatest_share_comes_first_and_the_earliest_among_equals() -> None:
    late = make_article(TRIAL, published="2026-11-05T00:00Z")
    early = make_article(TRIAL, published="2026-11-03T00:00Z")
    undated = make_article(TRIAL, published=None)
    part = make_article(TRIAL.partition(". ")[0], published="2026-11-01T00:00Z")
    process()
    assert found(look_up(TRIAL)) == [early.pk, late.pk, undated.pk, part.pk]
    assert found(look_up(TRIAL, limit=2)) == [early.pk, late.pk]


def test_shares_that_are_the_same_to_the_per_cent_count_as_equal_and_the_earlier_comes_first() -> None:
    words = [f"word{a}{b}{c}" for a in "abcdef" for b in "abcdef" for c in "abcdefg"][:250]
    later = make_article(" ".join(words), published="2026-11-03T09:00:00+00:00", source="Northline")
    earlier = make_article(" ".join(words[:249]), published="2026-11-02T09:00:00+00:00", source="Daily Lantern")
    shorter = make_article(" ".join(words[:240]), published="2026-11-01T09:00:00+00:00", source="Vale Courier")
    process()
    matches = look_up(" ".join(words)).matches
    assert [match.article.pk for match in matches] == [earlier.pk, later.pk, shorter.pk]
    assert [match.alignment.of_query for match in matches] == [0.996, 1.0, 0.96]


def test_the_same_story_in_other_words_is_found_apart_from_copies() -> None:
    ferry, retold = make_ferry()
    make_leak(), make_trial()
    process()
    answer = look_up(FERRY)

    assert (found(answer), in_other_words(answer)) == ([ferry.pk], [retold.pk])
    ((passage,),) = [match.alignment.passages for match in answer.same_story]
    told, sep, _ = FERRY.partition("told reporters.")
    assert (passage.kind, FERRY[passage.query_start : passage.query_end]) == ("reworded", told + sep)
    assert min(match.same_story for match in [*answer.matches, *answer.same_story]) > 0.9


def test_a_text_that_nobody_wrote_has_no_answer() -> None:
    make_trial()
    process()
    answer = look_up("Wolves were seen by none of the villagers in the hills above the lake.")
    assert (answer.of_query, answer.matches, answer.same_story) == (0.0, [], [])


@pytest.mark.parametrize("in_other_words", [True, False])
def test_an_answer_says_in_which_language_the_text_is(in_other_words: bool) -> None:
    text = "Die Fähre ist am Mittwoch gegen die Mole gefahren, und der Lotse war noch nicht an Bord."
    assert look_up(text, in_other_words=in_other_words).language == "de"
    assert look_up(FERRY, in_other_words=in_other_words).language == ""


def test_an_empty_archive_has_no_answer() -> None:
    assert look_up(FERRY) == LookUp(FERRY, 0.0, [], [])


@pytest.mark.parametrize(
    ("date_from", "date_to", "expected"),
    [
        (None, None, True),
        (date(2026, 11, 2), date(2026, 11, 2), True),
        (date(2026, 11, 2), None, True),
        (None, date(2026, 11, 2), True),
        (date(2026, 11, 3), None, False),
        (None, date(2026, 11, 1), False),
    ],
)
@pytest.mark.parametrize("published", ["2026-11-02T00:00:00+00:00", "2026-11-02T23:59:59+00:00"])
def test_days_are_whole_ones_in_utc_and_both_included(date_from, date_to, expected: bool, published: str) -> None:
    make_trial(published=published)
    process()
    assert bool(look_up(TRIAL, date_from=date_from, date_to=date_to).matches) is expected


def test_outlets_days_and_articles_to_leave_out_restrict_both_kinds_of_answer() -> None:
    ferry, retold = make_ferry()
    process()
    northline, harbour = make_source("Northline"), make_source("Harbour Post")

    def ids(**only: object) -> tuple[list[int], list[int]]:
        answer = look_up(FERRY, **only)
        return found(answer), in_other_words(answer)

    assert ids(sources=[northline]) == ([ferry.pk], [])
    assert ids(sources=[harbour]) == ([], [retold.pk])
    assert ids(sources=[northline, harbour]) == ([ferry.pk], [retold.pk])
    assert ids(without=ferry) == ([], [retold.pk])
    assert ids(date_from=date(2027, 1, 1)) == ([], [])


def test_hidden_articles_are_found_by_nobody() -> None:
    make_ferry()
    process()
    Article.objects.update(hidden=True)
    assert look_up(FERRY) == LookUp(FERRY, 0.0, [], [])


def test_options_of_the_alignment_are_kept() -> None:
    make_trial()
    process()
    assert found(look_up(TRIAL, options=AlignOptions(min_words=1_000))) == []
    assert len(found(look_up(TRIAL, options=AlignOptions(min_words=5)))) >= 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "There is no text to look up. Paste a few sentences."),
        (" \n\t", "There is no text to look up. Paste a few sentences."),
        ("One two three four", "The text has 4 words; a look-up needs at least 5."),
        ("… — !", "The text has 0 words; a look-up needs at least 5."),
        ("one two\0three four five six", "This is not text: it contains null characters, as images and programs do."),
        ("x" * (MAX_TEXT_LENGTH + 1), "The text has 200,001 characters; at most 200,000 can be looked up."),
    ],
)
def test_a_text_that_cannot_be_looked_up_is_refused_with_a_sentence(text: str, message: str) -> None:
    with pytest.raises(RefusedText) as refused:
        look_up(text)
    assert str(refused.value) == message


def test_the_longest_text_and_any_characters_are_looked_up() -> None:
    make_trial()
    process()
    assert look_up(("a b c d e " * MAX_TEXT_LENGTH)[:MAX_TEXT_LENGTH]).matches == []
    assert look_up("\ud800 \ufffe 🚢 <script> ' % _ \\ one two three four five").matches == []
    assert len(look_up(f"\ud800 \ufffe 🚢 <script> ' % _ \\ {TRIAL}").matches) >= 1


def stored_words() -> str:
    rows = [row for model in apps.get_models() for row in model._default_manager.values_list()]
    return repr(rows)


def test_nothing_of_the_text_is_logged_stored_or_cached(caplog, settings) -> None:
    make_ferry()
    process()
    before = stored_words()
    settings.DEBUG = False
    with caplog.at_level(logging.DEBUG):
        look_up(f"Zanzibarian mackerel whisperers confided this in private. {FERRY_RETOLD}")

    assert "mackerel" not in caplog.text
    assert stored_words() == before
    assert "mackerel" not in repr(getattr(cache, "_cache", ""))


def test_a_stray_null_of_an_old_page_is_a_space() -> None:
    trial = make_trial()
    process()
    text = f"{TRIAL} " * 10 + "and\0so on"
    answer = look_up(text)
    assert answer.text == text.replace("\0", " ")
    assert found(answer) == [trial.pk]


def test_control_characters_of_mixed_encodings_are_no_reason_to_refuse_a_page() -> None:
    trial = make_trial()
    process()
    assert found(look_up(f"\x93{TRIAL}\x94 \x12 \x01 ")) == [trial.pk]


def test_a_text_of_which_more_than_three_in_a_hundred_are_control_characters_is_refused() -> None:
    words = "Nobody has seen the mayor of Skerrow since spring came. " * 10
    noise = "\x01" * 30
    with pytest.raises(RefusedText) as refused:
        look_up(f"{words}{noise}")
    assert str(refused.value) == "This is not text: it contains control characters, as images and programs do."
    assert look_up(f"{words}{noise[:15]}").matches == []
