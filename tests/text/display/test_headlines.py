import pytest

from newsgroups.text.display.lead_sentence import lead_sentence
from newsgroups.text.display.story_title import GRAVE, faults, plainest, without_outlet


@pytest.mark.parametrize(
    "title",
    [
        "Harbour bridge closed after crack is found",
        "Mayor signs bill for a second bridge over the river",
        "NATO sends more troops to the border",
        "Blast at grain silo kills two in Lunden Heath",
        "Twin blasts near harbour bridge hurt four",
        "Nachtfähre rammt im Nebel die Mole von Port Calder",
    ],
)
def test_a_plain_headline_has_no_fault(title: str) -> None:
    assert faults(title) == 0


@pytest.mark.parametrize(
    "title",
    [
        "OPINION: The case for a second bridge",
        "Analysis | A bridge too far for Port Calder",
        "Live updates: bridge closed at Port Calder",
        "Bridge closed at Port Calder – as it happened",
        "Is the bridge of Port Calder safe?",
        "Why the bridge of Port Calder was closed",
        "Five things to know about the closed bridge",
        "7 takeaways from the debate in Oakhallow",
        "You won’t believe what divers found below the bridge",
        "Five changes to the bridge you might hear in the mayor’s speech",
        "3 key moments that stood out in the harbour debate",
        "The best lines from the mayor’s speech on the bridge",
        "5 powerful forces driving the ferries out of Port Calder",
        "A brief history of the bridge at Port Calder",
        "CHAOS at bridge after crack is found in pylon",
        "BRIDGE CLOSED AFTER CRACK IS FOUND",
        "Gang snatches £££ gold collar in museum heist",
        "Bridge shut",
        "Kommentar: Die Brücke muss weg",
        "EN DIRECT. Le pont de Calder est fermé - Live",
    ],
)
def test_labels_questions_lists_teasers_and_capitals_are_grave(title: str) -> None:
    assert faults(title) >= GRAVE


@pytest.mark.parametrize(
    ("title", "outlet", "left"),
    [
        ("Bridge closed after crack is found | CNN", "CNN", "Bridge closed after crack is found"),
        (
            "Bridge closed after crack is found - The Daily Lantern",
            "Daily Lantern",
            "Bridge closed after crack is found",
        ),
        ("Bridge closed – crack found by a diver", "CNN", "Bridge closed – crack found by a diver"),
        ("Bridge shut | CNN", "CNN", "Bridge shut | CNN"),
    ],
)
def test_the_name_of_the_outlet_is_taken_off(title: str, outlet: str, left: str) -> None:
    assert without_outlet(title, outlet) == left


@pytest.mark.parametrize(
    ("plain", "other"),
    [
        ("City council denies secret payments to bridge builders", "The mayor and the $12 million bridge connection"),
        ("Council upholds ban on trucks on the bridge", "Council strikes blow for quiet streets on the bridge"),
        ("Port Calder closes bridge for repairs in May", "The bridge was a star. Now it is closed for repairs."),
        ("Council asks FISA court to rule on bridge cameras", "Council slams ‘dishonest’ plan for bridge cameras"),
    ],
)
def test_a_headline_that_says_what_happened_goes_before_one_that_comments(plain: str, other: str) -> None:
    assert plainest([(other, "Lantern"), (plain, "Post")]) == plain


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Opinion: Another bridge is about to close", "Another bridge is about to close"),
        ("Debate recap: mayor defends the bridge", "Mayor defends the bridge"),
        ("The mayor’s plan for the bridge, explained", "The mayor’s plan for the bridge"),
        ("Port Calder closes harbour bridge [VIDEO]", "Port Calder closes harbour bridge"),
        ("Bridge closed: mayor says sorry", "Bridge closed: mayor says sorry"),
        ("Watch: bridge shut", "Watch: bridge shut"),
    ],
)
def test_a_title_without_rival_loses_its_label(title: str, left: str) -> None:
    assert plainest([(title, "Post")]) == left


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Why the bridge of Port Calder closes in May", "The bridge of Port Calder closes in May"),
        ("How the council lost its majority in Skerrow", "The council lost its majority in Skerrow"),
        ("Here’s why the ferries stay in the harbor", "The ferries stay in the harbor"),
        ("A bridge too far? Council stops the plan for a second one", "Council stops the plan for a second one"),
        ("Council stops the second bridge. Is it the last word?", "Council stops the second bridge"),
        ("Watch where you step: planks on the old bridge rotted away", "Planks on the old bridge rotted away"),
        ("Mayorâ€™s promise to close the bridge is unfulfilled", "Mayor’s promise to close the bridge is unfulfilled"),
        (
            "Mayor?s promise to close the bridge is unfulfilled 439 Shares",
            "Mayor’s promise to close the bridge is unfulfilled",
        ),
        ("56 percent of voters favored a bridge in May: Poll", "56 percent of voters favored a bridge in May"),
    ],
)
def test_the_part_of_a_headline_that_states_something_is_the_title(title: str, part: str) -> None:
    assert plainest([(title, "Post")]) == part


@pytest.mark.parametrize(
    "other",
    [
        "The mayor’s impossible bridge dilemma",
        "Port Calder should prepare for a second bridge",
        "Roll back the plan for a second bridge",
        "Ten council members who are about to lose the bridge vote",
        "Time for the mayor to give up her bridge",
    ],
)
def test_what_happened_goes_before_a_subject_and_before_advice(other: str) -> None:
    assert plainest([(other, "A"), ("Council rejects the second bridge", "B")]) == "Council rejects the second bridge"


def test_where_no_headline_states_anything_a_sentence_of_the_text_does() -> None:
    titles = [("Can the bridge be saved?", "A"), ("Five ways to save a bridge", "B")]
    told = "The council closed the bridge of Port Calder on Monday."
    assert plainest(titles, lambda: ["Why wait?", told]) == told.rstrip(".")
    assert plainest(titles[:1], lambda: ["Why wait?"]) == "Can the bridge be saved?"


def test_a_garbled_headline_is_grave_and_a_lost_apostrophe_is_no_question() -> None:
    assert faults("Mayorâ€™s promise to close the bridge is unfulfilled") >= GRAVE
    assert faults("Mayor?s promise to close the bridge is unfulfilled") == 0


def test_an_acronym_is_no_shouting() -> None:
    assert faults("Council asks FISA court to rule on cameras") < GRAVE
    assert faults("Council NEVER asked court to rule on cameras") >= GRAVE


def test_the_first_of_the_plainest_headlines_is_the_title() -> None:
    titles = [
        ("Why the bridge was closed", "A"),
        ("Bridge closed after crack is found | Lantern", "Lantern"),
        ("Crack shuts bridge", "C"),
    ]
    assert plainest(titles) == "Bridge closed after crack is found"
    assert plainest([("Why the bridge was closed", "A")]) == "The bridge was closed"
    assert plainest([]) == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "PORT CALDER, Oct 14 (Northline) - A passenger ferry struck the outer breakwater on Wednesday. More.",
            "A passenger ferry struck the outer breakwater on Wednesday.",
        ),
        (
            "Photo by Ruth Ansgar / Getty Images\nSubscribe to our newsletter today to read it all.\n"
            "The harbour bridge was closed to all traffic on Monday.",
            "The harbour bridge was closed to all traffic on Monday.",
        ),
        ("He said so. She did not.", ""),
        ("", ""),
    ],
)
def test_a_summary_is_a_clean_sentence_or_none(text: str, sentence: str) -> None:
    assert lead_sentence(text) == sentence
