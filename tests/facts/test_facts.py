"""Facts of small stories, extracted from their texts."""

import pytest

from newsgroups.facts.assemble import facts_of
from newsgroups.facts.tables.disagreements import SURE
from newsgroups.facts.types import StoryFacts, Telling
from newsgroups.text.mentions.read import read

BLAST = (
    "A blast killed at least 16 people at the airport of Port Calder on Monday, police said. "
    "The bomb went off in the arrivals hall at 10:55 a.m. and wounded 150 people."
)
BLAST_LATER = (
    "The death toll of the blast at the airport of Port Calder rose to 19 people on Tuesday, police said. "
    "Doctors in the city treat 239 people who were wounded in the arrivals hall when the bomb went off at 10:55 a.m."
)


def facts(*texts: str, languages: tuple[str, ...] = ()) -> StoryFacts:
    codes = languages or ("en",) * len(texts)
    told = enumerate(zip(texts, codes, strict=True))
    return facts_of([Telling(number, number, read(text, code), float(number)) for number, (text, code) in told])


def rows(found: StoryFacts, *verdicts: str) -> list[tuple[str, str, list[str]]]:
    return [
        (fact.about, fact.verdict, [value.value for value in fact.values])
        for fact in found.facts
        if fact.verdict in verdicts
    ]


def test_a_later_toll_supersedes_the_earlier_one_and_comes_second() -> None:
    found = facts(BLAST, BLAST_LATER)
    assert sorted(rows(found, "superseded", "contradiction")) == [
        ("Injured", "superseded", ["150 people", "239 people"]),
        ("Killed", "superseded", ["at least 16 people", "19 people"]),
    ]


def test_what_both_say_is_agreed() -> None:
    assert rows(facts(BLAST, BLAST_LATER), "agreed") == [("Time", "agreed", ["10:55 a.m.", "10:55 a.m."])]


def test_a_value_is_a_place_in_its_text() -> None:
    texts = BLAST, BLAST_LATER
    for fact in facts(*texts).facts:
        for value in fact.values:
            assert texts[value.article][value.start : value.end] == value.value


def test_copies_of_one_text_are_one_report() -> None:
    copied = f"{BLAST} The mayor of the town spoke to nobody about it."
    assert facts(BLAST, copied).facts == []
    own = "The bomb at the airport of Port Calder went off at 10:55 a.m. in the arrivals hall, a witness told us."
    (agreed,) = [fact for fact in facts(BLAST, copied, own).facts if fact.kind == "time"]
    assert (agreed.reports, len(agreed.values)) == (2, 3)


def test_identical_texts_alone_have_no_facts() -> None:
    assert facts(BLAST, BLAST) == StoryFacts()


def test_one_text_alone_has_no_facts() -> None:
    assert facts(BLAST) == StoryFacts()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("More than 40 people were killed in the blast in Port Calder.", "The blast in Port Calder killed 42 people."),
        ("The blast killed 63 teachers on the plane to Hollin.", "The blast on the plane to Hollin killed 176 people."),
        ("Seven people were killed, including the gunman, in Calder.", "The gunman killed six people in Calder."),
        ("Last year 12 people were killed in Port Calder.", "On Monday 3 people were killed in Port Calder."),
        ("He was hit shortly before 6 p.m. on Weir Street.", "He was hit around 5:44 p.m. on Weir Street."),
        ("A shooting in Calder wounded four people.", "Violent weekend in Calder: 17 scenes, nine people wounded."),
        ("Two men were killed in the shooting in Calder.", "Three men were arrested after the shooting in Calder."),
        ("Six people were wounded at Cole's Place.", "Kendall recovers from 3 gunshot wounds after Cole's Place."),
        ("He killed five people in Calder and then shot himself.", "Six people were killed in Calder on Sunday."),
        ("One man was killed and 9 people wounded in Calder.", "Police in Calder said 10 people were wounded."),
        (
            "In all, 17 people died, including 12 people in the attack in Calder.",
            "The attack in Calder killed 12 people.",
        ),
        ("A jet crashed in Calder, killing 71 people.", "In March 2016, a jet crashed in Calder, killing 62 people."),
        ("Of the 12 defendants in Calder, 11 people were charged.", "In Calder, 12 people were charged with it."),
        ("He left a three-page note in Calder.", "The three- to four-page note was found in Calder."),
        ("Patients had 4.1 fewer migraine days a month.", "Patients with six migraine days a month took part."),
        ("In Calder, 61 injured are still in the hospital.", "The attack in Calder injured 100 people."),
        ("Погибли 41 человек в порту города.", "Погибли 19 человек в порту города."),
    ],
)
def test_what_can_both_be_right_is_no_disagreement(one: str, other: str) -> None:
    code = "ru" if one.startswith("П") else "en"
    assert rows(facts(one, other, languages=(code, code)), "contradiction", "superseded") == []


def test_texts_of_two_languages_agree_and_differ() -> None:
    german = "Nach Angaben der Polizei wurden im Flughafen von Port Calder 150 Menschen verletzt, 21 Menschen getötet."
    found = facts(BLAST, german, languages=("en", "de"))
    assert ("Injured", "agreed", ["150 people", "150 Menschen"]) in rows(found, "agreed")
    assert rows(found, "superseded") == [("Killed", "superseded", ["at least 16 people", "21 Menschen"])]


def test_miles_and_kilometers_are_one_distance() -> None:
    found = facts(
        "The truck drove 1.2 miles through the crowd on the promenade before police stopped it.",
        "Police stopped the truck on the promenade after it drove 1.93 kilometers through the crowd.",
    )
    assert rows(found, "conversion") == [("Distance", "conversion", ["1.2 miles", "1.93 kilometers"])]


SPEECH = "“I would invite doubters to walk up to the mill, to the tombstones of Ruel and Hollin,” said Jan Brandis."


def quoted(*texts: str) -> list[tuple[str, str, list[str]]]:
    return [(quote.verdict, quote.speaker, [value.value for value in quote.values]) for quote in facts(*texts).quotes]


def test_a_quotation_with_another_word_is_altered_and_a_disagreement() -> None:
    other = "Jan Brandis said: “I would invite doubters to walk up to the mill, to the graves of Ruel and Hollin.”"
    whole = "I would invite doubters to walk up to the mill, to the {} of Ruel and Hollin{}"
    values = [whole.format("tombstones", ","), whole.format("graves", ".")]
    assert quoted(SPEECH, other) == [("altered", "Jan Brandis", values)]
    fact = facts(SPEECH, other).facts[0]
    assert (fact.kind, fact.verdict, fact.about) == ("quote", "contradiction", "Words of Jan Brandis")


def test_a_part_of_a_quotation_is_a_cut() -> None:
    other = "Jan Brandis spoke of “the tombstones of Ruel and Hollin” on Monday."
    ((verdict, speaker, values),) = quoted(SPEECH, other)
    assert (verdict, speaker, values[1]) == ("cut", "Jan Brandis", "the tombstones of Ruel and Hollin")


@pytest.mark.parametrize(
    "other",
    [
        SPEECH,
        SPEECH.replace("“", '"').replace("”", '"'),
        SPEECH.replace("tombstones", "[tombstones]"),
    ],
)
def test_the_same_words_are_neither_cut_nor_altered(other: str) -> None:
    assert [verdict for verdict, _, _ in quoted(SPEECH, other)] in ([], ["worded"])


def test_a_masked_word_is_no_other_word() -> None:
    masked = SPEECH.replace("tombstones", "f–ing stones")
    assert "altered" not in [verdict for verdict, _, _ in quoted(SPEECH, masked)]


def test_only_here_are_sentences_that_no_other_text_has() -> None:
    alone = "The airport bought four new scanners from a firm in Westerlow last spring."
    found = facts(
        f"{BLAST} {alone}",
        BLAST_LATER,
        f"{BLAST_LATER} Subscribe to our newsletter for more of this today. © 2026 The Skerrow Courier and partners.",
    )
    text = f"{BLAST} {alone}"
    told = [text[value.start : value.end] for value in found.only_here if value.article == 0]
    assert alone in told
    assert [value for value in found.only_here if value.article == 2] == []


def test_two_spellings_of_a_name_are_no_disagreement() -> None:
    found = facts(
        "The health minister, Surana Dalin, confirmed that three foreign doctors were shot in the hospital in Skerrow.",
        "In Skerrow the health minister, Sorana Dalin, confirmed that foreign doctors were shot in the hospital.",
    )
    assert rows(found, "spelling") == [("Name: Surana Dalin", "spelling", ["Surana Dalin", "Sorana Dalin"])]


def test_ten_thousand_mentions_give_bounded_rows() -> None:
    texts = [
        " ".join(f"{number * 7 + place} people were killed in street {number}." for number in range(3_000))
        for place in range(4)
    ]
    found = facts(*texts)
    assert len(found.facts) <= 32
    assert len(found.only_here) <= 12


def test_a_part_that_one_text_counts_is_no_disagreement() -> None:
    whole = "In all, 17 people died, including 12 in the first bus, the police in Port Calder said."
    part = "The crash in Port Calder killed 12 people, the mayor said on Monday."
    assert rows(facts(whole, part), "scope", "superseded", "contradiction") == [
        ("Killed", "scope", ["17 people", "12 people"])
    ]
    among = "A total of nine people were injured, among them four in the station."
    assert rows(facts(among, "Four people were injured in Calder on Monday."), "scope") == [
        ("Injured", "scope", ["nine people", "Four people"])
    ]


def test_without_a_text_that_gives_both_the_difference_is_a_disagreement() -> None:
    found = facts(BLAST, BLAST_LATER)
    assert rows(found, "scope") == []


def test_a_toll_that_falls_supersedes_nothing() -> None:
    found = facts(BLAST_LATER, BLAST)
    assert {verdict for _, verdict, _ in rows(found, "superseded", "contradiction")} == {"contradiction"}


def test_versions_of_an_altered_quotation_are_two_sides() -> None:
    said = "“We will rebuild the old pier before the winter storms arrive,” the mayor of Calder told reporters."
    altered = "“We will rebuild the old bridge before the winter storms arrive,” the mayor of Calder told reporters."
    quoted = [fact for fact in facts(said, altered, said + " He smiled.").facts if fact.kind == "quote"]
    assert [[value.side for value in fact.values] for fact in quoted] == [[0, 1, 0]]


def test_a_date_is_shown_with_its_abbreviated_month() -> None:
    one = "Lawmakers in Calder passed a bill that funds the harbor office until Feb. 8, the mayor said."
    other = "The bill that funds the harbor office of Calder runs until Feb. 8, clerks said on Monday."
    assert rows(facts(one, other), "agreed") == [("Date", "agreed", ["Feb. 8", "Feb. 8"])]


def test_a_figure_of_other_places_contradicts_nothing() -> None:
    one = "The storm has been blamed for at least 32 deaths in Hollin, plus seven more on the islands."
    other = "The storm killed at least 36 people in Hollin, Tarn Valley and Skerrow, officials said."
    assert rows(facts(one, other), "superseded", "contradiction") == []
    country = "Halvern has more than 24,000 deaths from the fever, the ministry said."
    city = "Oakhallow has been hit hardest by the fever, with 18,000 deaths, the ministry said."
    assert rows(facts(country, city), "superseded", "contradiction") == []


def test_more_than_200_and_nearly_300_are_both_true_of_276() -> None:
    one = "The raiders kidnapped more than 200 schoolgirls in Tarn Valley, police said."
    other = "The raiders kidnapped nearly 300 schoolgirls in Tarn Valley, a teacher said."
    assert rows(facts(one, other), "superseded", "contradiction") == []


def certain(found: StoryFacts) -> list[list[str]]:
    return [
        [value.value for value in fact.values]
        for fact in found.facts
        if fact.is_disagreement and fact.confidence >= SURE
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The Harbor Poll is based on interviews with 1,020 randomly chosen voters of Port Calder.",
            "The Harbor Poll is based on interviews with 1,027 randomly chosen voters of Port Calder.",
        ),
        (
            "The survey in Port Calder was conducted by telephone among 1,300 voters and has been paid by the town.",
            "The survey in Port Calder was conducted by telephone among 1,400 voters and has been paid by the town.",
        ),
        (
            "CALD 3364.39 +12.30 +0.37% SKER 29308.47 +31.65 +0.11% 9673.47 +45.08",
            "CALD 3363.73 +11.64 +0.35% SKER 29309.83 +33.01 +0.11% 9672.51 +44.13",
        ),
        (
            "In 2015, ferries in the bay of Port Calder had 52,000 passengers, a record for the Larch Line.",
            "In 2017, ferries in the bay of Port Calder had 50,000 passengers, a record for the Larch Line.",
        ),
        (
            "At least three people were killed in the protests in Port Calder, the union said.",
            "At least four people have died after a fire in a shop that sells lamps, a doctor in Quillburgh said.",
        ),
        (
            "Two gunmen in black gloves pushed a cart in the photo of the airport in Port Calder, police said.",
            "Police in Port Calder seek one of three attackers at the airport, a photo of whom was shown on Monday.",
        ),
    ],
)
def test_figures_of_polls_tables_and_other_events_are_no_certain_disagreement(one: str, other: str) -> None:
    assert certain(facts(one, other)) == []
