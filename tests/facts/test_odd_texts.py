"""Texts that are no plain reports: facts stay bounded, quick, and nothing is invented."""

import time

from newsgroups.facts.assemble import facts_of
from newsgroups.facts.types import StoryFacts, Telling
from newsgroups.text.mentions.read import read

REPORT = "A fire at the mill in Calder killed three people on Monday, police said. It began at 10:55 a.m. in the attic."


def facts(*texts: str, languages: tuple[str, ...] = ()) -> StoryFacts:
    codes = languages or ("en",) * len(texts)
    return facts_of([Telling(n, n, read(text, code)) for n, (text, code) in enumerate(zip(texts, codes, strict=True))])


def disagreements(found: StoryFacts) -> list[str]:
    return [fact.about for fact in found.facts if fact.is_disagreement]


def test_two_identical_texts_say_nothing_twice() -> None:
    assert facts(REPORT, REPORT) == StoryFacts()


def test_a_round_up_does_not_contradict_a_report() -> None:
    round_up = "Violent weekend: 17 people were killed in fires, shootings and crashes across the country, police said."
    assert disagreements(facts(REPORT, round_up)) == []


def test_a_live_blog_that_corrects_itself_gives_its_last_figure_to_a_later_report() -> None:
    blog = "11:00 A fire in Calder killed two people, police said.\n\n12:00 Correction: the fire killed three people."
    assert disagreements(facts(blog, REPORT)) in ([], ["Killed"])
    for fact in facts(blog, REPORT).facts:
        assert {value.value for value in fact.values if value.article == 1} <= {"three people", "10:55 a.m."}


def test_tables_of_results_do_not_contradict_each_other() -> None:
    tables = ["\n".join(f"Calder {n} Hollin {n + k}" for n in range(60)) for k in (1, 2)]
    assert disagreements(facts(*tables)) == []


def test_polls_of_other_days_and_candidates_do_not_contradict_each_other() -> None:
    polls = [
        "Norrbury has 46 percent, Renwick 31 percent, and 12 percent are undecided, a poll of 1,004 adults says.",
        "A survey of 812 voters puts Brandis at 22 percent and Hollin at 9 percent before the vote in Tarn Valley.",
    ]
    assert disagreements(facts(*polls)) == []


def test_texts_in_three_languages_are_compared_where_words_for_numbers_are_known() -> None:
    german = "Bei einem Brand in der Mühle von Calder starben am Montag drei Menschen, teilte die Polizei mit."
    russian = "При пожаре на мельнице погибли 3 человека, сообщила полиция."
    found = facts(REPORT, german, russian, languages=("en", "de", "ru"))
    assert disagreements(found) == []


def test_figures_of_four_hundred_digits_are_no_figures() -> None:
    text = f"The fire in Calder killed {'9' * 400} people and cost ${'8' * 400}."
    assert read(text).figures == []
    assert disagreements(facts(REPORT, text)) == []


def test_marks_that_never_close_open_no_quotation() -> None:
    texts = [f"“{REPORT}", f'"{REPORT} Nobody was told. '.replace("killed", "did not kill")]
    assert facts(*texts).quotes == []
    assert facts("“" * 5_000 + REPORT, "«" * 5_000 + REPORT).quotes == []


def test_ten_thousand_mentions_are_bounded_in_rows_and_in_time() -> None:
    texts = [" ".join(f"Ship {n} carried {n + k} people to Calder." for n in range(10_000)) for k in (1, 5)]
    started = time.process_time()
    found = facts(*texts)
    assert time.process_time() - started < 20
    assert (len(found.facts) <= 40, len(found.quotes), len(found.only_here) <= 6) == (True, 0, True)
