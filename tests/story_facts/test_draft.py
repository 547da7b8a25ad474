"""A draft beside the articles of a story: what they have, what they have otherwise, and what none of them has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgroups.facts.ranking.disagreement_model import shipped_model
from newsgroups.facts.types import Telling
from newsgroups.story_facts.draft.check import check_draft
from newsgroups.text.mentions.read import read

FIRST = """At least 12 people were killed on Monday when a bus left the road near Grimsund, police said.

"The driver braked much too late for the bend," said Ruth Ansgar, who leads the inquiry. The bus carried 31 \
passengers from the port of Málaga. The repair of the road will cost 1.2 million crowns."""
SECOND = """A bus crash near Grimsund killed 14 people on Monday, the police said on Tuesday.

The bus had 31 passengers. Ruth Ansgar said that "the driver braked much too late for the bend," and that the inquiry \
would take two weeks. Helmets were found in the trunk."""
STORY = (FIRST, SECOND)


def claims(draft: str, texts: tuple[str, ...] = STORY, language: str = "en") -> dict[str, str]:
    """Returns the verdict on each claim of the draft."""
    told = [Telling(number, number, read(text, language), number * 3_600.0) for number, text in enumerate(texts, 1)]
    found = check_draft(read(draft, language), told, texts, model=shipped_model())
    assert all(draft[each.start : each.end].split() == each.value.split() for each in found)
    return {each.value: each.verdict for each in found}


def whole(draft: str, texts: tuple[str, ...] = STORY):
    told = [Telling(number, number, read(text, "en"), number * 3_600.0) for number, text in enumerate(texts, 1)]
    return {each.value: each for each in check_draft(read(draft, "en"), told, texts, model=shipped_model())}


@pytest.mark.parametrize("text", STORY)
def test_a_draft_that_is_an_article_of_the_story_has_nothing_that_no_article_has(text: str) -> None:
    found = claims(text)
    assert len(found) >= 4
    assert set(found.values()) <= {"told", "disputed"}


def test_a_figure_that_articles_give_is_told_with_its_places() -> None:
    claim = whole("The bus carried 31 passengers.")["31 passengers"]
    assert claim.verdict == "told"
    assert [(value.article, value.value) for value in claim.same] == [(1, "31 passengers"), (2, "31 passengers")]


def test_a_figure_on_which_articles_differ_is_in_dispute() -> None:
    claim = whole("A bus crash near Grimsund killed 14 people on Monday, police said.")["14 people"]
    assert claim.verdict == "disputed"
    assert [value.article for value in claim.same] == [2]
    assert [(value.article, value.value) for value in claim.other] == [(1, "At least 12 people")]


def test_a_figure_that_contradicts_all_articles_differs() -> None:
    claim = whole("A bus crash near Grimsund killed 17 people on Monday, police said.")["17 people"]
    assert claim.verdict == "differs"
    assert [(value.article, value.value) for value in claim.other] == [(1, "At least 12 people"), (2, "14 people")]
    assert claim.same == []


def test_a_figure_of_which_no_article_has_anything_is_nowhere() -> None:
    assert claims("About 240 shopkeepers want to be paid.") == {"About 240 shopkeepers": "nowhere"}


def test_a_figure_in_the_unit_of_another_one_shows_that_to_compare() -> None:
    claim = whole("The repair of the road will cost 3.4 million crowns.")["3.4 million crowns"]
    assert claim.verdict == "unsure"
    assert [value.value for value in claim.other] == ["1.2 million crowns"]


def test_a_number_that_an_article_has_for_something_else_is_not_said_to_be_missing() -> None:
    assert claims("The quay has 31 shops.") == {"31 shops": "elsewhere"}


@pytest.mark.parametrize("figure", ["31 passengers", "thirty-one passengers"])
def test_words_and_digits_are_one_figure(figure: str) -> None:
    assert claims(f"The bus carried {figure}.") == {figure: "told"}


def test_a_name_that_articles_have_is_told_whatever_its_case_and_accents() -> None:
    assert claims("It left Malaga, and RUTH ANSGAR knows it; so says Ruth Ansgar.")["Ruth Ansgar"] == "told"
    assert "Malaga" not in claims("It left the port of Malaga.")


def test_a_name_spelled_otherwise_shows_the_spelling_of_the_articles() -> None:
    claim = whole("The inquiry is led by Ruth Anskar.")["Ruth Anskar"]
    assert (claim.verdict, [value.value for value in claim.other]) == ("unsure", ["Ruth Ansgar", "Ruth Ansgar"])


def test_another_first_name_is_shown_beside_that_of_the_articles() -> None:
    claim = whole("The inquiry is led by Rita Ansgar.")["Rita Ansgar"]
    assert (claim.verdict, claim.note) == ("unsure", "Articles have another first name.")
    assert {value.value for value in claim.other} == {"Ruth Ansgar"}


def test_a_last_name_alone_is_not_said_to_be_another_person() -> None:
    claim = whole("It is led by Cora Ansgar.", ("The inquiry of Ms. Ansgar takes long.", "Chief Ansgar was silent."))
    assert (claim["Cora Ansgar"].verdict, claim["Cora Ansgar"].note) == ("elsewhere", "Only its last word occurs.")


def test_a_name_that_no_article_has_is_nowhere() -> None:
    assert claims("The inquiry is led by Tomas Velde of Skerrow.") == {"Tomas Velde": "nowhere"}
    assert claims("The bus had come from Skerrow.") == {"Skerrow": "nowhere"}


def test_another_form_of_a_name_is_no_other_name() -> None:
    assert claims("The Grimsunders are shocked.", STORY) == {}


def test_headlines_in_title_case_have_no_names() -> None:
    assert claims("Terrible Crash Shocks Whole Country\n\nThe bus carried 31 passengers.") == {"31 passengers": "told"}


def test_a_quotation_is_told_cut_or_whole() -> None:
    said = "The driver braked much too late for the bend"
    assert claims(f"“{said},” said Ruth Ansgar.")[f"{said},"] == "told"
    assert claims("Ansgar said he “braked much too late.”")["braked much too late."] == "told"
    assert claims("“The driver … braked much too late for the bend,” she said.") == {
        "The driver … braked much too late for the bend,": "told"
    }


def test_an_altered_quotation_differs() -> None:
    claim = whole("“The driver braked much too early for the bend,” said Ruth Ansgar.")
    altered = claim["The driver braked much too early for the bend,"]
    assert altered.verdict == "differs"
    assert [value.article for value in altered.other] == [1, 2]


def test_a_quotation_of_somebody_else_differs() -> None:
    claim = whole("“The driver braked much too late for the bend,” said Tomas Velde.")
    said = claim["The driver braked much too late for the bend,"]
    assert (said.verdict, said.note) == ("differs", "Attributed to Tomas Velde here.")
    assert "Ruth Ansgar" in [value.value for value in said.other]


def test_a_quotation_that_no_article_has_is_nowhere() -> None:
    assert claims("“We will rebuild the whole thing from the ground up,” she said.") == {
        "We will rebuild the whole thing from the ground up,": "nowhere"
    }


def test_words_that_no_article_quotes_are_said_to_be_no_quotation() -> None:
    claim = whole("“Helmets were found in the trunk,” she said.", (FIRST, SECOND.replace('"', "")))
    said = claim["Helmets were found in the trunk,"]
    assert (said.verdict, said.note) == ("unsure", "No article marks these words as a quotation.")


def test_quotations_in_a_language_of_no_article_are_not_judged() -> None:
    told = [Telling(1, 1, read("Der Bus verunglückte. „Wir haben nichts gewusst davon“, sagte Ruth Ansgar.", "de"))]
    draft = read("“We did not know anything about it,” said Ruth Ansgar.", "en")
    texts = [told[0].mentions.text]
    assert [(each.value, each.verdict) for each in check_draft(draft, told, texts, model=shipped_model())] == [
        ("Ruth Ansgar", "told")
    ]


def test_german_nouns_are_no_names() -> None:
    text = "Mehrere Fahrzeuge standen im Stau. Die Polizei sperrte die Brücke nach einem Unfall."
    assert claims(text, ("Der Bus verunglückte bei Grimsund, sagte Ruth Ansgar.",), "de") == {
        "Mehrere Fahrzeuge": "nowhere"
    }


@given(st.text(max_size=300))
def test_no_text_breaks_it_and_every_claim_has_its_words(draft: str) -> None:
    told = [Telling(1, 1, read(FIRST, "en")), Telling(2, 2, read("", "en"))]
    for each in check_draft(read(draft), told, [FIRST, SECOND], model=shipped_model()):
        assert draft[each.start : each.end].split() == each.value.split()


def test_a_draft_is_checked_against_nothing() -> None:
    assert check_draft(read("The bus carried 31 passengers.", "en"), [], [], model=shipped_model()) == []
